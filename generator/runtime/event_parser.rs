//! A parser of server-sent events (WHATWG HTML, section 9.2.6).

use std::time::Duration;

use bytes::{Bytes, BytesMut};

/// A server-sent event.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ServerSentEvent {
    /// The type; `None` means `message`.
    pub event: Option<String>,
    /// The data; its lines are joined by line feeds.
    pub data: String,
    /// The last event id, which a reconnecting client sends to resume after this event. Empty if
    /// the server reset it.
    pub id: Option<String>,
    /// The reconnection delay that the server asks for.
    pub retry: Option<Duration>,
}

/// An incremental parser: takes bytes in any chunks and returns events.
pub(super) struct EventParser {
    /// The largest event, with the skipped bytes before it.
    limit: usize,
    /// The number of bytes since the last event that are not data: comments, blank lines, other
    /// fields.
    skipped: usize,
    /// Bytes that have not been parsed.
    unread: Bytes,
    /// The beginning of an incomplete line.
    line: BytesMut,
    /// A carriage return ended the last line: a line feed right after it belongs to that line end.
    after_return: bool,
    /// Whether a line was parsed: the first may begin with a byte order mark.
    begun: bool,
    /// Whether a line of the current event is not UTF-8.
    is_damaged: bool,
    event: String,
    data: Option<String>,
    retry: Option<Duration>,
    /// The id that the next blank line sets.
    id: Option<String>,
    last_id: Option<String>,
    /// The reconnection delay that was set last.
    wait: Option<Duration>,
}

/// The reason why there is no event.
pub(super) enum Unreadable {
    /// It is larger than the limit; the stream ends.
    TooLarge,
    /// It is not UTF-8. Browsers replace invalid bytes by U+FFFD; that would decode as data that
    /// was not sent.
    NotUtf8,
}

impl EventParser {
    /// Creates a parser with a limit in bytes for each event.
    pub fn new(limit: usize) -> Self {
        Self {
            limit,
            skipped: 0,
            unread: Bytes::new(),
            line: BytesMut::new(),
            after_return: false,
            begun: false,
            is_damaged: false,
            event: String::new(),
            data: None,
            retry: None,
            id: None,
            last_id: None,
            wait: None,
        }
    }

    /// Continues on another connection: discards an incomplete event and its id.
    pub fn begin_again(&mut self) {
        *self = Self {
            id: self.last_id.clone(),
            last_id: self.last_id.take(),
            wait: self.wait,
            ..Self::new(self.limit)
        };
    }

    /// Returns the last event id, unless the server reset it.
    pub fn last_id(&self) -> Option<&str> {
        self.last_id.as_deref().filter(|id| !id.is_empty())
    }

    /// Returns the reconnection delay.
    pub fn wait(&self) -> Option<Duration> {
        self.wait
    }

    /// Adds a chunk. All events of the previous one must have been taken.
    pub fn feed(&mut self, piece: Bytes) {
        self.unread = piece;
    }

    /// Returns the next complete event.
    pub fn next(&mut self) -> Result<Option<ServerSentEvent>, Unreadable> {
        while let Some(line) = self.next_line()? {
            if let Some(event) = self.take(&line)? {
                return Ok(Some(event));
            }
        }
        Ok(None)
    }

    /// Returns the next complete line, without its end: CR, LF or CRLF.
    fn next_line(&mut self) -> Result<Option<Bytes>, Unreadable> {
        if self.after_return && !self.unread.is_empty() {
            self.after_return = false;
            if self.unread.starts_with(b"\n") {
                drop(self.unread.split_to(1));
            }
        }
        let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let end = self.unread.iter().position(is_end);
        let rest = self.unread.split_to(end.unwrap_or(self.unread.len()));
        let kept = self.data.as_ref().map_or(0, String::len);
        if kept + self.skipped + self.line.len() + rest.len() > self.limit {
            return Err(Unreadable::TooLarge);
        }
        if end.is_none() {
            self.line.extend_from_slice(&rest);
            return Ok(None);
        }
        self.after_return = self.unread.split_to(1).starts_with(b"\r");
        if self.line.is_empty() {
            return Ok(Some(rest));
        }
        self.line.extend_from_slice(&rest);
        Ok(Some(self.line.split().freeze()))
    }

    /// Parses a line; a blank one ends an event.
    fn take(&mut self, line: &[u8]) -> Result<Option<ServerSentEvent>, Unreadable> {
        let begun = std::mem::replace(&mut self.begun, true);
        let unmarked = line.strip_prefix(b"\xEF\xBB\xBF").filter(|_| !begun);
        let line = unmarked.unwrap_or(line);
        if line.is_empty() {
            self.skipped += 1;
            return self.dispatch();
        }
        let mut halves = line.splitn(2, |byte| *byte == b':');
        let field = halves.next().unwrap_or_default();
        let value = halves.next().unwrap_or_default();
        let value = std::str::from_utf8(value.strip_prefix(b" ").unwrap_or(value));
        if field != b"data" || value.is_err() {
            self.skipped += line.len() + 1;
        }
        match (field, value) {
            (b"data", Ok(value)) => self.add_data(value),
            (b"data", Err(_)) => {
                self.is_damaged = true;
                self.data.get_or_insert_default();
            }
            (b"event", Ok(value)) => value.clone_into(&mut self.event),
            (b"event", Err(_)) => self.is_damaged = true,
            (b"id", Ok(value)) if !value.contains('\0') => self.id = Some(value.to_owned()),
            (b"retry", Ok(value)) => {
                self.retry = milliseconds(value).or(self.retry);
                self.wait = self.retry.or(self.wait);
            }
            // A comment or an unknown field.
            _ => {}
        }
        Ok(None)
    }

    fn add_data(&mut self, line: &str) {
        match &mut self.data {
            Some(data) => {
                data.push('\n');
                data.push_str(line);
            }
            None => self.data = Some(line.to_owned()),
        }
    }

    /// Ends the event. Without data there is no event, but its id is set in either case.
    fn dispatch(&mut self) -> Result<Option<ServerSentEvent>, Unreadable> {
        self.last_id.clone_from(&self.id);
        let event = std::mem::take(&mut self.event);
        let is_damaged = std::mem::take(&mut self.is_damaged);
        let Some(data) = self.data.take() else {
            return Ok(None);
        };
        self.skipped = 0;
        if is_damaged {
            return Err(Unreadable::NotUtf8);
        }
        Ok(Some(ServerSentEvent {
            data,
            event: Some(event).filter(|event| !event.is_empty()),
            id: self.id.clone(),
            retry: self.retry.take(),
        }))
    }
}

/// Parses milliseconds: ASCII digits only. A number that is too large is the maximum.
fn milliseconds(text: &str) -> Option<Duration> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| Duration::from_millis(text.parse().unwrap_or(u64::MAX)))
}
