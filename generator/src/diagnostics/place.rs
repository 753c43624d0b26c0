//! A place in the description: a file and a JSON Pointer into it.
//!
//! Line and column are computed by `source::locate`, only when something is reported.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

/// The id of a file: an index into `source::Documents`.
///
/// A schema that depends on how it is reached is a separate schema for each set of bindings
/// (`dialect::dynamic`): its id is that of the file, with the number of the bindings in the upper
/// half.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct FileId(pub u32);

impl FileId {
    /// The settings file, which is not one of the description's files.
    pub const SETTINGS: Self = Self(u32::MAX);

    /// The maximum number of files.
    pub const MAX_FILES: usize = 0xffff;

    /// The file itself, without bindings.
    #[must_use]
    pub fn unbound(self) -> Self {
        match self {
            Self::SETTINGS => self,
            Self(id) => Self(id & 0xffff),
        }
    }

    /// The number of the bindings; 0 for none.
    #[must_use]
    pub fn bindings(self) -> u16 {
        match self {
            Self::SETTINGS => 0,
            Self(id) => u16::try_from(id >> 16).unwrap_or_default(),
        }
    }

    /// The same file with the bindings of this number.
    #[must_use]
    pub fn bound(self, bindings: u16) -> Self {
        Self(self.unbound().0 | (u32::from(bindings) << 16))
    }
}

/// A JSON Pointer (RFC 6901) as text: empty for the whole document, otherwise `/segment/segment`,
/// with `~0` and `~1` as escapes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pointer(Arc<str>);

/// Compares segment by segment, with list indexes as numbers.
impl Ord for Pointer {
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut own, mut others) = (self.0.split('/'), other.0.split('/'));
        loop {
            let order = match (own.next(), others.next()) {
                (Some(one), Some(other)) => segment_order(one, other),
                (one, other) => return one.cmp(&other),
            };
            if order != Ordering::Equal {
                return order;
            }
        }
    }
}

impl PartialOrd for Pointer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Orders numbers by value and before all other texts. Texts with the same value, such as `1` and
/// `01`, are compared as text.
fn segment_order(one: &str, other: &str) -> Ordering {
    let number = |text: &str| text.parse::<usize>().ok();
    match (number(one), number(other)) {
        (Some(first), Some(second)) => first.cmp(&second).then_with(|| one.cmp(other)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => one.cmp(other),
    }
}

impl Pointer {
    /// The whole document.
    #[must_use]
    pub fn root() -> Self {
        Self(Arc::from(""))
    }

    /// Creates a pointer from its text, which must be valid according to RFC 6901.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self(Arc::from(text))
    }

    /// The pointer to the member `key` of the object this one points to.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + key.len() + 1);
        text.push_str(&self.0);
        push_key(&mut text, key);
        Self(Arc::from(text))
    }

    /// The pointer to the element `index` of the array this one points to.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(Arc::from(format!("{}/{index}", self.0)))
    }

    /// The text of the pointer, with escapes.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The segments, unescaped, from the root.
    pub fn segments(&self) -> impl Iterator<Item = String> + '_ {
        self.0.split('/').skip(1).map(unescape)
    }

    /// The last segment, unescaped; empty for the root.
    #[must_use]
    pub fn last(&self) -> String {
        self.0
            .rsplit_once('/')
            .map(|(_, last)| unescape(last))
            .unwrap_or_default()
    }

    /// The pointer without its last segment; `None` for the root.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0
            .rsplit_once('/')
            .map(|(parent, _)| Self(Arc::from(parent)))
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// Adds a member's key to the text of a pointer.
pub(crate) fn push_key(pointer: &mut String, key: &str) {
    pointer.push('/');
    escape_into(key, pointer);
}

fn escape_into(segment: &str, out: &mut String) {
    if !segment.contains(['~', '/']) {
        out.push_str(segment);
        return;
    }
    for character in segment.chars() {
        match character {
            '~' => out.push_str("~0"),
            '/' => out.push_str("~1"),
            other => out.push(other),
        }
    }
}

fn unescape(segment: &str) -> String {
    if segment.contains('~') {
        segment.replace("~1", "/").replace("~0", "~")
    } else {
        segment.to_owned()
    }
}

/// A place in the description: a file and a pointer into it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The place in the file.
    pub pointer: Pointer,
}

impl Location {
    /// The root of a file.
    #[must_use]
    pub fn top(file: FileId) -> Self {
        Self {
            file,
            pointer: Pointer::root(),
        }
    }

    /// The place in the file itself, without bindings.
    #[must_use]
    pub fn unbound(&self) -> Self {
        Self {
            file: self.file.unbound(),
            pointer: self.pointer.clone(),
        }
    }

    /// The member `key` of the object at this place.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        Self {
            file: self.file,
            pointer: self.pointer.key(key),
        }
    }

    /// The element `index` of the array at this place.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self {
            file: self.file,
            pointer: self.pointer.index(index),
        }
    }
}

/// A range in a file's text, with the line and column to report it by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Span {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The byte range in the decoded text, without a byte order mark.
    pub bytes: std::ops::Range<usize>,
}

#[cfg(test)]
mod tests {
    use super::Pointer;

    #[test]
    fn positions_are_numbers() {
        let mut pointers =
            ["/a/10", "/a/2", "/a", "", "/a/b", "/a-b", "/a/2/c"].map(Pointer::parse);
        pointers.sort();
        let texts: Vec<&str> = pointers.iter().map(Pointer::as_str).collect();
        assert_eq!(texts, ["", "/a", "/a/2", "/a/2/c", "/a/10", "/a/b", "/a-b"]);
    }
}
