//! Streams of server-sent events: `text/event-stream`.

#![allow(dead_code, reason = "a crate uses what its description needs")]

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde::de::DeserializeOwned;

use super::decode_error::DecodeError;
use super::event_parser::{EventParser, ServerSentEvent, Unreadable};
use super::event_resume::{Place, Resume, Resumed, WayOn};
use super::response::RawResponse;
use super::stream::{ByteStream, StreamError, StreamedError};
use super::transport_error::{TransportError, TransportErrorKind};

/// The events of a response, each decoded as a `T`.
///
/// Events are read on demand; dropping the stream closes the connection. A media type other than
/// `text/event-stream` is an error, except none, `text/plain` and `application/octet-stream`. An
/// event with the data `[DONE]` ends the stream, as servers of JSON events use it.
///
/// When the connection is lost, an idempotent call reconnects with `Last-Event-ID`, if the last
/// event had an id. The delay is the one that the server set (at least 100 ms), else 1 s. It
/// doubles with each consecutive failure or reconnection without an event, up to 60 s, and the
/// stream fails after five of them. A stream that was open for 10 s resets that count: a proxy
/// closed it for being idle. See [`resume`](Self::resume).
pub struct EventStream<T> {
    bytes: ByteStream,
    parser: EventParser,
    last: Option<ServerSentEvent>,
    way_on: WayOn,
    ended: bool,
    read: fn(&ServerSentEvent) -> Result<T, DecodeError>,
}

impl<T> EventStream<T> {
    /// Returns the next item; `None` at the end.
    ///
    /// # Errors
    /// The connection was lost and the stream could not reconnect, which ends the stream; or an
    /// event does not match the description, which does not.
    pub async fn next(&mut self) -> Option<Result<T, StreamError>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    /// Returns the event of the last item, with its type and id.
    pub fn last_event(&self) -> Option<&ServerSentEvent> {
        self.last.as_ref()
    }

    /// Sets when the stream reconnects. Default: [`Resume::WhenBroken`].
    #[must_use]
    pub fn resume(mut self, resume: Resume) -> Self {
        self.way_on.when = resume;
        self
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, StreamError>>> {
        while !self.ended {
            match self.parser.next() {
                Ok(Some(event)) => return Poll::Ready(self.take(event)),
                Ok(None) => {}
                Err(Unreadable::NotUtf8) => {
                    self.last = None;
                    self.bytes.item_came();
                    let error = DecodeError::whole("is not UTF-8");
                    return Poll::Ready(Some(Err(StreamError::Decode(error))));
                }
                Err(Unreadable::TooLarge) => {
                    let error = TransportError::new(TransportErrorKind::BodyTooLarge, None);
                    return self.end(Some(StreamError::Transport(error)));
                }
            }
            if self.way_on.is_under_way() {
                match ready!(self.way_on.poll(context)) {
                    Resumed::Stream(bytes) => {
                        self.bytes = bytes;
                        self.parser.begin_again();
                    }
                    Resumed::Nothing => return self.end(None),
                    Resumed::Failed(error) => return self.end(Some(error)),
                }
                continue;
            }
            match ready!(self.bytes.poll(context)) {
                Some(Ok(piece)) => self.parser.feed(piece),
                // An event without a blank line at its end is incomplete.
                broke_or_ended => {
                    let error = broke_or_ended.and_then(Result::err);
                    let place = self.place();
                    if !self.way_on.set_out(error.is_some(), place) {
                        return self.end(error.map(StreamError::Transport));
                    }
                }
            }
        }
        Poll::Ready(None)
    }

    /// Decodes a complete event.
    fn take(&mut self, event: ServerSentEvent) -> Option<Result<T, StreamError>> {
        self.way_on.is_good();
        self.bytes.item_came();
        self.ended = event.data == "[DONE]";
        let item = (!self.ended).then(|| self.item(&event));
        self.last = Some(event);
        item
    }

    /// Decodes an event. If it does not match the description and is an error by its type or its
    /// data, it is an error of the server.
    fn item(&self, event: &ServerSentEvent) -> Result<T, StreamError> {
        (self.read)(event).map_err(|error| {
            if event.is_error() {
                StreamError::Server(StreamedError::new(&event.data))
            } else {
                StreamError::Decode(error)
            }
        })
    }

    /// Returns the position at which the stream resumes: after the last event, if it had an id.
    fn place(&self) -> Option<Place> {
        Place::after(self.parser.last_id()?, self.parser.wait())
    }

    fn end(&mut self, error: Option<StreamError>) -> Poll<Option<Result<T, StreamError>>> {
        self.ended = true;
        Poll::Ready(error.map(Err))
    }
}

impl<T> Stream for EventStream<T> {
    type Item = Result<T, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("EventStream")
            .field("ended", &self.ended)
            .finish_non_exhaustive()
    }
}

impl RawResponse {
    /// Returns the bytes of a stream of events.
    pub(super) fn event_bytes(&mut self) -> Result<ByteStream, DecodeError> {
        self.stream_of(|media_type| media_type == "text/event-stream")
    }

    /// Returns the body as a stream of events with a decoder.
    pub(crate) fn events<T>(
        &mut self,
        read: fn(&ServerSentEvent) -> Result<T, DecodeError>,
    ) -> Result<EventStream<T>, DecodeError> {
        let mut bytes = self.event_bytes()?;
        Ok(EventStream {
            parser: EventParser::new(bytes.limit()),
            last: None,
            way_on: WayOn::new(bytes.take_call()),
            bytes,
            ended: false,
            read,
        })
    }

    /// Returns the body as a stream of events with JSON data.
    pub(crate) fn json_events<T: DeserializeOwned>(
        &mut self,
    ) -> Result<EventStream<T>, DecodeError> {
        self.events(|event| DecodeError::read(event.data.as_bytes()))
    }

    /// Returns the body as a stream of events with text data. Text may be anything, so only the
    /// type marks an event as an error.
    pub(crate) fn text_events(&mut self) -> Result<EventStream<String>, DecodeError> {
        self.events(|event| {
            if event.has_error_type() {
                return Err(DecodeError::whole("is an error"));
            }
            Ok(event.data.clone())
        })
    }

    /// Returns the body as a stream of events, each an object of `event`, `data`, `id` and `retry`
    /// (OpenAPI 3.2, "Server-Sent Event Streams").
    pub(crate) fn whole_events<T: DeserializeOwned>(
        &mut self,
    ) -> Result<EventStream<T>, DecodeError> {
        self.events(|event| {
            let json = event.to_json().to_string();
            DecodeError::read(json.as_bytes())
        })
    }
}

impl ServerSentEvent {
    fn has_error_type(&self) -> bool {
        self.event.as_deref() == Some("error")
    }

    fn is_error(&self) -> bool {
        let told = || serde_json::from_str::<serde_json::Value>(&self.data).ok();
        self.has_error_type()
            || told().is_some_and(|data| data.get("error").is_some_and(|error| !error.is_null()))
    }

    fn to_json(&self) -> serde_json::Value {
        let mut object = serde_json::Map::new();
        let texts = [("event", &self.event), ("id", &self.id)];
        for (name, text) in texts {
            if let Some(text) = text {
                object.insert(name.to_owned(), text.clone().into());
            }
        }
        object.insert("data".to_owned(), self.data.clone().into());
        if let Some(retry) = self.retry {
            let milliseconds = u64::try_from(retry.as_millis()).unwrap_or(u64::MAX);
            object.insert("retry".to_owned(), milliseconds.into());
        }
        object.into()
    }
}
