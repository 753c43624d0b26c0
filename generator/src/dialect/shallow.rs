//! The keys of one part: keeps the known ones, checks their values, and replaces nested parts by
//! references to their own places.

use serde_json::{Map, Value};

use super::detect::Dialect;
use super::kind::Holds;
use super::own_reference::{own, own_member};
use super::scalars::{count, expected, flag, read_text};
use super::{Kind, Loss, Translator, extension, keys, kind, newer, part, paths, report, swagger2};
use crate::diagnostics::Location;
use crate::diagnostics::catalogue as findings;
use crate::source::closest;

/// The known keys of a part, checked and made shallow.
pub(super) fn keep_known(
    t: &Translator<'_>,
    kind: Kind,
    object: &Map<String, Value>,
    at: &Location,
) -> Map<String, Value> {
    let mut part = Map::with_capacity(object.len());
    for (key, value) in object {
        if let Some(kept) = keep_key(t, kind, key, value, at) {
            part.insert(key.clone(), kept);
        }
    }
    part
}

fn keep_key(
    t: &Translator<'_>,
    kind: Kind,
    key: &str,
    value: &Value,
    at: &Location,
) -> Option<Value> {
    match check_key(t, kind, key, value, at) {
        Some(holds) => keep_own(t, holds, value, key, at),
        None if key.starts_with("x-") => extension::keep(t, kind, key, value, at),
        None => None,
    }
}

/// The type of a key of the part at `at`. `None` for an extension, and, with a report, for a key
/// that such a part does not have.
pub(super) fn check_key(
    t: &Translator<'_>,
    kind: Kind,
    key: &str,
    value: &Value,
    at: &Location,
) -> Option<Holds> {
    let holds = t.holds(kind, key);
    match holds {
        Some(_) => newer::note(t, kind, key, at),
        None if key.starts_with("x-") => {}
        None if key == "$ref" => {
            if !value.is_string() {
                report::wrong_value(t, kind.loss(), &at.key(key), "a string");
            }
        }
        // Reported with the operations.
        None if kind == Kind::PathItem && paths::names_method(key) => {}
        None if is_allowed(t, kind, key) => {}
        None => report::unknown_key(t, kind, key, at),
    }
    holds
}

/// The value of a key of the part at `at`, made shallow. `None`, and a report, if it has the wrong
/// type.
pub(super) fn keep_own(
    t: &Translator<'_>,
    holds: Holds,
    value: &Value,
    key: &str,
    at: &Location,
) -> Option<Value> {
    match holds {
        Holds::Unused => None,
        _ => keep_valid(holds, value, key, at).or_else(|| keep(t, holds, value, &at.key(key))),
    }
}

/// Whether the key may be a custom one: JSON Schema allows any key in a schema (core, section
/// 4.3.1). A key that resembles a known keyword is treated as a misspelling.
fn is_allowed(t: &Translator<'_>, kind: Kind, key: &str) -> bool {
    kind == Kind::Schema
        && t.dialect >= Dialect::OpenApi31
        && closest(key, t.known_keys(kind)).is_none()
}

impl Translator<'_> {
    /// The type of a key in the description's dialect; `None` if the specification does not define
    /// the key.
    pub(super) fn holds(&self, kind: Kind, key: &str) -> Option<Holds> {
        match swagger2::keys::table(self.dialect, kind) {
            Some(table) => kind::find(table, key),
            None => kind
                .key(key)
                .or_else(|| swagger2::keys::also(self.dialect, kind, key)),
        }
    }

    /// Every key that such a part may have in the description's dialect.
    pub(super) fn known_keys(&self, kind: Kind) -> impl Iterator<Item = &'static str> {
        let table = swagger2::keys::table(self.dialect, kind).unwrap_or(keys::table(kind));
        table.iter().map(|(key, _)| *key)
    }
}

/// Fast path: the value of a key of the part at `at`, if it has the right type. Most values do, and
/// need no location.
fn keep_valid(holds: Holds, value: &Value, key: &str, at: &Location) -> Option<Value> {
    let is_valid = match (holds, value) {
        (Holds::Text | Holds::Any, Value::String(_))
        | (Holds::Flag | Holds::Any, Value::Bool(_))
        | (Holds::Number | Holds::Any, Value::Number(_))
        | (Holds::List | Holds::Any, Value::Array(_)) => true,
        (Holds::Texts | Holds::Required, Value::Array(list)) => list.iter().all(Value::is_string),
        (Holds::Part(_), Value::Object(_)) => return Some(own_member(at, key)),
        _ => false,
    };
    is_valid.then(|| value.clone())
}

/// The value of a key, made shallow. `None`, and a report, if it has the wrong type.
pub(super) fn keep(
    t: &Translator<'_>,
    holds: Holds,
    value: &Value,
    at: &Location,
) -> Option<Value> {
    // An explicit null is treated as an absent key, unless any value is allowed or it is a response
    // without a body.
    let may_be_null = matches!(
        holds,
        Holds::Any | Holds::Shown | Holds::Part(Kind::Response)
    );
    if value.is_null() && !may_be_null {
        return None;
    }
    match holds {
        Holds::Shown if !t.wants_examples => return Some(Value::Null),
        Holds::ShownList if !t.wants_examples && value.is_array() => {
            return Some(Value::Array(Vec::new()));
        }
        _ => {}
    }
    if is_misplaced_reference(holds, value) {
        return match holds {
            Holds::Any | Holds::Shown => Some(resembling_reference(t, value, at)),
            _ => {
                let keep = |value: &Value, at: &Location| keep(t, holds, value, at);
                keep_target(t, holds, value, at, &keep, join)
            }
        };
    }
    let kept = match holds {
        Holds::Unused => return None,
        Holds::Ignored => {
            if !swagger2::is_inner_format(t, at) {
                report_ignored(t, value, at);
            }
            return None;
        }
        Holds::Unchecked => {
            report::unchecked(t, at);
            return None;
        }
        Holds::Incoming => {
            report_incoming(t, at);
            return None;
        }
        Holds::Required => return read_required(t, value, at),
        // Faults are reported there.
        Holds::Inline(kind) => return part::translate_inline(t, kind, value, at),
        Holds::Any | Holds::Shown => Some(value.clone()),
        Holds::Text => read_text(t, value, at),
        Holds::Flag => flag(value),
        Holds::Number => value.is_number().then(|| value.clone()),
        Holds::Count => count(value),
        Holds::List | Holds::ShownList => value.is_array().then(|| value.clone()),
        Holds::Texts => value.as_array().map(|list| texts(t, list, at)),
        Holds::TextMap => value.as_object().map(|map| text_map(t, map, at)),
        Holds::Requirements => value.as_array().map(|list| read_requirements(t, list, at)),
        nested => keep_nested(t, nested, value, at),
    };
    if kept.is_none() {
        let loss = holds.loss(&at.pointer.last());
        report::wrong_value(t, loss, at, expected(holds));
    }
    kept
}

/// Whether a reference replaces a value, a list or a map of parts.
pub(super) fn is_misplaced_reference(holds: Holds, value: &Value) -> bool {
    let Some(object) = value.as_object() else {
        return false;
    };
    let alone = object.len() == 1;
    object.get("$ref").is_some_and(Value::is_string)
        && match holds {
            Holds::PartMap(_) | Holds::InlineMap(_) | Holds::TextMap => true,
            Holds::Text
            | Holds::Flag
            | Holds::Number
            | Holds::Count
            | Holds::Texts
            | Holds::List
            | Holds::ShownList
            | Holds::Any
            | Holds::Shown
            | Holds::Required
            | Holds::Requirements
            | Holds::Parts(_)
            | Holds::InlineList(_) => alone,
            _ => false,
        }
}

/// The target of what resembles a reference where any value is allowed. Without a target, the object
/// itself is the value.
fn resembling_reference(t: &Translator<'_>, value: &Value, at: &Location) -> Value {
    let target = t.follow_quietly(at);
    let target = target.and_then(|target| t.raw(&target));
    target.unwrap_or(value).clone()
}

/// What `keep` reads at the target of the misplaced reference at `at`. The members beside the
/// reference are joined to it.
pub(super) fn keep_target<T>(
    t: &Translator<'_>,
    holds: Holds,
    value: &Value,
    at: &Location,
    keep: &dyn Fn(&Value, &Location) -> Option<T>,
    join: fn(T, T) -> T,
) -> Option<T> {
    report::misplaced_reference(t, at);
    let target = t.follow_or_lose(holds.loss(&at.pointer.last()), at);
    let kept = target.and_then(|target| keep(t.raw(&target)?, &target));
    let mut beside = value.as_object().cloned().unwrap_or_default();
    beside.remove("$ref");
    if beside.is_empty() {
        return kept;
    }
    match (kept, keep(&Value::Object(beside), at)) {
        (Some(kept), Some(beside)) => Some(join(kept, beside)),
        // If the target cannot be used, the members beside the reference are kept, and vice versa.
        (kept, beside) => kept.or(beside),
    }
}

fn join(kept: Value, beside: Value) -> Value {
    match (kept, beside) {
        (Value::Object(mut kept), Value::Object(more)) => {
            kept.extend(more);
            Value::Object(kept)
        }
        (kept, _) => kept,
    }
}

fn keep_nested(t: &Translator<'_>, holds: Holds, value: &Value, at: &Location) -> Option<Value> {
    match (holds, value) {
        (Holds::Part(_), _) => Some(own(at)),
        (Holds::Parts(_), Value::Array(list)) => {
            Some((0..list.len()).map(|index| own(&at.index(index))).collect())
        }
        (Holds::PartMap(_), Value::Object(map)) => {
            let parts = map.keys().map(|key| (key.clone(), own_member(at, key)));
            Some(Value::Object(parts.collect()))
        }
        (Holds::InlineList(kind), Value::Array(list)) => {
            let parts = list.iter().enumerate();
            let parts = parts.filter_map(|(index, value)| {
                part::translate_inline(t, kind, value, &at.index(index))
            });
            Some(parts.collect())
        }
        (Holds::InlineMap(kind), Value::Object(map)) => {
            let parts = map.iter().filter_map(|(key, value)| {
                let part = part::translate_inline(t, kind, value, &at.key(key))?;
                Some((key.clone(), part))
            });
            Some(Value::Object(parts.collect()))
        }
        _ => None,
    }
}

/// Reports a key that would change the bytes that a client sends or reads.
fn report_ignored(t: &Translator<'_>, value: &Value, at: &Location) {
    let is_default = |dialect: &str| {
        dialect.starts_with("https://spec.openapis.org/oas/3.")
            || dialect.starts_with("https://json-schema.org/draft/2020-12/")
    };
    let key = at.pointer.last();
    let is_empty = value.as_object().is_some_and(Map::is_empty);
    if is_empty || (key == "jsonSchemaDialect" && value.as_str().is_some_and(is_default)) {
        return;
    }
    let message = format!("`{key}` is not understood, and has no influence");
    t.report(findings::ignored_key::IGNORED, at, message);
}

/// Reports webhooks and callbacks: the server makes these calls, so a client has nothing to call.
fn report_incoming(t: &Translator<'_>, at: &Location) {
    let what = at.pointer.last();
    if what == "callbacks" && t.callbacks_reported.replace(true) {
        return;
    }
    let message =
        format!("`{what}` are requests that the server makes: they are not client operations");
    t.report(findings::incoming_requests::IGNORED, at, message);
}

/// The names of required properties. Older drafts of JSON Schema had a boolean here, on the
/// property itself.
fn read_required(t: &Translator<'_>, value: &Value, at: &Location) -> Option<Value> {
    match value {
        Value::Array(list) => Some(texts(t, list, at)),
        other if flag(other).is_some() => {
            let message = "`required` is a list of property names, and belongs in the schema that has the properties";
            t.report(findings::misplaced_required::IGNORED, at, message);
            None
        }
        _ => {
            report::wrong_value(t, Loss::Widened, at, expected(Holds::Required));
            None
        }
    }
}

/// Security requirements: alternatives, each an object of lists of scopes.
fn read_requirements(t: &Translator<'_>, list: &[Value], at: &Location) -> Value {
    let alternatives = list.iter().enumerate().filter_map(|(index, alternative)| {
        let at = at.index(index);
        let Some(schemes) = alternative.as_object() else {
            report::wrong_value(t, Loss::Skipped, &at, "an object of security schemes");
            return None;
        };
        let schemes = schemes.iter().map(|(name, scopes)| {
            let scopes = keep(t, Holds::Texts, scopes, &at.key(name));
            (
                name.clone(),
                scopes.unwrap_or_else(|| Value::Array(Vec::new())),
            )
        });
        Some(Value::Object(schemes.collect()))
    });
    alternatives.collect()
}

fn texts(t: &Translator<'_>, list: &[Value], at: &Location) -> Value {
    let list = list.iter().enumerate();
    list.filter_map(|(index, value)| element(t, value, &at.index(index)))
        .collect()
}

fn text_map(t: &Translator<'_>, map: &Map<String, Value>, at: &Location) -> Value {
    let map = map.iter();
    let map = map.filter_map(|(key, value)| Some((key.clone(), element(t, value, &at.key(key))?)));
    Value::Object(map.collect())
}

fn element(t: &Translator<'_>, value: &Value, at: &Location) -> Option<Value> {
    let text = read_text(t, value, at);
    if text.is_none() {
        report::wrong_value(t, Loss::Ignored, at, expected(Holds::Text));
    }
    text
}
