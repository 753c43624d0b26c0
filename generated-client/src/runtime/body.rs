//! Bodies: bytes that are there, or bytes that come piece by piece.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};

use super::invalid_request::InvalidRequest;

/// Any error that may move between threads.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// Pieces of a body, on their way.
type Pieces = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

/// The body of a request or of an answer: bytes that are there, or bytes that come piece by piece.
///
/// Made from text and bytes with `into()`, from anything that comes in pieces with [`Body::stream`].
pub struct Body(Content);

enum Content {
    Whole(Bytes),
    /// The lock is never taken for long: it only lets the body be shared between threads.
    Pieces(Mutex<Pieces>, Option<u64>),
}

/// How many pieces are handed out in a row. A body that is always ready would else be read in one go, and no timeout could end
/// that: a timer gets its turn only when the reader waits.
const PIECES_IN_A_ROW: u8 = 128;

/// Pieces of which no more than [`PIECES_IN_A_ROW`] come without a pause.
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
    /// A body that comes piece by piece. It is sent once: a call that has such a body is not repeated.
    pub fn stream<S, E>(pieces: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        Self::pieces(Converted(Box::pin(pieces)))
    }

    /// A body that comes piece by piece, its errors boxed already.
    pub(crate) fn pieces(
        pieces: impl Stream<Item = Result<Bytes, BoxError>> + Send + Unpin + 'static,
    ) -> Self {
        let pieces = InTurns {
            pieces,
            in_a_row: 0,
        };
        Self(Content::Pieces(Mutex::new(Box::pin(pieces)), None))
    }

    /// The same body with its length in bytes, told to the server beforehand. A body that is in memory knows its own.
    ///
    /// The stream must end after so many bytes: one that has more or fewer fails, and no piece of it goes out that is too much
    /// ([`InvalidRequest::BodyLength`](crate::InvalidRequest::BodyLength)).
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

    /// The same body, which fails rather than have more bytes: a stream tells how many it has only as it comes.
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

    /// How many bytes it has, if that is known.
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Content::Whole(bytes) => u64::try_from(bytes.len()).ok(),
            Content::Pieces(_, length) => *length,
        }
    }

    /// The bytes, if they are all there.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Content::Whole(bytes) => Some(bytes),
            Content::Pieces(..) => None,
        }
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// The piece could not be read.
    pub async fn next(&mut self) -> Option<Result<Bytes, BoxError>> {
        std::future::poll_fn(|context| self.poll_next(context)).await
    }

    /// The next piece, if it is there.
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

/// Pieces that end in an error where they are more bytes than allowed.
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

/// Pieces that end in an error where they are not as many bytes as was said.
struct Exact {
    pieces: Pieces,
    bytes: u64,
    length: u64,
    /// The last piece by that count, until it is known that nothing comes after it: connections take no more than they were
    /// told of, and would leave out the rest without a word.
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

/// So that HTTP libraries can send it.
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

/// Shows how long it is, not what it holds.
impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length() {
            Some(length) => write!(formatter, "Body({length} bytes)"),
            None => formatter.write_str("Body(a stream)"),
        }
    }
}
