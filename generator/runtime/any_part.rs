//! Parts that may be files: one, several, or something else.

#![allow(dead_code, reason = "a crate uses what its description needs")]

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::file_part::FilePart;
use super::multipart::{IntoMultipart, Multipart};

/// A part of any kind: a file, or a value, which is sent as text or JSON.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum AnyPart {
    /// A file.
    File(FilePart),
    /// A value: a string as text, an object as JSON, a list as one part for each element, `null` as
    /// no part.
    Value(Value),
}

impl From<FilePart> for AnyPart {
    fn from(file: FilePart) -> Self {
        Self::File(file)
    }
}

impl From<Value> for AnyPart {
    fn from(value: Value) -> Self {
        Self::Value(value)
    }
}

impl From<String> for AnyPart {
    fn from(text: String) -> Self {
        Self::Value(text.into())
    }
}

impl From<&str> for AnyPart {
    fn from(text: &str) -> Self {
        Self::Value(text.into())
    }
}

/// A type that is sent as one part, or as several of one name, and may be a file.
pub(crate) trait IntoPart {
    /// Adds the parts. A file without a media type of its own is of this one.
    fn into_part(self, name: &str, media_type: Option<&str>, parts: &mut Multipart);
}

impl IntoPart for FilePart {
    fn into_part(self, name: &str, media_type: Option<&str>, parts: &mut Multipart) {
        parts.add_file(name, media_type, self);
    }
}

impl IntoPart for AnyPart {
    fn into_part(self, name: &str, media_type: Option<&str>, parts: &mut Multipart) {
        match self {
            Self::File(file) => parts.add_file(name, media_type, file),
            Self::Value(value) => parts.add_other(name, media_type, &value),
        }
    }
}

impl<P: IntoPart> IntoPart for Vec<P> {
    fn into_part(self, name: &str, media_type: Option<&str>, parts: &mut Multipart) {
        for part in self {
            part.into_part(name, media_type, parts);
        }
    }
}

impl<P: IntoPart> IntoPart for Box<P> {
    fn into_part(self, name: &str, media_type: Option<&str>, parts: &mut Multipart) {
        (*self).into_part(name, media_type, parts);
    }
}

impl<P: IntoPart> IntoPart for Option<P> {
    fn into_part(self, name: &str, media_type: Option<&str>, parts: &mut Multipart) {
        if let Some(part) = self {
            part.into_part(name, media_type, parts);
        }
    }
}

/// A body whose parts may have any name.
impl<P: IntoPart> IntoMultipart for BTreeMap<String, P> {
    fn into_multipart(self) -> Multipart {
        let mut parts = Multipart::new();
        for (name, part) in self {
            part.into_part(&name, None, &mut parts);
        }
        parts
    }
}

/// A body of a union that is none of the known variants.
impl IntoMultipart for Value {
    fn into_multipart(self) -> Multipart {
        let mut parts = Multipart::new();
        match self {
            Value::Object(members) => {
                for (name, value) in members {
                    parts.add_value(&name, None, &value);
                }
            }
            _ => parts.refuse("a multipart body must be an object".to_owned()),
        }
        parts
    }
}

impl Multipart {
    /// Adds one part, or several of one name.
    pub(crate) fn add_part<P: IntoPart>(&mut self, name: &str, media_type: Option<&str>, part: P) {
        part.into_part(name, media_type, self);
    }

    /// Adds a value that could have been a file: text keeps the media type of the part.
    pub(crate) fn add_other<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        media_type: Option<&str>,
        value: &T,
    ) {
        match super::finite::to_value(value) {
            Ok(value) => {
                let is_text = |one: &&str| value.is_string() && one.starts_with("text/");
                self.add_value(name, media_type.filter(is_text), &value);
            }
            Err(error) => self.refuse(error.to_string()),
        }
    }

    /// Adds a part for each member of an object, named as PHP, Rails and ASP.NET expect it.
    pub(crate) fn add_members<P: IntoPart>(
        &mut self,
        name: &str,
        media_type: Option<&str>,
        members: BTreeMap<String, P>,
    ) {
        for (key, part) in members {
            part.into_part(&format!("{name}[{key}]"), media_type, self);
        }
    }
}

/// Implements `IntoPart` for a union: for each variant, whether it is a file (`part`) or a `value`,
/// and the media type of its schema.
#[allow(unused_macros, reason = "a description may have no such part")]
macro_rules! into_part {
    ($name:ident $(words { $($word:ident = $text:literal),* $(,)? })? {
        $($variant:ident = $kind:ident $($media_type:literal)?),* $(,)?
    } $unknown:ident) => {
        impl $crate::runtime::any_part::IntoPart for $name {
            fn into_part(
                self,
                name: &str,
                media_type: Option<&str>,
                parts: &mut $crate::Multipart,
            ) {
                match self {
                    $($(Self::$word => parts.add_other(name, media_type, &$text),)*)?
                    $(Self::$variant(value) => $crate::runtime::any_part::add_variant!(
                        $kind, parts, name, media_type, value $(, $media_type)?
                    ),)*
                    Self::$unknown(value) => parts.add_value(name, None, &value),
                }
            }
        }
    };
}

/// Adds the value of a variant. A file has the media type of the body, else that of the variant.
#[allow(unused_macros, reason = "a description may have no such part")]
macro_rules! add_variant {
    (part, $parts:ident, $name:ident, $media_type:ident, $value:ident $(, $own:literal)?) => {
        $parts.add_part($name, $media_type$(.or(Some($own)))?, $value)
    };
    (value, $parts:ident, $name:ident, $media_type:ident, $value:ident) => {
        $parts.add_other($name, $media_type, &$value)
    };
    (value, $parts:ident, $name:ident, $media_type:ident, $value:ident, $own:literal) => {
        $parts.add_value($name, Some($own), &$value)
    };
}

/// Implements `IntoMultipart` for a union of objects, and writes the tag that names the variant.
#[allow(unused_macros, reason = "a description may have no such body")]
macro_rules! into_multipart {
    ($name:ident { $($variant:ident $(+ $tag:literal = $value:literal)?),* $(,)? } $unknown:ident) => {
        impl $crate::runtime::IntoMultipart for $name {
            fn into_multipart(self) -> $crate::Multipart {
                match self {
                    $(Self::$variant(value) => {
                        value.into_multipart()$(.tagged($tag, $value))?
                    })*
                    Self::$unknown(value) => value.into_multipart(),
                }
            }
        }
    };
}

#[allow(unused_imports, reason = "a description may have no such union")]
pub(crate) use {add_variant, into_multipart, into_part};
