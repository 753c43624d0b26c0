//! Bodies of answers that are read while they come.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::header::CONTENT_TYPE;
use tokio::time::{Instant, Sleep};

use super::error::{TransportError, TransportErrorKind};
use super::exchange::{self, Exchange, Unread};
use super::response::{DecodeError, RawResponse};
use super::times;

/// How many times as long as it may be silent a stream may bring comments, blank lines and the like, and no item. Servers send
/// them to keep a connection open while there is nothing to say; they do not show that anything will follow.
const KEEP_ALIVE: u32 = 5;

/// The body of an answer, piece by piece, as the server sends it. Nothing is read before it is asked for; dropping it
/// closes the connection.
pub struct ByteStream {
    unread: Unread,
    /// When the server was silent for too long; nothing while nobody waits for it.
    silence: Option<Pin<Box<Sleep>>>,
    /// Since when the next piece is waited for.
    since: Option<Instant>,
    /// How long pieces were waited for that held no item.
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

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// The connection broke, or was silent for too long: nothing comes after that.
    pub async fn next(&mut self) -> Option<Result<Bytes, TransportError>> {
        std::future::poll_fn(|context| self.poll_piece(context)).await
    }

    /// All of it, in memory.
    ///
    /// # Errors
    /// The connection broke, was silent for too long, or the body is larger than the client accepts.
    pub async fn bytes(self) -> Result<Bytes, TransportError> {
        let limit = self.unread.limit;
        let mut read = exchange::Gathered::default();
        let mut body = super::body::Body::stream(self);
        exchange::whole(&mut body, limit, &mut read).await?;
        Ok(read.into_bytes())
    }

    /// How many bytes the client keeps in memory at once.
    #[allow(dead_code, reason = "streams of items use it")]
    pub(super) fn limit(&self) -> usize {
        self.unread.limit
    }

    /// The call, to go on from where the stream broke off; once.
    #[allow(dead_code, reason = "streams of events use it")]
    pub(super) fn take_exchange(&mut self) -> Option<Box<Exchange>> {
        self.unread.exchange.take()
    }

    /// An item was found in the pieces so far: the wait for the next begins.
    #[allow(dead_code, reason = "streams of items use it")]
    pub(super) fn item_came(&mut self) {
        self.waited = Duration::ZERO;
    }

    /// The next piece, for whoever takes each for an item.
    fn poll_piece(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        self.waited = Duration::ZERO;
        self.poll(context)
    }

    /// The next piece, which is not empty.
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
            // A reader that was away for long does not make the server look idle.
            self.waited = self.waited.saturating_add(since.elapsed().min(idle));
            if self.waited >= longest {
                return self.timed_out();
            }
            self.ended = !matches!(piece, Some(Ok(_)));
            return Poll::Ready(piece.map(|piece| piece.map_err(exchange::broken)));
        }
        let left = idle.min(longest.saturating_sub(self.waited));
        let silence = self
            .silence
            .get_or_insert_with(|| Box::pin(tokio::time::sleep_until(times::end(left))));
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
    /// The body as a stream.
    ///
    /// # Errors
    /// It was taken before.
    pub(crate) fn byte_stream(&mut self) -> Result<ByteStream, DecodeError> {
        let unread = self.take_unread();
        unread
            .map(ByteStream::new)
            .ok_or_else(|| DecodeError::whole("is read already"))
    }

    /// The body as a stream in a media type that is one of the `expected`. A server that tells none is believed, and so is
    /// one that tells what stands for none: `text/plain`, `application/octet-stream`.
    ///
    /// # Errors
    /// It is in another: a page to log in, say, which read as a stream would be one without items. Or it was taken before.
    #[allow(dead_code, reason = "streams of items use it")]
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
            "is in another media type than the description's (`content-type`)",
        ))
    }
}

/// Why a stream of items failed.
#[derive(Debug)]
#[non_exhaustive]
pub enum StreamError {
    /// The connection broke, or was silent for too long: nothing comes after that. Make the call again, from where the items
    /// that came end if the operation can begin there.
    Transport(TransportError),
    /// The stream broke off, the call was made again to go on with it, and this is the answer: a failure, or no stream.
    /// Nothing comes after that: decide by its status, as with any failure.
    NotResumed(Box<RawResponse>),
    /// An item is not what the description says. The items after it still come: go on without it, or stop.
    Decode(DecodeError),
    /// The server told an error in place of an item. Whether items come after it is the server's affair: read what it
    /// told, and ask for the next to find out.
    Server(StreamedError),
}

/// An error that a server tells in the middle of a stream, after it answered with success. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct StreamedError {
    data: String,
}

impl StreamedError {
    #[allow(dead_code, reason = "streams of events use it")]
    pub(super) fn new(data: &str) -> Self {
        Self {
            data: data.to_owned(),
        }
    }

    /// What the server told, mostly JSON.
    pub fn data(&self) -> &str {
        &self.data
    }

    /// What the server told, as JSON.
    ///
    /// # Errors
    /// It is not JSON, or not of this type.
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
