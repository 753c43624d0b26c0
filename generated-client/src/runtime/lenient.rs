//! Decoding by the rules of JSON Schema, where serde is stricter: `5.0` is an integer (JSON Schema
//! 2020-12 Validation, section 6.1.1), and a list may have more elements than its tuple, as an
//! object may have more members than its struct.
//!
//! Before OpenAPI 3.1 an integer was a number without a fraction part. `5.0` is accepted there,
//! too: the value is the same, and the servers that write it use languages without integers.
//! Encoding never writes it.

use std::cell::Cell;
use std::fmt;

use serde::Deserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

/// The limit below which integers with a fraction or an exponent are converted from `f64`. Above,
/// `f64` might have lost a fraction: the text decides.
const EXACT: f64 = 4_294_967_296.0;

/// The limit of all integer types.
const LARGEST: f64 = 18_446_744_073_709_551_616.0;

thread_local! {
    static MET_LARGE: Cell<bool> = const { Cell::new(false) };
}

/// Returns whether an integer was requested that only its text represents exactly, and resets that.
pub(crate) fn met_large() -> bool {
    MET_LARGE.replace(false)
}

/// Converts a number to an integer, if that is exact.
#[allow(
    clippy::cast_possible_truncation,
    reason = "checked to be whole and within bounds"
)]
pub(crate) fn whole(number: f64) -> Option<i64> {
    let is_whole = number.fract() == 0.0;
    if is_whole && number.abs() >= EXACT && number.abs() <= LARGEST {
        MET_LARGE.set(true);
    }
    (is_whole && number.abs() < EXACT).then_some(number as i64)
}

/// Decodes a value.
#[allow(dead_code, reason = "a description may have no union")]
pub(crate) fn read<T: DeserializeOwned>(value: &serde_json::Value) -> Result<T, serde_json::Error> {
    T::deserialize(Lenient(value))
}

/// Wraps a deserializer of JSON, or a part of one.
pub(crate) struct Lenient<D>(pub(crate) D);

/// Methods that are delegated unchanged: they have no nested values.
macro_rules! passed {
    ($($method:ident),* $(,)?) => {
        $(
            #[inline]
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
                self.0.$method(visitor)
            }
        )*
    };
}

/// Methods that are delegated with their nested values wrapped.
macro_rules! entered {
    ($($method:ident),* $(,)?) => {
        $(
            #[inline]
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
                self.0.$method(Inside(visitor))
            }
        )*
    };
}

macro_rules! integers {
    ($($method:ident),* $(,)?) => {
        $(
            #[inline]
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
                self.0.$method(Integer(visitor))
            }
        )*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Lenient<D> {
    type Error = D::Error;

    passed! {
        deserialize_bool, deserialize_f32, deserialize_f64, deserialize_char, deserialize_str, deserialize_string,
        deserialize_bytes, deserialize_byte_buf, deserialize_unit, deserialize_identifier, deserialize_ignored_any,
    }

    entered! { deserialize_any, deserialize_option, deserialize_seq, deserialize_map }

    integers! {
        deserialize_i8, deserialize_i16, deserialize_i32, deserialize_i64, deserialize_i128, deserialize_u8, deserialize_u16,
        deserialize_u32, deserialize_u64, deserialize_u128,
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_seq(Tuple(visitor))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_seq(Tuple(visitor))
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_unit_struct(name, visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_newtype_struct(name, Inside(visitor))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_struct(name, fields, Inside(visitor))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_enum(name, variants, visitor)
    }

    #[inline]
    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}

/// Decodes a value whose nested values are wrapped.
struct Inside<V>(V);

/// Decodes an integer.
struct Integer<V>(V);

/// Decodes as many elements of a list as are requested.
struct Tuple<V>(V);

/// Methods that every visitor delegates.
macro_rules! visits {
    ($($method:ident($type:ty)),* $(,)?) => {
        $(
            #[inline]
            fn $method<E: Error>(self, value: $type) -> Result<V::Value, E> {
                self.0.$method(value)
            }
        )*
    };
}

macro_rules! visitor {
    () => {
        type Value = V::Value;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.expecting(formatter)
        }

        visits! {
            visit_bool(bool), visit_i64(i64), visit_i128(i128), visit_u64(u64), visit_u128(u128), visit_str(&str),
            visit_borrowed_str(&'de str), visit_string(String), visit_bytes(&[u8]), visit_byte_buf(Vec<u8>),
        }

        #[inline]
        fn visit_none<E: Error>(self) -> Result<V::Value, E> {
            self.0.visit_none()
        }

        #[inline]
        fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
            self.0.visit_unit()
        }

        #[inline]
        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
            self.0.visit_map(Lenient(map))
        }
    };
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Inside<V> {
    visitor!();

    visits! { visit_f64(f64) }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Lenient(deserializer))
    }

    #[inline]
    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<V::Value, D::Error> {
        self.0.visit_newtype_struct(Lenient(deserializer))
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Lenient(elements))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<V::Value, A::Error> {
        self.0.visit_enum(data)
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Integer<V> {
    visitor!();

    #[inline]
    fn visit_f64<E: Error>(self, number: f64) -> Result<V::Value, E> {
        match whole(number).map(|whole| (whole, u64::try_from(whole))) {
            Some((_, Ok(whole))) => self.0.visit_u64(whole),
            Some((whole, Err(_))) => self.0.visit_i64(whole),
            None => self.0.visit_f64(number),
        }
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(elements)
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Tuple<V> {
    visitor!();

    visits! { visit_f64(f64) }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<V::Value, A::Error> {
        let value = self.0.visit_seq(Lenient(&mut elements))?;
        while elements.next_element::<IgnoredAny>()?.is_some() {
            super::unread::count();
        }
        Ok(value)
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Lenient<A> {
    type Error = A::Error;

    #[inline]
    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, A::Error> {
        self.0.next_element_seed(Lenient(seed))
    }

    #[inline]
    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Lenient<A> {
    type Error = A::Error;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    #[inline]
    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        self.0.next_value_seed(Lenient(seed))
    }

    #[inline]
    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, T: DeserializeSeed<'de>> DeserializeSeed<'de> for Lenient<T> {
    type Value = T::Value;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T::Value, D::Error> {
        self.0.deserialize(Lenient(deserializer))
    }
}
