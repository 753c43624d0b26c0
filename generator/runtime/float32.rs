//! Numbers of 32 bits. serde decodes a number above the range of `f32` as infinity, which JSON
//! cannot represent: here it is an error. Only fields and bodies with such numbers are decoded this
//! way.

#![allow(dead_code, reason = "a crate uses what its description needs")]

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected,
    Visitor,
};

/// A value whose 32-bit numbers are in range.
pub(crate) struct InRange<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for InRange<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(Watched::<_, false>(deserializer)).map(Self)
    }
}

/// Unwraps the value.
pub(crate) fn in_range<T>(read: InRange<T>) -> T {
    read.0
}

/// Unwraps the values of a map.
pub(crate) fn all_in_range<T>(read: BTreeMap<String, InRange<T>>) -> BTreeMap<String, T> {
    let members = read.into_iter();
    members.map(|(name, value)| (name, value.0)).collect()
}

/// Decodes a header as JSON.
pub(crate) fn header<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok().map(in_range)
}

/// Wraps a deserializer, or a part of one, and checks numbers of 32 bits; `SHORT` if one is
/// requested.
struct Watched<T, const SHORT: bool>(T);

/// Methods that are delegated, with their values wrapped.
macro_rules! watched {
    ($($method:ident($($argument:ident: $type:ty),*) $short:literal)*) => {
        $(fn $method<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method($($argument,)* Watched::<_, $short>(visitor))
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Watched<D, false> {
    type Error = D::Error;

    /// Reads 64 bits: with the feature `float_roundtrip`, `serde_json` parses 32 bits itself, and
    /// reports a larger number as a syntax error.
    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_f64(Watched::<_, true>(visitor))
    }

    watched! {
        deserialize_any() false
        deserialize_bool() false
        deserialize_i8() false
        deserialize_i16() false
        deserialize_i32() false
        deserialize_i64() false
        deserialize_i128() false
        deserialize_u8() false
        deserialize_u16() false
        deserialize_u32() false
        deserialize_u64() false
        deserialize_u128() false
        deserialize_f64() false
        deserialize_char() false
        deserialize_str() false
        deserialize_string() false
        deserialize_bytes() false
        deserialize_byte_buf() false
        deserialize_option() false
        deserialize_unit() false
        deserialize_unit_struct(name: &'static str) false
        deserialize_newtype_struct(name: &'static str) false
        deserialize_seq() false
        deserialize_tuple(length: usize) false
        deserialize_tuple_struct(name: &'static str, length: usize) false
        deserialize_map() false
        deserialize_struct(name: &'static str, fields: &'static [&'static str]) false
        deserialize_identifier() false
        deserialize_ignored_any() false
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_enum(name, variants, visitor)
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}

/// Methods that are delegated unchanged.
macro_rules! passed {
    ($($method:ident($type:ty))*) => {
        $(fn $method<E: Error>(self, value: $type) -> Result<V::Value, E> {
            self.0.$method(value)
        })*
    };
}

impl<'de, V: Visitor<'de>, const SHORT: bool> Visitor<'de> for Watched<V, SHORT> {
    type Value = V::Value;

    passed! {
        visit_bool(bool)
        visit_i8(i8)
        visit_i16(i16)
        visit_i32(i32)
        visit_i64(i64)
        visit_i128(i128)
        visit_u8(u8)
        visit_u16(u16)
        visit_u32(u32)
        visit_u64(u64)
        visit_u128(u128)
        visit_f32(f32)
        visit_char(char)
        visit_str(&str)
        visit_borrowed_str(&'de str)
        visit_string(String)
        visit_bytes(&[u8])
        visit_borrowed_bytes(&'de [u8])
        visit_byte_buf(Vec<u8>)
    }

    #[allow(
        clippy::cast_possible_truncation,
        reason = "what does not fit is infinite"
    )]
    fn visit_f64<E: Error>(self, number: f64) -> Result<V::Value, E> {
        if SHORT && (number as f32).is_infinite() {
            let found = Unexpected::Float(number);
            return Err(E::invalid_value(found, &"a number of 32 bits"));
        }
        self.0.visit_f64(number)
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Watched::<_, false>(deserializer))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<V::Value, D::Error> {
        self.0
            .visit_newtype_struct(Watched::<_, false>(deserializer))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Watched::<_, false>(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Watched::<_, false>(members))
    }

    fn visit_enum<A: serde::de::EnumAccess<'de>>(self, variant: A) -> Result<V::Value, A::Error> {
        self.0.visit_enum(variant)
    }

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(formatter)
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Watched<A, false> {
    type Error = A::Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, A::Error> {
        self.0.next_element_seed(Watched::<_, false>(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Watched<A, false> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        self.0.next_value_seed(Watched::<_, false>(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, T: DeserializeSeed<'de>> DeserializeSeed<'de> for Watched<T, false> {
    type Value = T::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T::Value, D::Error> {
        self.0.deserialize(Watched::<_, false>(deserializer))
    }
}
