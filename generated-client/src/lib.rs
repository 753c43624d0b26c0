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
