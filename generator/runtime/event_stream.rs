//! Server-sent events (WHATWG HTML, "Server-sent events"): `text/event-stream`.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::BytesMut;
use futures_core::Stream;
use serde::de::DeserializeOwned;

use super::error::{TransportError, TransportErrorKind};
use super::exchange::Ended;
use super::reply::{DecodeError, Reply};
use super::stream::{ByteStream, StreamError, StreamedError};
use super::transport::BoxFuture;

/// One event, as the server sent it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ServerSentEvent {
    /// Its type; `None` is the standard's `message`.
    pub event: Option<String>,
    /// Its data, lines joined by line feeds.
    pub data: String,
    /// The id of the last event that had one: what a server wants to be told to go on from here.
    pub id: Option<String>,
    /// How long the server asks clients to wait before they connect again.
    pub retry: Option<Duration>,
}

/// The events of an answer, each read as a `T`, as they come. Nothing is read before it is asked for; dropping it closes
/// the connection.
///
/// Data that is `[DONE]` ends the stream: so do servers that send JSON say that nothing follows.
///
/// When the connection breaks and the last event had an id, an idempotent call is made again with `Last-Event-ID`, so that
/// the server goes on from there: after as long as the server asked for, else a second, up to three times without an event
/// in between. See [`resume`](Self::resume).
pub struct EventStream<T> {
    bytes: ByteStream,
    parser: Parser,
    last: Option<ServerSentEvent>,
    resume: Resume,
    /// How often the call was made again since the last event.
    resumed: u32,
    /// The call that is made again, and why.
    again: Option<(BoxFuture<'static, Ended>, Option<TransportError>)>,
    ended: bool,
    read: fn(&ServerSentEvent) -> Result<T, DecodeError>,
}

impl<T> EventStream<T> {
    /// The next event's item; `None` at the end.
    ///
    /// # Errors
    /// The connection broke, or this event is not what the description says; the latter does not end the stream.
    pub async fn next(&mut self) -> Option<Result<T, StreamError>> {
        std::future::poll_fn(|context| self.poll(context)).await
    }

    /// The event that the last item was read from: its type and its id.
    pub fn last_event(&self) -> Option<&ServerSentEvent> {
        self.last.as_ref()
    }

    /// Sets when the call is made again to go on with the stream.
    #[must_use]
    pub fn resume(mut self, resume: Resume) -> Self {
        self.resume = resume;
        self
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, StreamError>>> {
        loop {
            if self.ended {
                return Poll::Ready(None);
            }
            if let Some(event) = self.parser.events.pop_front() {
                self.resumed = 0;
                self.ended = event.data == "[DONE]";
                let item = (!self.ended).then(|| self.item(&event));
                self.last = Some(event);
                return Poll::Ready(item);
            }
            if let Some((again, _)) = &mut self.again {
                let ended = ready!(again.as_mut().poll(context));
                if let Err(error) = self.go_on(ended) {
                    return Poll::Ready(Some(Err(self.end(error))));
                }
                continue;
            }
            match ready!(self.bytes.poll(context)) {
                Some(Ok(piece)) if self.parser.held() + piece.len() <= self.bytes.limit() => {
                    self.parser.feed(&piece);
                }
                Some(Ok(_)) => {
                    let error = TransportError::new(TransportErrorKind::BodyTooLarge, None);
                    return Poll::Ready(Some(Err(self.end(error))));
                }
                Some(Err(error)) => {
                    if let Err(Some(error)) = self.come_back(Some(error)) {
                        return Poll::Ready(Some(Err(self.end(error))));
                    }
                }
                // An event that is not finished by a blank line is not one.
                None => self.ended = self.come_back(None).is_err(),
            }
        }
    }

    /// Reads an event. One that is an error to the server, by its type or by what its data holds, is one if it is not an
    /// item of the description's as well.
    fn item(&self, event: &ServerSentEvent) -> Result<T, StreamError> {
        (self.read)(event).map_err(|error| {
            if event.is_error() {
                StreamError::Server(StreamedError::new(&event.data))
            } else {
                StreamError::Decode(error)
            }
        })
    }

    /// Makes the call again, if it is to be; else gives back why the stream ends.
    fn come_back(&mut self, why: Option<TransportError>) -> Result<(), Option<TransportError>> {
        let wanted = match self.resume {
            Resume::Never => false,
            Resume::WhenBroken => why.is_some(),
            Resume::Always => true,
        };
        let Some(id) = self.parser.id.clone() else {
            return Err(why);
        };
        if !wanted || self.resumed >= LONGEST_ROW {
            return Err(why);
        }
        let Some(exchange) = self.bytes.take_exchange() else {
            return Err(why);
        };
        self.resumed += 1;
        let wait = self.parser.wait.unwrap_or(Duration::from_secs(1));
        let again = async move {
            tokio::time::sleep(wait).await;
            exchange.resume(&id).await
        };
        self.again = Some((Box::pin(again), why));
        Ok(())
    }

    /// Goes on with the answer of the call that was made again. Any but another stream ends this one: without a word where
    /// nothing was wrong, or the server says that nothing follows (204).
    fn go_on(&mut self, ended: Ended) -> Result<(), TransportError> {
        let why = self.again.take().and_then(|(_, why)| why);
        let stream = match ended.outcome {
            Ok(reply) if reply.status() == 204 => {
                self.ended = true;
                return Ok(());
            }
            Ok(mut reply) => reply.byte_stream().ok(),
            Err(_) => None,
        };
        match (stream, why) {
            (Some(stream), _) => {
                self.bytes = stream;
                self.parser.begin_again();
                Ok(())
            }
            (None, Some(why)) => Err(why),
            (None, None) => Err(TransportError::new(TransportErrorKind::Broken, None)),
        }
    }

    fn end(&mut self, error: TransportError) -> StreamError {
        self.ended = true;
        StreamError::Transport(error)
    }
}

/// When the call of an [`EventStream`] is made again. It must be idempotent, and an event must have had an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Resume {
    /// Never.
    Never,
    /// When the connection broke, or was silent for too long.
    #[default]
    WhenBroken,
    /// Also when the server ended the stream, as browsers do: for streams without an end.
    Always,
}

/// How often the call is made again without an event in between.
const LONGEST_ROW: u32 = 3;

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

impl Reply {
    fn events<T>(
        &mut self,
        read: fn(&ServerSentEvent) -> Result<T, DecodeError>,
    ) -> Result<EventStream<T>, DecodeError> {
        Ok(EventStream {
            bytes: self.byte_stream()?,
            parser: Parser::default(),
            last: None,
            resume: Resume::default(),
            resumed: 0,
            again: None,
            ended: false,
            read,
        })
    }

    /// The body as a stream of events whose data is JSON.
    #[allow(dead_code, reason = "a description uses some of these")]
    pub(crate) fn json_events<T: DeserializeOwned>(
        &mut self,
    ) -> Result<EventStream<T>, DecodeError> {
        self.events(|event| {
            serde_json::from_str(&event.data)
                .map_err(|error| DecodeError::json(&error, event.data.as_bytes()))
        })
    }

    /// The body as a stream of events whose data is text.
    #[allow(dead_code, reason = "a description uses some of these")]
    pub(crate) fn text_events(&mut self) -> Result<EventStream<String>, DecodeError> {
        self.events(|event| Ok(event.data.clone()))
    }

    /// The body as a stream of events, each an object of `event`, `data`, `id` and `retry` (OpenAPI 3.2, "Server-Sent
    /// Event Streams").
    #[allow(dead_code, reason = "a description uses some of these")]
    pub(crate) fn whole_events<T: DeserializeOwned>(
        &mut self,
    ) -> Result<EventStream<T>, DecodeError> {
        self.events(|event| {
            let json = event.to_json().to_string();
            serde_json::from_str(&json).map_err(|error| DecodeError::json(&error, json.as_bytes()))
        })
    }
}

impl ServerSentEvent {
    fn is_error(&self) -> bool {
        let told = || serde_json::from_str::<serde_json::Value>(&self.data).ok();
        self.event.as_deref() == Some("error")
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

/// Takes bytes, gives events.
#[derive(Default)]
struct Parser {
    line: BytesMut,
    /// A carriage return ended the last line: a line feed right after it is part of that end.
    after_return: bool,
    begun: bool,
    data: String,
    has_data: bool,
    event: Option<String>,
    id: Option<String>,
    retry: Option<Duration>,
    /// How long the server asked to wait, whenever it last did.
    wait: Option<Duration>,
    events: VecDeque<ServerSentEvent>,
}

impl Parser {
    /// How many bytes are kept of an event that is not whole yet.
    fn held(&self) -> usize {
        self.line.len() + self.data.len()
    }

    /// Another connection: what was not whole is lost.
    fn begin_again(&mut self) {
        *self = Self {
            id: self.id.take(),
            wait: self.wait,
            ..Self::default()
        };
    }

    fn feed(&mut self, piece: &[u8]) {
        for byte in piece {
            let after_return = std::mem::take(&mut self.after_return);
            match byte {
                b'\n' if after_return => {}
                b'\n' => self.end_line(),
                b'\r' => {
                    self.after_return = true;
                    self.end_line();
                }
                byte => self.line.extend_from_slice(&[*byte]),
            }
        }
    }

    fn end_line(&mut self) {
        let line = self.line.split();
        let line = String::from_utf8_lossy(&line);
        let line = if self.begun {
            &*line
        } else {
            line.trim_start_matches('\u{FEFF}')
        };
        self.begun = true;
        if line.is_empty() {
            self.dispatch();
            return;
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        self.field(field, value.strip_prefix(' ').unwrap_or(value));
    }

    fn field(&mut self, field: &str, value: &str) {
        match field {
            "data" => {
                if self.has_data {
                    self.data.push('\n');
                }
                self.data.push_str(value);
                self.has_data = true;
            }
            "event" => self.event = Some(value.to_owned()),
            "id" if !value.contains('\0') => self.id = Some(value.to_owned()),
            "retry" => {
                self.retry = value.parse().ok().map(Duration::from_millis);
                self.wait = self.retry.or(self.wait);
            }
            // A comment, or a field of a standard to come.
            _ => {}
        }
    }

    /// An event is whole; one without data is none.
    fn dispatch(&mut self) {
        let event = self.event.take().filter(|event| !event.is_empty());
        let data = std::mem::take(&mut self.data);
        if std::mem::take(&mut self.has_data) {
            self.events.push_back(ServerSentEvent {
                event,
                data,
                id: self.id.clone(),
                retry: self.retry.take(),
            });
        }
    }
}
