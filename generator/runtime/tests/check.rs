//! How an example is held against its type.

#![allow(dead_code, reason = "a description needs some of these")]

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Number, Value};

/// Reads a date and time as an instant, where the crate has such a type.
pub type Instant = fn(&str) -> Option<i128>;

/// The example is a value of the type.
pub fn reads<T: DeserializeOwned>(example: &str) {
    if let Err(error) = serde_json::from_str::<T>(example) {
        panic!("the example is not of its type: {error}");
    }
}

/// The example is a value of the type, and is encoded unchanged except for defaults that it omits.
pub fn returns<T: Serialize + DeserializeOwned>(example: &str, instant: Instant) {
    let read: T = match serde_json::from_str(example) {
        Ok(read) => read,
        Err(error) => panic!("the example is not of its type: {error}"),
    };
    let example: Value = serde_json::from_str(example).expect("what was read is JSON");
    // By way of text: a number of 32 bits has other digits as one of 64.
    let written = serde_json::to_string(&read).expect("what was read can be written");
    let written: Value = serde_json::from_str(&written).expect("what was written is JSON");
    let mut lost = Vec::new();
    compare(&example, &written, "", instant, &mut lost);
    assert!(
        lost.is_empty(),
        "not written as it was read: {}",
        lost.join(", ")
    );
}

/// Collects the places where `written` has not what `example` has.
fn compare(example: &Value, written: &Value, at: &str, instant: Instant, lost: &mut Vec<String>) {
    match (example, written) {
        (Value::Object(example), Value::Object(written)) => {
            for (name, value) in example {
                let at = format!("{at}.{name}");
                match written.get(name) {
                    Some(written) => compare(value, written, &at, instant, lost),
                    None if value.is_null() => {}
                    None => lost.push(at),
                }
            }
        }
        (Value::Array(example), Value::Array(written)) if example.len() == written.len() => {
            for (index, (value, written)) in example.iter().zip(written).enumerate() {
                compare(value, written, &format!("{at}[{index}]"), instant, lost);
            }
        }
        (Value::Number(one), Value::Number(other)) if is_same_number(one, other) => {}
        (Value::String(one), Value::String(other)) if is_same_text(one, other, instant) => {}
        (example, written) if example == written => {}
        _ => lost.push(if at.is_empty() {
            "the whole".to_owned()
        } else {
            at.to_owned()
        }),
    }
}

/// Whether two numbers are the same, as far as 32 bits can tell: `format: float` has no more.
fn is_same_number(one: &Number, other: &Number) -> bool {
    match (one.as_f64(), other.as_f64()) {
        (Some(one), Some(other)) => (one - other).abs() <= one.abs() * f64::from(f32::EPSILON),
        _ => one == other,
    }
}

/// Whether two texts say the same: instants in two time zones, or identifiers in two cases.
fn is_same_text(one: &str, other: &str, instant: Instant) -> bool {
    one == other
        || one.eq_ignore_ascii_case(other) && one.len() == 36
        || instant(one).is_some() && instant(one) == instant(other)
}
