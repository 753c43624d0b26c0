//! Values of discriminators.

use std::fmt;

use serde_json::Value;

/// A value of a discriminator.
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
    /// Converts a JSON value, if it can be a discriminator value.
    #[must_use]
    pub fn from_json(value: &Value) -> Option<Self> {
        match value {
            Value::String(text) => Some(Self::Text(text.clone())),
            Value::Bool(truth) => Some(Self::Boolean(*truth)),
            Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(whole), _) => Some(Self::Integer(whole)),
                (None, Some(float)) if number.is_f64() => Some(Self::from_float(float)),
                // Beyond `i64`: not a value of the generated types.
                _ => None,
            },
            _ => None,
        }
    }

    /// Treats `1.0` as the whole number `1`.
    #[allow(clippy::cast_possible_truncation, reason = "checked to be exact")]
    fn from_float(float: f64) -> Self {
        /// Whole numbers up to here are exact in `f64`.
        const EXACT: f64 = 9e15;
        if float.fract() == 0.0 && float.abs() < EXACT {
            Self::Integer(float as i64)
        } else {
            Self::Number(Value::from(float).to_string())
        }
    }

    /// Returns the value as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        match self {
            Self::Text(text) => Value::from(text.as_str()).to_string(),
            other => other.to_string(),
        }
    }
}

/// Writes a string without quotes.
impl fmt::Display for TagValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) | Self::Number(text) => formatter.write_str(text),
            Self::Integer(whole) => write!(formatter, "{whole}"),
            Self::Boolean(truth) => write!(formatter, "{truth}"),
        }
    }
}
