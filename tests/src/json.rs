//! When two JSON values are the same.

use serde_json::{Number, Value};

/// Where two values differ first, as a pointer; `None` when they are the same. Numbers are compared by what they count,
/// whether written as `1` or `1.0`; the order of members means nothing.
#[must_use]
pub fn difference(one: &Value, other: &Value) -> Option<String> {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => (!same_number(one, other)).then(String::new),
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => one
            .iter()
            .zip(other)
            .enumerate()
            .find_map(|(index, (one, other))| Some(format!("/{index}{}", difference(one, other)?))),
        (Value::Object(one), Value::Object(other)) => {
            let names = one.keys().chain(other.keys());
            names.into_iter().find_map(|name| {
                let rest = match (one.get(name), other.get(name)) {
                    (Some(one), Some(other)) => difference(one, other)?,
                    _ => String::new(),
                };
                Some(format!("/{name}{rest}"))
            })
        }
        (one, other) => (one != other).then(String::new),
    }
}

/// Whether two numbers are the same: exactly as integers where both are, else as floating point numbers.
#[allow(
    clippy::float_cmp,
    reason = "what is decoded and encoded again is the same"
)]
fn same_number(one: &Number, other: &Number) -> bool {
    one == other
        || (one.is_f64() || other.is_f64())
            && one.as_f64().is_some()
            && one.as_f64() == other.as_f64()
}
