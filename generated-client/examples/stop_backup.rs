//! Calls [`Client::stop_backup`] with values from environment variables:
//!
//! - `GEMINIDB_ENDPOINT`: the base URL, such as `https://gaussdb-nosql.ap-southeast-1.myhuaweicloud.com`
//! - `GEMINIDB_X_AUTH_TOKEN`: the credential of `XAuthToken`
//! - `GEMINIDB_PROJECT_ID`: the path parameter `project_id`
//! - `GEMINIDB_BACKUP_ID`: the argument `backup_id`
//!
//! ```text
//! cargo run --example stop_backup
//! cargo run --example stop_backup -- --dry-run
//! ```
//!
//! `--dry-run` prints the request without its secrets, and does not send it.

use std::error::Error;

use geminidb_client::Client;
use geminidb_client::types::{StopBackupAction, StopBackupRequest};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::builder()
        .base_url(variable("GEMINIDB_ENDPOINT")?)
        .x_auth_token(variable("GEMINIDB_X_AUTH_TOKEN")?)
        .project_id(variable("GEMINIDB_PROJECT_ID")?)
        .build()?;
    let backup_id = variable("GEMINIDB_BACKUP_ID")?;
    let call = client.stop_backup(&backup_id, StopBackupRequest::new(StopBackupAction::Stop));
    if std::env::args().any(|argument| argument == "--dry-run") {
        println!("{}", call.preview()?);
        return Ok(());
    }
    let response = call.await?;
    println!("{response:?}");
    Ok(())
}

/// The value of an environment variable.
fn variable(name: &str) -> Result<String, String> {
    std::env::var(name).map_err(|_| format!("set the environment variable {name}"))
}
