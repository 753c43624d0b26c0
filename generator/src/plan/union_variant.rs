//! Variants of unions, and how the variant of a value is found.

use super::rust_type::RustType;
use crate::model::{TagValue, TypeId};

/// A variant of a union.
#[derive(Debug)]
pub struct UnionVariant {
    /// Its name.
    pub name: String,
    /// Its key in the settings: the name of its schema, the value of its discriminator, or its
    /// position from 1.
    pub key: String,
    /// The schema that it is made from.
    pub source: TypeId,
    /// Its JSON values, and what it has of them.
    pub shape: VariantShape,
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

/// The JSON values of a variant, and what the variant has of them.
#[derive(Debug, Clone, PartialEq)]
pub enum VariantShape {
    /// A value of this type.
    Payload(RustType),
    /// An object with one member, whose value has this type.
    Member {
        /// The key of the member.
        key: String,
        /// The type of its value.
        payload: RustType,
        /// Whether an object with further members is of no variant.
        is_closed: bool,
    },
    /// This string. The variant has no payload.
    Word(String),
}

impl VariantShape {
    /// Whether code uses a variant of this shape as one of `other`, where `same` says which types are
    /// the same: neither has a payload, or both have the same.
    pub fn is_alike(&self, other: &Self, same: impl FnOnce(&RustType, &RustType) -> bool) -> bool {
        match (self.payload(), other.payload()) {
            (Some(payload), Some(other)) => same(payload, other),
            (payload, other) => payload.is_none() && other.is_none(),
        }
    }

    /// The type of the payload, if there is one.
    #[must_use]
    pub fn payload(&self) -> Option<&RustType> {
        match self {
            Self::Payload(payload) | Self::Member { payload, .. } => Some(payload),
            Self::Word(_) => None,
        }
    }

    /// What is on the wire besides the payload: the string, or the key of the member.
    #[must_use]
    pub fn wire(&self) -> Option<&str> {
        match self {
            Self::Word(text) => Some(text),
            Self::Member { key, .. } => Some(key),
            Self::Payload(_) => None,
        }
    }
}

impl UnionVariant {
    /// The type of its payload, if it has one.
    #[must_use]
    pub fn payload(&self) -> Option<&RustType> {
        self.shape.payload()
    }

    /// The string that it stands for, if it has no payload.
    #[must_use]
    pub fn word(&self) -> Option<&str> {
        match &self.shape {
            VariantShape::Word(text) => Some(text),
            VariantShape::Payload(_) | VariantShape::Member { .. } => None,
        }
    }
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
