//! Translates one part that is not a schema: dispatches by its kind, and handles references.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::detect::Dialect;
use super::own_reference;
use super::{Kind, Translator, complete, reference, report, shallow, swagger2};
use crate::diagnostics::Location;

/// Translates the part `raw` at `at` to OpenAPI 3.0. `None`, and a report, if it cannot be a part
/// of this kind.
pub(super) fn translate(
    t: &Translator<'_>,
    kind: Kind,
    raw: &Value,
    at: &Location,
) -> Option<Value> {
    let Some(object) = as_object(kind, raw) else {
        report::not_an_object(t, kind, at);
        return None;
    };
    if kind != Kind::PathItem && own_reference::reference_of(&object).is_some() {
        return reference::translate(t, kind, &object, at);
    }
    translate_object(t, kind, &object, at).map(Value::Object)
}

/// Translates a part that is not a reference.
fn translate_object(
    t: &Translator<'_>,
    kind: Kind,
    object: &Map<String, Value>,
    at: &Location,
) -> Option<Map<String, Value>> {
    if t.dialect == Dialect::Swagger2
        && let Some(part) = swagger2::translate(t, kind, object, at)
    {
        return part;
    }
    let part = shallow::keep_known(t, kind, object, at);
    complete::complete(t, kind, part, at)
}

/// Translates a part that cannot be a reference in OpenAPI 3.0: a reference is replaced by its
/// target.
pub(super) fn translate_inline(
    t: &Translator<'_>,
    kind: Kind,
    raw: &Value,
    at: &Location,
) -> Option<Value> {
    let is_reference = raw
        .as_object()
        .is_some_and(|object| own_reference::reference_of(object).is_some());
    if !is_reference {
        return translate(t, kind, raw, at);
    }
    if kind != Kind::MediaType || t.dialect < Dialect::OpenApi32 {
        report::misplaced_reference(t, at);
    }
    let target = t.follow(kind, at)?;
    if !t.is_of_kind(kind, at, &target) {
        return None;
    }
    translate(t, kind, t.raw(&target)?, &target)
}

/// The object that `raw` stands for; also accepts other spellings that are unambiguous.
fn as_object(kind: Kind, raw: &Value) -> Option<Cow<'_, Map<String, Value>>> {
    match (kind, raw) {
        (_, Value::Object(object)) => Some(Cow::Borrowed(object)),
        // `text/plain:` or `204:` with nothing after it.
        (Kind::MediaType | Kind::Response, Value::Null) => Some(Cow::Owned(Map::new())),
        // The form of Swagger 2.0.
        (Kind::Discriminator, Value::String(_)) => Some(Cow::Owned(Map::from_iter([(
            "propertyName".to_owned(),
            raw.clone(),
        )]))),
        _ => None,
    }
}
