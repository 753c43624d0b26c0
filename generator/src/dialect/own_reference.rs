//! References as the next stage reads them. Internal ones, which replace nested objects in translated
//! objects, name a location by the number of its file.

use crate::diagnostics::{FileId, Location, Pointer, push_key};
use serde_json::{Map, Value};

/// A reference, as the next stage reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// To the part at a place.
    At(Location),
    /// As the description has it: the next stage resolves it, and reports if that fails.
    Written(String),
}

pub(super) const OWN: &str = "oasmith:";

/// The internal reference to the part at `at`. Only [`parse_own_reference`] understands it.
#[must_use]
pub fn own_reference(at: &Location) -> String {
    format!("{OWN}{}#{}", at.file.0, at.pointer.as_str())
}

/// An internal reference, as a value, to the member `key` of the value at `at`.
pub(super) fn own_member(at: &Location, key: &str) -> Value {
    let mut reference = own_reference(at);
    push_key(&mut reference, key);
    reference_value(reference)
}

/// The location of a reference made by [`own_reference`]; `None` for a reference of the
/// description.
#[must_use]
pub fn parse_own_reference(reference: &str) -> Option<Location> {
    let (file, pointer) = reference.strip_prefix(OWN)?.split_once('#')?;
    Some(Location {
        file: FileId(file.parse().ok()?),
        pointer: Pointer::parse(pointer),
    })
}

/// An internal reference to the part at `at`, as a value.
pub(super) fn own(at: &Location) -> Value {
    reference_value(own_reference(at))
}

/// A reference, as a value.
pub(super) fn reference_value(reference: String) -> Value {
    Value::Object(Map::from_iter([(
        "$ref".to_owned(),
        Value::String(reference),
    )]))
}

/// The reference in an object's `$ref`.
pub(super) fn reference_of(object: &Map<String, Value>) -> Option<&str> {
    object.get("$ref")?.as_str()
}
