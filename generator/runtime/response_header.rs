//! Typed response headers: values in style `simple` (Header Object of OpenAPI).

#![allow(dead_code, reason = "a crate uses what its description needs")]

use std::fmt;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::decode_error::DecodeError;
use super::json_text;
use super::response::{RawResponse, Response};

/// A response header and the type of its value: see the crate's module `headers`.
pub struct Header<T> {
    name: &'static str,
    form: Form<T>,
}

enum Form<T> {
    /// Members of an object alternate with their names.
    Plain,
    /// Members of an object are written `name=value`.
    Exploded,
    Json(fn(&str) -> Option<T>),
    /// Each line is a value.
    Lines,
}

impl<T> Header<T> {
    pub(crate) const fn plain(name: &'static str) -> Self {
        Self::new(name, Form::Plain)
    }

    pub(crate) const fn exploded(name: &'static str) -> Self {
        Self::new(name, Form::Exploded)
    }

    /// JSON, with its decoder.
    pub(crate) const fn json_as(name: &'static str, read: fn(&str) -> Option<T>) -> Self {
        Self::new(name, Form::Json(read))
    }

    pub(crate) const fn lines(name: &'static str) -> Self {
        Self::new(name, Form::Lines)
    }

    const fn new(name: &'static str, form: Form<T>) -> Self {
        Self { name, form }
    }

    /// Returns the name, in lower case.
    pub fn name(&self) -> &'static str {
        self.name
    }
}

impl<T: DeserializeOwned> Header<T> {
    pub(crate) const fn json(name: &'static str) -> Self {
        Self::json_as(name, |text| json_text::read(text.as_bytes()).ok())
    }
}

impl<T> Clone for Form<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Form<T> {}

impl<T> Clone for Header<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Header<T> {}

impl<T> fmt::Debug for Header<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Header").field(&self.name).finish()
    }
}

impl RawResponse {
    /// Decodes a header, if the response has it.
    ///
    /// # Errors
    /// The value does not match the description.
    pub fn header<T: DeserializeOwned>(&self, header: Header<T>) -> Result<Option<T>, DecodeError> {
        let unfit = || DecodeError::header(header.name);
        let lines = self.headers().get_all(header.name).iter();
        let lines = lines.map(|line| std::str::from_utf8(line.as_bytes()));
        let lines: Vec<&str> = lines.collect::<Result<_, _>>().map_err(|_| unfit())?;
        if lines.is_empty() {
            return Ok(None);
        }
        if matches!(header.form, Form::Lines) {
            let lines = lines.iter().map(|line| Text::new(line, false));
            let values = T::deserialize(SeqDeserializer::<_, Unfit>::new(lines));
            return values.map(Some).map_err(|_| unfit());
        }
        // Several lines of one name are equivalent to one line with commas (RFC 9110, section 5.3).
        let text = lines.join(",");
        let value = match header.form {
            Form::Json(read) => read(&text),
            form => T::deserialize(Text::new(&text, matches!(form, Form::Exploded))).ok(),
        };
        value.map(Some).ok_or_else(unfit)
    }
}

impl<B> Response<B> {
    /// Decodes a header, if the response has it.
    ///
    /// # Errors
    /// The value does not match the description.
    pub fn header<T: DeserializeOwned>(&self, header: Header<T>) -> Result<Option<T>, DecodeError> {
        self.raw.header(header)
    }
}

/// The text of a header as a deserializer of any type.
#[derive(Clone, Copy)]
struct Text<'a> {
    text: &'a str,
    exploded: bool,
}

impl<'a> Text<'a> {
    fn new(text: &'a str, exploded: bool) -> Self {
        Self {
            text: text.trim(),
            exploded,
        }
    }

    fn parse<T: std::str::FromStr>(self) -> Result<T, Unfit> {
        self.text.parse().map_err(|_| Unfit)
    }

    fn items(self) -> impl Iterator<Item = Text<'a>> {
        let exploded = self.exploded;
        let items = self
            .text
            .split(',')
            .map(move |item| Text::new(item, exploded));
        items.filter(|item| !item.text.is_empty())
    }

    fn members(self) -> Result<Vec<(&'a str, Text<'a>)>, Unfit> {
        let items: Vec<Text<'a>> = self.items().collect();
        if self.exploded {
            let pair = |item: &Text<'a>| {
                let (name, value) = item.text.split_once('=').ok_or(Unfit)?;
                Ok((name, Text::new(value, false)))
            };
            return items.iter().map(pair).collect();
        }
        let pair = |pair: &[Text<'a>]| match pair {
            [name, value] => Ok((name.text, *value)),
            _ => Err(Unfit),
        };
        items.chunks(2).map(pair).collect()
    }
}

/// The text of a header does not have the requested type.
#[derive(Debug)]
struct Unfit;

impl fmt::Display for Unfit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("is of another type")
    }
}

impl std::error::Error for Unfit {}

impl de::Error for Unfit {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl<'de> IntoDeserializer<'de, Unfit> for Text<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! parsed {
    ($($method:ident $visit:ident),* $(,)?) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
            visitor.$visit(self.parse()?)
        })*
    };
}

impl<'de> Deserializer<'de> for Text<'_> {
    type Error = Unfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_str(self.text)
    }

    parsed! {
        deserialize_bool visit_bool,
        deserialize_i8 visit_i8,
        deserialize_i16 visit_i16,
        deserialize_i32 visit_i32,
        deserialize_i64 visit_i64,
        deserialize_u8 visit_u8,
        deserialize_u16 visit_u16,
        deserialize_u32 visit_u32,
        deserialize_u64 visit_u64,
    }

    // Rust parses a number that is too large as infinity, and accepts names of it that JSON does
    // not have.
    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let number: f32 = self.parse()?;
        visitor.visit_f32(
            Some(number)
                .filter(|number| number.is_finite())
                .ok_or(Unfit)?,
        )
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let number: f64 = self.parse()?;
        visitor.visit_f64(
            Some(number)
                .filter(|number| number.is_finite())
                .ok_or(Unfit)?,
        )
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        if self.text == "null" {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_seq(SeqDeserializer::new(self.items()))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_map(MapDeserializer::new(self.members()?.into_iter()))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        self.deserialize_map(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf unit unit_struct tuple_struct enum identifier ignored_any
    }
}
