//! `items` and `prefixItems`.

use serde_json::{Map, Value, json};

use super::super::{Translator, extension, report};
use crate::diagnostics::Location;
use crate::diagnostics::catalogue::lower as findings;

/// Says what the elements of a list are by `items` alone, or by an extension when each place has a schema of its own.
pub(super) fn translate(t: &Translator<'_>, schema: &mut Map<String, Value>, at: &Location) {
    let additional = schema.remove("additionalItems");
    let (prefix, items) = match (schema.remove("prefixItems"), schema.remove("items")) {
        // How JSON Schema had it before 2020-12.
        (None, Some(Value::Array(prefix))) => (prefix, additional),
        (prefix, items) => (list(prefix), items),
    };
    if prefix.is_empty() {
        match items {
            Some(Value::Bool(false)) => report::unchecked(t, &at.key("items")),
            Some(Value::Bool(true)) => insert(schema, "items", json!({})),
            Some(items @ Value::Object(_)) => insert(schema, "items", items),
            _ => {}
        }
        return;
    }
    match items {
        Some(items @ Value::Object(_)) => {
            // Some elements by place, the rest alike: any element may be of any of these.
            let message =
                "each element may be of any of the types that the list has, whatever its place";
            t.report(&findings::WIDENED_SCHEMA, &at.key("prefixItems"), message);
            let members: Vec<Value> = prefix.into_iter().chain([items]).collect();
            insert(schema, "items", json!({ "anyOf": members }));
        }
        _ => insert(schema, extension::PREFIX_ITEMS, Value::Array(prefix)),
    }
}

fn list(value: Option<Value>) -> Vec<Value> {
    match value {
        Some(Value::Array(list)) => list,
        _ => Vec::new(),
    }
}

fn insert(schema: &mut Map<String, Value>, key: &str, value: Value) {
    schema.insert(key.to_owned(), value);
}
