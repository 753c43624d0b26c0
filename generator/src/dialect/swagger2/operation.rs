//! Operations: moves bodies and form fields out of the parameters, and adds media types to
//! responses.

use serde_json::{Map, Value};

use super::super::own_reference::own;
use super::super::{Kind, Loss, MediaTypeName, Translator, extension, keys, report, shallow};
use super::{body, media_types, response, servers};
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Location};

pub(super) fn translate(
    t: &Translator<'_>,
    object: &Map<String, Value>,
    at: &Location,
) -> Map<String, Value> {
    check_media_types(t, object, at);
    let mut part = shallow::keep_known(t, Kind::Operation, object, at);
    without_bodies(t, &mut part, at);
    if let Some(body) = body::request_body(t, object, at) {
        part.insert("requestBody".to_owned(), body);
    }
    let responses = responses(t, object, &at.key("responses"));
    part.insert("responses".to_owned(), Value::Object(responses));
    if let Some(schemes) = part.remove("schemes") {
        let top = Location::top(t.documents.root());
        if let Some(Value::Object(root)) = t.raw(&top)
            && root.get("schemes") != Some(&schemes)
        {
            part.insert("servers".to_owned(), servers::servers(root, Some(&schemes)));
        }
    }
    part
}

/// Reports faults in `consumes` and `produces`, once; they are read elsewhere, where needed.
pub(super) fn check_media_types(t: &Translator<'_>, object: &Map<String, Value>, at: &Location) {
    for key in ["consumes", "produces"] {
        let is_valid = |value: &Value| match value {
            Value::Null => true,
            Value::Array(list) => list.iter().all(Value::is_string),
            _ => false,
        };
        if object.get(key).is_some_and(|value| !is_valid(value)) {
            report::wrong_value(t, Loss::Ignored, &at.key(key), "a list of media types");
        }
        let list = object.get(key).and_then(Value::as_array);
        for (index, text) in list.into_iter().flatten().enumerate() {
            let Some(text) = text.as_str() else { continue };
            let name = MediaTypeName::parse(text);
            if !name.is_valid {
                let at = at.key(key).index(index);
                t.sink.report(name.finding(text, &at));
            }
        }
    }
}

/// Removes bodies and form fields from the parameters of an operation or path item at `at`.
pub(super) fn without_bodies(t: &Translator<'_>, part: &mut Map<String, Value>, at: &Location) {
    let Some(Value::Array(parameters)) = part.remove("parameters") else {
        return;
    };
    let at = at.key("parameters");
    let parameters = parameters.into_iter().enumerate();
    let parameters = parameters.filter(|(index, _)| {
        !matches!(body::place(t, &at.index(*index)), Some("body" | "formData"))
    });
    let parameters = parameters.map(|(_, parameter)| parameter).collect();
    part.insert("parameters".to_owned(), parameters);
}

/// The responses, inline, because their content depends on what their operation produces.
fn responses(t: &Translator<'_>, object: &Map<String, Value>, at: &Location) -> Map<String, Value> {
    let mut responses = Map::new();
    let raw = match object.get("responses") {
        Some(Value::Object(raw)) => raw,
        None | Some(Value::Null) => return responses,
        Some(_) => {
            report::not_an_object(t, Kind::Responses, at);
            return responses;
        }
    };
    let produced = media_types::produced(t, Some(object));
    for (key, value) in raw {
        if key.starts_with("x-") {
            responses.extend(
                extension::keep(t, Kind::Responses, key, value, at)
                    .map(|value| (key.clone(), value)),
            );
        } else if keys::status(key).is_none() {
            report::unknown_key(t, Kind::Responses, key, at);
        } else {
            let fails = key == "default" || key.starts_with(['4', '5']);
            let at = at.key(key);
            if key.starts_with('2') && !matches!(key.as_str(), "204" | "205") {
                check_body(t, object, &at);
            }
            responses.insert(key.clone(), translate_response(t, &at, &produced, fails));
        }
    }
    responses
}

/// Reports a success without a schema in an operation that declares what it produces. According to
/// the specification it has no body, but servers do send one.
fn check_body(t: &Translator<'_>, operation: &Map<String, Value>, at: &Location) {
    let response = t
        .follow_quietly(at)
        .and_then(|target| t.raw(&target)?.as_object());
    let is_head = at.pointer.parent().and_then(|responses| responses.parent());
    let is_head = is_head.is_some_and(|operation| operation.last() == "head");
    let is_empty = response.is_some_and(|response| !response.contains_key("schema"));
    if !is_empty || is_head {
        return;
    }
    if let Some(media_type) = media_types::body_without_schema(t, operation) {
        let message = format!(
            "no `schema` describes the body that is produced as `{media_type}`: the result is `()`"
        );
        let help = "add `schema: { type: file }` to the response, here or by an overlay; `send_with_response()` has the body";
        let found = Diagnostic::new(findings::undescribed_response::SKIPPED, at, message);
        t.sink.report(found.help(help));
    }
}

/// The response at `at`, or a reference to its place, so that its faults are reported when it is
/// read.
fn translate_response(
    t: &Translator<'_>,
    at: &Location,
    produced: &[String],
    fails: bool,
) -> Value {
    let target = t.follow_quietly(at);
    let found = target.and_then(|target| {
        let object = t.raw(&target)?.as_object()?;
        Some(response::translate(t, object, &target, produced, fails))
    });
    found.map_or_else(|| own(at), Value::Object)
}
