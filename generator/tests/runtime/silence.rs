//! When a stream is read, and how long it may be silent.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;

use crate::runtime::body::Body;
use crate::runtime::stream::ByteStream;
use crate::runtime::transport_error::TransportErrorKind;

use super::pieces::{response, slow};

const SECOND: Duration = Duration::from_secs(1);

fn stream(pause: Duration, idle: Duration) -> ByteStream {
    response(slow("abc", pause), 1000, idle)
        .byte_stream()
        .unwrap()
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
async fn the_idle_timeout_is_kept_when_a_caller_gives_up_early() {
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
async fn the_longest_duration_is_not_a_limit() {
    let mut stream = stream(100_000 * SECOND, Duration::MAX);
    assert_eq!(stream.next().await.unwrap().unwrap(), "a");
    assert_eq!(stream.next().await.unwrap().unwrap(), "b");
}

/// A body that counts how often it was asked.
struct Counted(Arc<AtomicUsize>);

impl futures_core::Stream for Counted {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Poll::Ready(Some(Ok(Bytes::from_static(b"data: 1\n\n1\n"))))
    }
}

#[tokio::test]
async fn nothing_is_read_before_it_is_asked_for() {
    let asked = Arc::new(AtomicUsize::new(0));
    let answer = || {
        asked.store(0, Ordering::Relaxed);
        response(Body::stream(Counted(Arc::clone(&asked))), 1000, SECOND)
    };
    let asked = || asked.load(Ordering::Relaxed);

    let mut bytes = answer().byte_stream().unwrap();
    let mut events = answer().text_events().unwrap();
    let mut lines = answer().json_lines::<serde_json::Value>().unwrap();
    assert_eq!(asked(), 0);
    bytes.next().await.unwrap().unwrap();
    assert_eq!(asked(), 1);
    events.next().await.unwrap().unwrap();
    assert_eq!(asked(), 2);
    // Two lines of one piece: the first is none of JSON.
    lines.next().await.unwrap().unwrap_err();
    lines.next().await.unwrap().unwrap();
    assert_eq!(asked(), 3);
}
