//! `then`, `else` and `dependentSchemas`: subschemas that apply only to some values.
//!
//! Conditions are not checked, but the properties that they add are kept as optional ones.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::super::Translator;
use crate::diagnostics::Location;

/// For each name of a property, the places of the schemas that may apply to it.
type Named = IndexMap<String, Vec<Location>>;

/// The maximum depth of nested conditions.
const MAX_DEPTH: usize = 8;

/// Returns the properties that conditions name.
pub(super) fn find(t: &Translator<'_>, object: &Map<String, Value>, at: &Location) -> Named {
    let mut named = Named::new();
    conditions(t, object, at, &mut named, 0);
    named
}

fn conditions(
    t: &Translator<'_>,
    object: &Map<String, Value>,
    at: &Location,
    named: &mut Named,
    depth: usize,
) {
    for keyword in ["then", "else"] {
        if object.contains_key(keyword) {
            properties(t, &at.key(keyword), named, depth);
        }
    }
    for keyword in ["dependentSchemas", "dependencies"] {
        if let Some(Value::Object(dependent)) = object.get(keyword) {
            for name in dependent.keys() {
                properties(t, &at.key(keyword).key(name), named, depth);
            }
        }
    }
}

/// The properties that the schema at `at` names, itself or by its `allOf`.
fn properties(t: &Translator<'_>, at: &Location, named: &mut Named, depth: usize) {
    let target = t.follow_quietly(at);
    let at = target.as_ref().unwrap_or(at);
    let Some(Value::Object(object)) = t.raw(at).filter(|_| depth < MAX_DEPTH) else {
        return;
    };
    if let Some(Value::Object(properties)) = object.get("properties") {
        for name in properties.keys() {
            let schemas = named.entry(name.clone()).or_default();
            schemas.push(at.key("properties").key(name));
        }
    }
    if let Some(Value::Array(members)) = object.get("allOf") {
        for index in 0..members.len() {
            properties(t, &at.key("allOf").index(index), named, depth + 1);
        }
    }
    conditions(t, object, at, named, depth + 1);
}
