//! Adds keys that OpenAPI 3.0 requires and descriptions omit, and renames keys that OpenAPI 3.0
//! calls differently.

use serde_json::{Map, Value};

use super::rename::rename;
use super::scalars::into_text;
use super::{Extra, Kind, Translator, extension, media_type, parameter, report, security};
use crate::diagnostics::Location;

/// Completes a part, reduced to its known keys, to one that OpenAPI 3.0 accepts. `None`, and a
/// report, if it lacks a key that has no substitute.
pub(super) fn complete(
    t: &Translator<'_>,
    kind: Kind,
    mut part: Map<String, Value>,
    at: &Location,
) -> Option<Map<String, Value>> {
    if let Some(missing) = missing(kind, &part) {
        report::missing_key(t, kind, missing, at);
        return None;
    }
    match kind {
        Kind::Response => response(&mut part),
        Kind::Operation => {
            part.entry("responses")
                .or_insert_with(|| Value::Object(Map::new()));
        }
        Kind::ServerVariable => server_variable(&mut part),
        Kind::Server => rename(&mut part, "name", extension::NAME),
        Kind::Discriminator => discriminator(&mut part),
        Kind::Tag => tag(&mut part),
        Kind::Example => rename(&mut part, "dataValue", "value"),
        Kind::MediaType => media_type::complete(t, &mut part, at),
        Kind::Encoding => media_type::encoding(t, &mut part, at),
        Kind::Parameter => return parameter::complete(t, part, at),
        Kind::Header => parameter::header(t, &mut part, at),
        Kind::SecurityScheme => return security::complete(t, part, at),
        Kind::OAuthFlows => security::flows(t, &mut part, &|name| at.key(name)),
        _ => {}
    }
    Some(part)
}

fn missing(kind: Kind, part: &Map<String, Value>) -> Option<&'static str> {
    let mut required = kind.required().iter().copied();
    required.find(|key| !part.contains_key(*key))
}

fn response(part: &mut Map<String, Value>) {
    let summary = part.remove("summary");
    let said = part.get("description").and_then(Value::as_str);
    if said.is_none_or(str::is_empty) {
        let description = summary.unwrap_or_else(|| Value::String(String::new()));
        part.insert("description".to_owned(), description);
    }
}

fn discriminator(part: &mut Map<String, Value>) {
    if let Some(schema) = part.remove("defaultMapping").and_then(into_text) {
        Extra::add(part, |extra| extra.default_mapping = Some(schema));
    }
}

fn tag(part: &mut Map<String, Value>) {
    if let Some(summary) = part.remove("summary").and_then(into_text) {
        Extra::add(part, |extra| extra.summary = Some(summary));
    }
}

fn server_variable(part: &mut Map<String, Value>) {
    let first = part.get("enum").and_then(|values| values.get(0)).cloned();
    part.entry("default")
        .or_insert_with(|| first.unwrap_or_else(|| Value::String(String::new())));
}
