//! The client against a real server on loopback: what arrives there, and what the client makes of every answer.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

mod answers;
mod failures;
mod request;
mod secrets;
mod server;
mod transport;

use std::time::Duration;

use geminidb_client::types::{
    ErrorResponse, StopBackupAction, StopBackupRequest, StopBackupResponse,
};
use geminidb_client::{Client, Error};

const PROJECT: &str = "054e292c9880d4992f02c0196d3ea468";
const BACKUP: &str = "ca8cb4638f3d42bfa6e942464339be89br14";
/// A token that must be found nowhere but in the header it is for.
const CANARY: &str = "canary-7f3a-token";

/// A client of the server at `url`.
fn client(url: &str) -> Client {
    Client::builder()
        .base_url(url)
        .x_auth_token(CANARY)
        .project_id(PROJECT)
        .timeout(Duration::from_secs(5))
        .build()
        .unwrap()
}

fn stop() -> StopBackupRequest {
    StopBackupRequest::new(StopBackupAction::Stop)
}

/// The documented call.
async fn call(client: &Client) -> Result<StopBackupResponse, Error<ErrorResponse>> {
    client.stop_backup(BACKUP, stop()).await
}
