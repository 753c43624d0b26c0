//! Constants of the description: the fixed value of a member, and the tags of unions.

use serde::Serialize;
use serde_json::Value;

/// A string, a number or a boolean.
pub(crate) trait Constant: Serialize {
    /// Whether a JSON value is the constant.
    #[allow(dead_code, reason = "a description may have no union with a tag")]
    fn is(&self, value: &Value) -> bool;
}

impl Constant for &str {
    fn is(&self, value: &Value) -> bool {
        value.as_str() == Some(self)
    }
}

impl Constant for bool {
    fn is(&self, value: &Value) -> bool {
        value.as_bool() == Some(*self)
    }
}

impl Constant for i64 {
    fn is(&self, value: &Value) -> bool {
        value.as_i64() == Some(*self) || as_whole(value) == Some(*self)
    }
}

impl Constant for f64 {
    #[allow(clippy::float_cmp, reason = "both are read from the same digits")]
    fn is(&self, value: &Value) -> bool {
        value.as_f64() == Some(*self)
    }
}

/// An integer with a fraction of zero: `2.0` is 2 (JSON Schema, section 4.2.2).
#[allow(clippy::cast_possible_truncation, reason = "checked to be exact")]
fn as_whole(value: &Value) -> Option<i64> {
    /// The largest integer up to which `f64` is exact.
    const EXACT: f64 = 9e15;
    let number = value.as_f64().filter(|_| value.is_f64())?;
    (number.fract() == 0.0 && number.abs() < EXACT).then_some(number as i64)
}
