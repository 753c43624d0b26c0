//! `items` and `prefixItems`.

use serde_json::{Map, Value, json};

use super::super::{Translator, extension};
use crate::diagnostics::Location;
use crate::diagnostics::catalogue as findings;

/// Translates the elements of a list to `items` alone, or to an extension if each position has its
/// own schema.
pub(super) fn translate(t: &Translator<'_>, schema: &mut Map<String, Value>, at: &Location) {
    let additional = schema.remove("additionalItems");
    let (prefix, items) = match (schema.remove("prefixItems"), schema.remove("items")) {
        // The form of JSON Schema before 2020-12.
        (None, Some(Value::Array(prefix))) => (prefix, additional),
        (prefix, items) => (into_list(prefix), items),
    };
    if prefix.is_empty() {
        match items {
            Some(Value::Bool(false)) => {
                let message =
                    "`items: false` allows no element: lists with any elements are accepted";
                t.report(findings::widened_schema::WIDENED, &at.key("items"), message);
            }
            Some(Value::Bool(true)) => insert(schema, "items", json!({})),
            Some(items @ Value::Object(_)) => insert(schema, "items", items),
            _ => {}
        }
        return;
    }
    if is_fixed(schema, prefix.len(), items.as_ref()) {
        insert(schema, extension::PREFIX_ITEMS, Value::Array(prefix));
        return;
    }
    let rest = match items {
        Some(Value::Bool(false)) => None,
        Some(items @ Value::Object(_)) => Some(items),
        _ if read_limit(schema, "maxItems").is_some_and(|most| most <= prefix.len()) => None,
        _ => Some(json!({})),
    };
    let message = "a list without a fixed length is not a tuple: each element may have any of the types of the list";
    t.report(
        findings::widened_schema::WIDENED,
        &at.key("prefixItems"),
        message,
    );
    insert(schema, "items", any_of(prefix.into_iter().chain(rest)));
}

/// Whether each list has exactly one element for each position. Only such a list is a tuple.
fn is_fixed(schema: &Map<String, Value>, places: usize, items: Option<&Value>) -> bool {
    let closed =
        items == Some(&Value::Bool(false)) || read_limit(schema, "maxItems") == Some(places);
    closed && read_limit(schema, "minItems") == Some(places)
}

fn read_limit(schema: &Map<String, Value>, key: &str) -> Option<usize> {
    usize::try_from(schema.get(key)?.as_u64()?).ok()
}

/// The union of these schemas: duplicates are removed, and a schema that allows anything absorbs
/// the others.
fn any_of(members: impl Iterator<Item = Value>) -> Value {
    let mut distinct: Vec<Value> = Vec::new();
    for member in members {
        if member == json!({}) {
            return member;
        }
        if !distinct.contains(&member) {
            distinct.push(member);
        }
    }
    match distinct.len() {
        1 => distinct.remove(0),
        _ => json!({ "anyOf": distinct }),
    }
}

fn into_list(value: Option<Value>) -> Vec<Value> {
    match value {
        Some(Value::Array(list)) => list,
        _ => Vec::new(),
    }
}

fn insert(schema: &mut Map<String, Value>, key: &str, value: Value) {
    schema.insert(key.to_owned(), value);
}
