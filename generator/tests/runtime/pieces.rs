//! Bodies that come piece by piece, as tests make them.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use tokio::time::Sleep;

use crate::runtime::body::Body;
use crate::runtime::response::RawResponse;
use crate::runtime::response::Unread;

/// Bytes that come in pieces of one size.
struct Cut(Bytes, usize);

impl futures_core::Stream for Cut {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let size = self.1.min(self.0.len());
        let piece = self.0.split_to(size);
        Poll::Ready((!piece.is_empty()).then_some(Ok(piece)))
    }
}

/// One byte after the other, each some time after it was asked for.
struct Slow(Bytes, Duration, Option<Pin<Box<Sleep>>>);

impl futures_core::Stream for Slow {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.0.is_empty() {
            return Poll::Ready(None);
        }
        let pause = self.1;
        let sleep = self
            .2
            .get_or_insert_with(|| Box::pin(tokio::time::sleep(pause)));
        ready!(Future::poll(sleep.as_mut(), context));
        self.2 = None;
        Poll::Ready(Some(Ok(self.0.split_to(1))))
    }
}

/// These bytes in pieces of one size.
pub fn cut(bytes: impl Into<Bytes>, size: usize) -> Body {
    Body::stream(Cut(bytes.into(), size))
}

/// These bytes, one after the other, each some time after it was asked for.
pub fn slow(bytes: &'static str, pause: Duration) -> Body {
    Body::stream(Slow(bytes.into(), pause, None))
}

/// An answer whose body is this stream, of which up to `limit` bytes are kept and no silence is longer than `idle`.
pub fn response(body: Body, limit: usize, idle: Duration) -> RawResponse {
    typed_reply(None, body, limit, idle)
}

/// The same with a media type.
pub fn typed_reply(
    media_type: Option<&str>,
    body: Body,
    limit: usize,
    idle: Duration,
) -> RawResponse {
    let unread = Unread {
        body,
        limit,
        idle,
        resume: None,
    };
    let mut headers = HeaderMap::new();
    if let Some(media_type) = media_type {
        headers.insert("content-type", media_type.parse().unwrap());
    }
    RawResponse::new(StatusCode::OK, headers, Bytes::new()).with_unread(unread)
}
