//! Request bodies: the parameter `in: body`, or all parameters `in: formData`.

use serde_json::{Map, Value, json};

use super::super::own_reference::own;
use super::super::{Kind, SchemaObject, Translator, shallow};
use super::form::{self, Field};
use super::{media_types, response};
use crate::diagnostics::Location;
use crate::diagnostics::catalogue as findings;

/// The `in` of the parameter at `at`, with references followed.
pub(super) fn place<'t>(t: &'t Translator<'_>, at: &Location) -> Option<&'t str> {
    let target = t.follow_quietly(at)?;
    t.raw(&target.key("in"))?.as_str()
}

/// The body of the operation at `at`, from its own parameters and those of its path.
pub(super) fn request_body(
    t: &Translator<'_>,
    operation: &Map<String, Value>,
    at: &Location,
) -> Option<Value> {
    let mut lists = vec![at.key("parameters")];
    lists.extend(at.pointer.parent().map(|path| {
        let path = Location {
            file: at.file,
            pointer: path,
        };
        path.key("parameters")
    }));
    for list in &lists {
        check_bodies(t, list);
    }
    let bodies: Vec<Location> = lists
        .iter()
        .flat_map(|list| sent_in(t, list, "body"))
        .collect();
    let fields: Vec<Location> = lists
        .iter()
        .flat_map(|list| sent_in(t, list, "formData"))
        .collect();
    match bodies.first() {
        Some(body) => {
            if let Some(field) = fields.first() {
                let message = "a form field beside a body cannot be sent";
                t.report(findings::unusable_parameter::SKIPPED, field, message);
            }
            Some(build_body(t, operation, body))
        }
        None if fields.is_empty() => None,
        None => Some(build_form(t, operation, &fields, at)),
    }
}

/// Reports several bodies in one list, and several form fields of one name.
fn check_bodies(t: &Translator<'_>, list: &Location) {
    for second in sent_in(t, list, "body").iter().skip(1) {
        let message = "a second body beside the first cannot be sent";
        t.report(findings::unusable_parameter::SKIPPED, second, message);
    }
    let mut names = Vec::new();
    for field in sent_in(t, list, "formData") {
        let Some(name) = t.raw(&field.key("name")).and_then(Value::as_str) else {
            continue;
        };
        if names.contains(&name) {
            let message = format!("another form field is called `{name}`, and counts");
            t.report(findings::unusable_parameter::SKIPPED, &field, message);
        }
        names.push(name);
    }
}

/// The parameters of a list with this `in`, with references followed.
fn sent_in(t: &Translator<'_>, list: &Location, wanted: &str) -> Vec<Location> {
    let length = t
        .documents
        .value(list)
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    let places = (0..length).map(|index| list.index(index));
    places
        .filter(|at| place(t, at) == Some(wanted))
        .filter_map(|at| t.follow_quietly(&at))
        .collect()
}

/// The body for a parameter `in: body`.
fn build_body(t: &Translator<'_>, operation: &Map<String, Value>, at: &Location) -> Value {
    let raw = t.raw(at).and_then(Value::as_object);
    let part = raw.map(|raw| shallow::keep_known(t, Kind::Parameter, raw, at));
    let part = part.unwrap_or_default();
    let media_types = media_types::consumed(t, operation);
    let schema = if part.contains_key("schema") {
        own(&at.key("schema"))
    } else {
        let message = "a body must have `schema`: any value is accepted";
        t.report(findings::missing_key::WIDENED, at, message);
        t.made.reference(SchemaObject::default())
    };
    let content = response::content(&media_types, &schema, &examples(&part, &media_types));
    let mut body = Map::new();
    for key in ["description", "required"] {
        body.extend(part.get(key).map(|value| (key.to_owned(), value.clone())));
    }
    body.insert("content".to_owned(), Value::Object(content));
    Value::Object(body)
}

/// The examples from widely used extensions: one for all media types, or one for each.
fn examples(part: &Map<String, Value>, media_types: &[String]) -> Map<String, Value> {
    if let Some(Value::Object(examples)) = part.get("x-examples") {
        return examples.clone();
    }
    let example = part.get("x-example").or_else(|| part.get("example"));
    let examples = example.into_iter().flat_map(|example| {
        media_types
            .iter()
            .map(|media_type| (media_type.clone(), example.clone()))
    });
    examples.collect()
}

/// The body for form fields, as one object. A field of the operation overrides that of its path.
fn build_form(
    t: &Translator<'_>,
    operation: &Map<String, Value>,
    places: &[Location],
    at: &Location,
) -> Value {
    let mut fields: Vec<Field> = Vec::new();
    for field in places.iter().filter_map(|at| form::field(t, at)) {
        if !fields.iter().any(|known| known.name == field.name) {
            fields.push(field);
        }
    }
    let has_file = fields.iter().any(|field| field.is_file);
    let mut entry =
        Map::from_iter([("schema".to_owned(), t.made.reference(form::schema(&fields)))]);
    let encoding = form::encoding(&fields);
    if !encoding.is_empty() {
        entry.insert("encoding".to_owned(), Value::Object(encoding));
    }
    let media_types = media_types::form_media_types(t, operation, has_file);
    let consumed = operation.get("consumes").and_then(Value::as_array);
    for (index, media_type) in consumed.into_iter().flatten().enumerate() {
        if let Some(unused) = media_type.as_str().map(str::trim)
            && !media_types::is_among(&media_types, unused)
        {
            let message = format!("form fields are not sent as `{unused}`");
            t.report(
                findings::ignored_key::IGNORED,
                &at.key("consumes").index(index),
                message,
            );
        }
    }
    let media_types = media_types.into_iter();
    let content: Map<String, Value> = media_types
        .map(|media_type| (media_type, Value::Object(entry.clone())))
        .collect();
    json!({
        "required": fields.iter().any(|field| field.required),
        "content": content,
    })
}
