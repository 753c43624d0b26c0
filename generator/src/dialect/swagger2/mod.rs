//! Swagger 2.0: the parts that differ in shape from OpenAPI 3.0.
//!
//! Schemas, tags and similar parts are the same in both, and are not handled here. In Swagger 2.0,
//! bodies and form fields are parameters, and media types are listed in the operation or the root.
//! Therefore an operation is translated together with its bodies and responses. These are inline in
//! the result, with their schemas as references to their own places.

mod body;
mod form;
pub(super) mod keys;
mod media_types;
mod operation;
mod parameter;
mod response;
mod security;
mod servers;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value};

pub(super) use parameter::is_inner_format;

use super::{Kind, Loss, Translator, report, shallow};
use crate::diagnostics::Location;

/// Translates a part of a Swagger 2.0 description. The outer `None` means that such parts are the
/// same in both versions.
#[allow(
    clippy::option_option,
    reason = "which of the two it is matters to the one caller"
)]
pub(super) fn translate(
    t: &Translator<'_>,
    kind: Kind,
    object: &Map<String, Value>,
    at: &Location,
) -> Option<Option<Map<String, Value>>> {
    let part = match kind {
        Kind::Root => Some(root(t, object, at)),
        Kind::PathItem => Some(path_item(t, object, at)),
        Kind::Operation => Some(operation::translate(t, object, at)),
        Kind::Parameter => parameter::translate(t, object, at),
        Kind::Header => Some(parameter::header(t, object, at)),
        Kind::Response => Some(response::translate(
            t,
            object,
            at,
            &media_types::produced(t, None),
            false,
        )),
        Kind::SecurityScheme => security::translate(t, object, at),
        _ => return None,
    };
    Some(part)
}

/// Reports keys of the root that are not sections, and invalid media types.
pub(super) fn check_sections(t: &Translator<'_>) {
    let top = Location::top(t.documents.root());
    for key in [
        "definitions",
        "parameters",
        "responses",
        "securityDefinitions",
    ] {
        let at = top.key(key);
        if t.raw(&at)
            .is_some_and(|value| !value.is_object() && !value.is_null())
        {
            report::wrong_value(t, Loss::Skipped, &at, "an object");
        }
    }
    if let Some(Value::Object(root)) = t.raw(&top) {
        operation::check_media_types(t, root, &top);
    }
}

fn root(t: &Translator<'_>, object: &Map<String, Value>, at: &Location) -> Map<String, Value> {
    let mut part = shallow::keep_known(t, Kind::Root, object, at);
    servers::check(t, &part, at);
    let servers = servers::servers(&part, None);
    for key in ["host", "basePath", "schemes"] {
        part.remove(key);
    }
    part.insert("servers".to_owned(), servers);
    part
}

/// Translates a path item. Its bodies and form fields move to its operations.
fn path_item(t: &Translator<'_>, object: &Map<String, Value>, at: &Location) -> Map<String, Value> {
    let mut part = shallow::keep_known(t, Kind::PathItem, object, at);
    operation::without_bodies(t, &mut part, at);
    part
}
