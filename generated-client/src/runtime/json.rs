//! Objects as JSON, without a derive for each: the wire names of a struct stand in one table beside it.
//!
//! `decode!` and `encode!` write `Deserialize` and `Serialize` for a struct. What they expand to is two calls of the
//! functions below with tuples of the fields: one visitor serves all structs, so a struct costs the compiler little.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize};

/// Writes `Deserialize` for a struct, from its fields and their names on the wire, in groups of at most 16. More than 16
/// groups stand in brackets, at most 16 in each.
///
/// A field without a value is what its type makes of absence: `None`, or an error that names it. One named by `present` is
/// `None` only when it is absent: its `null` is a value. Names that are not in the table are skipped, or kept in the map
/// named by `rest`.
#[allow(unused_macros, reason = "a description uses some of these")]
macro_rules! decode {
    ($type:ident $({ $($field:ident $mode:tt $wire:literal),* $(,)? })*
        $(default { $($defaulted:ident = $default:expr),* $(,)? })? $(present { $($present:ident),* $(,)? })?
    ) => {
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::json::object(deserializer, &[$($($wire),*),*], |($(($($field,)*),)*)| {
                    $($(let $defaulted = Option::unwrap_or_else($defaulted, || $default);)*)?
                    $($(let $present = $crate::runtime::json::Present::into_option($present);)*)?
                    Self { $($($field),*),* }
                })
            }
        }
    };
    ($type:ident $({ $($field:ident $mode:tt $wire:literal),* $(,)? })*
        $(default { $($defaulted:ident = $default:expr),* $(,)? })? $(present { $($present:ident),* $(,)? })?
        rest $rest:ident
    ) => {
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let (($(($($field,)*),)*), $rest) =
                    $crate::runtime::json::object_with_rest(deserializer, &[$($($wire),*),*])?;
                $($(let $defaulted = Option::unwrap_or_else($defaulted, || $default);)*)?
                $($(let $present = $crate::runtime::json::Present::into_option($present);)*)?
                Ok(Self { $($($field,)*)* $rest })
            }
        }
    };
    ($type:ident $([ $({ $($field:ident $mode:tt $wire:literal),* $(,)? })* ])*
        $(default { $($defaulted:ident = $default:expr),* $(,)? })? $(present { $($present:ident),* $(,)? })?
    ) => {
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use $crate::runtime::json::Together;
                $crate::runtime::json::object(
                    deserializer,
                    &[$($($($wire),*),*),*],
                    |($(Together(($(($($field,)*),)*)),)*)| {
                        $($(let $defaulted = Option::unwrap_or_else($defaulted, || $default);)*)?
                        $($(let $present = $crate::runtime::json::Present::into_option($present);)*)?
                        Self { $($($($field),*),*),* }
                    },
                )
            }
        }
    };
    ($type:ident $([ $({ $($field:ident $mode:tt $wire:literal),* $(,)? })* ])*
        $(default { $($defaulted:ident = $default:expr),* $(,)? })? $(present { $($present:ident),* $(,)? })?
        rest $rest:ident
    ) => {
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use $crate::runtime::json::Together;
                let (($(Together(($(($($field,)*),)*)),)*), $rest) =
                    $crate::runtime::json::object_with_rest(deserializer, &[$($($($wire),*),*),*])?;
                $($(let $defaulted = Option::unwrap_or_else($defaulted, || $default);)*)?
                $($(let $present = $crate::runtime::json::Present::into_option($present);)*)?
                Ok(Self { $($($($field,)*)*)* $rest })
            }
        }
    };
}

/// Writes `Serialize` for a struct, from its fields and their names on the wire.
///
/// A field marked `:` is always written, one marked `?` only when it has a value.
#[allow(unused_macros, reason = "a description uses some of these")]
macro_rules! encode {
    ($type:ident $({ $($field:ident $mode:tt $wire:literal),* $(,)? })*
        $(default { $($defaulted:ident = $default:expr),* $(,)? })? $(present { $($present:ident),* $(,)? })?
        $(rest $rest:ident)?
    ) => {
        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #[allow(unused_mut, reason = "a type may have no field")]
                let mut map = ::serde::Serializer::serialize_map(serializer, None)?;
                $($($crate::runtime::json::member!(map, $mode, $wire, &self.$field);)*)*
                $(for (key, value) in &self.$rest {
                    ::serde::ser::SerializeMap::serialize_entry(&mut map, key, value)?;
                })?
                ::serde::ser::SerializeMap::end(map)
            }
        }
    };
    ($type:ident $([ $($group:tt)* ])+
        $(default { $($default:tt)* })? $(present { $($present:tt)* })? $(rest $rest:ident)?
    ) => {
        $crate::runtime::json::encode! { $type $($($group)*)+ $(rest $rest)? }
    };
}

/// Writes one member of an object.
#[allow(unused_macros, reason = "a description uses some of these")]
macro_rules! member {
    ($map:ident, :, $wire:literal, $value:expr) => {
        ::serde::ser::SerializeMap::serialize_entry(&mut $map, $wire, $value)?
    };
    ($map:ident, ?, $wire:literal, $value:expr) => {
        $crate::runtime::json::write_present(&mut $map, $wire, $value)?
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
pub(crate) use {codec, decode, encode, member};

/// A value that may be absent.
pub(crate) trait MaybeAbsent: Serialize {
    /// Whether there is nothing to write.
    fn is_absent(&self) -> bool;
}

impl<T: Serialize> MaybeAbsent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

/// Writes a member unless its value is absent.
#[allow(dead_code, reason = "a description uses some of these")]
pub(crate) fn write_present<M: SerializeMap, T: MaybeAbsent>(
    map: &mut M,
    name: &'static str,
    value: &T,
) -> Result<(), M::Error> {
    if value.is_absent() {
        Ok(())
    } else {
        map.serialize_entry(name, value)
    }
}

/// Reads an object into groups of fields, by the position of each key in `names`.
#[allow(dead_code, reason = "a description uses some of these")]
pub(crate) fn object<'de, D, F, T>(
    deserializer: D,
    names: &'static [&'static str],
    build: impl FnOnce(F) -> T,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    F: Groups<'de>,
{
    deserializer.deserialize_map(Object {
        names,
        build,
        fields: PhantomData,
    })
}

/// Reads an object into groups of fields, and every other member into a map.
#[allow(dead_code, reason = "a description uses some of these")]
pub(crate) fn object_with_rest<'de, D, F, T>(
    deserializer: D,
    names: &'static [&'static str],
) -> Result<(F, BTreeMap<String, T>), D::Error>
where
    D: Deserializer<'de>,
    F: Groups<'de>,
    T: Deserialize<'de>,
{
    deserializer.deserialize_map(ObjectWithRest {
        names,
        fields: PhantomData,
        rest: PhantomData,
    })
}

/// An optional member for which `null` is a value like any other.
#[allow(dead_code, reason = "a description uses some of these")]
pub(crate) struct Present<T>(Option<T>);

#[allow(dead_code, reason = "a description uses some of these")]
impl<T> Present<T> {
    /// The value; `None` when the member is not there.
    pub(crate) fn into_option(self) -> Option<T> {
        self.0
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Present<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(ABSENT, PresentVisitor(PhantomData))
    }
}

struct PresentVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for PresentVisitor<T> {
    type Value = Present<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Present(None))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        T::deserialize(deserializer).map(|value| Present(Some(value)))
    }
}

/// Groups of fields, read by their position among all.
pub(crate) trait Groups<'de>: Sized {
    /// How many fields there are.
    #[allow(dead_code, reason = "few structs are that large")]
    const COUNT: usize;
    /// What has been read so far.
    type Slots;
    /// Nothing read so far.
    fn empty() -> Self::Slots;
    /// Reads the value of the field at `index`.
    fn read<A: MapAccess<'de>>(
        slots: &mut Self::Slots,
        index: usize,
        map: &mut A,
    ) -> Result<(), A::Error>;
    /// The fields, with what absence means for those that were not read.
    fn finish<E: serde::de::Error>(slots: Self::Slots, names: &[&'static str]) -> Result<Self, E>;
}

/// A group of fields: a tuple of at most 16, or several groups together.
pub(crate) trait Fields<'de>: Sized {
    /// How many there are.
    const COUNT: usize;
    /// What has been read so far.
    type Slots;
    /// Nothing read so far.
    fn empty() -> Self::Slots;
    /// Reads the value of the field at `index`.
    fn read<A: MapAccess<'de>>(
        slots: &mut Self::Slots,
        index: usize,
        map: &mut A,
    ) -> Result<(), A::Error>;
    /// The fields, with what absence means for those that were not read.
    fn finish<E: serde::de::Error>(slots: Self::Slots, names: &[&'static str]) -> Result<Self, E>;
}

/// Groups that are one group of a struct with more fields than 16 groups hold.
#[allow(dead_code, reason = "few structs are that large")]
pub(crate) struct Together<G>(pub(crate) G);

impl<'de, G: Groups<'de>> Fields<'de> for Together<G> {
    const COUNT: usize = G::COUNT;
    type Slots = G::Slots;

    fn empty() -> Self::Slots {
        G::empty()
    }

    fn read<A: MapAccess<'de>>(
        slots: &mut Self::Slots,
        index: usize,
        map: &mut A,
    ) -> Result<(), A::Error> {
        G::read(slots, index, map)
    }

    fn finish<E: serde::de::Error>(slots: Self::Slots, names: &[&'static str]) -> Result<Self, E> {
        G::finish(slots, names).map(Self)
    }
}

struct Object<F, B> {
    names: &'static [&'static str],
    build: B,
    fields: PhantomData<F>,
}

impl<'de, F: Groups<'de>, T, B: FnOnce(F) -> T> Visitor<'de> for Object<F, B> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut slots = F::empty();
        let mut expected = 0;
        while let Some(index) = map.next_key_seed(Key {
            names: self.names,
            expected,
        })? {
            match index {
                Some(index) => {
                    F::read(&mut slots, index, &mut map)?;
                    expected = index + 1;
                }
                None => {
                    super::unread::count();
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        F::finish(slots, self.names).map(self.build)
    }
}

struct ObjectWithRest<F, T> {
    names: &'static [&'static str],
    fields: PhantomData<F>,
    rest: PhantomData<T>,
}

impl<'de, F: Groups<'de>, T: Deserialize<'de>> Visitor<'de> for ObjectWithRest<F, T> {
    type Value = (F, BTreeMap<String, T>);

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut slots = F::empty();
        let mut rest = BTreeMap::new();
        while let Some(key) = map.next_key::<String>()? {
            match self.names.iter().position(|name| *name == key) {
                Some(index) => F::read(&mut slots, index, &mut map)?,
                None => {
                    rest.insert(key, map.next_value()?);
                }
            }
        }
        Ok((F::finish(slots, self.names)?, rest))
    }
}

/// Reads a key as its position in `names`, without copying it.
struct Key {
    names: &'static [&'static str],
    /// Where to look first: servers write the members of an object in the same order each time.
    expected: usize,
}

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key {
    type Value = Option<usize>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a member")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        let is_key = |name: &&str| *name == key;
        if self.names.get(self.expected).is_some_and(is_key) {
            return Ok(Some(self.expected));
        }
        let (before, after) = self
            .names
            .split_at_checked(self.expected)
            .unwrap_or_default();
        let found = after.iter().position(is_key);
        let found = found.map(|index| self.expected + index);
        Ok(found.or_else(|| before.iter().position(is_key)))
    }
}

/// The name under which a type asks whether it is absent rather than `null`.
pub(crate) const ABSENT: &str = "oasmith::absent";

/// What a field that was not read is made of: what its type makes of absence, or an error that names it.
fn absent<'de, T: Deserialize<'de>, E: serde::de::Error>(name: &'static str) -> Result<T, E> {
    T::deserialize(Absent {
        name,
        error: PhantomData,
    })
}

struct Absent<E> {
    name: &'static str,
    error: PhantomData<E>,
}

impl<'de, E: serde::de::Error> Deserializer<'de> for Absent<E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, E> {
        Err(E::missing_field(self.name))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_none()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, E> {
        if name == ABSENT {
            visitor.visit_unit()
        } else {
            self.deserialize_any(visitor)
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

macro_rules! fields {
    ($($type:ident $index:literal),*) => {
        impl<'de, $($type: Deserialize<'de>),*> Fields<'de> for ($($type,)*) {
            const COUNT: usize = 0 $(+ { let _: usize = $index; 1 })*;
            type Slots = ($(Option<$type>,)*);

            #[allow(clippy::unused_unit, reason = "there may be no field")]
            fn empty() -> Self::Slots {
                ($(None::<$type>,)*)
            }

            #[allow(non_snake_case, unused_variables, reason = "the names are those of type parameters")]
            fn read<Map: MapAccess<'de>>(
                slots: &mut Self::Slots,
                index: usize,
                map: &mut Map,
            ) -> Result<(), Map::Error> {
                let ($($type,)*) = slots;
                match index {
                    $($index => *$type = Some(map.next_value()?),)*
                    _ => {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                Ok(())
            }

            #[inline]
            #[allow(non_snake_case, unused_variables, reason = "the names are those of type parameters")]
            fn finish<Error: serde::de::Error>(
                slots: Self::Slots,
                names: &[&'static str],
            ) -> Result<Self, Error> {
                let ($($type,)*) = slots;
                Ok(($(
                    match $type {
                        Some(value) => value,
                        None => absent(names.get($index).copied().unwrap_or_default())?,
                    },
                )*))
            }
        }
    };
}

fields!();
fields!(T0 0);
fields!(T0 0, T1 1);
fields!(T0 0, T1 1, T2 2);
fields!(T0 0, T1 1, T2 2, T3 3);
fields!(T0 0, T1 1, T2 2, T3 3, T4 4);
fields!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5);
fields!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6);
fields!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7);
fields!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7, T8 8);
fields!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7, T8 8, T9 9);
fields!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7, T8 8, T9 9, T10 10);
fields!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7, T8 8, T9 9, T10 10, T11 11);
fields!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7, T8 8, T9 9, T10 10, T11 11, T12 12);
fields!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7, T8 8, T9 9, T10 10, T11 11, T12 12, T13 13);
fields!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7, T8 8, T9 9, T10 10, T11 11, T12 12, T13 13, T14 14);
fields!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7, T8 8, T9 9, T10 10, T11 11, T12 12, T13 13, T14 14, T15 15);

macro_rules! groups {
    ($($type:ident),*) => {
        impl<'de, $($type: Fields<'de>),*> Groups<'de> for ($($type,)*) {
            const COUNT: usize = 0 $(+ <$type as Fields<'de>>::COUNT)*;
            type Slots = ($($type::Slots,)*);

            #[allow(clippy::unused_unit, reason = "there may be no field")]
            fn empty() -> Self::Slots {
                ($(<$type as Fields<'de>>::empty(),)*)
            }

            #[allow(non_snake_case, unused_variables, unused_assignments, unused_mut, reason = "there may be no group")]
            fn read<Map: MapAccess<'de>>(
                slots: &mut Self::Slots,
                index: usize,
                map: &mut Map,
            ) -> Result<(), Map::Error> {
                let ($($type,)*) = slots;
                let mut first = 0;
                $(
                    if index < first + <$type as Fields<'de>>::COUNT {
                        return <$type as Fields<'de>>::read($type, index - first, map);
                    }
                    first += <$type as Fields<'de>>::COUNT;
                )*
                map.next_value::<IgnoredAny>()?;
                Ok(())
            }

            #[inline]
            #[allow(non_snake_case, unused_variables, unused_assignments, unused_mut, reason = "there may be no group")]
            fn finish<Error: serde::de::Error>(
                slots: Self::Slots,
                names: &[&'static str],
            ) -> Result<Self, Error> {
                let ($($type,)*) = slots;
                let mut first = 0;
                $(
                    let names_of_group = names.get(first..).unwrap_or_default();
                    let $type = <$type as Fields<'de>>::finish($type, names_of_group)?;
                    first += <$type as Fields<'de>>::COUNT;
                )*
                Ok(($($type,)*))
            }
        }
    };
}

groups!();
groups!(G0);
groups!(G0, G1);
groups!(G0, G1, G2);
groups!(G0, G1, G2, G3);
groups!(G0, G1, G2, G3, G4);
groups!(G0, G1, G2, G3, G4, G5);
groups!(G0, G1, G2, G3, G4, G5, G6);
groups!(G0, G1, G2, G3, G4, G5, G6, G7);
groups!(G0, G1, G2, G3, G4, G5, G6, G7, G8);
groups!(G0, G1, G2, G3, G4, G5, G6, G7, G8, G9);
groups!(G0, G1, G2, G3, G4, G5, G6, G7, G8, G9, G10);
groups!(G0, G1, G2, G3, G4, G5, G6, G7, G8, G9, G10, G11);
groups!(G0, G1, G2, G3, G4, G5, G6, G7, G8, G9, G10, G11, G12);
groups!(G0, G1, G2, G3, G4, G5, G6, G7, G8, G9, G10, G11, G12, G13);
groups!(
    G0, G1, G2, G3, G4, G5, G6, G7, G8, G9, G10, G11, G12, G13, G14
);
groups!(
    G0, G1, G2, G3, G4, G5, G6, G7, G8, G9, G10, G11, G12, G13, G14, G15
);
