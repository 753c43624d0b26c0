//! Bodies of scripted responses: chunks with delays, complete or truncated. Feature `testing`.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use tokio::time::Sleep;

use super::body::Body;
use super::transport_error::{TransportError, TransportErrorKind};

/// The body of a scripted response.
#[derive(Debug, Clone, Default)]
pub(super) struct Pieces {
    /// The chunks, each with its delay.
    pieces: VecDeque<(Duration, Bytes)>,
    /// The number of bytes after which the connection is lost.
    cut: Option<usize>,
}

impl Pieces {
    /// Creates a body of one chunk without delay.
    pub fn whole(body: Bytes) -> Self {
        Self {
            pieces: VecDeque::from([(Duration::ZERO, body)]),
            cut: None,
        }
    }

    /// Adds a chunk.
    pub fn add(&mut self, pause: Duration, piece: Bytes) {
        self.pieces.push_back((pause, piece));
    }

    /// Truncates the body.
    pub fn truncate(&mut self, bytes: usize) {
        self.cut = Some(bytes);
    }

    /// Returns all bytes, without delays.
    pub fn to_bytes(&self) -> Bytes {
        let pieces = self.pieces.iter();
        let all = pieces.flat_map(|(_, piece)| piece.iter().copied());
        all.collect::<BytesMut>().freeze()
    }

    /// Takes the next chunk, up to where the body is truncated.
    fn take(&mut self) -> Option<Bytes> {
        let (_, mut piece) = self.pieces.pop_front()?;
        if let Some(cut) = &mut self.cut {
            piece.truncate(*cut);
            *cut -= piece.len();
        }
        Some(piece)
    }

    /// Converts it to a body. Its length is known if it is one complete chunk without delay.
    pub fn into_body(mut self) -> Body {
        let at_once = self.pieces.iter().all(|(pause, _)| pause.is_zero());
        if at_once && self.pieces.len() < 2 && self.cut.is_none() {
            let only = self.pieces.pop_front();
            return only.map(|(_, body)| body.into()).unwrap_or_default();
        }
        Body::stream(Coming {
            left: self,
            pause: None,
        })
    }
}

/// A body that is being sent.
struct Coming {
    left: Pieces,
    /// The timer of the next chunk.
    pause: Option<Pin<Box<Sleep>>>,
}

impl Stream for Coming {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = self.left.pieces.front().map(|(pause, _)| *pause);
        if let (Some(next), None | Some(1..)) = (next, self.left.cut) {
            let pause = self
                .pause
                .get_or_insert_with(|| Box::pin(tokio::time::sleep(next)));
            ready!(Future::poll(pause.as_mut(), context));
            self.pause = None;
            return Poll::Ready(self.left.take().map(Ok));
        }
        // The error is returned once.
        let broken = self.left.cut.take();
        Poll::Ready(broken.map(|_| {
            self.left.pieces.clear();
            Err(TransportError::new(TransportErrorKind::Broken, None))
        }))
    }
}
