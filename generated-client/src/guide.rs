//! Guide: what every client does, and how to change it.
//!
//! # Errors
//!
//! Every failure is an [`Error`]: an invalid request, a transport error, an error response, or a
//! response that does not match the description. [`Error::error_body`] returns the documented body of
//! an error response.
//!
//! ```
//! fn report<E: std::fmt::Debug>(error: &geminidb_client::Error<E>) {
//!     eprintln!("{error} ({} attempts)", error.attempts());
//!     if let Some(refusal) = error.error_body() {
//!         eprintln!("refused: {refusal:?}");
//!     }
//!     if error.is_timeout() && error.reached_server() {
//!         eprintln!("the server may have processed the request");
//!     }
//! }
//! # let _ = report::<()>;
//! ```
//!
//! # Status and headers
//!
//! `.await` returns the body of the response. `send_with_response()` returns a [`Response`]: the body
//! with status and headers, and the [`RawResponse`] it was decoded from.
//!
//! ```
//! use geminidb_client::{CallFuture, Error, Response};
//!
//! /// Takes what `client.operation().send_with_response()` returns.
//! async fn show<T: std::fmt::Debug, E>(call: CallFuture<Response<T>, E>) -> Result<T, Error<E>> {
//!     let response = call.await?;
//!     println!("{} {:?}", response.status(), response.headers().get("etag"));
//!     Ok(response.body)
//! }
//! # let _ = show::<(), ()>;
//! ```
//!
//! # Timeouts, retries, limits
//!
//! By default a call times out after 60 seconds and each attempt after 30. A call makes up to three
//! attempts if retrying is safe: see [`RetryPolicy`]. Both can also be set on a call, before it is
//! awaited.
//!
//! ```
//! use std::time::Duration;
//!
//! use geminidb_client::{Client, RetryPolicy};
//!
//! let builder = Client::builder()
//!     .timeout(Duration::from_secs(20))
//!     .attempt_timeout(Duration::from_secs(5))
//!     .retry(RetryPolicy::default().max_attempts(5))
//!     // Retries that all calls share while the server keeps failing:
//!     .retry_budget(20)
//!     // A stream without data for this long has failed:
//!     .idle_timeout(Duration::from_secs(90))
//!     // Larger bodies are errors:
//!     .max_request_bytes(8 << 20)
//!     .max_response_bytes(16 << 20);
//! # drop(builder);
//! ```
//!
//! # Credentials
//!
//! A credential is a fixed text, or comes from a provider: a closure or a [`CredentialProvider`]. An
//! issued credential is cached until it expires. After a 401, the provider is called again and the call
//! is retried once. Credentials are never printed.
//!
//! ```
//! use std::time::Duration;
//!
//! use geminidb_client::{Credential, IssuedCredential};
//!
//! let credential = Credential::from_provider(|| async {
//!     let token = String::from("from a token service");
//!     Ok(IssuedCredential::new(token).expires_in(Duration::from_secs(3600)))
//! });
//! # drop(credential);
//! ```
//!
//! If an operation accepts one of several credentials, the first that the client has is sent; if it
//! needs several together, all are sent. If the client lacks one, the call fails with
//! [`InvalidRequest::MissingCredential`], which lists what is missing. The documentation of each
//! operation says what it needs: `a` and `b` or `c`.
//!
//! # Response headers
//!
//! The module [`headers`] has a typed constant for each described response header. A value that does
//! not match the type is an error.
//!
//! ```
//! use geminidb_client::{DecodeError, Header, Response};
//!
//! /// `header` is a constant of `geminidb_client::headers`.
//! fn number<B>(response: &Response<B>, header: Header<i64>) -> Result<Option<i64>, DecodeError> {
//!     response.header(header)
//! }
//! # let _ = number::<()>;
//! ```
//!
//! # Middleware, request signers, transports
//!
//! [`Middleware`] wraps each attempt: it can add headers, observe, respond by itself, or refuse. A
//! [`RequestSigner`] gets the final request. A [`Transport`] sends it; the default uses `reqwest`.
//!
//! ```
//! use geminidb_client::{Body, BoxFuture, Client, Middleware, Next, TransportError};
//!
//! /// Logs the outcome of each attempt.
//! struct Log;
//!
//! impl Middleware for Log {
//!     fn handle<'a>(
//!         &'a self,
//!         request: http::Request<Body>,
//!         next: Next<'a>,
//!     ) -> BoxFuture<'a, Result<http::Response<Body>, TransportError>> {
//!         Box::pin(async move {
//!             let operation = next.operation();
//!             let response = next.run(request).await?;
//!             eprintln!("{operation}: {}", response.status());
//!             Ok(response)
//!         })
//!     }
//! }
//!
//! let builder = Client::builder().middleware(Log);
//! # drop(builder);
//! ```
//!
//! A signer can be a function. For an HMAC, build the text that the service defines, and use a crate
//! for the rest:
//!
//! ```
//! use geminidb_client::{Body, BoxError, Client};
//!
//! fn sign(request: &mut http::Request<Body>) -> Result<(), BoxError> {
//!     let body = request.body().as_bytes().ok_or("a stream cannot be signed")?;
//!     let mut text = format!("{}\n{}\n", request.method(), request.uri()).into_bytes();
//!     text.extend_from_slice(body);
//!     let value = http::HeaderValue::try_from(keyed_hash(&text))?;
//!     request.headers_mut().insert("x-signature", value);
//!     Ok(())
//! }
//!
//! /// Stands for HMAC-SHA256 of the crates `hmac` and `sha2`.
//! fn keyed_hash(text: &[u8]) -> String {
//!     text.iter().map(|byte| u64::from(*byte)).sum::<u64>().to_string()
//! }
//!
//! let builder = Client::builder().sign_requests(sign);
//! # drop(builder);
//! ```
//!
//! A custom transport sends a request and returns when status and headers have arrived. It must not
//! follow redirects. The client handles timeouts and retries, except the connect timeout.
//!
//! ```
//! use geminidb_client::{
//!     Body, BoxError, BoxFuture, Client, Transport, TransportError, TransportErrorKind,
//! };
//!
//! /// Sends with another HTTP library.
//! struct Other;
//!
//! impl Transport for Other {
//!     fn send(
//!         &self,
//!         request: http::Request<Body>,
//!     ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
//!         Box::pin(async move {
//!             let (head, mut body) = request.into_parts();
//!             let mut bytes = Vec::new();
//!             while let Some(chunk) = body.next().await {
//!                 let kind = TransportErrorKind::RequestBody;
//!                 let failed = |error| TransportError::new(kind, Some(error));
//!                 bytes.extend_from_slice(&chunk.map_err(failed)?);
//!             }
//!             let failed = |error| TransportError::new(TransportErrorKind::Broken, Some(error));
//!             exchange(head, bytes).await.map_err(failed)
//!         })
//!     }
//! }
//!
//! /// Stands for the library. A response that is still arriving is a `Body::stream`.
//! async fn exchange(
//!     head: http::request::Parts,
//!     body: Vec<u8>,
//! ) -> Result<http::Response<Body>, BoxError> {
//!     println!("{} {}: {} bytes", head.method, head.uri, body.len());
//!     Ok(http::Response::new(Body::from("{}")))
//! }
//!
//! let builder = Client::builder().transport(Other);
//! # drop(builder);
//! ```
//!
//! # Proxies, certificates, connect timeout
//!
//! With the feature `reqwest`, [`reqwest`] makes the connections, and can be configured. It uses the
//! proxy of the environment (`HTTPS_PROXY`, `NO_PROXY`) if no other is set.
//!
//! ```
//! # #[cfg(feature = "reqwest")]
//! fn builder(authority: &[u8]) -> Result<geminidb_client::ClientBuilder, geminidb_client::reqwest::Error> {
//!     use std::time::Duration;
//!
//!     use geminidb_client::{Client, reqwest};
//!
//!     let proxy = reqwest::Proxy::https("http://proxy.example.com:3128")?;
//!     // Trusted in addition to those of the system.
//!     let authority = reqwest::Certificate::from_pem(authority)?;
//!     Ok(Client::builder()
//!         .connect_timeout(Duration::from_secs(3))
//!         .configure_reqwest(|reqwest| reqwest.proxy(proxy).tls_certs_merge([authority])))
//! }
//! ```
//!
//! # Tests without a server
//!
//! With the feature `testing`, a `testing::Script` replaces the network: it responds as scripted, at
//! once, late, truncated or not at all, and records the requests.
//!
//! ```
//! # #[cfg(feature = "testing")]
//! # fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use geminidb_client::Client;
//! use geminidb_client::testing::{MockResponse, Script};
//!
//! let script = Script::new()
//!     .respond(MockResponse::new(503).header("retry-after", "1"))
//!     .otherwise(MockResponse::json(200, &serde_json::json!({}))?);
//! let client = Client::builder()
//!     .base_url("https://api.example.com")
//!     .transport(script.clone());
//! // … build the client, make calls, and look at what was sent:
//! assert!(script.requests().is_empty());
//! # drop(client);
//! # Ok(())
//! # }
//! ```
//!
//! A response can depend on its request, and a body can arrive in chunks:
//!
//! ```
//! # #[cfg(feature = "testing")]
//! # fn example() {
//! use std::time::Duration;
//! use geminidb_client::testing::{MockResponse, Script};
//!
//! let script = Script::new().otherwise_with(|request| match request.method() {
//!     "GET" => MockResponse::new(200)
//!         .header("content-type", "text/event-stream")
//!         .body("data: at once\n\n")
//!         .then(Duration::from_secs(5), "data: later\n\n"),
//!     _ => MockResponse::new(200).body(request.body().clone()),
//! });
//! # drop(script);
//! # }
//! ```
//!
//! # Programs without async
//!
//! With the feature `blocking`, every call has `wait()` beside `.await`, and `blocking::iter` iterates
//! over streams.
//!
//! ```
//! # #[cfg(feature = "blocking")]
//! fn print<T, E>(call: geminidb_client::CallFuture<T, E>) -> Result<(), geminidb_client::Error<E>>
//! where
//!     T: std::fmt::Debug,
//! {
//!     println!("{:?}", call.wait()?);
//!     Ok(())
//! }
//! ```
//!
//! # Spans
//!
//! With the feature `tracing`, every call has a span, and each attempt has one inside it, named by the
//! HTTP conventions of OpenTelemetry: path templates, no headers, no bodies, no credentials. Their
//! parent is the current span.
//!
//! ```
//! # #[cfg(feature = "tracing")]
//! async fn nightly<T, E>(call: geminidb_client::CallFuture<T, E>) -> Result<T, geminidb_client::Error<E>> {
//!     use tracing::Instrument;
//!     call.instrument(tracing::info_span!("nightly")).await
//! }
//! ```

#[allow(unused_imports, reason = "the links above")]
use crate::*;
