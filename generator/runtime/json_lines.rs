//! Streams of JSON values, one a line: `application/x-ndjson`, `application/jsonl`, `application/json-seq` (RFC 7464).

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::BytesMut;
use futures_core::Stream;
use serde::de::DeserializeOwned;

use super::error::{TransportError, TransportErrorKind};
use super::reply::{DecodeError, Reply};
use super::stream::{ByteStream, StreamError};

/// The items of an answer that has one a line, as they come. Nothing is read before it is asked for; dropping it closes
/// the connection.
pub struct JsonLines<T> {
    bytes: ByteStream,
    pending: BytesMut,
    ended: bool,
    item: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned> JsonLines<T> {
    /// The next item; `None` at the end.
    ///
    /// # Errors
    /// The connection broke, or this item is not what the description says; the latter does not end the stream.
    pub async fn next(&mut self) -> Option<Result<T, StreamError>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, StreamError>>> {
        loop {
            if let Some(line) = self.line() {
                let item = serde_json::from_slice(&line)
                    .map_err(|error| StreamError::Decode(DecodeError::json(&error, &line)));
                return Poll::Ready(Some(item));
            }
            if self.ended {
                return Poll::Ready(None);
            }
            match ready!(self.bytes.poll(context)) {
                Some(Ok(piece)) if self.pending.len() + piece.len() <= self.bytes.limit() => {
                    self.pending.extend_from_slice(&piece);
                }
                Some(Ok(_)) => {
                    let error = TransportError::new(TransportErrorKind::BodyTooLarge, None);
                    return Poll::Ready(Some(Err(self.end(error))));
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(self.end(error)))),
                None => self.ended = true,
            }
        }
    }

    fn end(&mut self, error: TransportError) -> StreamError {
        self.ended = true;
        self.pending.clear();
        StreamError::Transport(error)
    }

    /// The next line that is there whole and not blank; at the end of the body, what is left.
    fn line(&mut self) -> Option<BytesMut> {
        loop {
            let line = match self.pending.iter().position(|byte| *byte == b'\n') {
                Some(end) => self.pending.split_to(end + 1),
                None if self.ended && !self.pending.is_empty() => self.pending.split(),
                None => return None,
            };
            if line.iter().any(|byte| !is_blank(*byte)) {
                let start = line.iter().take_while(|byte| is_blank(**byte)).count();
                return Some(BytesMut::from(line.get(start..).unwrap_or_default()));
            }
        }
    }
}

/// White space, or the record separator of RFC 7464.
fn is_blank(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == 0x1E
}

impl<T: DeserializeOwned> Stream for JsonLines<T> {
    type Item = Result<T, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("JsonLines")
            .field("ended", &self.ended)
            .finish_non_exhaustive()
    }
}

impl Reply {
    /// The body as a stream of items.
    pub(crate) fn json_lines<T>(&mut self) -> Result<JsonLines<T>, DecodeError> {
        Ok(JsonLines {
            bytes: self.byte_stream()?,
            pending: BytesMut::new(),
            ended: false,
            item: PhantomData,
        })
    }
}
