//! How long a stream may be silent.

use std::time::Duration;

use crate::runtime::error::TransportErrorKind;
use crate::runtime::stream::ByteStream;

use super::pieces::{reply, slow};

const SECOND: Duration = Duration::from_secs(1);

fn stream(pause: Duration, idle: Duration) -> ByteStream {
    reply(slow("abc", pause), 1000, idle).byte_stream().unwrap()
}

#[tokio::test(start_paused = true)]
async fn the_time_that_the_reader_takes_is_not_the_servers() {
    let mut stream = stream(SECOND, 2 * SECOND);
    let mut read = Vec::new();
    while let Some(piece) = stream.next().await {
        read.extend(piece.unwrap());
        tokio::time::sleep(10 * SECOND).await;
    }
    assert_eq!(read, b"abc");
}

#[tokio::test(start_paused = true)]
async fn the_server_is_waited_for_as_long_as_was_said() {
    let mut stream = stream(3 * SECOND, 2 * SECOND);
    let start = tokio::time::Instant::now();
    // Whoever asks again meanwhile does not begin the wait anew.
    tokio::time::timeout(SECOND, stream.next())
        .await
        .unwrap_err();
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Timeout);
    assert_eq!(start.elapsed(), 2 * SECOND);
    assert!(stream.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn the_longest_time_is_no_limit() {
    let mut stream = stream(100_000 * SECOND, Duration::MAX);
    assert_eq!(stream.next().await.unwrap().unwrap(), "a");
    assert_eq!(stream.next().await.unwrap().unwrap(), "b");
}
