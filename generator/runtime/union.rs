//! Unions: which variant a value has, and how unknown values are kept.

#![allow(dead_code, reason = "a crate uses what its description needs")]

use serde::de::DeserializeOwned;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::constant::Constant;

/// The condition under which a variant is tried.
pub(crate) enum Guard {
    /// Anything.
    Any,
    /// `true` or `false`.
    Boolean,
    /// An integer.
    Integer,
    /// A number.
    Number,
    /// A string.
    Text,
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// One of these literals, as JSON text.
    Literal(&'static [&'static str]),
    /// A string that is only base64.
    Base64,
    /// A date without a time.
    Date,
    /// A string. A canonical UUID has a higher score; the decoder rejects what is not a UUID.
    Uuid,
    /// A list.
    Array,
    /// An object whose members all have one type.
    Map,
    /// An object with arbitrary members. A variant that names one of them is preferred.
    Open,
    /// An object with all of the first names and any of the second.
    Object(&'static [&'static str], &'static [&'static str]),
    /// The second guard; each of these members, if present, has one of its values, as JSON writes
    /// them.
    Constant(
        &'static [(&'static str, &'static [&'static str])],
        &'static Guard,
    ),
    /// Any of these guards.
    Either(&'static [Guard]),
    /// A guard that is preferred to others with an equal score.
    Preferred(&'static Guard),
}

impl Guard {
    /// Returns the score of a value; `None` if it does not match. Higher is better.
    fn fit(&self, value: &Value) -> Option<usize> {
        /// A score above that of any number of properties.
        const EXACT: usize = usize::MAX;
        match (self, value) {
            (Self::Either(guards), value) => {
                guards.iter().filter_map(|guard| guard.fit(value)).max()
            }
            // A known name scores two, so this weighs less than one name.
            (Self::Preferred(guard), value) => guard.fit(value).map(|fit| fit.saturating_add(1)),
            (Self::Literal(literals), value) => is_literal(value, literals).then_some(EXACT),
            (Self::Constant(constants, guard), value) => {
                let fits = constants.iter().all(|(name, literals)| {
                    value
                        .get(name)
                        .is_none_or(|member| is_literal(member, literals))
                });
                fits.then(|| guard.fit(value)).flatten()
            }
            (Self::Any, Value::Object(members)) => Some(usize::from(!members.is_empty()) * 2),
            (Self::Any, _) => Some(0),
            (Self::Boolean, Value::Bool(_)) | (Self::Array, Value::Array(_)) => Some(1),
            (Self::Text, Value::String(_)) => Some(1),
            (Self::Number, Value::Number(number)) => is_exact(number).then_some(1),
            (Self::Date, Value::String(text)) => is_date(text).then_some(1),
            (Self::Uuid, Value::String(text)) => Some(usize::from(is_canonical_uuid(text))),
            (Self::Base64, Value::String(text)) => is_base64(text).then_some(1),
            (Self::Map | Self::Open, Value::Object(members)) => {
                Some(usize::from(!members.is_empty()) * 2)
            }
            // `5.0` is an integer as well, but a variant for numbers comes first: it keeps the text.
            (Self::Integer, Value::Number(number)) if is_whole(number) => {
                Some(if number.is_f64() { 0 } else { 2 })
            }
            (Self::OneOf(texts), Value::String(text)) => {
                texts.contains(&text.as_str()).then_some(EXACT)
            }
            (Self::Object(required, optional), Value::Object(members)) => {
                let has = |name: &&&str| members.contains_key(**name);
                let complete = required.iter().all(|name| members.contains_key(*name));
                let known = || required.len() + optional.iter().filter(has).count();
                // Odd, so that an object with arbitrary members (2) ranks between a variant that
                // knows none of the names (1) and one that knows one (3).
                complete.then(|| 1 + 2 * known())
            }
            _ => None,
        }
    }

    /// Whether a constant that the value does not have would distinguish two variants.
    fn is_undecided(&self, other: &Self, value: &Value) -> bool {
        let others = other.constants();
        self.constants().iter().any(|(name, literals)| {
            let mut others = others.iter().filter(|(other, _)| other == name);
            // Several variants may allow `null` instead of their constant.
            let is_shared = |others: &[&str]| {
                let mut own = literals.iter().filter(|it| **it != "null");
                own.any(|it| others.contains(it))
            };
            let differs = others.any(|(_, others)| !is_shared(others));
            differs && value.get(name).is_none_or(Value::is_null)
        })
    }

    fn constants(&self) -> &'static [(&'static str, &'static [&'static str])] {
        match self {
            Self::Constant(constants, _) => constants,
            Self::Preferred(guard) => guard.constants(),
            _ => &[],
        }
    }
}

/// Whether a value equals one of these literals (JSON text). `5.0` equals `5`.
fn is_literal(value: &Value, literals: &[&str]) -> bool {
    let text = match value {
        Value::Number(number) if number.is_f64() => match number.as_f64() {
            Some(whole) if whole.fract() == 0.0 => format!("{whole:.0}"),
            _ => number.to_string(),
        },
        Value::Number(_) | Value::Bool(_) | Value::Null | Value::String(_) => value.to_string(),
        Value::Array(_) | Value::Object(_) => return false,
    };
    literals.contains(&text.as_str())
}

/// Whether a number is an integer; `5.0` is one.
fn is_whole(number: &serde_json::Number) -> bool {
    let float = number.as_f64().filter(|_| number.is_f64());
    float.is_none_or(|float| super::lenient::whole(float).is_some())
}

/// Whether `f64` represents a number exactly.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "that is what is asked"
)]
fn is_exact(number: &serde_json::Number) -> bool {
    match (number.as_u64(), number.as_i64()) {
        (Some(whole), _) => whole as f64 as u128 == u128::from(whole),
        (None, Some(whole)) => whole as f64 as i128 == i128::from(whole),
        (None, None) => true,
    }
}

/// Whether a text is only a date (RFC 3339, full-date): parsers accept a date with a time, too, and
/// drop the time.
fn is_date(text: &str) -> bool {
    let is_fit = |(index, byte): (usize, u8)| match index {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    text.len() == 10 && text.bytes().enumerate().all(is_fit)
}

/// Whether a UUID has its canonical form (RFC 9562, section 4).
fn is_canonical_uuid(text: &str) -> bool {
    let is_fit = |(index, byte): (usize, u8)| match index {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
    };
    text.len() == 36 && text.bytes().enumerate().all(is_fit)
}

/// Whether the decoded bytes encode to the same text: other texts, such as UUIDs, only look like
/// base64.
fn is_base64(text: &str) -> bool {
    let letters = text.trim_end_matches('=');
    let is_padded =
        text.as_bytes().chunks_exact(4).remainder().is_empty() && text.len() - letters.len() <= 2;
    let value = |letter: u8| match letter {
        b'A'..=b'Z' => Some(letter - b'A'),
        b'a'..=b'z' => Some(letter - b'a' + 26),
        b'0'..=b'9' => Some(letter - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let unused = match text.len() - letters.len() {
        0 => 0,
        1 => 0b11,
        _ => 0b1111,
    };
    let last = letters.bytes().last().and_then(value);
    let is_exact = last.is_none_or(|last| last & unused == 0);
    is_padded && is_exact && letters.bytes().all(|letter| value(letter).is_some())
}

/// A variant: its guard and its decoder.
pub(crate) type Candidate<T> = (Guard, fn(&Value) -> Option<T>);

/// Decodes a value as the variant that reads most of it. Among equals, the best score wins.
///
/// Returns `None` if two variants are equal in both, and differ only in a constant that the value
/// does not have.
pub(crate) fn choose<T>(value: &Value, variants: &[Candidate<T>]) -> Option<T> {
    let fitting = fitting(value, variants);
    let attempts = fitting.iter().map(|(variant, _)| attempt(value, variant));
    let least = super::unread::least(attempts)?;
    let (best, fit) = fitting.get(least.position)?;
    let mut others = fitting
        .iter()
        .enumerate()
        .filter(|(position, (other, other_fit))| {
            *position != least.position && other_fit == fit && best.0.is_undecided(&other.0, value)
        });
    let is_alike = |(_, (other, _)): (usize, &(&Candidate<T>, usize))| {
        let again = || super::unread::least(std::iter::once_with(|| attempt(value, other)));
        super::unread::is_deep() || again().is_some_and(|other| other.unread <= least.unread)
    };
    if others.any(is_alike) {
        return None;
    }
    super::unread::add(least.unread);
    Some(least.read)
}

/// Decodes a value as a variant. Also returns how much of the value was not understood.
fn attempt<T>(value: &Value, (guard, read): &Candidate<T>) -> (Option<T>, usize) {
    let read = read(value);
    // A variant that accepts anything counts as reading nothing, so that one that knows a part of
    // the value is preferred.
    let more = match (guard, value) {
        (Guard::Open | Guard::Any, Value::Object(members)) => members.len(),
        (Guard::Any, _) => usize::MAX,
        _ => 0,
    };
    (read, more)
}

/// Whether a member is a tag. The comparison is exact: `"2"` is not 2.
pub(crate) fn is_tag(found: Option<&Value>, tag: impl Constant) -> bool {
    found.is_some_and(|found| tag.literal().is(found))
}

/// Returns the variants that match a value with their scores, the best first, equal ones in order.
fn fitting<'v, T>(value: &Value, variants: &'v [Candidate<T>]) -> Vec<(&'v Candidate<T>, usize)> {
    let fits = variants
        .iter()
        .filter_map(|variant| Some((variant, variant.0.fit(value)?)));
    let mut fits: Vec<(&Candidate<T>, usize)> = fits.collect();
    fits.sort_by_key(|(_, fit)| std::cmp::Reverse(*fit));
    fits
}

/// Serializes an object, and adds its tag if it has none.
pub(crate) fn with_tag<T: Serialize, S: Serializer>(
    serializer: S,
    name: &'static str,
    tag: impl Constant,
    value: &T,
) -> Result<S::Ok, S::Error> {
    let mut value = super::finite::to_value(value).map_err(serde::ser::Error::custom)?;
    match &mut value {
        Value::Object(members) if members.get(name).is_none_or(Value::is_null) => {
            let tag = serde_json::to_value(tag.literal()).map_err(serde::ser::Error::custom)?;
            members.insert(name.to_owned(), tag);
        }
        _ => {}
    }
    value.serialize(serializer)
}

/// Decodes a value with an unknown tag as the variant for such values, if there is one.
pub(crate) fn otherwise<T: DeserializeOwned>(value: &Value) -> Option<T> {
    let attempt = || (super::lenient::read(value).ok(), 0);
    let least = super::unread::least(std::iter::once_with(attempt))?;
    super::unread::add(least.unread);
    Some(least.read)
}

/// Returns the key of `members` that an object has, if it has exactly one of them. The flag of a
/// member says whether objects with its key may have further members; if not, they do not match.
pub(crate) fn selecting(value: &Value, members: &[(&'static str, bool)]) -> Option<&'static str> {
    let object = value.as_object()?;
    let mut known = members.iter().filter(|(key, _)| object.contains_key(*key));
    let (key, is_open) = known.next()?;
    let is_one = known.next().is_none() && (*is_open || object.len() == 1);
    is_one.then_some(*key)
}

/// Decodes the member of an object that selects its variant. Further members count as skipped.
pub(crate) fn read_member<T: DeserializeOwned, E: serde::de::Error>(
    mut value: Value,
    key: &'static str,
) -> Result<T, E> {
    let members = value.as_object_mut();
    let (member, others) = members
        .map(|members| (members.remove(key), members.len()))
        .unwrap_or_default();
    super::unread::add(others);
    super::placed::read_member(key, member.unwrap_or_default())
}

/// Serializes an object with one member.
pub(crate) fn in_member<T: Serialize, S: Serializer>(
    serializer: S,
    key: &'static str,
    value: &T,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry(key, value)?;
    map.end()
}

/// Returns early with the variant of a string, or of the only member of an object. `{ "key" }` is an
/// object with only this member, `{ "key", .. }` one that may have others.
#[allow(unused_macros, reason = "a description uses some of these")]
macro_rules! by_word_or_member {
    ($value:ident
        $(words { $($word:ident = $text:literal),* $(,)? })?
        $(members { $($member:ident = { $key:literal $(, $open:tt)? } $(=> $read:ident)?),* $(,)? })?
    ) => {
        $($(if $value.as_str() == Some($text) {
            return Ok(Self::$word);
        })*)?
        $(
            let members = &[$(($key, $crate::runtime::union::is_open!($($open)?))),*];
            if let Some(key) = $crate::runtime::union::selecting(&$value, members) {
                $(if key == $key {
                    let read = $crate::runtime::union::read_member($value, $key)?;
                    $(let read = $crate::runtime::float32::$read(read);)?
                    return Ok(Self::$member(read));
                })*
            }
        )?
    };
}

/// Whether objects of a variant may have other members.
#[allow(unused_macros, reason = "a description uses some of these")]
macro_rules! is_open {
    () => {
        false
    };
    (..) => {
        true
    };
}

/// Implements `Deserialize` for a union with a tag.
///
/// A value without a known tag is decoded as one of the variants with an `or` guard, else as the
/// one after `else`, else it is kept as JSON. `=> in_range` marks numbers of 32 bits outside of
/// structs and unions: a larger one is an error instead of infinity.
#[allow(unused_macros, reason = "a description uses some of these")]
macro_rules! decode_tagged {
    ($type:ident by $tag:literal $(else $default:ident $(=> $default_read:ident)?)?
    $(words $words:tt)? {
        $($variant:ident
            $(= $first:literal $(| $other:literal)* $(=> $tagged_read:ident)?)?
            $(or $guard:expr $(=> $read:ident)?)?
        ),* $(,)?
    } $unknown:ident) => {
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[allow(unused_imports, reason = "few unions have variants by their looks")]
                use $crate::runtime::union::Guard;
                let value = <::serde_json::Value as ::serde::Deserialize>::deserialize(deserializer)?;
                $crate::runtime::union::by_word_or_member!(value $(words $words)?);
                let found = value.get($tag);
                $($(if $crate::runtime::union::is_tag(found, $first) $(|| $crate::runtime::union::is_tag(found, $other))* {
                    let read = $crate::runtime::placed::read(value)?;
                    $(let read = $crate::runtime::float32::$tagged_read(read);)?
                    return Ok(Self::$variant(read));
                })?)*
                $crate::runtime::union::by_looks!(value, Self $($($variant = $guard $(=> $read)?,)?)*);
                $(if let Some(read) = $crate::runtime::union::otherwise(&value) {
                    $(let read = $crate::runtime::float32::$default_read(read);)?
                    return Ok(Self::$default(read));
                })?
                $crate::runtime::unread::count();
                Ok(Self::$unknown(value))
            }
        }
    };
}

/// Returns early with the variant that matches a value without a known tag, if any.
#[allow(unused_macros, reason = "a description uses some of these")]
macro_rules! by_looks {
    ($value:ident, $type:ident) => {};
    ($value:ident, $type:ident $($variant:ident = $guard:expr $(=> $read:ident)?,)+) => {
        let variants: &[$crate::runtime::union::Candidate<$type>] = &[
            $(($guard, |value| {
                let read = $crate::runtime::lenient::read(value).ok()?;
                $(let read = $crate::runtime::float32::$read(read);)?
                Some($type::$variant(read))
            })),+
        ];
        if let Some(read) = $crate::runtime::union::choose(&$value, variants) {
            return Ok(read);
        }
    };
}

/// Implements `Deserialize` for a union without a tag, by the guards of its variants.
///
/// A value that matches none is kept as JSON. The numbers of a variant marked `=> in_range` have 32
/// bits: a value with a larger one does not match.
#[allow(unused_macros, reason = "a description uses some of these")]
macro_rules! decode_untagged {
    ($type:ident $(words $words:tt)? $(members $members:tt)? {
        $($variant:ident = $guard:expr $(=> $read:ident)?),* $(,)?
    } $unknown:ident) => {
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[allow(unused_imports, reason = "not every union uses a guard with a name")]
                use $crate::runtime::union::Guard;
                let value = <::serde_json::Value as ::serde::Deserialize>::deserialize(deserializer)?;
                $crate::runtime::union::by_word_or_member!(value $(words $words)? $(members $members)?);
                $crate::runtime::union::by_looks!(value, Self $($variant = $guard $(=> $read)?,)*);
                $crate::runtime::unread::count();
                Ok(Self::$unknown(value))
            }
        }
    };
}

/// Implements `Serialize` for a union: each variant as its string, as an object with its member, or
/// as its value, with its tag if the value does not have it.
#[allow(unused_macros, reason = "a description uses some of these")]
macro_rules! encode_union {
    ($type:ident
        $(words { $($word:ident = $text:literal),* $(,)? })?
        $(members { $($member:ident = { $key:literal }),* $(,)? })?
        { $($variant:ident $(+ $tag:literal = $value:literal)?),* $(,)? }
    $unknown:ident) => {
        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $($(Self::$word => serializer.serialize_str($text),)*)?
                    $($(Self::$member(value) => {
                        $crate::runtime::union::in_member(serializer, $key, value)
                    })*)?
                    $(Self::$variant(value) => {
                        $(return $crate::runtime::union::with_tag(serializer, $tag, $value, value);)?
                        #[allow(unreachable_code, reason = "a variant without a tag to add")]
                        ::serde::Serialize::serialize(value, serializer)
                    })*
                    Self::$unknown(value) => ::serde::Serialize::serialize(value, serializer),
                }
            }
        }
    };
}

#[allow(unused_imports, reason = "a description uses some of these")]
pub(crate) use {
    by_looks, by_word_or_member, decode_tagged, decode_untagged, encode_union, is_open,
};
