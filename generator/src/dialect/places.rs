//! A cache of values by place, so that a pointer is not resolved from the root each time.
//!
//! The parts of one object are requested one after the other, and their parent is found only once.

use std::cell::RefCell;

use rustc_hash::FxHashMap;
use serde_json::Value;

use crate::diagnostics::{FileId, Location, Pointer};
use crate::source::{Documents, member};

/// The objects and lists of which a member was requested.
#[derive(Debug)]
pub(super) struct Places<'a> {
    documents: &'a Documents,
    /// By file, and by the text of the pointer.
    known: RefCell<FxHashMap<FileId, Known<'a>>>,
    /// The most recent parent, which is usually the parent of the next request too.
    last: RefCell<Last<'a>>,
}

#[derive(Debug, Default)]
struct Last<'a> {
    file: FileId,
    pointer: String,
    value: Option<&'a Value>,
}

type Known<'a> = FxHashMap<Box<str>, Option<&'a Value>>;

impl<'a> Places<'a> {
    pub(super) fn new(documents: &'a Documents) -> Self {
        Self {
            documents,
            known: RefCell::default(),
            last: RefCell::new(Last {
                value: documents.value(&Location::top(FileId::default())),
                ..Last::default()
            }),
        }
    }

    /// The value at `at`.
    pub(super) fn value(&self, at: &Location) -> Option<&'a Value> {
        let Some((parent, last)) = at.pointer.as_str().rsplit_once('/') else {
            return self.documents.value(at);
        };
        member(self.parent(at.file, parent)?, last)
    }

    /// The value at the pointer `parent`, of which a member is requested.
    fn parent(&self, file: FileId, parent: &str) -> Option<&'a Value> {
        let mut last = self.last.borrow_mut();
        if last.file != file || last.pointer != parent {
            last.value = self.looked_up(file, parent);
            last.file = file;
            last.pointer.clear();
            last.pointer.push_str(parent);
        }
        last.value
    }

    fn looked_up(&self, file: FileId, parent: &str) -> Option<&'a Value> {
        let mut known = self.known.borrow_mut();
        let known = known.entry(file).or_default();
        if let Some(value) = known.get(parent) {
            return *value;
        }
        let pointer = Pointer::parse(parent);
        let value = self.documents.value(&Location { file, pointer });
        known.insert(parent.into(), value);
        value
    }
}
