//! Schemas that refer to another schema, and the keywords beside the reference.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::super::detect::Dialect;
use super::super::kind::Holds;
use super::super::own_reference;
use super::super::{Kind, Reference, Translator, extension, report};
use super::object::{Annotations, Schema, SchemaObject};
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
    "examples",
    "externalDocs",
];

/// The reference of a schema, as the next stage reads it.
pub(super) fn find_reference(
    t: &Translator<'_>,
    object: &Map<String, Value>,
    at: &Location,
) -> Option<Reference> {
    match own_reference::reference_of(object) {
        Some(reference) => Some(t.outward(at, reference)),
        None => dynamic(t, object, at),
    }
}

/// Resolves `$dynamicRef`, and the older `$recursiveRef`. If the target cannot be determined, only
/// the keywords beside it are used.
fn dynamic(t: &Translator<'_>, object: &Map<String, Value>, at: &Location) -> Option<Reference> {
    let (keyword, reference, target) = if let Some(reference) = text_member(object, "$dynamicRef") {
        ("$dynamicRef", reference, t.dynamic_target(at, reference))
    } else {
        let reference = text_member(object, "$recursiveRef")?;
        let Some(initial) = recursive_anchor(t, at) else {
            return Some(t.outward(at, reference));
        };
        let target = t.recursive_target(at, &initial);
        ("$recursiveRef", reference, target)
    };
    match target {
        Ok(place) => Some(Reference::At(place)),
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

fn text_member<'o>(object: &'o Map<String, Value>, key: &str) -> Option<&'o str> {
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
) -> Option<Reference> {
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
    match translate(t, object, reference, at) {
        Schema::Reference(reference) => Some(reference),
        Schema::Object(_) => None,
    }
}

fn is_structural(key: &str) -> bool {
    let holds = Kind::Schema.key(key);
    holds.is_some_and(|holds| !matches!(holds, Holds::Unused | Holds::Unchecked))
}

/// Translates a reference with keywords beside it.
pub(super) fn translate(
    t: &Translator<'_>,
    object: &Map<String, Value>,
    reference: Reference,
    at: &Location,
) -> Schema {
    let mut structure = super::translate_object(t, &without_summary(object), at);
    let annotations = std::mem::take(&mut structure.annotations);
    let mut extensions = std::mem::take(&mut structure.extensions);
    extensions.retain(|key, _| extension::makes_type(key));

    if t.dialect < Dialect::OpenApi31 {
        let is_annotation = |key: &str| ANNOTATIONS.contains(&key) || extension::makes_type(key);
        let ignored: Vec<&str> = object
            .keys()
            .map(String::as_str)
            .filter(|key| is_structural(key) && !is_annotation(key))
            .collect();
        report::reference_siblings(t, &ignored, at);
        structure = SchemaObject::default();
    } else if adds_nothing(t, &structure, at) {
        structure = SchemaObject::default();
    }

    let target = Schema::Reference(reference);
    let says_nothing = structure == SchemaObject::default();
    if annotations == Annotations::default() && extensions.is_empty() && says_nothing {
        return target;
    }
    let mut members = vec![target];
    members.extend(structure.all_of.take().into_iter().flatten());
    if structure != SchemaObject::default() {
        members.push(structure.into());
    }
    Schema::from(SchemaObject {
        annotations,
        extensions,
        all_of: Some(members),
        ..SchemaObject::default()
    })
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
fn adds_nothing(t: &Translator<'_>, structure: &SchemaObject, at: &Location) -> bool {
    let Some(ty) = &structure.ty else {
        return false;
    };
    let only_type = SchemaObject {
        ty: Some(ty.clone()),
        ..SchemaObject::default()
    };
    if *structure != only_type {
        return false;
    }
    let target = t.follow_quietly(at);
    match target.and_then(|target| t.raw(&target.key("type"))) {
        Some(Value::Array(types)) => types.iter().any(|one| one == ty),
        other => other.is_some_and(|other| other == ty),
    }
}
