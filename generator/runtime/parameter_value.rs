//! The value of a parameter as text; any value is serialized into it.

use std::fmt;

use serde::ser::{
    self, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple,
    Serializer,
};

/// The value of a parameter as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ParameterValue {
    /// No value: `null` or absent.
    Absent,
    /// One value.
    Single(String),
    /// A list.
    List(Vec<String>),
    /// Names and values.
    Object(Vec<(String, Member)>),
}

/// A value inside an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Member {
    /// Returns the value as one text: JSON for a list or an object.
    pub text: String,
    /// Returns the elements of a list that styles repeat one by one.
    pub items: Option<Vec<String>>,
}

impl Member {
    /// Returns the texts that are written if a name may be repeated.
    pub fn texts(&self) -> &[String] {
        match &self.items {
            Some(items) => items,
            None => std::slice::from_ref(&self.text),
        }
    }
}

/// The reason why a value cannot be a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unfit(String);

impl fmt::Display for Unfit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Unfit {}

impl ser::Error for Unfit {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

impl ParameterValue {
    /// Serializes a value.
    pub fn serialize<T: Serialize + ?Sized>(value: &T) -> Result<Self, Unfit> {
        value.serialize(Writer)
    }
}

/// Serializes a value into a [`ParameterValue`].
struct Writer;

macro_rules! single {
    ($($method:ident($type:ty)),* $(,)?) => {
        $(fn $method(self, value: $type) -> Result<ParameterValue, Unfit> {
            Ok(ParameterValue::Single(value.to_string()))
        })*
    };
}

impl Serializer for Writer {
    type Ok = ParameterValue;
    type Error = Unfit;
    type SerializeSeq = ListWriter;
    type SerializeTuple = ListWriter;
    type SerializeTupleStruct = Impossible<ParameterValue, Unfit>;
    type SerializeTupleVariant = Impossible<ParameterValue, Unfit>;
    type SerializeMap = ObjectWriter;
    type SerializeStruct = ObjectWriter;
    type SerializeStructVariant = Impossible<ParameterValue, Unfit>;

    single! {
        serialize_bool(bool), serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64),
        serialize_u8(u8), serialize_u16(u16), serialize_u32(u32), serialize_u64(u64), serialize_char(char),
        serialize_str(&str),
    }

    fn serialize_f32(self, value: f32) -> Result<ParameterValue, Unfit> {
        finite(value.is_finite(), value)
    }

    fn serialize_f64(self, value: f64) -> Result<ParameterValue, Unfit> {
        finite(value.is_finite(), value)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<ParameterValue, Unfit> {
        match std::str::from_utf8(value) {
            Ok(text) => self.serialize_str(text),
            Err(_) => Err(Unfit("bytes that are not text".to_owned())),
        }
    }

    fn serialize_none(self) -> Result<ParameterValue, Unfit> {
        Ok(ParameterValue::Absent)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<ParameterValue, Unfit> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<ParameterValue, Unfit> {
        Ok(ParameterValue::Absent)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<ParameterValue, Unfit> {
        Ok(ParameterValue::Absent)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
    ) -> Result<ParameterValue, Unfit> {
        self.serialize_str(name)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<ParameterValue, Unfit> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<ParameterValue, Unfit> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<ListWriter, Unfit> {
        Ok(ListWriter(Vec::new()))
    }

    fn serialize_tuple(self, _: usize) -> Result<ListWriter, Unfit> {
        Ok(ListWriter(Vec::new()))
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, Unfit> {
        Err(nested())
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unfit> {
        Err(nested())
    }

    fn serialize_map(self, _: Option<usize>) -> Result<ObjectWriter, Unfit> {
        Ok(ObjectWriter {
            members: Vec::new(),
            key: String::new(),
        })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<ObjectWriter, Unfit> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unfit> {
        Err(nested())
    }
}

fn finite(is_finite: bool, number: impl fmt::Display) -> Result<ParameterValue, Unfit> {
    if is_finite {
        Ok(ParameterValue::Single(number.to_string()))
    } else {
        let message = "a number that is not finite cannot be JSON";
        Err(Unfit(message.to_owned()))
    }
}

fn nested() -> Unfit {
    Unfit("a value inside a list or an object must be text, a number or a boolean".to_owned())
}

/// A value inside a list or an object: text, or JSON for nested lists and objects.
fn inner<T: Serialize + ?Sized>(value: &T) -> Result<Option<String>, Unfit> {
    Ok(member(value)?.map(|member| member.text))
}

/// A member of an object.
fn member<T: Serialize + ?Sized>(value: &T) -> Result<Option<Member>, Unfit> {
    let json = || serde_json::to_string(value).map_err(|error| Unfit(error.to_string()));
    let (text, items) = match value.serialize(Writer)? {
        ParameterValue::Absent => return Ok(None),
        ParameterValue::Single(text) => (text, None),
        ParameterValue::List(items) => (json()?, Some(items)),
        ParameterValue::Object(_) => (json()?, None),
    };
    Ok(Some(Member { text, items }))
}

/// A list that is being serialized.
struct ListWriter(Vec<String>);

impl SerializeSeq for ListWriter {
    type Ok = ParameterValue;
    type Error = Unfit;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
        self.0.extend(inner(value)?);
        Ok(())
    }

    fn end(self) -> Result<ParameterValue, Unfit> {
        Ok(ParameterValue::List(self.0))
    }
}

impl SerializeTuple for ListWriter {
    type Ok = ParameterValue;
    type Error = Unfit;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<ParameterValue, Unfit> {
        SerializeSeq::end(self)
    }
}

/// An object that is being serialized.
struct ObjectWriter {
    members: Vec<(String, Member)>,
    key: String,
}

impl SerializeMap for ObjectWriter {
    type Ok = ParameterValue;
    type Error = Unfit;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unfit> {
        self.key = inner(key)?.unwrap_or_default();
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unfit> {
        if let Some(value) = member(value)? {
            self.members.push((std::mem::take(&mut self.key), value));
        }
        Ok(())
    }

    fn end(self) -> Result<ParameterValue, Unfit> {
        Ok(ParameterValue::Object(self.members))
    }
}

impl SerializeStruct for ObjectWriter {
    type Ok = ParameterValue;
    type Error = Unfit;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Unfit> {
        self.serialize_entry(key, value)
    }

    fn end(self) -> Result<ParameterValue, Unfit> {
        SerializeMap::end(self)
    }
}
