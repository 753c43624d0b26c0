//! Enums that keep values their description does not name.

/// Writes what an enum of strings needs beside `as_str` and `From<String>`: text, `Serialize` and `Deserialize`.
macro_rules! text_enum {
    ($type:ident { $($variant:ident = $text:literal),* $(,)? } $unknown:ident) => {
        impl $type {
            /// The value as it is written on the wire.
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
                $crate::runtime::text_enum::text(deserializer)
            }
        }
    };
}

pub(crate) use text_enum;

use std::fmt;
use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::Visitor;

/// Reads a string, copying it only where the type keeps it.
pub(crate) fn text<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: for<'a> From<&'a str>,
{
    deserializer.deserialize_str(Text(PhantomData))
}

struct Text<T>(PhantomData<T>);

impl<T: for<'a> From<&'a str>> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<E>(self, value: &str) -> Result<T, E> {
        Ok(T::from(value))
    }
}
