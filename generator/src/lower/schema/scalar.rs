//! Integers, numbers and strings, by their `format` and bounds.

use super::facts::Facts;
use crate::model::{Integer, Number, Text};

/// The integer type that holds every value the schema allows.
///
/// A `format` decides unless the bounds contradict it. Without one it is 64 bits, unsigned only when a bound needs it:
/// a `minimum` of 0 alone does not change the type, so that loosening it later does not either. `None` when no type
/// holds them all.
pub(super) fn integer(facts: &Facts) -> Option<Integer> {
    let by_format = match facts.format.as_deref() {
        Some("int8") => Some(Integer::I8),
        Some("int16") => Some(Integer::I16),
        Some("int32") => Some(Integer::I32),
        Some("int64") => Some(Integer::I64),
        Some("uint8") => Some(Integer::U8),
        Some("uint16") => Some(Integer::U16),
        Some("uint" | "uint32") => Some(Integer::U32),
        Some("uint64") => Some(Integer::U64),
        _ => None,
    };
    let (low, high) = (facts.minimum, facts.maximum);
    let fits = |kind: &Integer| {
        let (least, most) = bounds(*kind);
        let holds = |bound: Option<f64>| bound.is_none_or(|bound| bound >= least && bound <= most);
        holds(low) && holds(high)
    };
    let wanted = by_format.unwrap_or(Integer::I64);
    // A bound that is the very edge of a wider type only says that type's name. Without a lower one, negative numbers
    // are among the values.
    let unsigned = low.is_some() || by_format == Some(Integer::U64);
    [wanted, Integer::I64, Integer::U64]
        .into_iter()
        .filter(|kind| *kind != Integer::U64 || unsigned)
        .find(fits)
        .or(by_format)
}

#[allow(
    clippy::cast_precision_loss,
    reason = "bounds are compared as the description's own floating point numbers"
)]
fn bounds(kind: Integer) -> (f64, f64) {
    match kind {
        Integer::I8 => (f64::from(i8::MIN), f64::from(i8::MAX)),
        Integer::I16 => (f64::from(i16::MIN), f64::from(i16::MAX)),
        Integer::I32 => (f64::from(i32::MIN), f64::from(i32::MAX)),
        Integer::I64 => (i64::MIN as f64, i64::MAX as f64),
        Integer::U8 => (0.0, f64::from(u8::MAX)),
        Integer::U16 => (0.0, f64::from(u16::MAX)),
        Integer::U32 => (0.0, f64::from(u32::MAX)),
        Integer::U64 => (0.0, u64::MAX as f64),
    }
}

/// The precision of a number.
pub(super) fn number(facts: &Facts) -> Number {
    match facts.format.as_deref() {
        Some("float" | "float32") => Number::F32,
        _ => Number::F64,
    }
}

/// What a string holds. An unknown format says nothing about the type: it is text.
pub(super) fn text(facts: &Facts) -> Text {
    match facts.format.as_deref() {
        Some("date-time") => Text::DateTime,
        Some("date") => Text::Date,
        Some("time") => Text::Time,
        Some("duration") => Text::Duration,
        Some("uuid") => Text::Uuid,
        Some("ipv4") => Text::Ipv4,
        Some("ipv6") => Text::Ipv6,
        Some("ip") => Text::Ip,
        Some("byte" | "base64") => Text::Base64,
        Some("binary") => Text::Binary,
        Some("password") => Text::Secret,
        _ => Text::Plain,
    }
}
