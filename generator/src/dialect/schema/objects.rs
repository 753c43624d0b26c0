//! Properties without individual names: `patternProperties` and `unevaluatedProperties`.

use serde_json::{Map, Value, json};

use super::super::Translator;
use crate::diagnostics::Location;
use crate::diagnostics::catalogue as findings;

/// Translates the schemas of other properties to `additionalProperties` alone.
pub(super) fn translate(t: &Translator<'_>, schema: &mut Map<String, Value>, at: &Location) {
    let unevaluated = schema.remove("unevaluatedProperties");
    let additional = schema.remove("additionalProperties").or(unevaluated);
    let patterns = match schema.remove("patternProperties") {
        Some(Value::Object(patterns)) => patterns,
        _ => Map::new(),
    };
    if let Some(additional) = merged(t, patterns, additional, at) {
        schema.insert("additionalProperties".to_owned(), additional);
    }
}

/// The schema of a property that is not listed by name, whichever pattern it matches.
fn merged(
    t: &Translator<'_>,
    patterns: Map<String, Value>,
    additional: Option<Value>,
    at: &Location,
) -> Option<Value> {
    if patterns.is_empty() {
        return additional;
    }
    // A pattern that matches every name applies to all properties.
    if let Some((_, every)) = patterns
        .iter()
        .find(|(pattern, _)| is_of_every_name(pattern))
    {
        return Some(every.clone());
    }
    let mut schemas: Vec<Value> = patterns.into_iter().map(|(_, schema)| schema).collect();
    match additional {
        Some(Value::Bool(false)) => {}
        // A property that matches no pattern may be anything, and a type cannot distinguish it from
        // the others.
        None | Some(Value::Bool(true)) => {
            note(
                t,
                at,
                "a name that no pattern matches may have any value: so may all others",
            );
            return Some(Value::Bool(true));
        }
        Some(schema) => schemas.push(schema),
    }
    if schemas.len() > 1 {
        note(
            t,
            at,
            "each property may hold what any of the patterns allows, whichever its name matches",
        );
        return Some(json!({ "anyOf": schemas }));
    }
    schemas.pop()
}

fn is_of_every_name(pattern: &str) -> bool {
    let body = pattern.strip_prefix('^').unwrap_or(pattern);
    let body = body.strip_suffix('$').unwrap_or(body);
    matches!(body, "" | ".*" | ".+" | "(.*)" | "(.+)") && pattern != "^$"
}

fn note(t: &Translator<'_>, at: &Location, message: &str) {
    let at = at.key("patternProperties");
    t.report(findings::widened_schema::WIDENED, &at, message);
}
