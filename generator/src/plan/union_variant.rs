//! Variants of unions, and how the variant of a value is found.

use super::rust_type::RustType;
use crate::model::TagValue;

/// A variant of a union.
#[derive(Debug)]
pub struct UnionVariant {
    /// Its name.
    pub name: String,
    /// Its key in the settings: the name of its schema, the value of its discriminator, or its
    /// position from 1.
    pub key: String,
    /// The type of its payload.
    pub payload: RustType,
    /// Its docs, as lines.
    pub docs: Vec<String>,
    /// The discriminator values that select it. The first is the one that is written.
    pub tags: Vec<TagValue>,
    /// Whether the union writes the discriminator, because the payload may omit it.
    pub adds_tag: bool,
    /// The shape a JSON value must have to be tried as this variant.
    pub guard: Guard,
    /// Whether a value without any of the union's tags is tried as this variant.
    pub without_tag: bool,
    /// Whether the union implements `From` the payload: its type is named and no other variant has
    /// it.
    pub from: bool,
}

/// The shape of a JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Guard {
    /// Anything.
    Any,
    /// `true` or `false`.
    Boolean,
    /// An integer.
    Integer,
    /// A number.
    Number,
    /// A string.
    String,
    /// One of these strings.
    OneOf(Vec<String>),
    /// One of these non-string values, in JSON.
    Literal(Vec<String>),
    /// A string that is valid base64.
    Base64,
    /// A string that is a date.
    Date,
    /// A string that is a UUID.
    Uuid,
    /// A list.
    Array,
    /// An object whose members all have one type.
    Map,
    /// An object with arbitrary members.
    Open,
    /// An object.
    Object {
        /// The required properties.
        required: Vec<String>,
        /// The known optional properties. If two variants match, the one that knows more of the
        /// value's members is chosen.
        optional: Vec<String>,
        /// Properties, required or optional, with a fixed set of values.
        constant: Vec<(String, Vec<String>)>,
    },
    /// Any of these: the guards of a nested union's variants.
    Either(Vec<Guard>),
    /// The same guard, preferred over others that match equally well.
    Preferred(Box<Guard>),
}
