//! Properties without individual names: `patternProperties` and `unevaluatedProperties`.

use indexmap::IndexMap;

use super::super::Translator;
use super::object::{AdditionalProperties, Schema, SchemaObject};
use super::written::Written;
use crate::diagnostics::Location;
use crate::diagnostics::catalogue as findings;

/// Translates the schemas of other properties to `additionalProperties` alone.
pub(super) fn translate(
    t: &Translator<'_>,
    schema: &mut SchemaObject,
    written: &mut Written,
    at: &Location,
) {
    let unevaluated = written.unevaluated_properties.take();
    let additional = schema.object.additional.take().or(unevaluated);
    let patterns = written.pattern_properties.take().unwrap_or_default();
    schema.object.additional = merged(t, patterns, additional, at);
}

/// The schema of a property that is not listed by name, whichever pattern it matches.
fn merged(
    t: &Translator<'_>,
    patterns: IndexMap<String, Schema>,
    additional: Option<AdditionalProperties>,
    at: &Location,
) -> Option<AdditionalProperties> {
    if patterns.is_empty() {
        return additional;
    }
    // A pattern that matches every name applies to all properties.
    if let Some((_, every)) = patterns
        .iter()
        .find(|(pattern, _)| is_of_every_name(pattern))
    {
        return Some(AdditionalProperties::Of(every.clone()));
    }
    let mut schemas: Vec<Schema> = patterns.into_iter().map(|(_, schema)| schema).collect();
    match additional {
        Some(AdditionalProperties::Any(false)) => {}
        // A property that matches no pattern may be anything.
        None | Some(AdditionalProperties::Any(true)) => {
            return one_of_them(schemas).map(AdditionalProperties::Patterns);
        }
        Some(AdditionalProperties::Of(schema) | AdditionalProperties::Patterns(schema)) => {
            schemas.push(schema);
        }
    }
    if schemas.len() > 1 {
        note(
            t,
            at,
            "each property may hold what any of the patterns allows, whichever its name matches",
        );
    }
    one_of_them(schemas).map(AdditionalProperties::Of)
}

/// The schema of values that satisfy one of these schemas.
fn one_of_them(mut schemas: Vec<Schema>) -> Option<Schema> {
    if schemas.len() < 2 {
        return schemas.pop();
    }
    let any = SchemaObject {
        any_of: Some(schemas),
        ..SchemaObject::default()
    };
    Some(any.into())
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
