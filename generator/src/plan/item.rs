//! Types of the crate: structs, enums, unions and aliases.

use super::name_source::NamedBy;
use super::part::{Part, UnionParts};
use super::rust_type::RustType;
use super::union_variant::UnionVariant;
use crate::model::{TagValue, TypeId};

/// One of the crate's types.
#[derive(Debug)]
pub struct Item {
    /// The schema that it is made from; of identical types, the first.
    pub source: TypeId,
    /// Its name.
    pub name: String,
    /// Where its name comes from.
    pub named_by: NamedBy,
    /// Its docs, as lines.
    pub docs: Vec<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Whether requests contain it.
    pub sent: bool,
    /// Whether responses contain it.
    pub received: bool,
    /// Its definition.
    pub kind: ItemKind,
}

impl Item {
    /// The names of its fields or variants, if their order is observable: through a `PartialOrd` or
    /// `Ord` among its derives, or by casting a closed enum with `as`. `None` if no user code can
    /// depend on it.
    #[must_use]
    pub fn order(&self, derives: &[String]) -> Option<Vec<&str>> {
        let compares = |path: &String| path == "PartialOrd" || path == "Ord";
        let is_compared = derives.iter().any(compares);
        let names: Vec<&str> = match &self.kind {
            ItemKind::Struct(structure) if is_compared => structure
                .fields
                .iter()
                .map(|one| one.name.as_str())
                .collect(),
            ItemKind::Union(union) if is_compared => {
                union.variants.iter().map(|one| one.name.as_str()).collect()
            }
            ItemKind::Text(text) if is_compared || text.unknown.is_none() => {
                text.variants.iter().map(|one| one.0.as_str()).collect()
            }
            ItemKind::Integer(integer) if is_compared || integer.unknown.is_none() => {
                integer.variants.iter().map(|one| one.0.as_str()).collect()
            }
            _ => return None,
        };
        (names.len() > 1).then_some(names)
    }
}

/// The definition of an item.
#[derive(Debug)]
pub enum ItemKind {
    /// An object.
    Struct(Struct),
    /// An enum of strings.
    Text(TextEnum),
    /// An enum of integers.
    Integer(IntegerEnum),
    /// A union of several types.
    Union(UnionEnum),
    /// An alias for a type.
    Alias(Alias),
}

/// A struct for a JSON object.
#[derive(Debug)]
pub struct Struct {
    /// Its fields, in the order of the description.
    pub fields: Vec<Field>,
    /// The properties that have no field, because their value is constant.
    pub constants: Vec<Constant>,
    /// The field for properties that have no field of their own.
    pub rest: Option<Rest>,
    /// Its constructor.
    pub constructor: Option<Constructor>,
    /// How each field is sent in a multipart body, if the struct is sent as one.
    pub parts: Option<Vec<Part>>,
}

/// A property with a constant value. No field holds it.
#[derive(Debug)]
pub struct Constant {
    /// Its name on the wire.
    pub wire: String,
    /// Its value.
    pub value: TagValue,
    /// Whether it is written. It is ignored in what is received either way.
    pub sent: bool,
}

/// A field of a struct.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its name as an argument of a constructor.
    pub argument: String,
    /// Its name on the wire.
    pub wire: String,
    /// Its type, including `Option`.
    pub ty: RustType,
    /// Its type without `Option`: that of a present value.
    pub inner: RustType,
    /// Whether the property is required.
    pub presence: Presence,
    /// The only value that the property may have, if there is just one, as it is written in Rust.
    pub only: Option<Value>,
    /// The value that is sent if the field is empty.
    pub constant: Option<TagValue>,
    /// Whether it is optional and `null` is a value of its type, as for any JSON.
    pub null_is_value: bool,
    /// Its docs, as lines.
    pub docs: Vec<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
}

/// Whether a property is always present.
#[derive(Debug, Clone, PartialEq)]
pub enum Presence {
    /// Every object has it.
    Required,
    /// Omitted if `None`.
    Optional,
    /// This value is used if the property is absent.
    Default(Value),
}

/// A value as it is written in Rust.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Integer(i128),
    /// A number.
    Number(f64),
    /// An owned string.
    Text(String),
    /// A variant of one of the crate's enums: enum and variant.
    Variant(String, String),
}

/// The field for properties that have no field of their own.
#[derive(Debug)]
pub struct Rest {
    /// The name of the field.
    pub name: String,
    /// The type of their values.
    pub value: RustType,
    /// Whether the values are, or may be, files when sent as multipart.
    pub may_be_files: bool,
    /// The media type of each value as a multipart part, if the description sets one.
    pub media_type: Option<String>,
}

/// The constructor of a struct.
#[derive(Debug)]
pub struct Constructor {
    /// The indices of the fields it takes.
    pub takes: Vec<usize>,
}

/// The name of the variant for unknown values, of every enum that has one.
pub const UNKNOWN: &str = "Unknown";

/// An enum of strings.
#[derive(Debug)]
pub struct TextEnum {
    /// The variants: name, value on the wire, docs.
    pub variants: Vec<(String, String, Vec<String>)>,
    /// The variant for unknown values, if the enum is open.
    pub unknown: Option<String>,
}

/// An enum of integers.
#[derive(Debug)]
pub struct IntegerEnum {
    /// The variants: name, value on the wire, docs.
    pub variants: Vec<(String, i64, Vec<String>)>,
    /// The variant for unknown values, if the enum is open.
    pub unknown: Option<String>,
}

/// A union of several types.
#[derive(Debug)]
pub struct UnionEnum {
    /// The discriminator property.
    pub tag: Option<String>,
    /// The variant for values with an unknown tag or none.
    pub default: Option<String>,
    /// The variants.
    pub variants: Vec<UnionVariant>,
    /// The variant for any other value.
    pub unknown: String,
    /// How it is sent in a multipart body, if it is.
    pub parts: Option<UnionParts>,
}

impl UnionEnum {
    /// The variant for values with an unknown tag or none.
    #[must_use]
    pub fn default_variant(&self) -> Option<&UnionVariant> {
        let default = self.default.as_ref()?;
        self.variants
            .iter()
            .find(|variant| variant.name == *default)
    }
}

/// A type alias.
#[derive(Debug)]
pub struct Alias {
    /// The aliased type.
    pub target: RustType,
}

impl Struct {
    /// Whether the field at a position has a setter: there is a constructor, which does not take it.
    #[must_use]
    pub fn has_setter(&self, index: usize) -> bool {
        let constructor = self.constructor.as_ref();
        let field = self.fields.get(index);
        constructor.is_some_and(|constructor| !constructor.takes.contains(&index))
            && field.is_some_and(|field| field.only.is_none())
    }

    /// Whether it derives `Default`: the constructor takes no argument and no field has a fixed
    /// value.
    #[must_use]
    pub fn derives_default(&self) -> bool {
        let constructor = self.constructor.as_ref();
        constructor.is_some_and(|constructor| constructor.takes.is_empty())
            && self.fields.iter().all(|field| field.only.is_none())
    }
}
