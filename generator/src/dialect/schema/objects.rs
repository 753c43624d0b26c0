//! Properties without a name of their own: `patternProperties` and `unevaluatedProperties`.

use serde_json::{Map, Value, json};

use super::super::Translator;
use crate::diagnostics::Location;
use crate::diagnostics::catalogue::lower as findings;

/// Says what other properties hold by `additionalProperties` alone.
pub(super) fn translate(t: &Translator<'_>, schema: &mut Map<String, Value>, at: &Location) {
    let unevaluated = schema.remove("unevaluatedProperties");
    let additional = schema.remove("additionalProperties").or(unevaluated);
    let patterns = match schema.remove("patternProperties") {
        Some(Value::Object(patterns)) => patterns.into_iter().map(|(_, schema)| schema).collect(),
        _ => Vec::new(),
    };
    if let Some(additional) = merged(t, patterns, additional, at) {
        schema.insert("additionalProperties".to_owned(), additional);
    }
}

/// What a property may hold whose name is not listed, whichever pattern it matches.
fn merged(
    t: &Translator<'_>,
    mut patterns: Vec<Value>,
    additional: Option<Value>,
    at: &Location,
) -> Option<Value> {
    if patterns.is_empty() {
        return additional;
    }
    match additional {
        None | Some(Value::Bool(false)) => {}
        Some(Value::Bool(true)) => {
            note(t, at);
            return Some(Value::Bool(true));
        }
        Some(schema) => patterns.push(schema),
    }
    if patterns.len() > 1 {
        note(t, at);
        return Some(json!({ "anyOf": patterns }));
    }
    patterns.pop()
}

fn note(t: &Translator<'_>, at: &Location) {
    let message =
        "each property may hold what any of the patterns allows, whichever its name matches";
    let at = at.key("patternProperties");
    t.report(&findings::WIDENED_SCHEMA, &at, message);
}
