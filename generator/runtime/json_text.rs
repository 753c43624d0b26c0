//! Decoding of JSON text.

use serde::de::DeserializeOwned;

use super::lenient::{self, Lenient};

/// The byte order mark, which some programs write (RFC 8259, section 8.1: a parser may ignore it).
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Removes the byte order mark.
pub(crate) fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text)
}

/// Decodes a text.
#[allow(dead_code, reason = "a description uses some of these")]
pub(crate) fn read<T: DeserializeOwned>(text: &[u8]) -> Result<T, serde_json::Error> {
    read_or(text, |_, error| error)
}

/// Decodes a text. `explain` converts the error, with the text that its line and column refer to.
pub(crate) fn read_or<T: DeserializeOwned, E>(
    text: &[u8],
    explain: impl FnOnce(&[u8], serde_json::Error) -> E,
) -> Result<T, E> {
    let text = without_mark(text);
    lenient::met_large();
    let read = parse(text);
    if !lenient::met_large() {
        return read.map_err(|error| explain(text, error));
    }
    match with_whole_numbers(text) {
        Some(text) => parse(&text).map_err(|error| explain(&text, error)),
        None => read.map_err(|error| explain(text, error)),
    }
}

/// Decodes a text unchanged.
pub(crate) fn parse<T: DeserializeOwned>(text: &[u8]) -> Result<T, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let value = T::deserialize(Lenient(&mut deserializer))?;
    deserializer.end()?;
    Ok(value)
}

/// Rewrites large integers that have a fraction or an exponent to digits: `9007199254740993.0` is
/// not the same number as an `f64`. `None` if there is none.
#[cold]
fn with_whole_numbers(text: &[u8]) -> Option<Vec<u8>> {
    let mut written = Vec::with_capacity(text.len());
    let mut rest = text;
    let mut is_changed = false;
    while let Some(first) = rest.first() {
        let length = match first {
            b'"' => string_length(rest),
            b'-' | b'0'..=b'9' => rest
                .iter()
                .take_while(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'))
                .count(),
            _ => 1,
        };
        let (token, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        rest = after;
        match whole_number(token) {
            Some(whole) => {
                is_changed = true;
                written.extend_from_slice(&whole);
            }
            None => written.extend_from_slice(token),
        }
    }
    is_changed.then_some(written)
}

/// Returns the length of the string at the beginning of a text.
fn string_length(text: &[u8]) -> usize {
    let mut is_escaped = false;
    let end = text.iter().skip(1).position(|byte| {
        let ends = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 2)
}

/// The number of digits of the largest integer.
const MAX_DIGITS: usize = 20;

/// Converts an integer with a fraction or an exponent to digits; `None` for any other token, and
/// for numbers that are exact as `f64`.
fn whole_number(token: &[u8]) -> Option<Vec<u8>> {
    let token = std::str::from_utf8(token).ok()?;
    let (sign, unsigned) = match token.strip_prefix('-') {
        Some(unsigned) => ("-", unsigned),
        None => ("", token),
    };
    let (digits, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = whole.len() == unsigned.len();
    if is_plain || whole.is_empty() || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let exponent: i32 = exponent.parse().ok()?;
    let all = [whole, fraction].concat();
    let point = i64::try_from(whole.len()).ok()? + i64::from(exponent);
    let point = usize::try_from(point).ok()?;
    if all.bytes().skip(point).any(|digit| digit != b'0') {
        return None;
    }
    let leading = all.bytes().take_while(|digit| *digit == b'0').count();
    let length = point.checked_sub(leading)?;
    // Shorter ones are exact as `f64`, and may have any type.
    if !(10..=MAX_DIGITS).contains(&length) {
        return None;
    }
    let digits = all.bytes().chain(std::iter::repeat(b'0'));
    let digits = digits.skip(leading).take(length);
    Some(sign.bytes().chain(digits).collect())
}
