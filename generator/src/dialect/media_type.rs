//! Media types and the encodings of their properties.

use serde_json::{Map, Value, from_value};

use super::{Extra, Translator, parameter};
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Location, Pointer};

/// Passes on the schema of a sequence's elements (OpenAPI 3.2).
pub(super) fn complete(t: &Translator<'_>, part: &mut Map<String, Value>, at: &Location) {
    if let Some(schema) = part.remove("itemSchema") {
        check_sequence(t, at);
        Extra::add(part, |extra| extra.item_schema = from_value(schema).ok());
    }
}

/// Elements of a sequence are read one by one only from responses, and only in some media types.
fn check_sequence(t: &Translator<'_>, at: &Location) {
    let Some(content) = at
        .pointer
        .parent()
        .filter(|content| content.last() == "content")
    else {
        return;
    };
    let holder = content.parent().unwrap_or_else(Pointer::root);
    let is_sent = holder.last() == "requestBody"
        || holder
            .parent()
            .is_some_and(|section| section.last() == "requestBodies");
    let media_type = at.pointer.last();
    let message = if is_sent {
        "the elements of a sequence are not checked when it is sent".to_owned()
    } else if !is_sequence(&media_type) {
        format!("the elements of a sequence are not separated in `{media_type}`")
    } else {
        return;
    };
    t.report(
        findings::widened_schema::WIDENED,
        &at.key("itemSchema"),
        message,
    );
}

/// Whether elements of this media type are read one by one.
fn is_sequence(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    essence == "text/event-stream"
        || ["jsonl", "ndjson", "json-seq", "json-lines", "jsonlines"]
            .iter()
            .any(|name| essence.ends_with(name))
}

/// Translates an encoding: keeps only styles of OpenAPI 3.0, and records whether `explode` was
/// given.
pub(super) fn encoding(t: &Translator<'_>, part: &mut Map<String, Value>, at: &Location) {
    parameter::check_style(t, part, "query", at);
    keep_explode(part);
}

/// Records `explode`, if it was given.
pub(super) fn keep_explode(part: &mut Map<String, Value>) {
    if let Some(explode) = part.get("explode").and_then(Value::as_bool) {
        Extra::add(part, |extra| extra.explode = Some(explode));
    }
}
