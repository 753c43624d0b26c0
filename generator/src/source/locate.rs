//! Finds line and column of a place, when there is something to say about it.

use std::ops::Range;
use std::path::Path;

use super::marks::{Marks, Node};
use super::{Documents, File};
use crate::diagnostics::render::Sources;
use crate::diagnostics::{FileId, Location, Span};

/// Where `at` stands: the key of a member, the first line of an element. If it cannot be found, what it stands in.
///
/// A reference is shown itself, not its key, which is the same everywhere.
#[must_use]
pub fn locate(documents: &Documents, at: &Location) -> Option<Span> {
    let file = documents.file(at.file)?;
    let node = file.node(at);
    let key = node
        .key
        .clone()
        .filter(|_| !at.pointer.as_str().ends_with("/$ref"));
    Some(file.span(key.unwrap_or_else(|| node.value.clone())))
}

/// Where the value at `at` stands, without its key.
#[must_use]
pub fn locate_value(documents: &Documents, at: &Location) -> Option<Span> {
    let file = documents.file(at.file)?;
    Some(file.span(file.node(at).value.clone()))
}

impl Sources for Documents {
    fn file(&self, file: FileId) -> Option<(&Path, &str)> {
        Self::file(self, file).map(|file| (file.path(), file.text()))
    }

    fn locate(&self, at: &Location) -> Option<Span> {
        locate(self, at)
    }
}

impl Documents {
    /// Every place of a key that stands in its object more than once, as they come.
    pub(super) fn places_of_key(&self, at: &Location) -> Vec<Span> {
        let (Some(file), Some(parent)) = (self.file(at.file), at.pointer.parent()) else {
            return Vec::new();
        };
        let marks = file.marks();
        let (parent, key) = (marks.find(&parent), at.pointer.last());
        marks
            .members(parent, &key)
            .filter_map(|node| node.key.clone())
            .map(|key| file.span(key))
            .collect()
    }
}

impl File {
    fn marks(&self) -> &Marks {
        self.marks
            .get_or_init(|| Marks::of(&self.text, self.format))
    }

    fn node(&self, at: &Location) -> &Node {
        let marks = self.marks();
        marks.node(marks.find(&at.pointer))
    }

    /// The place of these bytes, but no more than their first line.
    fn span(&self, bytes: Range<usize>) -> Span {
        let text = self.text.get(bytes.clone()).unwrap_or_default();
        let first = text.lines().next().unwrap_or_default().len();
        self.lines()
            .span(&self.text, bytes.start..bytes.start + first)
    }
}
