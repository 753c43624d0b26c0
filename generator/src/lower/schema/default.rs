//! Defaults, checked against their schemas.

use serde_json::Value;

use super::Schemas;
use super::facts::Facts;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue as findings;
use crate::model::{Number, Shape};

impl Schemas<'_> {
    /// Returns the default of a schema, if it is valid. An invalid one is reported.
    pub(super) fn valid_default(
        &self,
        facts: &Facts,
        nullable: bool,
        shape: &Shape,
    ) -> Option<Value> {
        let default = facts.default.clone()?;
        if default.is_null() && nullable {
            return Some(default);
        }
        let (found, expected) = if is_of(shape, &default) {
            let Some(expected) = range(facts, shape, &default) else {
                return Some(default);
            };
            (default.to_string(), expected)
        } else {
            (kind(&default).to_owned(), expected(shape)?.to_owned())
        };
        if let Some(at) = &facts.at {
            let message = format!("the default is {found}, not {expected}: it is not applied");
            let at = at.key("default");
            self.parts.report(Diagnostic::new(
                findings::wrong_default::IGNORED,
                &at,
                message,
            ));
        }
        None
    }
}

/// Describes the type of a valid default. Returns `None` if any value is valid.
fn expected(shape: &Shape) -> Option<&'static str> {
    Some(match shape {
        Shape::Boolean => "true or false",
        Shape::Integer(_) => "a whole number",
        Shape::Number(_) => "a number",
        Shape::Text(_) => "a string",
        Shape::List { .. } | Shape::Tuple { .. } => "a list",
        Shape::Map { .. } | Shape::Object(_) => "an object",
        Shape::Given { described, .. } => return expected(described),
        Shape::Any | Shape::Enumeration(_) | Shape::Union(_) | Shape::Alias { .. } => return None,
    })
}

/// Describes a valid default, if this one has the right type, but is out of range or not among the
/// schema's values.
fn range(facts: &Facts, shape: &Shape, default: &Value) -> Option<String> {
    match shape {
        Shape::Given { described, .. } => range(facts, described, default),
        Shape::Enumeration(_) if !facts.values.is_empty() => {
            let same = |value: &Value| {
                value == default
                    || value
                        .as_f64()
                        .is_some_and(|it| Some(it) == default.as_f64())
            };
            let is_one = facts.values.iter().any(same);
            (!is_one).then(|| "one of the schema's values".to_owned())
        }
        Shape::Integer(integer) => {
            let (least, most) = integer.range().into_inner();
            let exact = default.as_i64().map(i128::from);
            let exact = exact.or_else(|| default.as_u64().map(i128::from));
            let is_within = exact.is_some_and(|whole| (least..=most).contains(&whole));
            // Written with a fraction or an exponent. Beyond 9e15 such numbers are not exact.
            #[allow(
                clippy::cast_precision_loss,
                reason = "only numbers with exact neighbours pass"
            )]
            let is_near = exact.is_none()
                && default.as_f64().is_some_and(|number| {
                    number.abs() <= 9e15 && number >= least as f64 && number <= most as f64
                });
            (!is_within && !is_near).then(|| format!("a whole number from {least} to {most}"))
        }
        Shape::Number(Number::F32) => {
            #[allow(
                clippy::cast_possible_truncation,
                reason = "what does not fit is infinite"
            )]
            let is_beyond = default
                .as_f64()
                .is_some_and(|number| (number as f32).is_infinite());
            is_beyond.then(|| "a number that 32 bits hold".to_owned())
        }
        _ => None,
    }
}

fn is_of(shape: &Shape, default: &Value) -> bool {
    match shape {
        Shape::Boolean => default.is_boolean(),
        Shape::Integer(_) => default.as_f64().is_some_and(|number| number.fract() == 0.0),
        Shape::Number(_) => default.is_number(),
        Shape::Text(_) => default.is_string(),
        Shape::List { .. } | Shape::Tuple { .. } => default.is_array(),
        Shape::Map { .. } | Shape::Object(_) => default.is_object(),
        Shape::Given { described, .. } => is_of(described, default),
        _ => true,
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
