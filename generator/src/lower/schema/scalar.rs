//! Integer, number and string types, chosen by `format` and bounds.

use super::facts::Facts;
use crate::model::{Integer, Number, Text};

/// Returns the integer type that holds every value the schema allows, or `None` if no type does.
///
/// The `format` decides, unless the bounds contradict it. Without a format the type is `i64`, or
/// `u64` only if a bound needs it: a `minimum` of 0 alone does not change the type, so that
/// removing it later does not either.
pub(super) fn integer(facts: &Facts) -> Option<Integer> {
    let by_format = match facts.format.as_deref() {
        Some("int8") => Some(Integer::I8),
        Some("int16") => Some(Integer::I16),
        Some("int32") => Some(Integer::I32),
        Some("int64") => Some(Integer::I64),
        Some("uint8") => Some(Integer::U8),
        Some("uint16") => Some(Integer::U16),
        Some("uint32") => Some(Integer::U32),
        // The width is unspecified: Rust libraries such as `schemars` write `usize` like this.
        Some("uint" | "uint64") => Some(Integer::U64),
        // Only bounds can show that fewer bits suffice.
        Some("int128" | "uint128") if facts.minimum.is_none() || facts.maximum.is_none() => {
            return None;
        }
        _ => None,
    };
    let (low, high) = (facts.minimum, facts.maximum);
    let fits = |kind: &Integer| {
        let (least, most) = bounds(*kind);
        // As a float, the maximum of a 64-bit integer rounds up to a value beyond it.
        let last = if most < 1e18 { most } else { most.next_down() };
        let begins = low.is_none_or(|low| low >= least && low <= last);
        let ends = high.is_none_or(|high| high >= least && high <= most);
        // Negative numbers are excluded only by a bound or by the format.
        let may_be_negative = *kind == Integer::U64 && low.is_none() && !is_unsigned(by_format);
        begins && ends && !may_be_negative
    };
    let wanted = by_format.unwrap_or(Integer::I64);
    // Bounds that equal the limits of a wider type merely name that type.
    [wanted, Integer::I64, Integer::U64]
        .into_iter()
        .find(fits)
        .or(by_format)
}

fn is_unsigned(integer: Option<Integer>) -> bool {
    matches!(
        integer,
        Some(Integer::U8 | Integer::U16 | Integer::U32 | Integer::U64)
    )
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

/// Returns the content type of a string. An unknown format is plain text.
pub(super) fn text_kind(facts: &Facts) -> Text {
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
