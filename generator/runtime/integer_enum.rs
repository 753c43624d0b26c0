//! Enums of integers: open ones, which keep unknown values, and closed ones, which reject them.

/// Implements conversions, `Display`, `Serialize` and `Deserialize` for an enum of integers.
macro_rules! integer_enum {
    ($type:ident { $($variant:ident = $number:literal),* $(,)? } $unknown:ident) => {
        impl $type {
            /// The values that the description names.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the integer of the description.
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $number,)*
                    Self::$unknown(other) => *other,
                }
            }
        }

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
                value.as_i64()
            }
        }

        impl From<$type> for i64 {
            fn from(value: $type) -> Self {
                value.as_i64()
            }
        }

        impl ::std::fmt::Display for $type {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i64(), formatter)
            }
        }

        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
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
        impl $type {
            /// The values that the description names.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the integer of the description.
            pub fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $number,)*
                }
            }
        }

        impl TryFrom<i64> for $type {
            type Error = $crate::UnknownValueError;

            fn try_from(value: i64) -> Result<Self, <Self as TryFrom<i64>>::Error> {
                match value {
                    $($number => Ok(Self::$variant),)*
                    other => Err($crate::UnknownValueError::new(other, &[$(stringify!($number)),*])),
                }
            }
        }

        impl From<&$type> for i64 {
            fn from(value: &$type) -> Self {
                value.as_i64()
            }
        }

        impl From<$type> for i64 {
            fn from(value: $type) -> Self {
                value.as_i64()
            }
        }

        impl ::std::fmt::Display for $type {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i64(), formatter)
            }
        }

        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
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
