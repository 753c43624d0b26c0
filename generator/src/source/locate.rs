//! Finds the line and column of a place. Computed only when a finding needs it.

use std::ops::Range;
use std::path::Path;

use serde_json::Value;

use super::marks::{Marks, Node};
use super::{Documents, File};
use crate::diagnostics::render::Sources;
use crate::diagnostics::{FileId, Location, Pointer, Span};

/// The span of `at`: the key of a member, or the first line of an element. If it cannot be found,
/// the span of the nearest enclosing value.
///
/// For a `$ref`, it is the span of the reference and not of its key, which is the same everywhere.
#[must_use]
pub fn locate(documents: &Documents, at: &Location) -> Option<Span> {
    let file = documents.file(at.file)?;
    let place = file.in_text(&at.pointer);
    let node = file.node(&place);
    let key = node
        .key
        .clone()
        .filter(|_| !place.as_str().ends_with("/$ref"));
    Some(file.span(key.unwrap_or_else(|| node.value.clone())))
}

/// The span of the value at `at`, without its key.
#[must_use]
pub fn locate_value(documents: &Documents, at: &Location) -> Option<Span> {
    let file = documents.file(at.file)?;
    let place = file.in_text(&at.pointer);
    Some(file.span(file.node(&place).value.clone()))
}

impl Sources for Documents {
    fn file(&self, file: FileId) -> Option<(&Path, &str)> {
        let file = Self::file(self, file)?;
        let text = if file.is_hidden { "" } else { file.text() };
        Some((file.path(), text))
    }

    fn locate(&self, at: &Location) -> Option<Span> {
        locate(self, at)
    }

    fn locate_value(&self, at: &Location) -> Option<Span> {
        locate_value(self, at)
    }

    fn added(&self, at: &Location) -> Option<Location> {
        self.in_overlay(at)
    }
}

impl Documents {
    /// The place in an overlay that added the value at `at`; `None` if the value was in the
    /// description already.
    fn in_overlay(&self, at: &Location) -> Option<Location> {
        let file = self.file(at.file).filter(|file| file.unchanged.is_some())?;
        let known = file.in_text(&at.pointer);
        if known == at.pointer {
            return None;
        }
        // The first new segment of the path, and the segments below it.
        let mut rest = at.pointer.segments().skip(known.segments().count());
        let new = known.key(&rest.next()?);
        let value = file.value.pointer(new.as_str())?;
        let inside = rest.fold(Pointer::root(), |inside, segment| inside.key(&segment));
        let key = new.last();
        let overlays = self.files().skip(1).take(self.overlays);
        let found = overlays.filter_map(|(file, overlay)| {
            let found = place_of(&overlay.value, &key, value)?;
            let pointer = Pointer::parse(&format!("{}{}", found.as_str(), inside.as_str()));
            Some(Location { file, pointer })
        });
        found.last()
    }

    /// The spans of a key that its object has more than once, in order of the text.
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

/// The place of the first member, or list element, within a value that equals `wanted`.
fn place_of(within: &Value, key: &str, wanted: &Value) -> Option<Pointer> {
    let mut open = vec![(Pointer::root(), within)];
    while let Some((place, value)) = open.pop() {
        match value {
            Value::Object(members) => {
                if members.get(key) == Some(wanted) {
                    return Some(place.key(key));
                }
                let members = members.iter().rev();
                open.extend(members.map(|(key, value)| (place.key(key), value)));
            }
            Value::Array(elements) => {
                if let Some(index) = elements.iter().position(|element| element == wanted) {
                    return Some(place.index(index));
                }
                let elements = elements.iter().enumerate().rev();
                open.extend(elements.map(|(index, value)| (place.index(index), value)));
            }
            _ => {}
        }
    }
    None
}

impl Documents {
    /// The text of the number or boolean at `at`, as written: `1.10` for 1.1. `None` if it cannot
    /// be determined.
    #[must_use]
    pub fn scalar_text(&self, at: &Location) -> Option<&str> {
        let value = self.value(at)?;
        if !value.is_number() && !value.is_boolean() {
            return None;
        }
        let file = self.file(at.file)?;
        let node = file.marks().resolved(&file.in_text(&at.pointer));
        let written = without_properties(file.text.get(node.value.clone())?);
        // Marks may be wrong: the text is used only if it reads as the value.
        let read: Value = serde_yaml::from_str(written).ok()?;
        (read == *value).then_some(written)
    }
}

/// Whether an element of `after` may differ from the element at the same index of `before`.
fn is_shifted(before: &[Value], after: &[Value], segment: &str) -> bool {
    let index = || segment.parse::<usize>().ok();
    let (Some(old), Some(new)) = (
        index().and_then(|index| before.get(index)),
        index().and_then(|index| after.get(index)),
    ) else {
        return true;
    };
    // An element that was changed in place is in neither list as it is in the other.
    old != new && (after.len() < before.len() || after.contains(old) || before.contains(new))
}

/// A YAML value without the tag and the anchor before it.
fn without_properties(text: &str) -> &str {
    let mut rest = text.trim();
    while rest.starts_with(['&', '!'])
        && let Some((_, behind)) = rest.split_once(char::is_whitespace)
    {
        rest = behind.trim_start();
    }
    rest
}

impl File {
    fn marks(&self) -> &Marks {
        self.marks
            .get_or_init(|| Marks::scan(&self.text, self.format))
    }

    fn node(&self, place: &Pointer) -> &Node {
        let marks = self.marks();
        marks.node(marks.find(place))
    }

    /// The place in the text that corresponds to a place in the value. It is the place itself, or,
    /// if overlays changed the value, the nearest enclosing place that they did not move.
    fn in_text(&self, pointer: &Pointer) -> Pointer {
        let Some(unchanged) = &self.unchanged else {
            return pointer.clone();
        };
        let mut place = Pointer::root();
        let (mut before, mut after) = (Some(unchanged), Some(&self.value));
        for segment in pointer.segments() {
            // If elements were removed or moved, an index refers to a different element.
            let shifted = match (
                before.and_then(Value::as_array),
                after.and_then(Value::as_array),
            ) {
                (Some(before), Some(after)) => is_shifted(before, after, &segment),
                _ => false,
            };
            if shifted {
                break;
            }
            let next = place.key(&segment);
            before = unchanged.pointer(next.as_str());
            after = self.value.pointer(next.as_str());
            if before.is_none() {
                break;
            }
            place = next;
        }
        place
    }

    /// The span of these bytes, limited to their first line.
    fn span(&self, bytes: Range<usize>) -> Span {
        let text = self.text.get(bytes.clone()).unwrap_or_default();
        let first = text.lines().next().unwrap_or_default().len();
        self.lines()
            .span(&self.text, bytes.start..bytes.start + first)
    }
}
