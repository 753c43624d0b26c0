//! References that translated objects have in place of their nested objects: to a location, by the number of its file.

use crate::diagnostics::{FileId, Location, Pointer, push_key};
use serde_json::{Map, Value};

pub(super) const OWN: &str = "oasmith:";

/// The reference by which a part names a nested part at its own place: understood by [`parse_own_reference`] only.
#[must_use]
pub fn own_reference(at: &Location) -> String {
    format!("{OWN}{}#{}", at.file.0, at.pointer.as_str())
}

/// A reference to the part that is the member `key` of what stands at `at`, as a value.
pub(super) fn own_member(at: &Location, key: &str) -> Value {
    let mut reference = own_reference(at);
    push_key(&mut reference, key);
    to(reference)
}

/// The place that a reference made by [`own_reference`] names; `None` for a reference of the description's own.
#[must_use]
pub fn parse_own_reference(reference: &str) -> Option<Location> {
    let (file, pointer) = reference.strip_prefix(OWN)?.split_once('#')?;
    Some(Location {
        file: FileId(file.parse().ok()?),
        pointer: Pointer::parse(pointer),
    })
}

/// A reference to the part at `at`, as a value.
pub(super) fn own(at: &Location) -> Value {
    to(own_reference(at))
}

/// A reference, as a value.
pub(super) fn to(reference: String) -> Value {
    Value::Object(Map::from_iter([(
        "$ref".to_owned(),
        Value::String(reference),
    )]))
}

/// The reference that a part is.
pub(super) fn of(object: &Map<String, Value>) -> Option<&str> {
    object.get("$ref")?.as_str()
}
