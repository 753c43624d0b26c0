//! Reading of whole bodies.

use bytes::{Bytes, BytesMut};

use super::body::{Body, BoxError};
use super::transport_error::{TransportError, TransportErrorKind};

/// Reads a body up to the limit.
pub(crate) async fn whole(
    body: &mut Body,
    limit: usize,
    read: &mut Gathered,
) -> Result<(), TransportError> {
    while let Some(piece) = body.next().await {
        let mut piece: Bytes = piece.map_err(broken)?;
        let room = limit - read.len().min(limit);
        let is_more = piece.len() > room;
        piece.truncate(room);
        read.add(piece);
        if is_more {
            return Err(TransportError::new(TransportErrorKind::BodyTooLarge, None));
        }
    }
    Ok(())
}

/// The bytes read so far. Most bodies are one chunk, which is not copied.
#[derive(Default)]
pub(crate) struct Gathered {
    first: Bytes,
    rest: BytesMut,
}

impl Gathered {
    fn len(&self) -> usize {
        self.first.len() + self.rest.len()
    }

    fn add(&mut self, piece: Bytes) {
        if self.len() == 0 {
            self.first = piece;
            return;
        }
        self.rest
            .extend_from_slice(&std::mem::take(&mut self.first));
        self.rest.extend_from_slice(&piece);
    }

    /// Returns all bytes.
    pub fn into_bytes(self) -> Bytes {
        if self.rest.is_empty() {
            self.first
        } else {
            self.rest.freeze()
        }
    }
}

/// Converts the error of a body: a transport error stays, any other is a lost connection.
pub(crate) fn broken(error: BoxError) -> TransportError {
    match error.downcast::<TransportError>() {
        Ok(error) => *error,
        Err(error) => TransportError::new(TransportErrorKind::Broken, Some(error)),
    }
}
