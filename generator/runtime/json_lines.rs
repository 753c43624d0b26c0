//! Streams of JSON values: one a line, `application/x-ndjson` or `application/jsonl`, or with a record separator before each,
//! `application/json-seq` (RFC 7464).

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde::de::DeserializeOwned;

use super::error::{TransportError, TransportErrorKind};
use super::json_records::{Record, Records};
use super::response::{DecodeError, RawResponse};
use super::stream::{ByteStream, StreamError};

/// The items of an answer that has one a line, or a record separator before each (RFC 7464), as they come. Nothing is read
/// before it is asked for; dropping it closes the connection.
///
/// An answer in a media type that is no JSON is refused, unless it has none, or one that says nothing: `text/plain` or
/// `application/octet-stream`.
pub struct JsonLines<T> {
    bytes: ByteStream,
    records: Records,
    /// Nothing comes after what came.
    ended: bool,
    /// Nor is what came of use.
    failed: bool,
    read: fn(&[u8]) -> Result<T, DecodeError>,
}

impl<T> JsonLines<T> {
    /// The next item; `None` at the end.
    ///
    /// # Errors
    /// The connection broke, or this item is not what the description says; the latter does not end the stream.
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
    /// The body as a stream of items.
    #[allow(dead_code, reason = "a description uses some of these")]
    pub(crate) fn json_lines<T: DeserializeOwned>(&mut self) -> Result<JsonLines<T>, DecodeError> {
        self.json_lines_as(DecodeError::read)
    }

    /// The body as a stream of items, each of which is read so.
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
