//! Absent members of an object: which are not written, and what an absent member decodes to.

#![allow(dead_code, reason = "a crate uses what its description needs")]

use std::fmt;
use std::marker::PhantomData;

use serde::de::Visitor;
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize};

/// A value that may be absent.
pub(crate) trait MaybeAbsent: Serialize {
    /// Whether there is nothing to write.
    fn is_absent(&self) -> bool;
    /// Whether there is no value: absent or `null`.
    fn is_empty(&self) -> bool;
}

impl<T: Serialize> MaybeAbsent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn is_empty(&self) -> bool {
        self.is_none()
    }
}

/// Writes a member unless its value is absent.
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

/// The name under which a type asks whether it is absent rather than `null`.
pub(crate) const ABSENT: &str = "oasmith::absent";

/// Decodes an absent field: to the type's own value for absence, or to an error that names the
/// field.
pub(super) fn absent<'de, T: Deserialize<'de>, E: serde::de::Error>(
    name: &'static str,
) -> Result<T, E> {
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

/// An optional member for which `null` is a value like any other.
pub(crate) struct Present<T>(Option<T>);

impl<T> Present<T> {
    /// Decodes the value; `None` if the member is absent.
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
