//! Bodies that a script sends: piece by piece, each after a while, to the end or broken off. Feature `testing`.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use tokio::time::Sleep;

use super::body::Body;
use super::error::{TransportError, TransportErrorKind};

/// The body of an answer of a script.
#[derive(Debug, Clone, Default)]
pub(super) struct Pieces {
    /// Each with how long it takes until it comes, once it is waited for.
    pieces: VecDeque<(Duration, Bytes)>,
    /// After how many bytes the connection breaks, if it does.
    cut: Option<usize>,
}

impl Pieces {
    /// All of it at once.
    pub fn whole(body: Bytes) -> Self {
        Self {
            pieces: VecDeque::from([(Duration::ZERO, body)]),
            cut: None,
        }
    }

    /// Adds a piece.
    pub fn add(&mut self, pause: Duration, piece: Bytes) {
        self.pieces.push_back((pause, piece));
    }

    /// Breaks off after this many bytes.
    pub fn truncate(&mut self, bytes: usize) {
        self.cut = Some(bytes);
    }

    /// All bytes, without waiting for any.
    pub fn to_bytes(&self) -> Bytes {
        let pieces = self.pieces.iter();
        let all = pieces.flat_map(|(_, piece)| piece.iter().copied());
        all.collect::<BytesMut>().freeze()
    }

    /// The next piece, up to where the body breaks off.
    fn take(&mut self) -> Option<Bytes> {
        let (_, mut piece) = self.pieces.pop_front()?;
        if let Some(cut) = &mut self.cut {
            piece.truncate(*cut);
            *cut -= piece.len();
        }
        Some(piece)
    }

    /// The body that is sent: one whose length is known, if it comes at once and to its end.
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

/// A body on its way.
struct Coming {
    left: Pieces,
    /// The end of the wait for the next piece, while that is waited for.
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
        // It breaks off once.
        let broken = self.left.cut.take();
        Poll::Ready(broken.map(|_| {
            self.left.pieces.clear();
            Err(TransportError::new(TransportErrorKind::Broken, None))
        }))
    }
}
