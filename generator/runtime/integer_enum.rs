//! Enums of whole numbers that keep values their description does not name.

/// Writes what an enum of whole numbers needs: conversions, text, `Serialize` and `Deserialize`.
macro_rules! integer_enum {
    ($type:ident { $($variant:ident = $number:literal),* $(,)? } $unknown:ident) => {
        impl From<i64> for $type {
            fn from(value: i64) -> Self {
                match value {
                    $($number => Self::$variant,)*
                    other => Self::$unknown(other),
                }
            }
        }

        impl From<&$type> for i64 {
            fn from(value: &$type) -> Self {
                match value {
                    $($type::$variant => $number,)*
                    $type::$unknown(other) => *other,
                }
            }
        }

        impl ::std::fmt::Display for $type {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&i64::from(self), formatter)
            }
        }

        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i64(i64::from(self))
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <i64 as ::serde::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }
    };
}

pub(crate) use integer_enum;
