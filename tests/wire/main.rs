//! The client against a real server on loopback: what arrives there, and what the client makes of every answer.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

mod answers;
mod blocking;
mod calls;
mod dry_run;
mod failures;
mod limits;
mod middleware;
mod path;
mod providers;
mod proxy;
mod refusals;
mod request;
mod retries;
mod scripts;
mod secrets;
mod server;
mod spans;
mod statuses;
mod times;
mod tls;
mod transport;

use std::time::Duration;

use geminidb_client::types::{
    ErrorResponse, StopBackupAction, StopBackupRequest, StopBackupResponse,
};
use geminidb_client::{Client, ClientBuilder, Error, RetryPolicy, TransportErrorKind};

const PROJECT: &str = "054e292c9880d4992f02c0196d3ea468";
const BACKUP: &str = "ca8cb4638f3d42bfa6e942464339be89br14";
const JOB: &str = "b52cc59d-e1e2-4e63-bb00-7694e126f66a";
/// A token that must be found nowhere but in the header it is for.
const CANARY: &str = "canary-7f3a-token";

/// Why the documented call failed.
type Failure = Error<ErrorResponse>;

/// A builder of clients of the server at `url`.
fn builder(url: &str) -> ClientBuilder {
    Client::builder()
        .base_url(url)
        .x_auth_token(CANARY)
        .project_id(PROJECT)
        .timeout(Duration::from_secs(5))
        .retry(RetryPolicy::none())
}

/// A client of the server at `url`.
fn client(url: &str) -> Client {
    builder(url).build().unwrap()
}

/// The documented body.
fn stop() -> StopBackupRequest {
    StopBackupRequest::new(StopBackupAction::Stop)
}

/// The documented call.
async fn call(client: &Client) -> Result<StopBackupResponse, Failure> {
    client.stop_backup(BACKUP, stop()).await
}

/// What happened on the way, if anything did.
fn kind<E>(error: &Error<E>) -> Option<TransportErrorKind> {
    match error {
        Error::Transport { source, .. } => Some(source.kind()),
        _ => None,
    }
}
