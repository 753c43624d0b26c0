//! Bodies: bytes in memory, or a stream of chunks.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};

use super::invalid_request::InvalidRequest;

/// A boxed error that can be sent between threads.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// A stream of chunks.
type Pieces = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

/// The body of a request or a response: bytes in memory, or a stream of chunks.
///
/// Created from text and bytes with `into()`, and from a stream with [`Body::stream`].
pub struct Body(Content);

enum Content {
    Whole(Bytes),
    /// The lock is held only to poll: it makes the body `Sync`.
    Pieces(Mutex<Pieces>, Option<u64>),
}

/// The number of chunks that are returned in a row. A body that is always ready would otherwise be
/// read without a pause, and no timeout could end that: timers run only while the reader waits.
const PIECES_IN_A_ROW: u8 = 128;

/// Chunks of which no more than [`PIECES_IN_A_ROW`] are returned without a pause.
struct InTurns<S> {
    pieces: S,
    in_a_row: u8,
}

impl<S: Stream + Unpin> Stream for InTurns<S> {
    type Item = S::Item;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<S::Item>> {
        if self.in_a_row == PIECES_IN_A_ROW {
            self.in_a_row = 0;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let piece = Pin::new(&mut self.pieces).poll_next(context);
        self.in_a_row = if piece.is_ready() {
            self.in_a_row + 1
        } else {
            0
        };
        piece
    }
}

impl Body {
    /// Creates a body from a stream of chunks. It is sent once, so its call is not retried.
    pub fn stream<S, E>(pieces: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        Self::pieces(Converted(Box::pin(pieces)))
    }

    /// Creates a body from a stream of chunks whose errors are boxed.
    pub(crate) fn pieces(
        pieces: impl Stream<Item = Result<Bytes, BoxError>> + Send + Unpin + 'static,
    ) -> Self {
        let pieces = InTurns {
            pieces,
            in_a_row: 0,
        };
        Self(Content::Pieces(Mutex::new(Box::pin(pieces)), None))
    }

    /// Sets the length in bytes, which is sent before the body. A body in memory knows its length.
    ///
    /// The stream must end after exactly this many bytes, else it fails with
    /// [`InvalidRequest::BodyLength`](crate::InvalidRequest::BodyLength); no chunk beyond the
    /// length is sent.
    #[must_use]
    pub fn with_length(self, bytes: u64) -> Self {
        match self.0 {
            Content::Pieces(pieces, _) => {
                let pieces = pieces.into_inner().unwrap_or_else(PoisonError::into_inner);
                let exact = Exact::new(pieces, bytes);
                Self(Content::Pieces(Mutex::new(Box::pin(exact)), Some(bytes)))
            }
            whole @ Content::Whole(_) => Self(whole),
        }
    }

    /// Limits the length: a stream above the limit fails. Its length is known only as it is read.
    pub(crate) fn at_most(self, limit: u64) -> Self {
        match self.0 {
            Content::Pieces(pieces, length) if limit < u64::MAX => {
                let pieces = pieces.into_inner().unwrap_or_else(PoisonError::into_inner);
                let limited = Limited {
                    pieces,
                    bytes: 0,
                    limit,
                };
                Self(Content::Pieces(Mutex::new(Box::pin(limited)), length))
            }
            other => Self(other),
        }
    }

    /// Returns the length in bytes, if it is known.
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Content::Whole(bytes) => u64::try_from(bytes.len()).ok(),
            Content::Pieces(_, length) => *length,
        }
    }

    /// Returns the bytes, if the body is in memory.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Content::Whole(bytes) => Some(bytes),
            Content::Pieces(..) => None,
        }
    }

    /// Returns the next chunk; `None` at the end.
    ///
    /// # Errors
    /// The chunk could not be read.
    pub async fn next(&mut self) -> Option<Result<Bytes, BoxError>> {
        std::future::poll_fn(|context| self.poll_next(context)).await
    }

    /// Polls for the next chunk.
    pub(crate) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, BoxError>>> {
        match &mut self.0 {
            Content::Whole(bytes) => {
                let whole = std::mem::take(bytes);
                Poll::Ready((!whole.is_empty()).then_some(Ok(whole)))
            }
            Content::Pieces(pieces, _) => {
                let pieces = pieces.get_mut().unwrap_or_else(PoisonError::into_inner);
                pieces.as_mut().poll_next(context)
            }
        }
    }
}

/// A stream with its errors boxed.
struct Converted<S>(Pin<Box<S>>);

impl<S, E> Stream for Converted<S>
where
    S: Stream<Item = Result<Bytes, E>>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = self.0.as_mut().poll_next(context);
        piece.map(|piece| piece.map(|piece| piece.map_err(Into::into)))
    }
}

/// Chunks that fail above a limit.
struct Limited {
    pieces: Pieces,
    bytes: u64,
    limit: u64,
}

impl Stream for Limited {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = match self.pieces.as_mut().poll_next(context) {
            Poll::Ready(Some(Ok(piece))) => piece,
            other => return other,
        };
        let more = u64::try_from(piece.len()).unwrap_or(u64::MAX);
        self.bytes = self.bytes.saturating_add(more);
        let Self { bytes, limit, .. } = *self;
        Poll::Ready(Some(if bytes > limit {
            Err(InvalidRequest::BodyTooLarge { bytes, limit }.into())
        } else {
            Ok(piece)
        }))
    }
}

/// Chunks that fail if their length is not the declared one.
struct Exact {
    pieces: Pieces,
    bytes: u64,
    length: u64,
    /// The last chunk by that count, held back until the stream ends: a connection sends no more
    /// than the declared length, and would drop the rest silently.
    last: Option<Bytes>,
    over: bool,
}

impl Exact {
    fn new(pieces: Pieces, length: u64) -> Self {
        Self {
            pieces,
            bytes: 0,
            length,
            last: None,
            over: false,
        }
    }

    fn ends(&mut self) -> Option<Result<Bytes, BoxError>> {
        self.over = true;
        if self.bytes == self.length {
            return self.last.take().map(Ok);
        }
        let Self { bytes, length, .. } = *self;
        Some(Err(InvalidRequest::BodyLength { bytes, length }.into()))
    }
}

impl Stream for Exact {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while !self.over {
            let piece = match ready!(self.pieces.as_mut().poll_next(context)) {
                Some(Ok(piece)) if piece.is_empty() => continue,
                Some(Ok(piece)) => piece,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(self.ends()),
            };
            let more = u64::try_from(piece.len()).unwrap_or(u64::MAX);
            self.bytes = self.bytes.saturating_add(more);
            if self.bytes < self.length {
                return Poll::Ready(Some(Ok(piece)));
            }
            if self.bytes > self.length {
                return Poll::Ready(self.ends());
            }
            self.last = Some(piece);
        }
        Poll::Ready(None)
    }
}

impl Default for Body {
    fn default() -> Self {
        Self(Content::Whole(Bytes::new()))
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Content::Whole(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

/// For HTTP libraries.
impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let piece = self.poll_next(context);
        piece.map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        self.length()
            .map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}

/// Shows the length, not the content.
impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length() {
            Some(length) => write!(formatter, "Body({length} bytes)"),
            None => formatter.write_str("Body(a stream)"),
        }
    }
}
