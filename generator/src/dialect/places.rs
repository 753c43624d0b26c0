//! What stands at a place of the description, found without walking there from the top each time.
//!
//! The parts of one object are asked for one after the other: where their object is, is known from the first.

use std::cell::RefCell;

use rustc_hash::FxHashMap;
use serde_json::Value;

use crate::diagnostics::{FileId, Location, Pointer};
use crate::source::{Documents, member};

/// The objects and lists of which a member was asked for.
#[derive(Debug)]
pub(super) struct Places<'a> {
    documents: &'a Documents,
    /// By file, and by the pointer's text.
    known: RefCell<FxHashMap<FileId, Known<'a>>>,
    /// The one of which a member was asked for last: most often that of the next, too.
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

    /// What stands at `at`.
    pub(super) fn value(&self, at: &Location) -> Option<&'a Value> {
        let Some((parent, last)) = at.pointer.as_str().rsplit_once('/') else {
            return self.documents.value(at);
        };
        member(self.parent(at.file, parent)?, last)
    }

    /// What stands at the pointer `parent`, of which a member is asked for.
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
