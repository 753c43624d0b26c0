//! Responses: a schema and examples, which OpenAPI 3.0 has per media type.

use serde_json::{Map, Value, json};

use super::super::own_reference::own;
use super::super::{Kind, Loss, SchemaObject, Translator, report, shallow};
use super::media_types;
use crate::diagnostics::Location;

/// Translates the response at `at` of an operation that produces these media types; it may be a
/// failure.
pub(super) fn translate(
    t: &Translator<'_>,
    object: &Map<String, Value>,
    at: &Location,
    produced: &[String],
    fails: bool,
) -> Map<String, Value> {
    let mut part = shallow::keep_known(t, Kind::Response, object, at);
    part.entry("description")
        .or_insert_with(|| Value::String(String::new()));
    let examples = match part.remove("examples") {
        Some(Value::Object(examples)) => examples,
        None | Some(Value::Null) => Map::new(),
        Some(_) => {
            let at = at.key("examples");
            report::wrong_value(t, Loss::Ignored, &at, "an object of media types");
            Map::new()
        }
    };
    if part.remove("schema").is_some() {
        let at = at.key("schema");
        let produced = if fails && is_object(t, &at) {
            media_types::of_failure(t, produced, &at)
        } else {
            produced.to_vec()
        };
        let content = if is_file(t, &at) {
            let schema = t.made.reference(SchemaObject {
                ty: Some("string".to_owned()),
                format: Some("binary".to_owned()),
                ..SchemaObject::default()
            });
            content(&media_types::bytes(produced), &schema, &Map::new())
        } else {
            content(&produced, &own(&at), &examples)
        };
        part.insert("content".to_owned(), Value::Object(content));
    }
    part
}

/// The same schema for each media type, each with its example.
pub(super) fn content(
    media_types: &[String],
    schema: &Value,
    examples: &Map<String, Value>,
) -> Map<String, Value> {
    let entries = media_types.iter().map(|media_type| {
        let mut entry = Map::from_iter([("schema".to_owned(), schema.clone())]);
        if let Some(example) = examples.get(media_type) {
            entry.insert("example".to_owned(), example.clone());
        }
        (media_type.clone(), Value::Object(entry))
    });
    entries.collect()
}

/// Whether the schema at `at` is `type: file`.
fn is_file(t: &Translator<'_>, at: &Location) -> bool {
    schema_matches(t, at, |schema| schema.get("type") == Some(&json!("file")))
}

/// Whether the schema at `at` clearly describes an object.
fn is_object(t: &Translator<'_>, at: &Location) -> bool {
    schema_matches(t, at, |schema| {
        schema.get("type") == Some(&json!("object")) || schema.contains_key("properties")
    })
}

fn schema_matches(
    t: &Translator<'_>,
    at: &Location,
    what: fn(&Map<String, Value>) -> bool,
) -> bool {
    let target = t.follow_quietly(at);
    let schema = target.and_then(|target| t.raw(&target)?.as_object());
    schema.is_some_and(what)
}
