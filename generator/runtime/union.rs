//! Values that are one of several types: which one, and what is kept of those that are none.

use serde::{Serialize, Serializer};
use serde_json::Value;

/// What a value must look like to be tried as a variant.
#[allow(dead_code, reason = "a description uses some of these")]
pub(crate) enum Guard {
    /// Anything.
    Any,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A string.
    Text,
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// A list.
    Array,
    /// An object with all of the first and any of the second.
    Object(&'static [&'static str], &'static [&'static str]),
    /// What one of these wants.
    Either(&'static [Guard]),
}

impl Guard {
    /// How well a value fits; `None` when it does not. More is better.
    #[allow(dead_code, reason = "a description may have discriminators only")]
    fn fit(&self, value: &Value) -> Option<usize> {
        /// Better than any count of properties.
        const EXACT: usize = usize::MAX;
        match (self, value) {
            (Self::Either(guards), value) => {
                guards.iter().filter_map(|guard| guard.fit(value)).max()
            }
            (Self::Any, _) => Some(0),
            (Self::Boolean, Value::Bool(_)) | (Self::Array, Value::Array(_)) => Some(1),
            (Self::Text, Value::String(_)) | (Self::Number, Value::Number(_)) => Some(1),
            (Self::Integer, Value::Number(number)) if !number.is_f64() => Some(2),
            (Self::OneOf(texts), Value::String(text)) => {
                texts.contains(&text.as_str()).then_some(EXACT)
            }
            (Self::Object(required, optional), Value::Object(members)) => {
                let has = |name: &&&str| members.contains_key(**name);
                let complete = required.iter().all(|name| members.contains_key(*name));
                complete.then(|| 1 + required.len() + optional.iter().filter(has).count())
            }
            _ => None,
        }
    }
}

/// The positions of the guards that a value fits, the best first, those that fit alike in order.
#[allow(dead_code, reason = "a description may have discriminators only")]
pub(crate) fn candidates(value: &Value, guards: &[Guard]) -> Vec<usize> {
    let fits = guards
        .iter()
        .enumerate()
        .filter_map(|(index, guard)| Some((index, guard.fit(value)?)));
    let mut fits: Vec<(usize, usize)> = fits.collect();
    fits.sort_by_key(|(_, fit)| std::cmp::Reverse(*fit));
    fits.into_iter().map(|(index, _)| index).collect()
}

/// Writes an object with one member more, first.
#[allow(dead_code, reason = "variants may write their tags themselves")]
pub(crate) fn with_tag<T: Serialize, S: Serializer>(
    serializer: S,
    name: &'static str,
    tag: &'static str,
    value: &T,
) -> Result<S::Ok, S::Error> {
    let mut value = super::finite::to_value(value).map_err(serde::ser::Error::custom)?;
    if let Value::Object(members) = &mut value {
        members.insert(name.to_owned(), Value::String(tag.to_owned()));
    }
    value.serialize(serializer)
}

/// Writes `Deserialize` for a union whose variants a member tells apart.
///
/// A value whose tag names no variant is kept as it is.
#[allow(unused_macros, reason = "a description uses some of these")]
macro_rules! decode_tagged {
    ($type:ident by $tag:literal { $($variant:ident = $first:literal $(| $other:literal)*),* $(,)? } $unknown:ident) => {
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = <::serde_json::Value as ::serde::Deserialize>::deserialize(deserializer)?;
                match value.get($tag).and_then(::serde_json::Value::as_str) {
                    $(Some($first $(| $other)*) => {
                        $crate::runtime::placed::read(value).map(Self::$variant)
                    })*
                    _ => Ok(Self::$unknown(value)),
                }
            }
        }
    };
}

/// Writes `Deserialize` for a union whose variants only their looks tell apart.
///
/// A value that is none of them is kept as it is.
#[allow(unused_macros, reason = "a description uses some of these")]
macro_rules! decode_untagged {
    ($type:ident { $($variant:ident = $guard:expr),* $(,)? } $unknown:ident) => {
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #[allow(unused_imports, reason = "not every union uses a guard with a name")]
                use $crate::runtime::union::Guard;
                let value = <::serde_json::Value as ::serde::Deserialize>::deserialize(deserializer)?;
                let decoders: &[fn(&::serde_json::Value) -> Option<Self>] = &[
                    $(|value| ::serde::Deserialize::deserialize(value).ok().map(Self::$variant)),*
                ];
                for index in $crate::runtime::union::candidates(&value, &[$($guard),*]) {
                    if let Some(found) = decoders.get(index).and_then(|decode| decode(&value)) {
                        return Ok(found);
                    }
                }
                Ok(Self::$unknown(value))
            }
        }
    };
}

/// Writes `Serialize` for a union: each variant as what it holds, with its tag where that does not hold it.
#[allow(unused_macros, reason = "a description uses some of these")]
macro_rules! encode_union {
    ($type:ident { $($variant:ident $(+ $tag:literal = $value:literal)?),* $(,)? } $unknown:ident) => {
        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
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
pub(crate) use {decode_tagged, decode_untagged, encode_union};
