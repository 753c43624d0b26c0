//! JSON texts: what types are read from them.

use serde::de::DeserializeOwned;

use super::lenient::{self, Lenient};

/// What some programs begin a text with (RFC 8259, section 8.1: a reader may pass it over).
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A text without its byte order mark.
pub(crate) fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text)
}

/// What a text holds.
#[allow(dead_code, reason = "a description uses some of these")]
pub(crate) fn read<T: DeserializeOwned>(text: &[u8]) -> Result<T, serde_json::Error> {
    read_or(text, |_, error| error)
}

/// What a text holds, or what `explain` makes of the error and of the text in which it has its place.
pub(crate) fn read_or<T: DeserializeOwned, E>(
    text: &[u8],
    explain: impl FnOnce(&[u8], serde_json::Error) -> E,
) -> Result<T, E> {
    let text = without_mark(text);
    lenient::met_large();
    let read = parse(text);
    if lenient::met_large()
        && let Some(text) = with_whole_numbers(text)
    {
        return parse(&text).map_err(|error| explain(&text, error));
    }
    read.map_err(|error| explain(text, error))
}

/// What a text holds that is read as it is.
pub(crate) fn parse<T: DeserializeOwned>(text: &[u8]) -> Result<T, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let value = T::deserialize(Lenient(&mut deserializer))?;
    deserializer.end()?;
    Ok(value)
}

/// The text with its large whole numbers written without a fraction and an exponent: `9007199254740993.0` is not the same
/// number as an `f64`. `None` when it has none.
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

/// How long the string is that a text begins with.
fn string_length(text: &[u8]) -> usize {
    let mut is_escaped = false;
    let end = text.iter().skip(1).position(|byte| {
        let ends = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 2)
}

/// So many digits has the largest integer.
const MAX_DIGITS: usize = 20;

/// A number that is written with a fraction or an exponent, and has no fraction, in digits; `None` for any other token, and for
/// numbers that are exact as they are.
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
    // Shorter ones are exact as `f64`, and may be of any type.
    if !(10..=MAX_DIGITS).contains(&length) {
        return None;
    }
    let digits = all.bytes().chain(std::iter::repeat(b'0'));
    let digits = digits.skip(leading).take(length);
    Some(sign.bytes().chain(digits).collect())
}
