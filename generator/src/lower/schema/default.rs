//! Defaults: only one that is a value of its schema can stand for an absent value.

use serde_json::Value;

use super::Schemas;
use super::facts::Facts;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue::lower as findings;
use crate::model::Shape;

impl Schemas<'_> {
    /// The default of a schema, if it is of the schema's type; one that is not is reported.
    pub(super) fn sound_default(
        &self,
        facts: &Facts,
        nullable: bool,
        shape: &Shape,
    ) -> Option<Value> {
        let default = facts.default.clone()?;
        let Some(expected) = expected(shape) else {
            return Some(default);
        };
        if (default.is_null() && nullable) || is_of(shape, &default) {
            return Some(default);
        }
        if let Some(at) = &facts.at {
            let message = format!(
                "the default is {}, not {expected}: it is not applied",
                kind(&default)
            );
            let at = at.key("default");
            self.parts
                .report(Diagnostic::new(&findings::WRONG_DEFAULT, &at, message));
        }
        None
    }
}

/// What a default must be; nothing where any value may do.
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
