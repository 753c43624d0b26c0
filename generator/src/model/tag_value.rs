//! Values of discriminators.

use std::fmt;

use serde_json::Value;

/// A value of the property that tells which type of a union is meant.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TagValue {
    /// A string.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction, as JSON writes it.
    Number(String),
    /// `true` or `false`.
    Boolean(bool),
}

impl TagValue {
    /// The tag that a JSON value is, if it is one.
    #[must_use]
    pub fn of(value: &Value) -> Option<Self> {
        match value {
            Value::String(text) => Some(Self::Text(text.clone())),
            Value::Bool(truth) => Some(Self::Boolean(*truth)),
            Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(whole), _) => Some(Self::Integer(whole)),
                (None, Some(float)) if number.is_f64() => Some(Self::of_float(float)),
                // Beyond 64 bits with a sign: no value of the types that are generated.
                _ => None,
            },
            _ => None,
        }
    }

    /// A whole number is the same whether it is written as `1` or as `1.0`.
    #[allow(clippy::cast_possible_truncation, reason = "checked to be exact")]
    fn of_float(float: f64) -> Self {
        /// Whole numbers up to here are exact.
        const EXACT: f64 = 9e15;
        if float.fract() == 0.0 && float.abs() < EXACT {
            Self::Integer(float as i64)
        } else {
            Self::Number(Value::from(float).to_string())
        }
    }

    /// The value as JSON writes it.
    #[must_use]
    pub fn json(&self) -> String {
        match self {
            Self::Text(text) => Value::from(text.as_str()).to_string(),
            other => other.to_string(),
        }
    }
}

/// A string as it is, without quotes.
impl fmt::Display for TagValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) | Self::Number(text) => formatter.write_str(text),
            Self::Integer(whole) => write!(formatter, "{whole}"),
            Self::Boolean(truth) => write!(formatter, "{truth}"),
        }
    }
}
