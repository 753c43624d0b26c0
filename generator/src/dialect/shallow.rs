//! One part at a time: keeps its own keys, checks what they hold, and replaces nested parts by references to their
//! own places.

use serde_json::{Map, Value};

use super::kind::Holds;
use super::{Kind, Translator, own_reference, schema};
use crate::diagnostics::catalogue::dialect as findings;
use crate::diagnostics::{Diagnostic, Location};

/// The part `raw` at `at` as OpenAPI 3.0; `None`, reported, when it cannot be a part of this kind.
pub(super) fn translate(
    t: &Translator<'_>,
    kind: Kind,
    raw: &Value,
    at: &Location,
) -> Option<Value> {
    if kind == Kind::Schema {
        return schema::translate(t, raw, at);
    }
    let Some(object) = raw.as_object() else {
        not_an_object(t, kind, at);
        return None;
    };
    if let Some(Value::String(reference)) = object.get("$ref")
        && kind != Kind::PathItem
    {
        return Some(reference_to(reference));
    }
    let mut part = keep_known(t, kind, object, at);
    complete(kind, &mut part);
    Some(Value::Object(part))
}

/// The known keys of a part, each checked and made shallow.
pub(super) fn keep_known(
    t: &Translator<'_>,
    kind: Kind,
    object: &Map<String, Value>,
    at: &Location,
) -> Map<String, Value> {
    let mut part = Map::with_capacity(object.len());
    for (key, value) in object {
        let kept = match kind.key(key) {
            Some(holds) => keep(t, holds, value, &at.key(key)),
            None if key.starts_with("x-") => Some(value.clone()),
            None if key == "$ref" => None,
            None => {
                unknown_key(t, kind, key, at);
                None
            }
        };
        if let Some(kept) = kept {
            part.insert(key.clone(), kept);
        }
    }
    part
}

fn keep(t: &Translator<'_>, holds: Holds, value: &Value, at: &Location) -> Option<Value> {
    let kept = match holds {
        Holds::Unused => return None,
        Holds::Any => Some(value.clone()),
        Holds::Text => text(value),
        Holds::Flag => flag(value),
        Holds::Number => value.is_number().then(|| value.clone()),
        Holds::Count => count(value),
        Holds::Texts => value
            .as_array()
            .map(|list| list.iter().filter_map(text).collect()),
        Holds::TextMap => {
            let map = value.as_object();
            map.map(|map| {
                map.iter()
                    .filter_map(|(key, value)| Some((key.clone(), text(value)?)))
                    .collect()
            })
        }
        Holds::List => value.is_array().then(|| value.clone()),
        Holds::Part(_) => Some(own(at)),
        Holds::FlagOrPart(_) => match value {
            Value::Bool(_) => Some(value.clone()),
            Value::Object(_) => Some(own(at)),
            _ => None,
        },
        Holds::Parts(_) => {
            let list = value.as_array();
            list.map(|list| (0..list.len()).map(|index| own(&at.index(index))).collect())
        }
        Holds::PartMap(_) => {
            let map = value.as_object();
            map.map(|map| {
                map.keys()
                    .map(|key| (key.clone(), own(&at.key(key))))
                    .collect()
            })
        }
        Holds::Inline(kind) => translate(t, kind, value, at),
        Holds::InlineList(kind) => value.as_array().map(|list| {
            let parts = list.iter().enumerate();
            parts
                .filter_map(|(index, value)| translate(t, kind, value, &at.index(index)))
                .collect()
        }),
        Holds::InlineMap(kind) => value.as_object().map(|map| {
            let parts = map.iter();
            parts
                .filter_map(|(key, value)| {
                    Some((key.clone(), translate(t, kind, value, &at.key(key))?))
                })
                .collect()
        }),
    };
    // An explicit null says as much as an absent key; anything else of the wrong kind is worth a word.
    if kept.is_none() && !value.is_null() {
        wrong_value(t, holds, at);
    }
    kept
}

fn own(at: &Location) -> Value {
    reference_to(&own_reference(at))
}

pub(super) fn reference_to(reference: &str) -> Value {
    Value::Object(Map::from_iter([(
        "$ref".to_owned(),
        Value::String(reference.to_owned()),
    )]))
}

fn text(value: &Value) -> Option<Value> {
    match value {
        Value::String(_) => Some(value.clone()),
        Value::Number(_) | Value::Bool(_) => Some(Value::String(value.to_string())),
        _ => None,
    }
}

fn flag(value: &Value) -> Option<Value> {
    match value {
        Value::Bool(_) => Some(value.clone()),
        Value::String(text) if text == "true" => Some(Value::Bool(true)),
        Value::String(text) if text == "false" => Some(Value::Bool(false)),
        _ => None,
    }
}

fn count(value: &Value) -> Option<Value> {
    match value {
        Value::Number(number) if number.is_u64() => Some(value.clone()),
        // `minLength: 1.0` is legal JSON Schema; beyond 2^53 it bounds nothing we could build.
        Value::Number(number) => {
            let number = number.as_f64()?;
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "checked to be exact"
            )]
            (number.fract() == 0.0 && (0.0..9e15).contains(&number))
                .then(|| Value::from(number as u64))
        }
        _ => None,
    }
}

/// Adds what OpenAPI 3.0 requires and descriptions leave out, where leaving it out does no harm.
fn complete(kind: Kind, part: &mut Map<String, Value>) {
    let absent_text = || Value::String(String::new());
    match kind {
        Kind::Response => {
            part.entry("description").or_insert_with(absent_text);
        }
        Kind::Operation => {
            part.entry("responses")
                .or_insert_with(|| Value::Object(Map::new()));
        }
        Kind::ServerVariable => {
            let first = part.get("enum").and_then(|values| values.get(0)).cloned();
            part.entry("default")
                .or_insert_with(|| first.unwrap_or_else(absent_text));
        }
        Kind::Header | Kind::Parameter
            if !part.contains_key("schema") && !part.contains_key("content") =>
        {
            part.insert("schema".to_owned(), Value::Object(Map::new()));
        }
        _ => {}
    }
}

fn not_an_object(t: &Translator<'_>, kind: Kind, at: &Location) {
    let message = format!(
        "a {} is expected here, which must be an object",
        kind.name()
    );
    t.sink
        .report(Diagnostic::new(&findings::NOT_AN_OBJECT, at, message));
}

fn unknown_key(t: &Translator<'_>, kind: Kind, key: &str, at: &Location) {
    let message = format!("`{key}` is not a key of a {}", kind.name());
    t.sink.report(
        Diagnostic::new(&findings::UNKNOWN_KEY, &at.key(key), message)
            .help("take it away, or begin it with `x-` if it is an extension"),
    );
}

fn wrong_value(t: &Translator<'_>, holds: Holds, at: &Location) {
    let expected = match holds {
        Holds::Text => "a string",
        Holds::Flag => "`true` or `false`",
        Holds::Number => "a number",
        Holds::Count => "a whole number that is not negative",
        Holds::Texts => "a list of strings",
        Holds::List | Holds::Parts(_) | Holds::InlineList(_) => "a list",
        Holds::FlagOrPart(_) => "`true`, `false` or an object",
        _ => "an object",
    };
    let message = format!("`{}` holds {expected}", at.pointer.last());
    t.sink
        .report(Diagnostic::new(&findings::WRONG_VALUE, at, message));
}
