//! Client for GeminiDB API.
//!
//! Management API of GeminiDB instances: the operation that stops a backup in case of an emergency.
//!
//! # Getting started
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use geminidb_client::types::{StopBackupAction, StopBackupRequest};
//! use geminidb_client::{Client, Server};
//!
//! let client = Client::builder()
//!     .server(Server::region("ap-southeast-1"))
//!     .x_auth_token("secret")
//!     .project_id("project_id")
//!     .build()?;
//! let response = client
//!     .stop_backup("ca8cb4638f3d42bfa6e942464339be89br14", StopBackupRequest::new(StopBackupAction::Stop))
//!     .await?;
//! println!("{response:?}");
//! # Ok(())
//! # }
//! ```
//!
//! Each operation is a method of [`Client`]: [`operations::backups`].
//!
//! Errors, timeouts, retries, credentials, tests without a server: see the [`guide`].
//!
//! # Features
//!
//! - `reqwest` (on by default): the transport by `reqwest`; without it, provide a `Transport`
//! - `blocking`: `wait()` beside `.await`, for synchronous programs
//! - `gzip`: decompresses responses
//! - `http2`: HTTP/2 over TLS (ALPN)
//! - `testing`: a transport that responds from a script, for tests without a server
//! - `tracing`: a span for each call and each attempt

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod client;
#[cfg(any(doc, doctest))]
pub mod guide;
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
    Credential, CredentialError, CredentialProvider, DecodeError, Error, Header, InvalidRequest,
    IssuedCredential, Middleware, Next, Operation, OperationContext, Preview, ProblemDetails,
    RawResponse, RequestSigner, Response, RetryPolicy, Secret, Transport, TransportError,
    TransportErrorKind,
};
pub use server::{Server, ServerRegion};
