//! Objects as JSON, without a derive for each: the wire names of a struct stand in one table beside it.
//!
//! `decode!` and `encode!` write `Deserialize` and `Serialize` for a struct. What they expand to is two calls, of
//! functions in `json_object.rs` and `json_members.rs`, with tuples of the fields: one visitor serves all structs, and what is
//! written of each has no `?` and no branch of its own, so a struct costs the compiler little.

/// Writes `Deserialize` for a struct, from its fields and their names on the wire, in groups of at most 16. More than 16
/// groups stand in brackets, at most 16 in each.
///
/// A field without a value is what its type makes of absence: `None`, or an error that names it. One named by `present` is
/// `None` only when it is absent: its `null` is a value. Of one named by `in_range`, numbers of 32 bits must not be larger than
/// that; `rest … as all_in_range` says the same of the map. Names that are not in the table are skipped, or kept in the map
/// named by `rest`.
#[allow(unused_macros, reason = "a description uses some of these")]
macro_rules! decode {
    ($type:ident $({ $($field:ident $mode:tt $wire:literal $(= $constant:literal)?),* $(,)? })*
        $(in_range { $($ranged:ident),* $(,)? })? $(default { $($defaulted:ident = $default:expr),* $(,)? })?
        $(present { $($present:ident),* $(,)? })?
    ) => {
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::json_object::object(deserializer, &[$($($wire),*),*], |($(($($field,)*),)*)| {
                    $($(let $ranged = $crate::runtime::float32::in_range($ranged);)*)?
                    $($(let $defaulted = Option::unwrap_or_else($defaulted, || $default);)*)?
                    $($(let $present = $crate::runtime::absent::Present::into_option($present);)*)?
                    Self { $($($field),*),* }
                })
            }
        }
    };
    ($type:ident $({ $($field:ident $mode:tt $wire:literal $(= $constant:literal)?),* $(,)? })*
        $(in_range { $($ranged:ident),* $(,)? })? $(default { $($defaulted:ident = $default:expr),* $(,)? })?
        $(present { $($present:ident),* $(,)? })?
        rest $rest:ident $(as $read:ident)?
    ) => {
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let (($(($($field,)*),)*), $rest) =
                    $crate::runtime::json_object::object_with_rest(deserializer, &[$($($wire),*),*])?;
                $(let $rest = $crate::runtime::float32::$read($rest);)?
                $($(let $ranged = $crate::runtime::float32::in_range($ranged);)*)?
                $($(let $defaulted = Option::unwrap_or_else($defaulted, || $default);)*)?
                $($(let $present = $crate::runtime::absent::Present::into_option($present);)*)?
                Ok(Self { $($($field,)*)* $rest })
            }
        }
    };
    ($type:ident $([ $({ $($field:ident $mode:tt $wire:literal $(= $constant:literal)?),* $(,)? })* ])*
        $(in_range { $($ranged:ident),* $(,)? })? $(default { $($defaulted:ident = $default:expr),* $(,)? })?
        $(present { $($present:ident),* $(,)? })?
    ) => {
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use $crate::runtime::json_fields::Together;
                $crate::runtime::json_object::object(
                    deserializer,
                    &[$($($($wire),*),*),*],
                    |($(Together(($(($($field,)*),)*)),)*)| {
                        $($(let $ranged = $crate::runtime::float32::in_range($ranged);)*)?
                        $($(let $defaulted = Option::unwrap_or_else($defaulted, || $default);)*)?
                        $($(let $present = $crate::runtime::absent::Present::into_option($present);)*)?
                        Self { $($($($field),*),*),* }
                    },
                )
            }
        }
    };
    ($type:ident $([ $({ $($field:ident $mode:tt $wire:literal $(= $constant:literal)?),* $(,)? })* ])*
        $(in_range { $($ranged:ident),* $(,)? })? $(default { $($defaulted:ident = $default:expr),* $(,)? })?
        $(present { $($present:ident),* $(,)? })?
        rest $rest:ident $(as $read:ident)?
    ) => {
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use $crate::runtime::json_fields::Together;
                let (($(Together(($(($($field,)*),)*)),)*), $rest) =
                    $crate::runtime::json_object::object_with_rest(deserializer, &[$($($($wire),*),*),*])?;
                $(let $rest = $crate::runtime::float32::$read($rest);)?
                $($(let $ranged = $crate::runtime::float32::in_range($ranged);)*)?
                $($(let $defaulted = Option::unwrap_or_else($defaulted, || $default);)*)?
                $($(let $present = $crate::runtime::absent::Present::into_option($present);)*)?
                Ok(Self { $($($($field,)*)*)* $rest })
            }
        }
    };
}

/// Writes `Serialize` for a struct, from its fields and their names on the wire, grouped as for `decode!`.
///
/// A field marked `:` is always written, one marked `?` only when it has a value. One marked `|` is
/// written as the constant when it has no value.
#[allow(unused_macros, reason = "a description uses some of these")]
macro_rules! encode {
    ($type:ident $({ $($field:ident $(: $always:literal)? $(? $optional:literal)? $(| $tag:literal = $constant:literal)?),* $(,)? })*
        $(in_range { $($ranged:tt)* })? $(default { $($default:tt)* })? $(present { $($present:tt)* })?
        $(rest $rest:ident $(as $read:ident)?)?
    ) => {
        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::runtime::json_members::write(serializer, (
                    ($(($(
                        $($crate::runtime::json_members::Always($always, &self.$field))?
                        $($crate::runtime::json_members::IfPresent($optional, &self.$field))?
                        $($crate::runtime::json_members::OrConstant($tag, &self.$field, $constant))?,
                    )*),)*),
                    $($crate::runtime::json_members::Rest(&self.$rest),)?
                ))
            }
        }
    };
    ($type:ident $([ $({ $($field:ident $(: $always:literal)? $(? $optional:literal)? $(| $tag:literal = $constant:literal)?),* $(,)? })* ])+
        $(in_range { $($ranged:tt)* })? $(default { $($default:tt)* })? $(present { $($present:tt)* })?
        $(rest $rest:ident $(as $read:ident)?)?
    ) => {
        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::runtime::json_members::write(serializer, (
                    ($(($(($(
                        $($crate::runtime::json_members::Always($always, &self.$field))?
                        $($crate::runtime::json_members::IfPresent($optional, &self.$field))?
                        $($crate::runtime::json_members::OrConstant($tag, &self.$field, $constant))?,
                    )*),)*),)*),
                    $($crate::runtime::json_members::Rest(&self.$rest),)?
                ))
            }
        }
    };
}

/// Writes both `Deserialize` and `Serialize` for a struct.
#[allow(unused_macros, reason = "a description uses some of these")]
macro_rules! codec {
    ($($table:tt)*) => {
        $crate::runtime::json::decode! { $($table)* }
        $crate::runtime::json::encode! { $($table)* }
    };
}

#[allow(unused_imports, reason = "a description uses some of these")]
pub(crate) use {codec, decode, encode};
