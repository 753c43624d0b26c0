//! Values of parameters, and the styles they are written in ("Style Values" and "Style Examples" of OpenAPI 3.0.4).

use serde::ser::{
    self, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple,
    Serializer,
};
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;

use super::encoding::{percent_encode, percent_encode_reserved, percent_encode_segment};

/// What a parameter holds, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ParameterValue {
    /// Nothing: `null` or an absent value.
    Absent,
    /// One value.
    Single(String),
    /// A list.
    List(Vec<String>),
    /// Names and values.
    Object(Vec<(String, String)>),
}

/// How a path parameter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "a description uses some of these")]
pub(crate) enum PathStyle {
    /// `a,b`
    Simple,
    /// `.a.b`
    Label,
    /// `;name=a,b`
    Matrix,
}

/// How a query parameter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "a description uses some of these")]
pub(crate) enum QueryStyle {
    /// `name=a,b`
    Form,
    /// `name=a%20b`
    SpaceDelimited,
    /// `name=a%7Cb`
    PipeDelimited,
    /// `name%5Bkey%5D=value`
    DeepObject,
}

/// Why a value is not one a parameter can hold.
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
    /// A value as a parameter holds it.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, Unfit> {
        value.serialize(Writer)
    }

    /// Whether there is nothing to write: no value, or a list or an object without members (RFC 6570, section 2.3).
    pub fn is_undefined(&self) -> bool {
        match self {
            Self::Absent => true,
            Self::Single(_) => false,
            Self::List(items) => items.is_empty(),
            Self::Object(members) => members.is_empty(),
        }
    }

    /// The value in a path; empty when there is nothing to write. Of reserved characters those stay, if any do, that do not
    /// end the segment.
    pub fn in_path(&self, name: &str, style: PathStyle, explode: bool, reserved: bool) -> String {
        let encode = if reserved {
            percent_encode_segment
        } else {
            percent_encode
        };
        if let (Self::Single(text), PathStyle::Simple) = (self, style) {
            return encode(text);
        }
        if self.is_undefined() {
            return String::new();
        }
        let encoded = self.map(encode);
        match style {
            PathStyle::Simple => encoded.joined(",", if explode { "=" } else { "," }),
            PathStyle::Label => {
                let separator = if explode { "." } else { "," };
                format!(
                    ".{}",
                    encoded.joined(separator, if explode { "=" } else { "," })
                )
            }
            PathStyle::Matrix => encoded.matrix(&percent_encode(name), explode),
        }
    }

    fn matrix(self, name: &str, explode: bool) -> String {
        let pair = |name: &str, value: &str| {
            if value.is_empty() {
                format!(";{name}")
            } else {
                format!(";{name}={value}")
            }
        };
        match self {
            Self::List(items) if explode => items.iter().map(|item| pair(name, item)).collect(),
            Self::Object(members) if explode => members
                .iter()
                .map(|(key, value)| pair(key, value))
                .collect(),
            other => pair(name, &other.joined(",", ",")),
        }
    }

    /// The value in a query, as pairs already encoded and joined by `&`; empty when there is nothing to write.
    pub fn in_query(&self, name: &str, style: QueryStyle, explode: bool, reserved: bool) -> String {
        let encode = if reserved {
            percent_encode_reserved
        } else {
            percent_encode
        };
        if self.is_undefined() {
            return String::new();
        }
        if let Self::Single(text) = self {
            return [
                &*encoded(name, percent_encode),
                "=",
                &*encoded(text, encode),
            ]
            .concat();
        }
        let (name, value) = (percent_encode(name), self.map(encode));
        let pair = |value: &str| format!("{name}={value}");
        match (value, style) {
            (Self::Object(members), QueryStyle::DeepObject) => {
                let pairs = members
                    .iter()
                    .map(|(key, value)| format!("{name}%5B{key}%5D={value}"));
                pairs.collect::<Vec<_>>().join("&")
            }
            (Self::List(items), _) if explode => items
                .iter()
                .map(|item| pair(item))
                .collect::<Vec<_>>()
                .join("&"),
            (Self::Object(members), QueryStyle::Form) if explode => {
                let pairs = members.iter().map(|(key, value)| format!("{key}={value}"));
                pairs.collect::<Vec<_>>().join("&")
            }
            (value, style) => {
                let separator = match style {
                    QueryStyle::SpaceDelimited => "%20",
                    QueryStyle::PipeDelimited => "%7C",
                    QueryStyle::Form | QueryStyle::DeepObject => ",",
                };
                pair(&value.joined(separator, separator))
            }
        }
    }

    /// The value in a header: as it is, not encoded. `None` when there is nothing to write.
    pub fn in_header(self, explode: bool) -> Option<String> {
        let within = if explode { "=" } else { "," };
        (!self.is_undefined()).then(|| self.joined(",", within))
    }

    fn map(&self, encode: fn(&str) -> String) -> Self {
        match self {
            Self::Absent => Self::Absent,
            Self::Single(text) => Self::Single(encode(text)),
            Self::List(items) => Self::List(items.iter().map(|item| encode(item)).collect()),
            Self::Object(members) => Self::Object(
                members
                    .iter()
                    .map(|(key, value)| (encode(key), encode(value)))
                    .collect(),
            ),
        }
    }

    fn joined(self, between: &str, within: &str) -> String {
        match self {
            Self::Absent => String::new(),
            Self::Single(text) => text,
            Self::List(items) => items.join(between),
            Self::Object(members) => {
                let members = members
                    .iter()
                    .map(|(key, value)| format!("{key}{within}{value}"));
                members.collect::<Vec<_>>().join(between)
            }
        }
    }
}

#[allow(dead_code, reason = "a description may have no such parameter")]
impl ParameterValue {
    /// The value, which is `json`, in a query in style `deepObject`, as pairs already encoded and joined by `&`. Its own
    /// members come in their order, those of members by name.
    pub fn in_deep_query(&self, name: &str, json: &Value) -> String {
        let name = percent_encode(name);
        let mut pairs = Vec::new();
        match (self, json) {
            (Self::Object(members), Value::Object(values)) => {
                for (key, value) in members
                    .iter()
                    .filter_map(|(key, _)| values.get_key_value(key))
                {
                    deep(
                        &format!("{name}%5B{}%5D", percent_encode(key)),
                        value,
                        &mut pairs,
                    );
                }
            }
            _ => deep(&name, json, &mut pairs),
        }
        pairs.join("&")
    }
}

/// Members and elements under names with their keys in brackets: `a[b][0]=c`.
#[allow(dead_code, reason = "a description may have no such parameter")]
pub(crate) fn deep(name: &str, value: &Value, pairs: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                deep(
                    &format!("{name}%5B{}%5D", percent_encode(key)),
                    value,
                    pairs,
                );
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                deep(&format!("{name}%5B{index}%5D"), value, pairs);
            }
        }
        value => pairs.extend(plain(value).map(|text| format!("{name}={}", percent_encode(&text)))),
    }
}

/// A value as text: an object or a list as JSON, nothing for `null`.
#[allow(dead_code, reason = "a description may have no such parameter")]
pub(crate) fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        value => Some(value.to_string()),
    }
}

/// A text encoded, which it is already where it has nothing but letters and digits.
fn encoded(text: &str, encode: fn(&str) -> String) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(encode(text))
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
            Err(_) => Err(Unfit("bytes that are no text".to_owned())),
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
        let message = "a number that is not finite has no text in JSON";
        Err(Unfit(message.to_owned()))
    }
}

fn nested() -> Unfit {
    Unfit("a value inside a list or an object must be text, a number or a boolean".to_owned())
}

/// What is inside a list or an object: one text, or JSON where it is more than that.
fn inner<T: Serialize + ?Sized>(value: &T) -> Result<Option<String>, Unfit> {
    match value.serialize(Writer)? {
        ParameterValue::Absent => Ok(None),
        ParameterValue::Single(text) => Ok(Some(text)),
        ParameterValue::List(_) | ParameterValue::Object(_) => serde_json::to_string(value)
            .map(Some)
            .map_err(|error| Unfit(error.to_string())),
    }
}

/// A list being written.
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

/// An object being written.
struct ObjectWriter {
    members: Vec<(String, String)>,
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
        if let Some(value) = inner(value)? {
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
