//! Schemas that refer to another schema, and the keywords beside the reference.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::super::detect::Dialect;
use super::super::kind::Holds;
use super::super::own_reference;
use super::super::{Kind, Translator, extension, report};
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Location};

/// Keywords that describe the use of a schema and not its values. They are used beside a reference
/// in every version, because writers of 3.0 rely on them although 3.0 ignores them.
const ANNOTATIONS: [&str; 10] = [
    "title",
    "description",
    "nullable",
    "deprecated",
    "readOnly",
    "writeOnly",
    "default",
    "example",
    extension::EXAMPLES,
    "externalDocs",
];

/// The reference of a schema, as the next stage reads it.
pub(super) fn find_reference(
    t: &Translator<'_>,
    object: &Map<String, Value>,
    at: &Location,
) -> Option<String> {
    match own_reference::reference_of(object) {
        Some(reference) => Some(t.outward(at, reference)),
        None => dynamic(t, object, at),
    }
}

/// Resolves `$dynamicRef`, and the older `$recursiveRef`. If the target cannot be determined, only
/// the keywords beside it are used.
fn dynamic(t: &Translator<'_>, object: &Map<String, Value>, at: &Location) -> Option<String> {
    let (keyword, reference, target) = if let Some(reference) = text(object, "$dynamicRef") {
        ("$dynamicRef", reference, t.dynamic_target(at, reference))
    } else {
        let reference = text(object, "$recursiveRef")?;
        let Some(initial) = recursive_anchor(t, at) else {
            return Some(t.outward(at, reference));
        };
        let target = t.recursive_target(at, &initial);
        ("$recursiveRef", reference, target)
    };
    match target {
        Ok(place) => Some(own_reference::own_reference(&place)),
        Err(reason) => {
            let message = format!("`{keyword}: {reference}` may be any JSON here: {reason}");
            let help = "give the schema that has this reference, and each that refers to it, an `$id`, and in each of \
                        them one schema the `$dynamicAnchor`";
            let found =
                Diagnostic::new(findings::widened_schema::WIDENED, &at.key(keyword), message);
            t.sink.report(found.help(help));
            None
        }
    }
}

fn text<'o>(object: &'o Map<String, Value>, key: &str) -> Option<&'o str> {
    object.get(key)?.as_str()
}

/// The innermost schema around `at` with `$recursiveAnchor: true`.
fn recursive_anchor(t: &Translator<'_>, at: &Location) -> Option<Location> {
    let mut pointer = at.pointer.clone();
    loop {
        let here = Location {
            file: at.file,
            pointer: pointer.clone(),
        };
        if t.raw(&here.key("$recursiveAnchor")) == Some(&Value::Bool(true)) {
            return Some(here);
        }
        pointer = pointer.parent()?;
    }
}

/// The reference of a schema, if nothing beside it has an effect. Keywords without effect are
/// reported.
pub(super) fn bare(
    t: &Translator<'_>,
    object: &Map<String, Value>,
    at: &Location,
) -> Option<String> {
    let reference = find_reference(t, object, at)?;
    let is_silent = |key: &String| match key.as_str() {
        "$ref" => true,
        "x-nullable" => false,
        key if key.starts_with("x-oasmith") => false,
        key if key.starts_with("x-") => !extension::makes_type(key),
        key => t.holds(Kind::Schema, key) == Some(Holds::Unused),
    };
    if object.keys().all(is_silent) {
        return Some(reference);
    }
    let translated = translate(t, object, &reference, at);
    (translated == own_reference::reference_value(reference.clone())).then_some(reference)
}

fn is_structural(key: &str) -> bool {
    let holds = Kind::Schema.key(key);
    holds.is_some_and(|holds| !matches!(holds, Holds::Unused | Holds::Unchecked))
}

/// Translates a reference with keywords beside it.
pub(super) fn translate(
    t: &Translator<'_>,
    object: &Map<String, Value>,
    reference: &str,
    at: &Location,
) -> Value {
    let target = own_reference::reference_value(reference.to_owned());
    let mut beside = super::translate_object(t, &without_summary(object), at);
    beside.retain(|key, _| !key.starts_with("x-") || extension::is_of_schema(key));
    let is_annotation = |key: &str| ANNOTATIONS.contains(&key) || extension::makes_type(key);
    let (mut annotations, mut structure): (Map<_, _>, Map<_, _>) = beside
        .into_iter()
        .partition(|(key, _)| is_annotation(key.as_str()));

    if t.dialect < Dialect::OpenApi31 {
        let ignored: Vec<&str> = object
            .keys()
            .map(String::as_str)
            .filter(|key| is_structural(key) && !is_annotation(key) && *key != "examples")
            .collect();
        report::reference_siblings(t, &ignored, at);
        structure.clear();
    } else if adds_nothing(t, &structure, at) {
        structure.clear();
    }

    if annotations.is_empty() && structure.is_empty() {
        return target;
    }
    let mut members = vec![target];
    if let Some(Value::Array(more)) = structure.remove("allOf") {
        members.extend(more);
    }
    if !structure.is_empty() {
        members.push(Value::Object(structure));
    }
    annotations.insert("allOf".to_owned(), Value::Array(members));
    Value::Object(annotations)
}

/// Since OpenAPI 3.1, references have a `summary`. Schemas have none, so it is dropped silently.
fn without_summary(object: &Map<String, Value>) -> Cow<'_, Map<String, Value>> {
    if !object.contains_key("summary") {
        return Cow::Borrowed(object);
    }
    let mut object = object.clone();
    object.remove("summary");
    Cow::Owned(object)
}

/// Whether the only keyword beside the reference is `type`, with the same value as in the target.
fn adds_nothing(t: &Translator<'_>, structure: &Map<String, Value>, at: &Location) -> bool {
    let Some(ty) = structure.get("type").filter(|_| structure.len() == 1) else {
        return false;
    };
    let target = t.follow_quietly(at);
    let target = target.and_then(|target| t.raw(&target.key("type")));
    match target {
        Some(Value::Array(types)) => types.contains(ty),
        other => other == Some(ty),
    }
}
