//! Where one item of a stream of JSON ends and the next begins: at the ends of lines, or at the record separators of
//! RFC 7464. Both may stand in one stream.

use bytes::BytesMut;

use super::json_text::BYTE_ORDER_MARK;

/// What RFC 7464 begins each item with.
const SEPARATOR: u8 = 0x1E;

/// Takes bytes, gives items, however the bytes are cut.
pub(super) struct Records {
    /// How many bytes an item may have, and what stands before it.
    limit: usize,
    /// How many bytes were skipped before the item that comes next.
    skipped: usize,
    /// What came and is no whole item yet; it begins with an item, or not at all.
    pending: BytesMut,
    /// How many bytes of it were looked at.
    seen: usize,
    /// Where in the item that is, if a separator began it: its lines do not end it. Else the first line feed does.
    nesting: Option<Nesting>,
}

/// An item, or why there is none.
#[derive(Debug)]
pub(super) enum Record {
    /// An item.
    Whole(BytesMut),
    /// An item that may lack its end: a number, say, after which its sender was cut off (RFC 7464, section 2.4).
    CutOff,
    /// It is larger than the client accepts.
    TooLarge,
}

impl Records {
    /// For items of up to this many bytes.
    pub fn new(limit: usize) -> Self {
        Self {
            limit,
            skipped: 0,
            pending: BytesMut::new(),
            seen: 0,
            nesting: None,
        }
    }

    /// Takes a piece.
    pub fn feed(&mut self, piece: &[u8]) {
        self.pending.extend_from_slice(piece);
    }

    /// The next item that is there whole; where the body `ended`, what is left.
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

    /// Skips what stands before an item.
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

    /// Where the item ends that `pending` begins with, if that is there.
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

/// Whether more of an item may have been to come: what is in quotes, brackets or braces, or before white space, is whole.
fn may_lack_its_end(record: &[u8]) -> bool {
    let last = record.last().copied().unwrap_or_default();
    !last.is_ascii_whitespace() && !matches!(last, b'"' | b']' | b'}')
}

/// Where in a JSON text one is.
#[derive(Debug, Default)]
struct Nesting {
    /// How many brackets and braces are open.
    depth: usize,
    in_string: bool,
    after_backslash: bool,
}

impl Nesting {
    /// Passes a byte. Whether the item ends before it: it begins the next one, or ends a line outside of all brackets.
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
