//! How long things may take. Time is virtual.

use std::time::Duration;

use geminidb_client::testing::{MockResponse, Script};
use geminidb_client::{Client, ClientBuilder, RetryPolicy};
use tokio::time::Instant;

use crate::{BACKUP, PROJECT, stop};

/// How long a call waits for a server that never answers.
async fn patience(set: impl FnOnce(ClientBuilder) -> ClientBuilder, own: Option<Duration>) -> u64 {
    let never = MockResponse::new(202).delay(Duration::from_secs(1_000_000));
    let builder = Client::builder()
        .x_auth_token("token")
        .project_id(PROJECT)
        .retry(RetryPolicy::none())
        .transport(Script::new().otherwise(never));
    let client = set(builder).build().unwrap();
    let mut call = client.stop_backup(BACKUP, stop());
    if let Some(own) = own {
        call = call.timeout(own);
    }
    let start = Instant::now();
    assert!(call.await.unwrap_err().is_timeout());
    start.elapsed().as_secs()
}

#[tokio::test(start_paused = true)]
async fn the_shortest_time_holds() {
    let seconds = Duration::from_secs;
    assert_eq!(patience(|builder| builder, None).await, 30);
    assert_eq!(
        patience(|builder| builder.timeout(seconds(90)), None).await,
        90
    );
    assert_eq!(
        patience(|builder| builder.timeout(seconds(7)), None).await,
        7
    );
    let both = |builder: ClientBuilder| builder.timeout(seconds(90)).attempt_timeout(seconds(5));
    assert_eq!(patience(both, None).await, 5);
    assert_eq!(patience(|builder| builder, Some(seconds(300))).await, 300);
    assert_eq!(
        patience(|builder| builder.timeout(seconds(9)), Some(seconds(3))).await,
        3
    );
    assert_eq!(
        patience(
            |builder| builder.timeout(Duration::MAX).attempt_timeout(seconds(8)),
            None
        )
        .await,
        8
    );
}
