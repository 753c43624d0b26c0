//! Variants of unions, and what distinguishes their values.

use super::rust_type::RustType;
use crate::model::TagValue;

/// A variant of a union.
#[derive(Debug)]
pub struct UnionVariant {
    /// Its name.
    pub name: String,
    /// What settings know it by: its schema's name, its discriminator's value, or its position from 1.
    pub key: String,
    /// What it holds.
    pub payload: RustType,
    /// Its docs, as lines.
    pub docs: Vec<String>,
    /// The discriminator's values that mean it, the one that is written first.
    pub tags: Vec<TagValue>,
    /// Whether the payload may not write the discriminator itself.
    pub adds_tag: bool,
    /// What a value must look like to be tried as this variant.
    pub guard: Guard,
    /// Whether a value that has none of the union's tags is tried as this variant.
    pub without_tag: bool,
    /// Whether a value of the payload's type, which has a name, can mean no other variant.
    pub from: bool,
}

/// What a JSON value must look like.
#[derive(Debug, Clone, PartialEq)]
pub enum Guard {
    /// Anything.
    Any,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A string.
    String,
    /// One of these strings.
    OneOf(Vec<String>),
    /// One of these values that are no strings, as JSON writes them.
    Literal(Vec<String>),
    /// A string that is base64 and nothing else.
    Base64,
    /// A string that is a date and no more.
    Date,
    /// A string that is a UUID.
    Uuid,
    /// A list.
    Array,
    /// An object whose members all have one type.
    Map,
    /// An object whose members may be anything.
    Open,
    /// An object.
    Object {
        /// The properties it must have.
        required: Vec<String>,
        /// The other properties it may have: of two that fit, the one that knows more of a value is
        /// meant.
        optional: Vec<String>,
        /// Of both, those that have one of some values where they are there.
        constant: Vec<(String, Vec<String>)>,
    },
    /// As one of these says: those of a union's own variants.
    Either(Vec<Guard>),
    /// The same guard, preferred to others that fit equally well.
    Preferred(Box<Guard>),
}
