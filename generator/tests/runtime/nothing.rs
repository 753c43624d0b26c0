//! Streams that hold nothing: comments, blank lines, empty pieces.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use tokio::time::{Instant, Sleep};

use crate::runtime::body::Body;
use crate::runtime::stream::StreamError;
use crate::runtime::transport_error::{TransportError, TransportErrorKind};

use super::pieces::response;

const SECOND: Duration = Duration::from_secs(1);

/// A piece again and again, each at once or after a pause; the test fails where it is asked for too often.
struct Flood {
    piece: &'static [u8],
    asked: Arc<AtomicUsize>,
    pause: Option<Duration>,
    sleep: Option<Pin<Box<Sleep>>>,
}

impl Stream for Flood {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(pause) = self.pause {
            let sleep = self
                .sleep
                .get_or_insert_with(|| Box::pin(tokio::time::sleep(pause)));
            ready!(Future::poll(sleep.as_mut(), context));
            self.sleep = None;
        }
        let asked = self.asked.fetch_add(1, Ordering::Relaxed);
        assert!(asked < 100_000, "nothing ends this");
        Poll::Ready(Some(Ok(Bytes::from_static(self.piece))))
    }
}

fn flood(piece: &'static [u8], pause: Option<Duration>) -> (Body, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let flood = Flood {
        piece,
        asked: Arc::clone(&asked),
        pause,
        sleep: None,
    };
    (Body::stream(flood), asked)
}

fn kind(error: &StreamError) -> TransportErrorKind {
    let StreamError::Transport(error) = error else {
        panic!("{error:?}");
    };
    error.kind()
}

/// What each of these makes no event of.
const NO_EVENTS: &[&[u8]] = &[
    b":\n",
    b": comment\r\n",
    b"\n",
    b"\r\n\r\n",
    b"event: a\n",
    b"event: a\n\n",
    b"id: 1\n",
    b"id: 1\n\n",
    b"retry: 1\n",
    b"unknown: x\n",
    b"dataset: x\n",
    b"data: \xFF\n",
    b"x",
    b"data\n",
    b": com",
];

const NO_ITEMS: &[&[u8]] = &[b"\n", b"\r\n", b" ", b"\t\n \n", b"\x1e", b"\x1e\n", b"1"];

#[tokio::test]
async fn bytes_between_events_count_towards_the_limit() {
    for piece in NO_EVENTS {
        let (body, asked) = flood(piece, None);
        let mut stream = response(body, 1000, SECOND).text_events().unwrap();
        let error = stream.next().await.unwrap().unwrap_err();
        assert_eq!(kind(&error), TransportErrorKind::BodyTooLarge);
        assert!(stream.next().await.is_none());
        let bytes = asked.load(Ordering::Relaxed) * piece.len();
        let most = match *piece {
            // Of a line of data only the data counts, and the end of a line as one byte.
            b"data\n" => 5 * 1001,
            b"\r\n\r\n" => 2 * 1001,
            _ => 1100,
        };
        assert!(
            (1000..=most + piece.len()).contains(&bytes),
            "{bytes} of {piece:?}"
        );
    }
}

#[tokio::test]
async fn bytes_between_items_count_towards_the_limit() {
    for piece in NO_ITEMS {
        let (body, asked) = flood(piece, None);
        let mut stream = response(body, 1000, SECOND)
            .json_lines::<serde_json::Value>()
            .unwrap();
        let error = stream.next().await.unwrap().unwrap_err();
        assert_eq!(kind(&error), TransportErrorKind::BodyTooLarge);
        assert!(stream.next().await.is_none());
        let bytes = asked.load(Ordering::Relaxed) * piece.len();
        assert!(
            (1000..=1000 + 2 * piece.len()).contains(&bytes),
            "{bytes} of {piece:?}"
        );
    }
}

#[tokio::test]
async fn the_count_between_items_restarts_after_each() {
    let events = ": 0123456789\n\ndata: a\n\n".repeat(100);
    let mut stream = response(super::pieces::cut(events, 7), 30, SECOND)
        .text_events()
        .unwrap();
    for _ in 0..100 {
        assert_eq!(stream.next().await.unwrap().unwrap(), "a");
    }
    let lines = "\n\n\n\n\n\n\n\n\n\n1\n".repeat(100);
    let mut stream = response(super::pieces::cut(lines, 7), 20, SECOND)
        .json_lines::<u8>()
        .unwrap();
    for _ in 0..100 {
        assert_eq!(stream.next().await.unwrap().unwrap(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_of_nothing_is_idle_although_it_is_not_silent() {
    let start = Instant::now();
    let elapsed = || start.elapsed();
    let pause = Some(SECOND);
    let (body, _) = flood(b": here\n\n", pause);
    let mut stream = response(body, 1_000_000, 10 * SECOND)
        .text_events()
        .unwrap();
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::Timeout);
    assert_eq!(elapsed(), 50 * SECOND);
    assert!(stream.next().await.is_none());

    let (body, _) = flood(b"\n", pause);
    let response = response(body, 1_000_000, 10 * SECOND).json_lines::<u8>();
    let error = response.unwrap().next().await.unwrap().unwrap_err();
    assert_eq!(kind(&error), TransportErrorKind::Timeout);
    assert_eq!(elapsed(), 100 * SECOND);
}

/// Comments, and after some of them an event.
struct Rare(usize, Pin<Box<Sleep>>);

impl Stream for Rare {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        ready!(Future::poll(self.1.as_mut(), context));
        let next = Instant::now() + SECOND;
        self.1.as_mut().reset(next);
        self.0 += 1;
        let is_event = self.0.is_multiple_of(30);
        let piece: &[u8] = if is_event { b"data: a\n\n" } else { b":\n" };
        Poll::Ready(Some(Ok(Bytes::from_static(piece))))
    }
}

#[tokio::test(start_paused = true)]
async fn an_event_now_and_then_is_enough() {
    let rare = Rare(0, Box::pin(tokio::time::sleep(SECOND)));
    let body = Body::stream(rare);
    let mut stream = response(body, 1000, 10 * SECOND).text_events().unwrap();
    for _ in 0..10 {
        assert_eq!(stream.next().await.unwrap().unwrap(), "a");
        // The time of the reader does not count.
        tokio::time::sleep(1000 * SECOND).await;
    }
    // Nor does it where the reader gave up waiting in between.
    for _ in 0..10 {
        tokio::time::timeout(15 * SECOND, stream.next())
            .await
            .unwrap_err();
        tokio::time::sleep(1000 * SECOND).await;
        assert_eq!(stream.next().await.unwrap().unwrap(), "a");
    }
}

#[tokio::test(start_paused = true)]
async fn empty_pieces_are_silence() {
    let (body, _) = flood(b"", Some(SECOND));
    let mut stream = response(body, 1000, 10 * SECOND).byte_stream().unwrap();
    let start = Instant::now();
    let error: TransportError = stream.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Timeout);
    assert_eq!(start.elapsed(), 10 * SECOND);
}

#[tokio::test]
async fn a_body_that_is_always_ready_lets_others_have_their_turn() {
    let mut empty = response(flood(b"", None).0, 1000, Duration::MAX)
        .byte_stream()
        .unwrap();
    let mut other = std::pin::pin!(async {
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
    });
    // What `timeout` does: the reader first, then the timer.
    std::future::poll_fn(|context| {
        let mut reading = std::pin::pin!(empty.next());
        assert!(reading.as_mut().poll(context).is_pending());
        other.as_mut().poll(context)
    })
    .await;
}
