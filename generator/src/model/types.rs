//! The types of an API, built from its schemas.

use serde_json::Value;

use super::{Docs, OperationId, Replacement, Status, TagValue, TypeId, TypeSettings};
use crate::diagnostics::Location;

/// The type of one schema.
#[derive(Debug, Clone)]
pub struct Type {
    /// The location of the schema.
    pub origin: Location,
    /// Its key among the description's named schemas, if it is one of them.
    pub component: Option<String>,
    /// The name that references to it have, if it is not a named schema of the description: the stem
    /// of its file, or its key among the schemas of another file.
    pub referred: Option<String>,
    /// The name that the description gives its type (`x-oasmith-name`).
    pub given_name: Option<String>,
    /// The settings from other extensions of the schema.
    pub settings: Option<Box<TypeSettings>>,
    /// Where it was first found. The type is named after it if nothing else gives a name.
    pub context: Context,
    /// Its documentation in the description.
    pub docs: Docs,
    /// Whether `null` is one of its values.
    pub nullable: bool,
    /// The media type of the content of its strings, if the description gives one.
    pub media_type: Option<String>,
    /// The only valid values, except `null`, where the shape admits more: constants that are
    /// neither strings nor whole numbers.
    pub constants: Vec<Value>,
    /// Whether its only value is a constant (`const`), not an enumeration that may grow.
    pub is_constant: bool,
    /// The default value.
    pub default: Option<Value>,
    /// Whether the description explicitly permits the empty string, by `minLength: 0`.
    pub may_be_empty: bool,
    /// Its examples, if they are to become tests.
    pub examples: Vec<Value>,
    /// The shape of its values.
    pub shape: Shape,
}

/// Where a type was first found.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Context {
    /// Among the named schemas of the description.
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
    /// In a shared OpenAPI object with this name. The inner context is where it was first found.
    Shared(String, Box<Context>),
}

impl Context {
    /// The operation that fails with this type, if the type is in the body of a response that is
    /// neither 2xx nor 3xx.
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

/// The role of a type in the type that contains it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Role {
    /// The type of a property.
    Property(String),
    /// The type of an array's items.
    Item,
    /// The type of a map's values.
    Value,
    /// A variant of a union, by position.
    Variant(usize),
    /// The value of the only member of a variant of a union, by its key.
    Member(String),
    /// The target of an alias.
    Target,
}

/// The shape of the values of a type.
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
    /// An enumeration.
    Enumeration(Enumeration),
    /// An array.
    List {
        /// The type of its items.
        item: TypeId,
    },
    /// An array of fixed length, with a type for each position.
    Tuple {
        /// The types, in order.
        items: Vec<TypeId>,
    },
    /// An object with arbitrary keys and values of one type.
    Map {
        /// The type of its values.
        value: TypeId,
    },
    /// An object with named properties.
    Object(Object),
    /// A union of several types.
    Union(Union),
    /// A replacement type from the settings.
    Given {
        /// What the replacement applies to.
        by: GivenFor,
        /// The shape in the description.
        described: Box<Shape>,
    },
    /// An alias of a type, possibly with a different nullability.
    Alias {
        /// The type that it is an alias of.
        target: TypeId,
    },
}

/// What a replacement type applies to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum GivenFor {
    /// The schema itself.
    Schema(Replacement),
    /// Values of this `format`.
    Format(String),
}

/// An integer type that holds every value the schema allows.
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
    /// Returns the range of its values.
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

/// The content of a string, by its `format`.
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
    /// `ip`: an IPv4 or IPv6 address.
    Ip,
    /// `byte`: base64 (RFC 4648).
    Base64,
    /// `binary`: raw bytes, not in JSON.
    Binary,
    /// `password`: redacted in debug output.
    Secret,
}

/// An enumeration.
#[derive(Debug, Clone)]
pub struct Enumeration {
    /// The kind of its values.
    pub kind: EnumerationKind,
    /// The values, in the order of the description, without `null`.
    pub values: Vec<EnumerationValue>,
    /// Whether the description also allows other values of the same kind.
    pub is_open: bool,
    /// Whether the values are the members of a `oneOf` or `anyOf`, not of an `enum`.
    pub is_choice: bool,
}

/// The kind of values of an enumeration.
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
    /// Its documentation in the description.
    pub description: Option<String>,
}

/// An object with named properties.
#[derive(Debug, Clone)]
pub struct Object {
    /// The properties, in the order of the description.
    pub properties: Vec<Property>,
    /// Which additional properties it may have.
    pub additional: Additional,
}

/// A property of an object.
#[derive(Debug, Clone)]
pub struct Property {
    /// Its location in the description.
    pub origin: Location,
    /// Its name on the wire.
    pub name: String,
    /// Its type.
    pub ty: TypeId,
    /// The name that the description gives its field (`x-oasmith-field`).
    pub given_name: Option<String>,
    /// Whether it is required.
    pub required: bool,
    /// Whether it is `readOnly`: only the server sends it.
    pub read_only: bool,
    /// Whether it is `writeOnly`: only the client sends it.
    pub write_only: bool,
    /// The value that is sent if a caller gives none: the discriminator value of the object, or the
    /// property's only value if that is also its default.
    pub constant: Option<TagValue>,
    /// Its only value, if no field holds it: the object writes it whenever it is sent, and ignores
    /// what it receives.
    pub fixed: Option<TagValue>,
}

impl Object {
    /// Whether it has a property with this name, required if so asked.
    #[must_use]
    pub fn has(&self, name: &str, required: bool) -> bool {
        let mut properties = self.properties.iter();
        properties.any(|property| property.name == name && (property.required || !required))
    }
}

impl Property {
    /// Whether a field of the object's struct holds its value.
    #[must_use]
    pub fn has_field(&self) -> bool {
        self.fixed.is_none()
    }

    /// Whether clients send it. A discriminator is sent even if it is `readOnly`.
    #[must_use]
    pub fn is_sent(&self) -> bool {
        !self.read_only || self.constant.is_some()
    }
}

/// The properties that an object may have besides the named ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Additional {
    /// Others are accepted and dropped.
    Unspecified,
    /// None.
    Forbidden,
    /// Values of this type.
    Of(TypeId),
}

/// A union of several types.
#[derive(Debug, Clone)]
pub struct Union {
    /// The types, in the order of the description.
    pub variants: Vec<Variant>,
    /// The property that determines the variant.
    pub discriminator: Option<Discriminator>,
    /// Without a discriminator: the properties whose constants distinguish some of the variants.
    /// The property that most variants have comes first.
    pub distinguishing: Vec<String>,
}

/// A variant of a union.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The type of its values, or of the value of their only member.
    pub ty: TypeId,
    /// The only member of its values, if the member selects the variant.
    pub member: Option<Box<OnlyMember>>,
    /// The discriminator values of this variant. The first one is written.
    pub tags: Vec<TagValue>,
    /// Whether the first of them is sent if a caller sets none.
    pub sends_tag: bool,
    /// Whether a value without a known discriminator value may be of this type.
    pub without_tag: WithoutTag,
}

/// The only member of an object, whose key selects the variant of a union: serde's externally tagged
/// enums.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OnlyMember {
    /// Its key on the wire.
    pub key: String,
    /// Whether an object with further members is of another variant, or of none.
    pub is_closed: bool,
    /// The documentation of the object.
    pub docs: Docs,
}

/// Whether a value without a known discriminator value may be of a variant's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum WithoutTag {
    /// Never.
    #[default]
    No,
    /// If it matches the structure of this variant, and of no other variant.
    ByLooks,
    /// If it matches the structure of this variant, even if it also matches a `ByLooks` variant.
    Preferred,
}

/// The property whose value determines the variant of a union.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discriminator {
    /// The property's name on the wire.
    pub property: String,
    /// The variant for values that lack the property, or whose value belongs to no variant.
    pub default: Option<TypeId>,
}

impl Variant {
    /// Creates a variant that has only a type.
    #[must_use]
    pub fn new(ty: TypeId) -> Self {
        Self {
            ty,
            member: None,
            tags: Vec::new(),
            sends_tag: false,
            without_tag: WithoutTag::default(),
        }
    }

    /// The type of its values, unless these are objects around one member.
    #[must_use]
    pub fn whole(&self) -> Option<TypeId> {
        self.member.is_none().then_some(self.ty)
    }
}

impl Union {
    /// Returns the index of the variant with this type.
    #[must_use]
    pub fn position(&self, ty: TypeId) -> Option<usize> {
        self.variants.iter().position(|variant| variant.ty == ty)
    }
}

impl Additional {
    /// Returns the type of the additional properties, if they are kept.
    #[must_use]
    pub fn value(self) -> Option<TypeId> {
        match self {
            Self::Of(value) => Some(value),
            Self::Unspecified | Self::Forbidden => None,
        }
    }
}

impl Shape {
    /// Whether it becomes a named Rust item.
    #[must_use]
    pub fn has_name(&self) -> bool {
        matches!(
            self,
            Self::Object(_) | Self::Enumeration(_) | Self::Union(_)
        )
    }

    /// The types that it contains, in order.
    #[must_use]
    pub fn held(&self) -> Vec<TypeId> {
        match self {
            Self::List { item: inner }
            | Self::Map { value: inner }
            | Self::Alias { target: inner } => vec![*inner],
            Self::Tuple { items } => items.clone(),
            Self::Union(union) => union.variants.iter().map(|variant| variant.ty).collect(),
            Self::Object(object) => {
                let properties = object.properties.iter().map(|property| property.ty);
                properties.chain(object.additional.value()).collect()
            }
            _ => Vec::new(),
        }
    }
}
