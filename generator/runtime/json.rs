//! JSON objects without derives: the JSON names of a struct are in one table beside it.
//!
//! `decode!` and `encode!` implement `Deserialize` and `Serialize` for a struct. They expand to two
//! calls of functions in `json_object.rs` and `json_members.rs`, with tuples of the fields. One
//! visitor serves all structs, and the expansion has neither branches nor `?`: compiling 1,500
//! structs takes a quarter of the time that one visitor for each takes.

/// Implements `Deserialize` for a struct, from its fields and their JSON names, in groups of at
/// most 16. More than 16 groups are in brackets, at most 16 in each.
///
/// An absent field decodes to its type's value for absence: `None`, or an error that names it. A
/// field marked `present` is `None` only if it is absent: its `null` is a value. The 32-bit numbers
/// of a field marked `in_range` must be in range; `rest … as all_in_range` applies that to the map.
/// Unknown names are skipped, or stored in the map named by `rest`. So are, without being stored,
/// the names after `constant` and `received`: their values are the same in every object.
#[allow(unused_macros, reason = "a description uses some of these")]
macro_rules! decode {
    ($type:ident $({ $($field:ident $mode:tt $wire:literal $(= $constant:literal)?),* $(,)? })*
        $(constant { $($fixed:literal = $value:expr),* $(,)? })? $(received { $($passed:literal = $other:expr),* $(,)? })?
        $(in_range { $($ranged:ident),* $(,)? })? $(default { $($defaulted:ident = $default:expr),* $(,)? })?
        $(present { $($present:ident),* $(,)? })?
    ) => {
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::json_object::object(deserializer, &[$($($wire),*),*], &[$($(($fixed, &$value)),*,)? $($(($passed, &$other)),*)?], |($(($($field,)*),)*)| {
                    $($(let $ranged = $crate::runtime::float32::in_range($ranged);)*)?
                    $($(let $defaulted = Option::unwrap_or_else($defaulted, || $default);)*)?
                    $($(let $present = $crate::runtime::absent::Present::into_option($present);)*)?
                    Self { $($($field),*),* }
                })
            }
        }
    };
    ($type:ident $({ $($field:ident $mode:tt $wire:literal $(= $constant:literal)?),* $(,)? })*
        $(constant { $($fixed:literal = $value:expr),* $(,)? })? $(received { $($passed:literal = $other:expr),* $(,)? })?
        $(in_range { $($ranged:ident),* $(,)? })? $(default { $($defaulted:ident = $default:expr),* $(,)? })?
        $(present { $($present:ident),* $(,)? })?
        rest $rest:ident $(as $read:ident)?
    ) => {
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let (($(($($field,)*),)*), $rest) =
                    $crate::runtime::json_object::object_with_rest(deserializer, &[$($($wire),*),*], &[$($(($fixed, &$value)),*,)? $($(($passed, &$other)),*)?])?;
                $(let $rest = $crate::runtime::float32::$read($rest);)?
                $($(let $ranged = $crate::runtime::float32::in_range($ranged);)*)?
                $($(let $defaulted = Option::unwrap_or_else($defaulted, || $default);)*)?
                $($(let $present = $crate::runtime::absent::Present::into_option($present);)*)?
                Ok(Self { $($($field,)*)* $rest })
            }
        }
    };
    ($type:ident $([ $({ $($field:ident $mode:tt $wire:literal $(= $constant:literal)?),* $(,)? })* ])*
        $(constant { $($fixed:literal = $value:expr),* $(,)? })? $(received { $($passed:literal = $other:expr),* $(,)? })?
        $(in_range { $($ranged:ident),* $(,)? })? $(default { $($defaulted:ident = $default:expr),* $(,)? })?
        $(present { $($present:ident),* $(,)? })?
    ) => {
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use $crate::runtime::json_fields::Together;
                $crate::runtime::json_object::object(
                    deserializer,
                    &[$($($($wire),*),*),*],
                    &[$($(($fixed, &$value)),*,)? $($(($passed, &$other)),*)?],
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
        $(constant { $($fixed:literal = $value:expr),* $(,)? })? $(received { $($passed:literal = $other:expr),* $(,)? })?
        $(in_range { $($ranged:ident),* $(,)? })? $(default { $($defaulted:ident = $default:expr),* $(,)? })?
        $(present { $($present:ident),* $(,)? })?
        rest $rest:ident $(as $read:ident)?
    ) => {
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use $crate::runtime::json_fields::Together;
                let (($(Together(($(($($field,)*),)*)),)*), $rest) =
                    $crate::runtime::json_object::object_with_rest(deserializer, &[$($($($wire),*),*),*], &[$($(($fixed, &$value)),*,)? $($(($passed, &$other)),*)?])?;
                $(let $rest = $crate::runtime::float32::$read($rest);)?
                $($(let $ranged = $crate::runtime::float32::in_range($ranged);)*)?
                $($(let $defaulted = Option::unwrap_or_else($defaulted, || $default);)*)?
                $($(let $present = $crate::runtime::absent::Present::into_option($present);)*)?
                Ok(Self { $($($($field,)*)*)* $rest })
            }
        }
    };
}

/// Implements `Serialize` for a struct, from its fields and their JSON names, grouped as for
/// `decode!`. The members after `constant` are written first. A field marked `:` is always written, one marked `?` only if it has a value, and one
/// marked `|` as the constant if it has no value.
#[allow(unused_macros, reason = "a description uses some of these")]
macro_rules! encode {
    ($type:ident $({ $($field:ident $(: $always:literal)? $(? $optional:literal)? $(| $tag:literal = $constant:literal)?),* $(,)? })*
        $(constant { $($fixed:literal = $value:expr),* $(,)? })? $(received { $($passed:tt)* })?
        $(in_range { $($ranged:tt)* })? $(default { $($default:tt)* })? $(present { $($present:tt)* })?
        $(rest $rest:ident $(as $read:ident)?)?
    ) => {
        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::runtime::json_members::write(serializer, &[$($(($fixed, &$value)),*)?], (
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
        $(constant { $($fixed:literal = $value:expr),* $(,)? })? $(received { $($passed:tt)* })?
        $(in_range { $($ranged:tt)* })? $(default { $($default:tt)* })? $(present { $($present:tt)* })?
        $(rest $rest:ident $(as $read:ident)?)?
    ) => {
        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::runtime::json_members::write(serializer, &[$($(($fixed, &$value)),*)?], (
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

/// Implements `Deserialize` and `Serialize` for a struct.
#[allow(unused_macros, reason = "a description uses some of these")]
macro_rules! codec {
    ($($table:tt)*) => {
        $crate::runtime::json::decode! { $($table)* }
        $crate::runtime::json::encode! { $($table)* }
    };
}

#[allow(unused_imports, reason = "a description uses some of these")]
pub(crate) use {codec, decode, encode};
