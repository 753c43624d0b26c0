//! The marks of the first document of a YAML text that is more than one scalar.
//!
//! The parser is a port of the same libyaml that `serde_yaml` is, but not the same one: it refuses some texts which that
//! accepts, and panics at others, such as a tag with a comma behind it. Both end the scan, with the marks up to there;
//! nothing is reported here.

use std::collections::BTreeMap;
use std::io::Read;
use std::ops::Range;

use libyaml_safer::{EventData, Mark, Parser};

use super::super::contained::contained;
use super::{Marks, NodeId, ROOT};

/// Adds the marks of `text`.
pub(super) fn scan(text: &str, marks: &mut Marks) {
    // Each mark is added whole, so those that are there when a panic comes are sound.
    contained(|| scan_events(text, marks));
}

fn scan_events(text: &str, marks: &mut Marks) {
    // The parser does not take a last line without an end well.
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
    /// The sequences and mappings around the current place.
    open: Vec<Open>,
    /// What each anchor names, by its most recent definition.
    anchors: BTreeMap<String, Anchored>,
    marks: &'m mut Marks,
}

struct Anchored {
    /// `None` where it is a key, or in one: no JSON value has a place there.
    node: Option<NodeId>,
    /// The text, if it is a scalar: an alias may be a key.
    text: Box<str>,
}

struct Open {
    /// `None` in a key that is not a scalar: no JSON value has a place there.
    node: Option<NodeId>,
    is_mapping: bool,
    /// The key that waits for its value.
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
        // An empty name keeps the pairs in step.
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
