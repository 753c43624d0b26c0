//! `consumes` and `produces`: from the operation, or from the root for all operations.

use serde_json::{Map, Value};

use super::super::{MediaTypeName, Translator};
use crate::diagnostics::Location;
use crate::diagnostics::catalogue as findings;

const JSON: &str = "application/json";
const BYTES: &str = "application/octet-stream";
const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// The media types of a response with a schema.
pub(super) fn produced(t: &Translator<'_>, operation: Option<&Map<String, Value>>) -> Vec<String> {
    or_json(listed(t, operation, "produces"))
}

/// The media types of a body.
pub(super) fn consumed(t: &Translator<'_>, operation: &Map<String, Value>) -> Vec<String> {
    or_json(listed(t, Some(operation), "consumes"))
}

/// The media types of form fields; a file requires multipart.
pub(super) fn form_media_types(
    t: &Translator<'_>,
    operation: &Map<String, Value>,
    has_file: bool,
) -> Vec<String> {
    let mut listed = listed(t, Some(operation), "consumes");
    listed.retain(|media_type| {
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        essence.eq_ignore_ascii_case(MULTIPART) || (essence.eq_ignore_ascii_case(FORM) && !has_file)
    });
    if listed.is_empty() {
        let default = if has_file { MULTIPART } else { FORM };
        listed.push(default.to_owned());
    }
    listed
}

/// The media types of binary data: not JSON, though it is often declared for a whole API.
pub(super) fn bytes(mut media_types: Vec<String>) -> Vec<String> {
    media_types.retain(|media_type| !media_type.contains("json"));
    if media_types.is_empty() {
        media_types.push(BYTES.to_owned());
    }
    media_types
}

/// The media types of an error object: JSON if no declared media type can hold an object.
/// `produces` applies to all responses of an operation, but an operation that streams binary data
/// on success seldom does so on failure.
pub(super) fn of_failure(t: &Translator<'_>, produced: &[String], at: &Location) -> Vec<String> {
    if produced
        .iter()
        .any(|one| is_text(one) || holds_objects(one))
    {
        return produced.to_vec();
    }
    let produced = produced.join("`, `");
    let message = format!("`{produced}` holds no object: such a failure is read as JSON");
    t.report(findings::assumed_json::NONE, at, message);
    vec![JSON.to_owned()]
}

/// The media type of the body that a success without a schema may have all the same.
///
/// From the operation's own list, it is the first binary one; or, if the list has no media types
/// for objects, which may also stand for no body, the first of any kind. From the list of the root,
/// it is the first binary one, and only if that list has no media types for objects.
pub(super) fn body_without_schema(
    t: &Translator<'_>,
    operation: &Map<String, Value>,
) -> Option<String> {
    let is_own = operation.get("produces").is_some_and(Value::is_array);
    let listed = listed(t, Some(operation), "produces");
    let has_objects = listed.iter().any(|one| holds_objects(one));
    let mut bytes = listed
        .iter()
        .filter(|one| !is_text(one) && !holds_objects(one));
    match (is_own, has_objects) {
        (true, true) | (false, false) => bytes.next().cloned(),
        (true, false) => bytes.next().or(listed.first()).cloned(),
        (false, true) => None,
    }
}

/// Whether a media type is text.
fn is_text(media_type: &str) -> bool {
    media_type.to_ascii_lowercase().starts_with("text/")
}

/// Whether a media type may hold objects: JSON and its variants, forms, or any media type.
fn holds_objects(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    essence.contains("json")
        || [FORM, MULTIPART, "*/*", "application/*"].contains(&essence.as_str())
        || ["xml", "yaml"].iter().any(|end| essence.ends_with(end))
}

/// The operation's own list, or else that of the root, without duplicates.
fn listed(t: &Translator<'_>, operation: Option<&Map<String, Value>>, key: &str) -> Vec<String> {
    let top = Location::top(t.documents.root()).key(key);
    let own = operation.and_then(|operation| operation.get(key));
    let list = own.filter(|own| own.is_array()).or_else(|| t.raw(&top));
    let list = list.and_then(Value::as_array).into_iter().flatten();
    let mut media_types: Vec<String> = Vec::new();
    for name in list.filter_map(Value::as_str).map(MediaTypeName::parse) {
        for media_type in name.media_types {
            if !media_types.contains(&media_type) {
                media_types.push(media_type);
            }
        }
    }
    media_types
}

/// Whether a name in a list was read as one of these media types.
pub(super) fn is_among(media_types: &[String], name: &str) -> bool {
    let read = MediaTypeName::parse(name);
    read.media_types.iter().any(|one| media_types.contains(one))
}

fn or_json(mut media_types: Vec<String>) -> Vec<String> {
    if media_types.is_empty() {
        media_types.push(JSON.to_owned());
    }
    media_types
}
