//! The values of keywords with nested schemas. Each nested schema becomes a reference to its place.

use indexmap::IndexMap;
use serde_json::Value;

use super::super::kind::Holds;
use super::super::scalars::{expected, flag};
use super::super::{Translator, report, shallow};
use super::object::{AdditionalProperties, Schema};
use crate::diagnostics::Location;

/// The elements of a list.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Items {
    /// Any value, or no element.
    Any(bool),
    /// Values of a schema.
    Of(Schema),
    /// A schema for each position.
    Each(Vec<Schema>),
}

/// Reads the value at a place. `None` if it has the wrong type.
pub(super) type Read<T> = fn(&Value, &Location) -> Option<T>;

/// Reads the value of a keyword, at `at`. `None`, and a report, if it has the wrong type. What is
/// beside a misplaced reference is joined to its target.
pub(super) fn read<T>(
    t: &Translator<'_>,
    holds: Holds,
    value: &Value,
    at: &Location,
    read_value: Read<T>,
    join: fn(T, T) -> T,
) -> Option<T> {
    // An explicit null is treated as an absent keyword.
    if value.is_null() {
        return None;
    }
    if shallow::is_misplaced_reference(holds, value) {
        let read = |value: &Value, at: &Location| read(t, holds, value, at, read_value, join);
        return shallow::keep_target(t, holds, value, at, &read, join);
    }
    let read = read_value(value, at);
    if read.is_none() {
        let loss = holds.loss(&at.pointer.last());
        report::wrong_value(t, loss, at, expected(holds));
    }
    read
}

pub(super) fn list(value: &Value, at: &Location) -> Option<Vec<Schema>> {
    let list = value.as_array()?;
    let places = (0..list.len()).map(|index| at.index(index));
    Some(places.map(Schema::at).collect())
}

pub(super) fn by_name(value: &Value, at: &Location) -> Option<IndexMap<String, Schema>> {
    let map = value.as_object()?;
    let schemas = map.keys().map(|key| (key.clone(), Schema::at(at.key(key))));
    Some(schemas.collect())
}

pub(super) fn additional(value: &Value, at: &Location) -> Option<AdditionalProperties> {
    match value {
        Value::Object(_) => Some(AdditionalProperties::Of(Schema::at(at.clone()))),
        other => Some(AdditionalProperties::Any(flag(other)?.as_bool()?)),
    }
}

pub(super) fn items(value: &Value, at: &Location) -> Option<Items> {
    match value {
        Value::Object(_) => Some(Items::Of(Schema::at(at.clone()))),
        Value::Array(_) => list(value, at).map(Items::Each),
        other => Some(Items::Any(flag(other)?.as_bool()?)),
    }
}

/// The elements after those that have a schema each.
pub(super) fn other_items(value: &Value, at: &Location) -> Option<Items> {
    items(value, at).filter(|items| !matches!(items, Items::Each(_)))
}
