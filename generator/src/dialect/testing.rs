//! Shared helpers of the tests of this stage.

use serde_json::Value;

use super::schema::tests::json::json;
use super::{Dialect, Kind, Translator, detect, own_reference};
use crate::diagnostics::{Location, Pointer, Sink};
use crate::source::Documents;

/// The part at `pointer` of `description`, and the codes of the findings. `@` stands for the part's
/// own location; schemas without a place are in the part.
pub(super) fn part(description: &Value, kind: Kind, pointer: &str) -> (Option<Value>, Vec<String>) {
    with(description, |t, at| {
        let at = Location {
            file: at.file,
            pointer: Pointer::parse(pointer),
        };
        let mut part = if kind == Kind::Schema {
            json(&t.schema(&at)?)
        } else {
            t.part(kind, &at)?
        };
        insert_made(t, &mut part);
        let text = part.to_string().replace(&own_reference(&at), "@");
        Some(serde_json::from_str(&text).expect("JSON stays JSON"))
    })
}

/// Replaces references to schemas without a place by the schemas.
fn insert_made(t: &Translator<'_>, part: &mut Value) {
    let reference = part.get("$ref").and_then(Value::as_str);
    if let Some(made) = reference.and_then(|reference| t.made.find(reference)) {
        *part = json(&made.into());
        return;
    }
    match part {
        Value::Array(list) => list.iter_mut().for_each(|one| insert_made(t, one)),
        Value::Object(map) => map.values_mut().for_each(|one| insert_made(t, one)),
        _ => {}
    }
}

/// Calls `ask` with a translator and returns its result, and the codes of the findings.
pub(super) fn with<T>(
    description: &Value,
    ask: impl FnOnce(&Translator<'_>, Location) -> T,
) -> (T, Vec<String>) {
    let sink = Sink::new();
    let documents = Documents::from_text("test.json", description.to_string(), &sink)
        .expect("the text is JSON");
    let dialect = detect(&documents).unwrap_or(Dialect::OpenApi30);
    let translator = Translator::new(&documents, dialect, &sink);
    // It is reported once per description: not for each schema that is tested.
    translator.limits_reported.set(true);
    let answer = ask(&translator, Location::top(documents.root()));
    let codes = sink
        .finish()
        .into_iter()
        .map(|found| found.entry.code.to_owned());
    (answer, codes.collect())
}

/// Like [`part`], for a schema that is alone in a description of this version.
pub(super) fn schema(version: &str, schema: &Value) -> (Option<Value>, Vec<String>) {
    let description = serde_json::json!({
        "openapi": version,
        "info": { "title": "Test", "version": "1" },
        "paths": {},
        "components": { "schemas": { "Subject": schema, "Other": { "type": "object" } } },
    });
    part(&description, Kind::Schema, "/components/schemas/Subject")
}
