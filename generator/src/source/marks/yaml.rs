//! The marks of the first document of a YAML text, unless that is a single scalar.
//!
//! The parser and `serde_yaml` are different ports of libyaml. This one rejects some texts that
//! `serde_yaml` accepts, and panics on others, such as a tag followed by a comma. Both end the
//! scan, and the marks so far are kept; nothing is reported here.

use std::collections::BTreeMap;
use std::io::Read;
use std::ops::Range;

use libyaml_safer::{EventData, Mark, Parser};

use super::super::contained::contained;
use super::{Marks, NodeId, ROOT};

/// Adds the marks of `text`.
pub(super) fn scan(text: &str, marks: &mut Marks) {
    // Marks are added one at a time, so the marks so far are valid after a panic.
    contained(|| scan_events(text, marks));
}

fn scan_events(text: &str, marks: &mut Marks) {
    // The parser does not handle a last line without a line break well.
    let mut bytes = text.as_bytes().chain(b"\n".as_slice());
    let mut parser = Parser::new();
    parser.set_input(&mut bytes);
    let mut builder = Builder {
        open: Vec::new(),
        anchors: BTreeMap::new(),
        marks,
    };
    let mut is_met = false;
    for event in parser {
        match event {
            Err(_) => return,
            Ok(event) if is_met && matches!(event.data, EventData::DocumentEnd { .. }) => return,
            Ok(event) => {
                is_met |= !builder.open.is_empty();
                let bytes = offset(event.start_mark, text)..offset(event.end_mark, text);
                builder.event(event.data, bytes);
            }
        }
    }
}

fn offset(mark: Mark, text: &str) -> usize {
    usize::try_from(mark.index).map_or(text.len(), |index| index.min(text.len()))
}

struct Builder<'m> {
    /// The open sequences and mappings around the current position.
    open: Vec<Open>,
    /// The node of each anchor, by its most recent definition.
    anchors: BTreeMap<String, Anchored>,
    marks: &'m mut Marks,
}

struct Anchored {
    /// `None` for a key, or inside one: JSON has no counterpart.
    node: Option<NodeId>,
    /// The text of a scalar: an alias may be a key.
    text: Box<str>,
}

struct Open {
    /// `None` in a key that is not a scalar: JSON has no counterpart.
    node: Option<NodeId>,
    is_mapping: bool,
    /// The key whose value comes next.
    key: Option<(Range<usize>, Box<str>)>,
}

impl Builder<'_> {
    fn event(&mut self, event: EventData, bytes: Range<usize>) {
        match event {
            EventData::Scalar { anchor, value, .. } => self.scalar(&value, bytes, anchor),
            EventData::Alias { anchor } => self.alias(bytes, &anchor),
            EventData::SequenceStart { anchor, .. } => self.begin(bytes, anchor, false),
            EventData::MappingStart { anchor, .. } => self.begin(bytes, anchor, true),
            EventData::SequenceEnd | EventData::MappingEnd => self.end(bytes.end),
            _ => {}
        }
    }

    fn scalar(&mut self, text: &str, bytes: Range<usize>, anchor: Option<String>) {
        let node = if self.is_key(text, &bytes) {
            None
        } else {
            self.value(bytes)
        };
        self.anchor(anchor, node, text);
    }

    fn anchor(&mut self, name: Option<String>, node: Option<NodeId>, text: &str) {
        if let Some(name) = name {
            let text = text.into();
            self.anchors.insert(name, Anchored { node, text });
        }
    }

    fn is_key(&mut self, text: &str, bytes: &Range<usize>) -> bool {
        match self.open.last_mut() {
            Some(open) if open.is_mapping && open.key.is_none() => {
                open.key = Some((bytes.clone(), text.into()));
                true
            }
            _ => false,
        }
    }

    fn value(&mut self, bytes: Range<usize>) -> Option<NodeId> {
        let Some(open) = self.open.last_mut() else {
            self.marks.set_value(ROOT, bytes);
            return Some(ROOT);
        };
        let key = open.key.take();
        Some(self.marks.add(open.node?, key, bytes))
    }

    fn alias(&mut self, bytes: Range<usize>, anchor: &str) {
        let target = self.anchors.get(anchor);
        let text = target.map(|target| target.text.clone()).unwrap_or_default();
        let target = target.and_then(|target| target.node);
        if !self.is_key(&text, &bytes)
            && let Some(node) = self.value(bytes)
        {
            self.marks.node_mut(node).alias_of = target;
        }
    }

    fn begin(&mut self, bytes: Range<usize>, anchor: Option<String>, is_mapping: bool) {
        // An empty name keeps keys and values aligned.
        let node = if self.is_key("", &bytes) {
            None
        } else {
            self.value(bytes)
        };
        self.anchor(anchor, node, "");
        self.open.push(Open {
            node,
            is_mapping,
            key: None,
        });
    }

    fn end(&mut self, end: usize) {
        if let Some(node) = self.open.pop().and_then(|open| open.node) {
            let start = self.marks.node(node).value.start;
            self.marks.set_value(node, start..end.max(start));
        }
    }
}
