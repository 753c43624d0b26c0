//! Streamed response bodies.

#![allow(dead_code, reason = "a crate uses what its description needs")]

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::header::CONTENT_TYPE;
use tokio::time::{Instant, Sleep};

use super::decode_error::DecodeError;
use super::read_body;
use super::response::{RawResponse, ResumeCall, Unread};
use super::timeouts;
use super::transport_error::{TransportError, TransportErrorKind};

/// The factor of the idle timeout within which an item must arrive. Servers send comments and blank
/// lines to keep a connection open; they do not show that another item will follow.
const KEEP_ALIVE: u32 = 5;

/// A streamed response body. Chunks are read on demand; dropping it closes the connection.
pub struct ByteStream {
    unread: Unread,
    /// The timer of the idle timeout, while a chunk is awaited.
    silence: Option<Pin<Box<Sleep>>>,
    /// The time since which the next chunk is awaited.
    since: Option<Instant>,
    /// The time that was spent on chunks without an item.
    waited: Duration,
    ended: bool,
}

impl ByteStream {
    fn new(unread: Unread) -> Self {
        Self {
            unread,
            silence: None,
            since: None,
            waited: Duration::ZERO,
            ended: false,
        }
    }

    /// Returns the next chunk; `None` at the end.
    ///
    /// # Errors
    /// The connection was lost or idle for too long; that ends the stream.
    pub async fn next(&mut self) -> Option<Result<Bytes, TransportError>> {
        std::future::poll_fn(|context| self.poll_piece(context)).await
    }

    /// Reads the body into memory.
    ///
    /// # Errors
    /// The connection was lost or idle for too long, or the body is larger than the limit.
    pub async fn bytes(self) -> Result<Bytes, TransportError> {
        let limit = self.unread.limit;
        let mut read = read_body::Gathered::default();
        let mut body = super::body::Body::stream(self);
        read_body::whole(&mut body, limit, &mut read).await?;
        Ok(read.into_bytes())
    }

    /// Returns the limit of bytes in memory.
    pub(super) fn limit(&self) -> usize {
        self.unread.limit
    }

    /// Takes the call, to resume the stream.
    pub(super) fn take_call(&mut self) -> Option<Box<dyn ResumeCall>> {
        self.unread.resume.take()
    }

    /// Resets the time after an item was found.
    pub(super) fn item_came(&mut self) {
        self.waited = Duration::ZERO;
    }

    /// Polls for the next chunk as an item.
    fn poll_piece(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        self.waited = Duration::ZERO;
        self.poll(context)
    }

    /// Polls for the next chunk that is not empty.
    pub(super) fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let since = *self.since.get_or_insert_with(Instant::now);
        let idle = self.unread.idle;
        let longest = idle.saturating_mul(KEEP_ALIVE);
        while let Poll::Ready(piece) = self.unread.body.poll_next(context) {
            if matches!(&piece, Some(Ok(piece)) if piece.is_empty()) {
                continue;
            }
            self.silence = None;
            self.since = None;
            // Time in which the caller did not poll does not count as idle.
            self.waited = self.waited.saturating_add(since.elapsed().min(idle));
            if self.waited >= longest {
                return self.timed_out();
            }
            self.ended = !matches!(piece, Some(Ok(_)));
            return Poll::Ready(piece.map(|piece| piece.map_err(read_body::broken)));
        }
        let left = idle.min(longest.saturating_sub(self.waited));
        let silence = self
            .silence
            .get_or_insert_with(|| Box::pin(tokio::time::sleep_until(timeouts::deadline_in(left))));
        ready!(silence.as_mut().poll(context));
        self.timed_out()
    }

    fn timed_out(&mut self) -> Poll<Option<Result<Bytes, TransportError>>> {
        self.ended = true;
        let error = TransportError::new(TransportErrorKind::Timeout, None);
        Poll::Ready(Some(Err(error)))
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_piece(context)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ByteStream")
            .field("ended", &self.ended)
            .finish_non_exhaustive()
    }
}

impl RawResponse {
    /// Takes the body as a stream.
    ///
    /// # Errors
    /// It was taken before.
    pub(crate) fn byte_stream(&mut self) -> Result<ByteStream, DecodeError> {
        let unread = self.take_unread();
        unread
            .map(ByteStream::new)
            .ok_or_else(|| DecodeError::whole("was taken before"))
    }

    /// Takes the body as a stream, if its media type is one of the `expected`. A missing one,
    /// `text/plain` and `application/octet-stream` are accepted, too.
    ///
    /// # Errors
    /// It has another media type: a login page, for example, would be a stream without items. Or it
    /// was taken before.
    pub(super) fn stream_of(
        &mut self,
        expected: fn(&str) -> bool,
    ) -> Result<ByteStream, DecodeError> {
        let media_type = self.headers().get(CONTENT_TYPE);
        let media_type = media_type.and_then(|media_type| media_type.to_str().ok());
        let essence = media_type.unwrap_or_default().split(';').next();
        let essence = essence.unwrap_or_default().trim().to_ascii_lowercase();
        let says_nothing = ["", "text/plain", "application/octet-stream"];
        if says_nothing.contains(&essence.as_str()) || expected(&essence) {
            return self.byte_stream();
        }
        Err(DecodeError::whole(
            "has a media type that is not in the description (`content-type`)",
        ))
    }
}

/// The error of a stream of items.
#[derive(Debug)]
#[non_exhaustive]
pub enum StreamError {
    /// The connection was lost or idle for too long; that ends the stream. Send the call again,
    /// after the last item if the operation supports that.
    Transport(TransportError),
    /// The stream was interrupted, and this is the response to the attempt to resume it: a failure,
    /// or not a stream. That ends the stream. Decide by its status, as for any failure.
    NotResumed(Box<RawResponse>),
    /// An item does not match the description. The stream continues: skip the item, or stop.
    Decode(DecodeError),
    /// The server sent an error instead of an item. Whether the stream continues depends on the
    /// server: poll it again.
    Server(StreamedError),
}

/// An error that a server sends within a stream, after a status of success. `Debug` does not show
/// it.
#[derive(Clone, PartialEq, Eq)]
pub struct StreamedError {
    data: String,
}

impl StreamedError {
    pub(super) fn new(data: &str) -> Self {
        Self {
            data: data.to_owned(),
        }
    }

    /// Returns the error as text, usually JSON.
    pub fn data(&self) -> &str {
        &self.data
    }

    /// Decodes the error as JSON.
    ///
    /// # Errors
    /// It is not JSON, or does not match the type.
    pub fn json<T: serde::de::DeserializeOwned>(&self) -> Result<T, DecodeError> {
        DecodeError::read(self.data.as_bytes())
    }
}

impl fmt::Debug for StreamedError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "StreamedError({} bytes)", self.data.len())
    }
}

impl fmt::Display for StreamError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(_) => formatter.write_str("the stream was interrupted"),
            Self::NotResumed(response) => write!(
                formatter,
                "the stream was interrupted and could not be resumed: the server responded {}",
                response.status()
            ),
            Self::Decode(_) => formatter.write_str("an item of the stream could not be decoded"),
            Self::Server(_) => formatter.write_str("the server sent an error in the stream"),
        }
    }
}

impl std::error::Error for StreamError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(source) => Some(source),
            Self::Decode(source) => Some(source),
            Self::NotResumed(_) | Self::Server(_) => None,
        }
    }
}
