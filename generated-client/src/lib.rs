//! Client for GeminiDB API.
//!
//! Management API of GeminiDB instances: the operation that stops a backup in case of an emergency.
//!
//! # Start
//!
//! ```no_run
//! # fn main() -> Result<(), geminidb_client::BuildError> {
//! use geminidb_client::{Client, Server};
//!
//! let client = Client::builder()
//!     .server(Server::region("ap-southeast-1"))
//!     .x_auth_token("secret")
//!     .project_id("project_id")
//!     .build()?;
//! # drop(client);
//! # Ok(())
//! # }
//! ```
//!
//! Each operation is a method of [`Client`]: [`operations::backups`].
//!
//! # Errors
//!
//! A call that fails says why in one type, [`Error`]: the request could not be made, was lost on the way, was
//! refused, or answered with something else than the description says. [`Error::api`] is the documented body of a
//! failure.
//!
//! ```
//! fn report<E: std::fmt::Debug>(error: &geminidb_client::Error<E>) {
//!     eprintln!("{error} (sent {} times)", error.attempts());
//!     if let Some(refusal) = error.api() {
//!         eprintln!("the server says: {refusal:?}");
//!     }
//!     if error.is_timeout() && error.reached_server() {
//!         eprintln!("the server may have acted all the same: look before you call again");
//!     }
//! }
//! # let _ = report::<()>;
//! ```
//!
//! # Whole answers
//!
//! A call answers its body. `send_full()` in place of `.await` answers a [`Response`]: the body, and the [`Reply`] it was read
//! from, with status and headers.
//!
//! ```
//! use geminidb_client::{CallFuture, Error, Response};
//!
//! /// What `client.operation().send_full()` answers.
//! async fn show<T: std::fmt::Debug, E>(call: CallFuture<Response<T>, E>) -> Result<T, Error<E>> {
//!     let answer = call.await?;
//!     println!("{} {:?}", answer.reply.status(), answer.reply.headers().get("etag"));
//!     Ok(answer.body)
//! }
//! # let _ = show::<(), ()>;
//! ```
//!
//! # Time, and calls that are made again
//!
//! A call may take 60 seconds and each attempt 30, unless something else is set. It is made up to three times where
//! that does no harm and may help: see [`RetryPolicy`]. Both can be set for a call too, before it is awaited.
//!
//! ```
//! use std::time::Duration;
//!
//! use geminidb_client::{Client, RetryPolicy};
//!
//! let builder = Client::builder()
//!     .timeout(Duration::from_secs(20))
//!     .attempt_timeout(Duration::from_secs(5))
//!     .retry(RetryPolicy::default().attempts(5))
//!     // Repetitions of all calls together, while the server does nothing but fail:
//!     .retry_budget(20)
//!     // A stream that is silent for so long has broken off:
//!     .idle_timeout(Duration::from_secs(90))
//!     // What is larger is an error:
//!     .max_request_bytes(8 << 20)
//!     .max_response_bytes(16 << 20);
//! # drop(builder);
//! ```
//!
//! # Credentials
//!
//! A credential is text that stays, or comes from a provider: a closure, or a [`CredentialProvider`]. What a
//! provider gives is kept until it expires; when the server answers 401, it is asked anew, and the call made again
//! once. No credential is ever shown.
//!
//! ```
//! use std::time::Duration;
//!
//! use geminidb_client::{Credential, IssuedCredential};
//!
//! let credential = Credential::provided(|| async {
//!     let token = String::from("from a token service");
//!     Ok(IssuedCredential::new(token).expires_in(Duration::from_secs(3600)))
//! });
//! # drop(credential);
//! ```
//!
//! An operation that takes one of several credentials is sent the first that the client has; one that takes several together is
//! sent all of them. Where the client has not enough, the call fails and says what is missing
//! ([`InvalidRequest::MissingCredential`]). Its docs say what it takes: `a` and `b` or `c`.
//!
//! # Headers of answers
//!
//! A header that the description knows is a constant of [`headers`], with its type. An answer has a value for it, or
//! none; one that is not of the type is an error.
//!
//! ```
//! use geminidb_client::{DecodeError, Header, Response};
//!
//! /// `names_it` is a constant of `geminidb_client::headers`.
//! fn number<B>(answer: &Response<B>, names_it: Header<i64>) -> Result<Option<i64>, DecodeError> {
//!     answer.header(names_it)
//! }
//! # let _ = number::<()>;
//! ```
//!
//! # Between a call and the network
//!
//! [`Middleware`] sees each attempt: it may add headers, observe, answer itself, or refuse. A [`RequestSigner`]
//! sees the request as it goes out. A [`Transport`] sends it: `reqwest`, unless another is given.
//!
//! ```
//! use geminidb_client::{Body, BoxFuture, Client, Middleware, Next, TransportError};
//!
//! /// Tells how each attempt ends.
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
//! A signer may be a function. For an HMAC, put together the text that the service wants signed, and take a crate for the
//! rest:
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
//! /// In place of this, such as HMAC-SHA256 of the crates `hmac` and `sha2`.
//! fn keyed_hash(text: &[u8]) -> String {
//!     text.iter().map(|byte| u64::from(*byte)).sum::<u64>().to_string()
//! }
//!
//! let builder = Client::builder().sign_requests(sign);
//! # drop(builder);
//! ```
//!
//! A transport of one's own sends a request and answers once status and headers are there. It must not follow
//! redirects. The client sees to timeouts and repetitions, but not to the time to connect.
//!
//! ```
//! use geminidb_client::{
//!     Body, BoxError, BoxFuture, Client, Transport, TransportError, TransportErrorKind,
//! };
//!
//! /// Sends by another HTTP library.
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
//!             while let Some(piece) = body.next().await {
//!                 let failed = |error| TransportError::new(TransportErrorKind::RequestBody, Some(error));
//!                 bytes.extend_from_slice(&piece.map_err(failed)?);
//!             }
//!             let failed = |error| TransportError::new(TransportErrorKind::Broken, Some(error));
//!             exchange(head, bytes).await.map_err(failed)
//!         })
//!     }
//! }
//!
//! /// In place of this, the library. An answer that is still coming is a `Body::stream`.
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
//! # Proxies, certificates, and time to connect
//!
//! With the feature `reqwest`, the connection is set up by [`reqwest`], which can be configured. The proxy of the environment
//! (`HTTPS_PROXY`, `NO_PROXY`) is used unless another is named.
//!
//! ```
//! # #[cfg(feature = "reqwest")]
//! fn builder(authority: &[u8]) -> Result<geminidb_client::ClientBuilder, geminidb_client::reqwest::Error> {
//!     use std::time::Duration;
//!
//!     use geminidb_client::{Client, reqwest};
//!
//!     let proxy = reqwest::Proxy::https("http://proxy.example.com:3128")?;
//!     // Trusted beside those of the system.
//!     let authority = reqwest::Certificate::from_pem(authority)?;
//!     Ok(Client::builder()
//!         .connect_timeout(Duration::from_secs(3))
//!         .configure_reqwest(|reqwest| reqwest.proxy(proxy).tls_certs_merge([authority])))
//! }
//! ```
//!
//! # Tests without a server
//!
//! With the feature `testing`, a `testing::Script` takes the place of the network: it answers what it is told to,
//! at once, late, broken off or not at all, and remembers what it was sent.
//!
//! ```
//! # #[cfg(feature = "testing")]
//! # fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use geminidb_client::Client;
//! use geminidb_client::testing::{Answer, Script};
//!
//! let script = Script::new()
//!     .answer(Answer::new(503).header("retry-after", "1"))
//!     .otherwise(Answer::json(200, &serde_json::json!({}))?);
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
//! An answer may be made of its request, and a body may come in pieces:
//!
//! ```
//! # #[cfg(feature = "testing")]
//! # fn example() {
//! use std::time::Duration;
//! use geminidb_client::testing::{Answer, Script};
//!
//! let script = Script::new().otherwise_with(|request| match request.method() {
//!     "GET" => Answer::new(200)
//!         .header("content-type", "text/event-stream")
//!         .body("data: at once\n\n")
//!         .then(Duration::from_secs(5), "data: later\n\n"),
//!     _ => Answer::new(200).body(request.body().clone()),
//! });
//! # drop(script);
//! # }
//! ```
//!
//! # Programs without async
//!
//! With the feature `blocking`, every call has `wait()` beside `.await`, and streams are iterated by
//! `blocking::iter`.
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
//! With the feature `tracing`, every call is a span and each attempt one inside it, named as OpenTelemetry's conventions
//! say: paths as templates, no headers, no bodies, no credential. They stand inside the span that is around the call.
//!
//! ```
//! # #[cfg(feature = "tracing")]
//! async fn nightly<T, E>(call: geminidb_client::CallFuture<T, E>) -> Result<T, geminidb_client::Error<E>> {
//!     use tracing::Instrument;
//!     call.instrument(tracing::info_span!("nightly")).await
//! }
//! ```
//!
//! # Features
//!
//! - `reqwest` (on by default): the transport by `reqwest`; without it, a client is given a `Transport`
//! - `blocking`: `wait()` beside `.await`, for programs without async
//! - `gzip`: answers in compressed form
//! - `http2`: HTTP/2 where the server speaks it
//! - `testing`: a transport that answers from a script: tests without a server
//! - `tracing`: a span for each call and each attempt

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod client;
pub mod headers;
pub mod operations;
mod runtime;
mod server;
pub mod types;

#[cfg(feature = "reqwest")]
pub use reqwest;
#[cfg(feature = "blocking")]
pub use runtime::blocking;
#[cfg(feature = "testing")]
pub use runtime::testing;
pub use runtime::{
    ApiError, Body, BoxError, BoxFuture, BuildError, Call, CallFuture, Client, ClientBuilder,
    Context, Credential, CredentialError, CredentialProvider, DecodeError, Error, Header,
    InvalidRequest, IssuedCredential, Middleware, Next, Operation, Preview, Reply, RequestSigner,
    Response, RetryPolicy, Secret, Transport, TransportError, TransportErrorKind,
};
pub use server::{Server, ServerRegion};
