//! The marks of a JSON text that `serde_json` accepted. Invalid JSON ends the scan; nothing is
//! reported here.

use std::ops::Range;

use super::{Marks, NodeId, ROOT};

/// Adds the marks of `text`.
pub(super) fn scan(text: &str, marks: &mut Marks) {
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        at: 0,
        open: Vec::new(),
        key: None,
        marks,
    };
    while scanner.step().is_some() {}
}

struct Scanner<'t, 'm> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    /// The open lists and objects around the current position.
    open: Vec<Open>,
    /// The key whose value comes next.
    key: Option<(Range<usize>, Box<str>)>,
    marks: &'m mut Marks,
}

struct Open {
    node: NodeId,
    is_object: bool,
}

impl Scanner<'_, '_> {
    /// Advances by one token; `None` at the end.
    fn step(&mut self) -> Option<()> {
        let start = self.at;
        match *self.bytes.get(start)? {
            b' ' | b'\t' | b'\n' | b'\r' | b',' | b':' => self.at += 1,
            opening @ (b'{' | b'[') => {
                self.at += 1;
                let node = self.value(start..self.at);
                self.open.push(Open {
                    node,
                    is_object: opening == b'{',
                });
            }
            b'}' | b']' => {
                self.at += 1;
                self.close()?;
            }
            b'"' => {
                self.skip_string()?;
                self.string(start..self.at);
            }
            _ => {
                self.skip_literal();
                self.value(start..self.at);
            }
        }
        Some(())
    }

    fn close(&mut self) -> Option<()> {
        let closed = self.open.pop()?.node;
        let start = self.marks.node(closed).value.start;
        self.marks.set_value(closed, start..self.at);
        Some(())
    }

    fn string(&mut self, place: Range<usize>) {
        let in_object = self.open.last().is_some_and(|open| open.is_object);
        if in_object && self.key.is_none() {
            let name = unquote(self.text.get(place.clone()).unwrap_or_default());
            self.key = Some((place, name));
        } else {
            self.value(place);
        }
    }

    fn value(&mut self, place: Range<usize>) -> NodeId {
        let key = self.key.take();
        if let Some(parent) = self.open.last() {
            return self.marks.add(parent.node, key, place);
        }
        self.marks.set_value(ROOT, place);
        ROOT
    }

    fn skip_string(&mut self) -> Option<()> {
        self.at += 1;
        loop {
            match *self.bytes.get(self.at)? {
                b'"' => break,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        Some(())
    }

    fn skip_literal(&mut self) {
        let ends = |byte: &u8| matches!(byte, b',' | b'}' | b']' | b' ' | b'\t' | b'\n' | b'\r');
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(ends).unwrap_or(rest.len()).max(1);
    }
}

fn unquote(quoted: &str) -> Box<str> {
    let inside = quoted
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(quoted);
    if inside.contains('\\') {
        serde_json::from_str(quoted).unwrap_or_else(|_| inside.into())
    } else {
        inside.into()
    }
}
