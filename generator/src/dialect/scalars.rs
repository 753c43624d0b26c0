//! Scalar values: what is accepted as a string, a boolean or a count.

use serde_json::Value;

use super::Translator;
use super::kind::Holds;
use crate::diagnostics::Location;

/// Accepts a string. A number or boolean is an unquoted YAML string, whose text is read at `at`.
pub(super) fn read_text(t: &Translator<'_>, value: &Value, at: &Location) -> Option<Value> {
    match value {
        Value::String(_) => Some(value.clone()),
        Value::Number(_) | Value::Bool(_) => {
            let written = t.documents.scalar_text(at).map(str::to_owned);
            Some(Value::String(written.unwrap_or_else(|| value.to_string())))
        }
        _ => None,
    }
}

/// The text of a string.
pub(super) fn into_text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

/// Accepts `true` or `false`, also in quotes.
pub(super) fn flag(value: &Value) -> Option<Value> {
    match value {
        Value::Bool(_) => Some(value.clone()),
        Value::String(text) if text == "true" => Some(Value::Bool(true)),
        Value::String(text) if text == "false" => Some(Value::Bool(false)),
        _ => None,
    }
}

/// Accepts a count. `minLength: 1.0` is valid JSON Schema; a count beyond 2^53 bounds nothing that
/// can exist.
pub(super) fn count(value: &Value) -> Option<Value> {
    let number = value.as_f64()?;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked to be exact"
    )]
    let whole =
        (number.fract() == 0.0 && (0.0..9e15).contains(&number)).then_some(number as u64)?;
    usize::try_from(whole).ok().map(Value::from)
}

/// The expected type of a key, as text.
pub(super) fn expected(holds: Holds) -> &'static str {
    match holds {
        Holds::Text => "a string",
        Holds::Flag => "`true` or `false`",
        Holds::Number => "a number",
        Holds::Count => "a whole number that is not negative",
        Holds::Texts | Holds::Required => "a list of strings",
        Holds::TextMap => "an object whose values are strings",
        Holds::List
        | Holds::ShownList
        | Holds::Parts(_)
        | Holds::InlineList(_)
        | Holds::Requirements => "a list",
        Holds::FlagOrPart(_) | Holds::FlagPartOrParts(_) => "`true`, `false` or an object",
        _ => "an object",
    }
}
