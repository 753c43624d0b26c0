//! Constants of the description: members with a fixed value, and the tags of unions.

#![allow(dead_code, reason = "a crate uses what its description needs")]

use std::fmt;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserializer, Serialize, Serializer};
use serde_json::Value;

/// A string, a number or a boolean.
pub(crate) trait Constant {
    /// The constant as data.
    fn literal(&self) -> Literal<'_>;
}

/// The names and values of the constant members of an object.
pub(crate) type Constants = &'static [(&'static str, &'static dyn Constant)];

/// A constant as data.
#[derive(Clone, Copy)]
pub(crate) enum Literal<'a> {
    /// A string.
    Text(&'a str),
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Whole(i64),
    /// A number with a fraction.
    Float(f64),
}

impl Literal<'_> {
    /// Whether a JSON value is the constant.
    pub(crate) fn is(self, value: &Value) -> bool {
        match value {
            Value::String(text) => self.is_text(text),
            Value::Bool(value) => self.is_boolean(*value),
            Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(whole), _) => self.is_whole(whole),
                (None, Some(float)) => self.is_float(float),
                (None, None) => false,
            },
            _ => false,
        }
    }

    fn is_text(self, value: &str) -> bool {
        matches!(self, Self::Text(text) if text == value)
    }

    fn is_boolean(self, value: bool) -> bool {
        matches!(self, Self::Boolean(truth) if truth == value)
    }

    #[allow(
        clippy::cast_precision_loss,
        clippy::float_cmp,
        reason = "a constant has few digits"
    )]
    fn is_whole(self, value: i64) -> bool {
        match self {
            Self::Whole(whole) => whole == value,
            Self::Float(float) => float == value as f64,
            _ => false,
        }
    }

    #[allow(clippy::float_cmp, reason = "both are read from the same digits")]
    fn is_float(self, value: f64) -> bool {
        match self {
            Self::Whole(whole) => as_whole(value) == Some(whole),
            Self::Float(float) => float == value,
            _ => false,
        }
    }
}

impl Serialize for Literal<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Boolean(truth) => serializer.serialize_bool(*truth),
            Self::Whole(whole) => serializer.serialize_i64(*whole),
            Self::Float(float) => serializer.serialize_f64(*float),
        }
    }
}

impl Constant for &str {
    fn literal(&self) -> Literal<'_> {
        Literal::Text(self)
    }
}

impl Constant for bool {
    fn literal(&self) -> Literal<'_> {
        Literal::Boolean(*self)
    }
}

impl Constant for i64 {
    fn literal(&self) -> Literal<'_> {
        Literal::Whole(*self)
    }
}

impl Constant for f64 {
    fn literal(&self) -> Literal<'_> {
        Literal::Float(*self)
    }
}

/// An integer with a fraction of zero: `2.0` is 2 (JSON Schema, section 4.2.2).
#[allow(clippy::cast_possible_truncation, reason = "checked to be exact")]
fn as_whole(number: f64) -> Option<i64> {
    /// The largest integer up to which `f64` is exact.
    const EXACT: f64 = 9e15;
    (number.fract() == 0.0 && number.abs() < EXACT).then_some(number as i64)
}

/// Decodes any value to whether it is the constant, without copying it.
pub(crate) struct IsConstant(pub(crate) &'static dyn Constant);

impl<'de> DeserializeSeed<'de> for IsConstant {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for IsConstant {
    type Value = bool;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_str<E>(self, value: &str) -> Result<bool, E> {
        Ok(self.0.literal().is_text(value))
    }

    fn visit_bool<E>(self, value: bool) -> Result<bool, E> {
        Ok(self.0.literal().is_boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<bool, E> {
        Ok(self.0.literal().is_whole(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<bool, E> {
        let value = i64::try_from(value);
        Ok(value.is_ok_and(|value| self.0.literal().is_whole(value)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<bool, E> {
        Ok(self.0.literal().is_float(value))
    }

    fn visit_unit<E>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<bool, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(false)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(false)
    }
}
