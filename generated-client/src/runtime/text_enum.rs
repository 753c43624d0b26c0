//! Enums of strings: open ones, which keep unknown values, and closed ones, which reject them.

#![allow(dead_code, reason = "a crate uses what its description needs")]

/// Implements the conversions from and to text, `Serialize` and `Deserialize` for an enum of
/// strings.
macro_rules! text_enum {
    ($type:ident { $($variant:ident = $text:literal),* $(,)? } $unknown:ident) => {
        impl $type {
            /// The values that the description names.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the string of the description.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::$unknown(value) => value,
                }
            }

            fn known(value: &str) -> Option<Self> {
                match value {
                    $($text => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        impl From<&str> for $type {
            fn from(value: &str) -> Self {
                Self::known(value).unwrap_or_else(|| Self::$unknown(value.to_owned()))
            }
        }

        impl From<String> for $type {
            fn from(value: String) -> Self {
                Self::known(&value).unwrap_or(Self::$unknown(value))
            }
        }

        impl ::std::str::FromStr for $type {
            type Err = ::std::convert::Infallible;

            fn from_str(value: &str) -> Result<Self, <Self as ::std::str::FromStr>::Err> {
                Ok(Self::from(value))
            }
        }

        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::fmt::Display for $type {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::text_enum::decode_text(deserializer, Self::known)
            }
        }
    };

    ($type:ident { $($variant:ident = $text:literal),* $(,)? }) => {
        impl $type {
            /// The values that the description names.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the string of the description.
            pub fn as_str(&self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }

            fn known(value: &str) -> Option<Self> {
                match value {
                    $($text => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        impl ::std::str::FromStr for $type {
            type Err = $crate::UnknownValueError;

            fn from_str(value: &str) -> Result<Self, <Self as ::std::str::FromStr>::Err> {
                Self::known(value).ok_or_else(|| $crate::UnknownValueError::new(value, &[$($text),*]))
            }
        }

        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::fmt::Display for $type {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::text_enum::one_of(deserializer, Self::known, &[$($text),*])
            }
        }
    };
}

pub(crate) use text_enum;

use std::fmt;

use serde::Deserializer;
use serde::de::{Error, Visitor};

/// Decodes a string, and copies it only if the type keeps it.
pub(crate) fn decode_text<'de, D, T>(
    deserializer: D,
    known: fn(&str) -> Option<T>,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: for<'a> From<&'a str>,
{
    deserializer.deserialize_str(Text {
        known,
        names: &[],
        other: Some(|value| {
            super::unread::count();
            T::from(value)
        }),
    })
}

/// Decodes a string that must be known.
pub(crate) fn one_of<'de, D, T>(
    deserializer: D,
    known: fn(&str) -> Option<T>,
    names: &'static [&'static str],
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
{
    deserializer.deserialize_str(Text {
        known,
        names,
        other: None,
    })
}

struct Text<T> {
    known: fn(&str) -> Option<T>,
    names: &'static [&'static str],
    /// The conversion of an unknown value, if it is kept.
    other: Option<fn(&str) -> T>,
}

impl<T> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        let known = (self.known)(value);
        known
            .or_else(|| self.other.map(|other| other(value)))
            .ok_or_else(|| E::unknown_variant(value, self.names))
    }
}
