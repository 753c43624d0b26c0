//! Streams of JSON values: one a line (`application/x-ndjson`, `application/jsonl`), or each after
//! a record separator (`application/json-seq`, RFC 7464).

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde::de::DeserializeOwned;

use super::decode_error::DecodeError;
use super::json_records::{Record, Records};
use super::response::RawResponse;
use super::stream::{ByteStream, StreamError};
use super::transport_error::{TransportError, TransportErrorKind};

/// The items of a response with one JSON value per line, or one per record separator (RFC 7464).
///
/// Items are read on demand; dropping the stream closes the connection. A media type that is not
/// JSON is an error, except none, `text/plain` and `application/octet-stream`.
pub struct JsonLines<T> {
    bytes: ByteStream,
    records: Records,
    /// Whether the body has ended.
    ended: bool,
    /// Whether the rest is discarded.
    failed: bool,
    read: fn(&[u8]) -> Result<T, DecodeError>,
}

impl<T> JsonLines<T> {
    /// Returns the next item; `None` at the end.
    ///
    /// # Errors
    /// The connection was lost, which ends the stream; or this item does not match the description,
    /// which does not.
    pub async fn next(&mut self) -> Option<Result<T, StreamError>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, StreamError>>> {
        while !self.failed {
            match self.records.next(self.ended) {
                Some(Record::Whole(record)) => {
                    self.bytes.item_came();
                    let item = (self.read)(&record);
                    return Poll::Ready(Some(item.map_err(StreamError::Decode)));
                }
                Some(Record::CutOff) => {
                    self.bytes.item_came();
                    let error = DecodeError::whole("ended early");
                    return Poll::Ready(Some(Err(StreamError::Decode(error))));
                }
                Some(Record::TooLarge) => {
                    return self.fail(TransportError::new(TransportErrorKind::BodyTooLarge, None));
                }
                None if self.ended => break,
                None => {}
            }
            match ready!(self.bytes.poll(context)) {
                Some(Ok(piece)) => self.records.feed(&piece),
                Some(Err(error)) => return self.fail(error),
                None => self.ended = true,
            }
        }
        Poll::Ready(None)
    }

    fn fail(&mut self, error: TransportError) -> Poll<Option<Result<T, StreamError>>> {
        self.failed = true;
        Poll::Ready(Some(Err(StreamError::Transport(error))))
    }
}

impl<T> Stream for JsonLines<T> {
    type Item = Result<T, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("JsonLines")
            .field("ended", &(self.ended || self.failed))
            .finish_non_exhaustive()
    }
}

impl RawResponse {
    /// Returns the body as a stream of items.
    #[allow(dead_code, reason = "a description uses some of these")]
    pub(crate) fn json_lines<T: DeserializeOwned>(&mut self) -> Result<JsonLines<T>, DecodeError> {
        self.json_lines_as(DecodeError::read)
    }

    /// Returns the body as a stream of items with a decoder.
    pub(crate) fn json_lines_as<T>(
        &mut self,
        read: fn(&[u8]) -> Result<T, DecodeError>,
    ) -> Result<JsonLines<T>, DecodeError> {
        let bytes = self.stream_of(|media_type| media_type.contains("json"))?;
        Ok(JsonLines {
            records: Records::new(bytes.limit()),
            bytes,
            ended: false,
            failed: false,
            read,
        })
    }
}
