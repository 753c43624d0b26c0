//! From bytes to server-sent events (WHATWG HTML, "Server-sent events", 9.2.6).

use std::time::Duration;

use bytes::{Bytes, BytesMut};

/// One event, as the server sent it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ServerSentEvent {
    /// Its type; `None` is the standard's `message`.
    pub event: Option<String>,
    /// Its data, lines joined by line feeds.
    pub data: String,
    /// The id of the last event that had one: what a server wants to be told to go on from here. Empty where the server
    /// took it back.
    pub id: Option<String>,
    /// How long the server asks clients to wait before they connect again.
    pub retry: Option<Duration>,
}

/// Takes bytes, gives events, however the bytes are cut.
pub(super) struct EventParser {
    /// How many bytes an event may have, and what stands before it.
    limit: usize,
    /// How many bytes came since the last event that are no data of the next: comments, blank lines, other fields.
    skipped: usize,
    /// What came and was not looked at.
    unread: Bytes,
    /// The beginning of a line that is not whole.
    line: BytesMut,
    /// A carriage return ended the last line: a line feed right after it is part of that end.
    after_return: bool,
    /// Whether a line was read: the first may begin with a byte order mark.
    begun: bool,
    /// Whether a line of the event that is gathered was not UTF-8.
    is_damaged: bool,
    event: String,
    data: Option<String>,
    retry: Option<Duration>,
    /// The id that the next blank line makes the last one.
    id: Option<String>,
    last_id: Option<String>,
    /// How long the server asked to wait, whenever it last did.
    wait: Option<Duration>,
}

/// Why there is no event.
pub(super) enum Unreadable {
    /// It is larger than the client accepts: nothing comes after that.
    TooLarge,
    /// It is not UTF-8. Browsers put U+FFFD in place of what is not, so that data would be read that nobody sent.
    NotUtf8,
}

impl EventParser {
    /// A parser of events of up to this many bytes.
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

    /// The same for what comes over another connection: an event that was not whole is lost, and so is its id.
    pub fn begin_again(&mut self) {
        *self = Self {
            id: self.last_id.clone(),
            last_id: self.last_id.take(),
            wait: self.wait,
            ..Self::new(self.limit)
        };
    }

    /// The id of the last event that had one, unless the server took it back.
    pub fn last_id(&self) -> Option<&str> {
        self.last_id.as_deref().filter(|id| !id.is_empty())
    }

    /// How long the server asked to wait before a client connects again.
    pub fn wait(&self) -> Option<Duration> {
        self.wait
    }

    /// Takes a piece, once all events of the one before were asked for.
    pub fn feed(&mut self, piece: Bytes) {
        self.unread = piece;
    }

    /// The next event that is there whole.
    pub fn next(&mut self) -> Result<Option<ServerSentEvent>, Unreadable> {
        while let Some(line) = self.next_line()? {
            if let Some(event) = self.take(&line)? {
                return Ok(Some(event));
            }
        }
        Ok(None)
    }

    /// The next line that is there whole, without its end: a carriage return, a line feed, or both.
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

    /// Takes a line; a blank one ends an event.
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
            // A comment, or a field of a standard to come.
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

    /// A blank line: what was gathered is an event, unless it has no data. Its id counts in either case.
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

/// A number of milliseconds: ASCII digits and nothing else. One that is past all numbers is the largest.
fn milliseconds(text: &str) -> Option<Duration> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| Duration::from_millis(text.parse().unwrap_or(u64::MAX)))
}
