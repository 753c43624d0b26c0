//! The types of an API: what its schemas mean.

use serde_json::Value;

use super::{Docs, OperationId, Replacement, Status, TagValue, TypeId, TypeSettings};
use crate::diagnostics::Location;

/// One schema, understood.
#[derive(Debug, Clone)]
pub struct Type {
    /// Where the schema stands.
    pub origin: Location,
    /// Its key under the description's named schemas, if it stands there.
    pub component: Option<String>,
    /// The name that the description gives its type (`x-oasmith-name`).
    pub given_name: Option<String>,
    /// What other extensions of the schema settle of it.
    pub settings: Option<Box<TypeSettings>>,
    /// Where it was first met, which names it if nothing else does.
    pub context: Context,
    /// What the description says of it.
    pub docs: Docs,
    /// Whether `null` is one of its values.
    pub nullable: bool,
    /// The media type of what its strings hold, where the description names one.
    pub media_type: Option<String>,
    /// The only values, `null` aside, where the shape has others too: constants that are no strings and no whole numbers.
    pub constants: Vec<Value>,
    /// The value that stands for an absent one.
    pub default: Option<Value>,
    /// Whether the description says that its text may be empty, by `minLength: 0`.
    pub may_be_empty: bool,
    /// The examples given for it, where they become tests.
    pub examples: Vec<Value>,
    /// What its values look like.
    pub shape: Shape,
}

/// Where a type was first met.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Context {
    /// It is named by the description itself.
    Component,
    /// Inside another type.
    Inside(TypeId, Role),
    /// A parameter of an operation.
    Parameter(OperationId, String),
    /// The request body of an operation.
    Body(OperationId),
    /// The body of a response of an operation.
    Response(OperationId, Status),
    /// A header of a response of an operation.
    ResponseHeader(OperationId, String),
    /// In a part that operations share under a name of its own; where it was met first.
    Shared(String, Box<Context>),
}

impl Context {
    /// The operation that answers this type's values when it fails, if it stands in the body of such an answer.
    #[must_use]
    pub fn failure_of(&self) -> Option<OperationId> {
        match self {
            Self::Response(_, Status::Code(200..=399) | Status::Range(2 | 3)) => None,
            Self::Response(operation, _) => Some(*operation),
            Self::Shared(_, own) => own.failure_of(),
            _ => None,
        }
    }
}

/// What a type is to the type it stands in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Role {
    /// The type of a property.
    Property(String),
    /// The type of a list's elements.
    Item,
    /// The type of a map's values.
    Value,
    /// One of a union, by position.
    Variant(usize),
    /// What it is another name for.
    Target,
}

/// What the values of a type look like.
#[derive(Debug, Clone)]
pub enum Shape {
    /// Any JSON value.
    Any,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer(Integer),
    /// A number.
    Number(Number),
    /// A string.
    Text(Text),
    /// One of some values.
    Enumeration(Enumeration),
    /// A list.
    List {
        /// The type of its elements.
        item: TypeId,
    },
    /// A list of fixed length with a type for each place.
    Tuple {
        /// The types, in order.
        items: Vec<TypeId>,
    },
    /// An object with values of one type under any name.
    Map {
        /// The type of its values.
        value: TypeId,
    },
    /// An object with named properties.
    Object(Object),
    /// One of several types.
    Union(Union),
    /// A type that the settings give in place of this one.
    Given {
        /// What they give it for.
        by: GivenFor,
        /// What the values look like, as described.
        described: Box<Shape>,
    },
    /// Another name, or another nullability, for a type.
    Alias {
        /// The type it stands for.
        target: TypeId,
    },
}

/// What a type of the settings is given for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum GivenFor {
    /// The schema itself.
    Schema(Replacement),
    /// Values of this `format`.
    Format(String),
}

/// The integer type that holds every value the schema allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Integer {
    /// 8 bits, signed.
    I8,
    /// 16 bits, signed.
    I16,
    /// 32 bits, signed.
    I32,
    /// 64 bits, signed.
    I64,
    /// 8 bits, unsigned.
    U8,
    /// 16 bits, unsigned.
    U16,
    /// 32 bits, unsigned.
    U32,
    /// 64 bits, unsigned.
    U64,
}

impl Integer {
    /// The values that it holds.
    #[must_use]
    pub fn range(self) -> std::ops::RangeInclusive<i128> {
        match self {
            Self::I8 => i8::MIN.into()..=i8::MAX.into(),
            Self::I16 => i16::MIN.into()..=i16::MAX.into(),
            Self::I32 => i32::MIN.into()..=i32::MAX.into(),
            Self::I64 => i64::MIN.into()..=i64::MAX.into(),
            Self::U8 => u8::MIN.into()..=u8::MAX.into(),
            Self::U16 => u16::MIN.into()..=u16::MAX.into(),
            Self::U32 => u32::MIN.into()..=u32::MAX.into(),
            Self::U64 => u64::MIN.into()..=u64::MAX.into(),
        }
    }
}

/// The precision of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Number {
    /// IEEE 754 binary32.
    F32,
    /// IEEE 754 binary64.
    F64,
}

/// What a string holds, by its `format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Text {
    /// Any text.
    Plain,
    /// `date-time` (RFC 3339, section 5.6).
    DateTime,
    /// `date` (RFC 3339 full-date).
    Date,
    /// `time` (RFC 3339 full-time).
    Time,
    /// `duration` (RFC 3339, appendix A).
    Duration,
    /// `uuid` (RFC 9562).
    Uuid,
    /// `ipv4` (RFC 2673).
    Ipv4,
    /// `ipv6` (RFC 4291).
    Ipv6,
    /// `ip`: either of both.
    Ip,
    /// `byte`: base64 (RFC 4648).
    Base64,
    /// `binary`: raw bytes, not in JSON.
    Binary,
    /// `password`: never shown.
    Secret,
}

/// One of some values.
#[derive(Debug, Clone)]
pub struct Enumeration {
    /// What the values are.
    pub kind: EnumerationKind,
    /// The values, in the order of the description, without `null`.
    pub values: Vec<EnumerationValue>,
    /// Whether the description allows other values of the same kind, too, and only names these.
    pub is_open: bool,
}

/// What the values of an enumeration are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EnumerationKind {
    /// Strings.
    Text,
    /// Whole numbers.
    Integer,
}

/// A value of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EnumerationValue {
    /// The value on the wire, as text.
    pub value: String,
    /// A name for it from `x-enum-varnames` or `x-enumNames`.
    pub name: Option<String>,
    /// What the description says of it.
    pub description: Option<String>,
}

/// An object with named properties.
#[derive(Debug, Clone)]
pub struct Object {
    /// The properties, in the order of the description.
    pub properties: Vec<Property>,
    /// What other properties it may have.
    pub additional: Additional,
}

/// A property of an object.
#[derive(Debug, Clone)]
pub struct Property {
    /// Where it stands.
    pub origin: Location,
    /// Its name on the wire.
    pub name: String,
    /// Its type.
    pub ty: TypeId,
    /// The name that the description gives its field (`x-oasmith-field`).
    pub given_name: Option<String>,
    /// Whether every object has it.
    pub required: bool,
    /// Whether only the server sends it.
    pub read_only: bool,
    /// Whether only the client sends it.
    pub write_only: bool,
    /// What is written if a caller gives no value: the tag of the object, or its only value if that
    /// is the default, too.
    pub constant: Option<TagValue>,
}

impl Property {
    /// Whether clients send it. A tag is sent even if it is read-only.
    #[must_use]
    pub fn is_sent(&self) -> bool {
        !self.read_only || self.constant.is_some()
    }
}

/// What properties an object may have beside the named ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Additional {
    /// Others may come and are not kept.
    Unspecified,
    /// None.
    Forbidden,
    /// Values of this type.
    Of(TypeId),
}

/// One of several types.
#[derive(Debug, Clone)]
pub struct Union {
    /// The types, in the order of the description.
    pub variants: Vec<Variant>,
    /// The property whose value tells which it is.
    pub discriminator: Option<Discriminator>,
    /// Without a discriminator: the properties whose constants tell some variants apart, the one
    /// that most of them have first.
    pub telling: Vec<String>,
}

/// One type of a union.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The type.
    pub ty: TypeId,
    /// The discriminator's values that mean this type, the one that is written first.
    pub tags: Vec<TagValue>,
    /// Whether the first of them is sent if a caller sets none.
    pub sends_tag: bool,
    /// Whether a value without a known tag may be of this type.
    pub without_tag: WithoutTag,
}

/// Whether a value without a known tag may be of the type of a variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum WithoutTag {
    /// It may not.
    #[default]
    No,
    /// It may if it looks like it, and like no other variant.
    ByLooks,
    /// It may if it looks like it, even if it looks like a `ByLooks` variant, too.
    Preferred,
}

/// The property whose value tells which type of a union a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discriminator {
    /// The property's name on the wire.
    pub property: String,
    /// The type, one of the union's, of values that have no such property, or one that means none of the others.
    pub default: Option<TypeId>,
}

impl Union {
    /// Which of the variants has this type.
    #[must_use]
    pub fn position(&self, ty: TypeId) -> Option<usize> {
        self.variants.iter().position(|variant| variant.ty == ty)
    }
}

impl Additional {
    /// The type of the values beside the named properties, if there may be any of note.
    #[must_use]
    pub fn value(self) -> Option<TypeId> {
        match self {
            Self::Of(value) => Some(value),
            Self::Unspecified | Self::Forbidden => None,
        }
    }
}

impl Shape {
    /// Whether a Rust item with a name of its own stands for it.
    #[must_use]
    pub fn has_name(&self) -> bool {
        matches!(
            self,
            Self::Object(_) | Self::Enumeration(_) | Self::Union(_)
        )
    }
}
