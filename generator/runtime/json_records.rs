//! The boundaries of items in a stream of JSON: line ends, or the record separators of RFC 7464. A
//! stream may have both.

use bytes::BytesMut;

use super::json_text::BYTE_ORDER_MARK;

/// The record separator of RFC 7464.
const SEPARATOR: u8 = 0x1E;

/// An incremental splitter: takes bytes in any chunks and returns items.
pub(super) struct Records {
    /// The largest item, with the skipped bytes before it.
    limit: usize,
    /// The number of bytes skipped before the next item.
    skipped: usize,
    /// An incomplete item; empty, or begins with the item.
    pending: BytesMut,
    /// The number of its bytes that were scanned.
    seen: usize,
    /// The state of the scan, if a separator began the item, which then may span lines. Otherwise
    /// the first line feed ends the item.
    nesting: Option<Nesting>,
}

/// An item, or the reason why there is none.
#[derive(Debug)]
pub(super) enum Record {
    /// An item.
    Whole(BytesMut),
    /// An item that may be truncated: a number, for example, at the end of the stream (RFC 7464,
    /// section 2.4).
    CutOff,
    /// It is larger than the limit.
    TooLarge,
}

impl Records {
    /// Creates a splitter with a limit in bytes for each item.
    pub fn new(limit: usize) -> Self {
        Self {
            limit,
            skipped: 0,
            pending: BytesMut::new(),
            seen: 0,
            nesting: None,
        }
    }

    /// Adds a chunk.
    pub fn feed(&mut self, piece: &[u8]) {
        self.pending.extend_from_slice(piece);
    }

    /// Returns the next complete item; if the body `ended`, the rest.
    pub fn next(&mut self, ended: bool) -> Option<Record> {
        self.skip_blanks();
        let end = self.find_end();
        let length = end.unwrap_or(self.pending.len());
        if length > self.limit || self.skipped > self.limit {
            return Some(Record::TooLarge);
        }
        if length == 0 || end.is_none() && !ended {
            return None;
        }
        let followed = self.pending.get(length).is_some_and(|byte| *byte == b'\n');
        let is_sequence = self.nesting.take().is_some();
        self.seen = 0;
        self.skipped = 0;
        let record = self.pending.split_to(length);
        if is_sequence && !followed && may_lack_its_end(&record) {
            return Some(Record::CutOff);
        }
        Some(Record::Whole(record))
    }

    /// Skips the bytes before an item.
    fn skip_blanks(&mut self) {
        if self.seen > 0 {
            return;
        }
        // No item begins with a byte of a byte order mark.
        let is_blank = |byte: &u8| {
            byte.is_ascii_whitespace() || *byte == SEPARATOR || BYTE_ORDER_MARK.contains(byte)
        };
        let start = self.pending.iter().position(|byte| !is_blank(byte));
        if start == Some(0) {
            return;
        }
        let blanks = self.pending.split_to(start.unwrap_or(self.pending.len()));
        self.skipped = self.skipped.saturating_add(blanks.len());
        if blanks.contains(&SEPARATOR) {
            self.nesting = Some(Nesting::default());
        }
    }

    /// Returns the end of the item in `pending`, if it is complete.
    fn find_end(&mut self) -> Option<usize> {
        let unseen = self.pending.get(self.seen..).unwrap_or_default();
        let end = match &mut self.nesting {
            Some(nesting) => unseen.iter().position(|byte| nesting.ends_at(*byte)),
            None => unseen.iter().position(|byte| *byte == b'\n'),
        };
        let end = end.map(|end| self.seen + end);
        self.seen = self.pending.len();
        end
    }
}

/// Whether an item may be truncated: one that ends with a quote, a bracket, a brace or white space
/// is complete.
fn may_lack_its_end(record: &[u8]) -> bool {
    let last = record.last().copied().unwrap_or_default();
    !last.is_ascii_whitespace() && !matches!(last, b'"' | b']' | b'}')
}

/// The state of a scan of JSON text.
#[derive(Debug, Default)]
struct Nesting {
    /// The number of open brackets and braces.
    depth: usize,
    in_string: bool,
    after_backslash: bool,
}

impl Nesting {
    /// Scans a byte. Returns whether the item ends before it: it begins the next item, or ends a
    /// line outside of all brackets.
    fn ends_at(&mut self, byte: u8) -> bool {
        if self.in_string {
            let escaped = std::mem::take(&mut self.after_backslash);
            self.after_backslash = byte == b'\\' && !escaped;
            self.in_string = byte != b'"' || escaped;
            return byte == SEPARATOR;
        }
        match byte {
            b'"' => self.in_string = true,
            b'[' | b'{' => self.depth += 1,
            b']' | b'}' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        byte == SEPARATOR || byte == b'\n' && self.depth == 0
    }
}
