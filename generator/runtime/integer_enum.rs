//! Enums of integers: open ones, which keep unknown values, and closed ones, which reject them.

/// Implements conversions, `Display`, `Serialize` and `Deserialize` for an enum of integers.
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
                let value = <i64 as ::serde::Deserialize>::deserialize(deserializer).map(Self::from)?;
                if matches!(value, Self::$unknown(_)) {
                    $crate::runtime::unread::count();
                }
                Ok(value)
            }
        }
    };

    ($type:ident { $($variant:ident = $number:literal),* $(,)? }) => {
        impl TryFrom<i64> for $type {
            type Error = ::serde::de::value::Error;

            fn try_from(value: i64) -> Result<Self, ::serde::de::value::Error> {
                match value {
                    $($number => Ok(Self::$variant),)*
                    other => Err(::serde::de::Error::invalid_value(
                        ::serde::de::Unexpected::Signed(other),
                        &concat!("one of", $(" ", $number),*),
                    )),
                }
            }
        }

        impl From<&$type> for i64 {
            fn from(value: &$type) -> Self {
                match value {
                    $($type::$variant => $number,)*
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
                let value = <i64 as ::serde::Deserialize>::deserialize(deserializer)?;
                Self::try_from(value).map_err(::serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use integer_enum;
