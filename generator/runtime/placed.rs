//! Decoding with the path of errors. A value that is inspected as a whole, such as that of a union,
//! is not text any more: its errors have no line and column.

#![allow(dead_code, reason = "a crate uses what its description needs")]

use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess,
    Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Value};

use super::json_path;
use super::lenient::Lenient;

/// Decodes a value. The error begins with the path.
pub(crate) fn read<T: DeserializeOwned, E: de::Error>(value: Value) -> Result<T, E> {
    T::deserialize(Lenient(Placed(value))).map_err(E::custom)
}

/// Decodes the member of an object. The error begins with the path from the object.
pub(crate) fn read_member<T: DeserializeOwned, E: de::Error>(
    key: &str,
    value: Value,
) -> Result<T, E> {
    let read = T::deserialize(Lenient(Placed(value)));
    read.map_err(|error| E::custom(error.below(&format!(".{key}"))))
}

/// The reason why a value cannot be decoded, and the path.
#[derive(Debug)]
struct Misplaced {
    path: String,
    message: String,
}

impl Misplaced {
    /// Prepends a step to the path.
    fn below(self, step: &str) -> Self {
        Self {
            path: [step, &self.path].concat(),
            ..self
        }
    }
}

impl fmt::Display for Misplaced {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&json_path::placed(&self.path, &self.message))
    }
}

impl std::error::Error for Misplaced {}

impl de::Error for Misplaced {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let message = message.to_string();
        let (path, message) = json_path::place(&message);
        Self {
            path: path.to_owned(),
            message: message.to_owned(),
        }
    }
}

struct Placed(Value);

impl<'de> Deserializer<'de> for Placed {
    type Error = Misplaced;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misplaced> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(value),
            Value::Number(number) => number.deserialize_any(visitor).map_err(de::Error::custom),
            Value::String(text) => visitor.visit_string(text),
            Value::Array(items) => {
                let mut elements = Elements(items.into_iter().enumerate());
                let value = visitor.visit_seq(&mut elements)?;
                all_read(value, elements.0.len(), "fewer elements")
            }
            Value::Object(members) => {
                let mut members = Members {
                    rest: members.into_iter(),
                    ahead: None,
                };
                let value = visitor.visit_map(&mut members)?;
                all_read(value, members.rest.len(), "fewer members")
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misplaced> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            value => visitor.visit_some(Self(value)),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misplaced> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misplaced> {
        let value = self.0.deserialize_enum(name, variants, visitor);
        value.map_err(de::Error::custom)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

fn all_read<T>(value: T, left: usize, expected: &str) -> Result<T, Misplaced> {
    match left {
        0 => Ok(value),
        _ => Err(de::Error::custom(format_args!("expected {expected}"))),
    }
}

struct Elements(std::iter::Enumerate<std::vec::IntoIter<Value>>);

impl<'de> SeqAccess<'de> for &mut Elements {
    type Error = Misplaced;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Misplaced> {
        let Some((index, value)) = self.0.next() else {
            return Ok(None);
        };
        let value = seed.deserialize(Placed(value)).map(Some);
        value.map_err(|error| error.below(&format!("[{index}]")))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Members {
    rest: <Map<String, Value> as IntoIterator>::IntoIter,
    ahead: Option<(String, Value)>,
}

impl<'de> MapAccess<'de> for &mut Members {
    type Error = Misplaced;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Misplaced> {
        self.ahead = self.rest.next();
        let key = self.ahead.as_ref();
        key.map(|(key, _)| seed.deserialize(Key(key))).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Misplaced> {
        let (key, value) = self.ahead.take().unwrap_or_default();
        let value = seed.deserialize(Placed(value));
        value.map_err(|error| error.below(&format!(".{key}")))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// The name of a member: text, which may be decoded as a number.
struct Key<'a>(&'a str);

macro_rules! parsed {
    ($($deserialize:ident $visit:ident)*) => {
        $(fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misplaced> {
            match self.0.parse() {
                Ok(value) => visitor.$visit(value),
                Err(_) => visitor.visit_str(self.0),
            }
        })*
    };
}

impl<'de> Deserializer<'de> for Key<'_> {
    type Error = Misplaced;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misplaced> {
        visitor.visit_str(self.0)
    }

    parsed! {
        deserialize_bool visit_bool
        deserialize_i8 visit_i8
        deserialize_i16 visit_i16
        deserialize_i32 visit_i32
        deserialize_i64 visit_i64
        deserialize_u8 visit_u8
        deserialize_u16 visit_u16
        deserialize_u32 visit_u32
        deserialize_u64 visit_u64
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misplaced> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misplaced> {
        visitor.visit_some(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misplaced> {
        let text: StrDeserializer<'_, Misplaced> = self.0.into_deserializer();
        text.deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        i128 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier
        ignored_any
    }
}
