//! Types of the crate: structs, enums, unions and aliases.

use super::part::{Part, UnionParts};
use super::rust_type::RustType;
use super::union_variant::UnionVariant;
use crate::model::{TagValue, TypeId};

/// An item of the crate's types.
#[derive(Debug)]
pub struct Item {
    /// What it stands for; the first of those that are the same.
    pub source: TypeId,
    /// Its name.
    pub name: String,
    /// Its docs, as lines.
    pub docs: Vec<String>,
    /// Whether its use is discouraged.
    pub deprecated: bool,
    /// Whether requests hold it.
    pub sent: bool,
    /// Whether responses hold it.
    pub received: bool,
    /// The traits it derives beside those that every item of its kind does.
    pub derives: Vec<String>,
    /// What it is.
    pub kind: ItemKind,
}

impl Item {
    /// The names of its fields or variants in the order that code sees: values compare in it, where `PartialOrd` or `Ord` is
    /// derived, and `as` turns the variants of a closed enum into their positions.
    #[must_use]
    pub fn order(&self) -> Option<Vec<&str>> {
        let compares = |path: &String| path == "PartialOrd" || path == "Ord";
        let is_compared = self.derives.iter().any(compares);
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

/// What an item is.
#[derive(Debug)]
pub enum ItemKind {
    /// An object.
    Struct(Struct),
    /// One of some strings.
    Text(TextEnum),
    /// One of some whole numbers.
    Integer(IntegerEnum),
    /// One of several types.
    Union(UnionEnum),
    /// Another name for a type.
    Alias(Alias),
}

/// An object.
#[derive(Debug)]
pub struct Struct {
    /// Its fields, in the order of the description.
    pub fields: Vec<Field>,
    /// The properties it has beside its fields.
    pub rest: Option<Rest>,
    /// How a caller makes one.
    pub constructor: Option<Constructor>,
    /// How it is sent in parts, if it is.
    pub parts: Option<Vec<Part>>,
}

/// A field of a struct.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// The name of an argument that becomes it.
    pub argument: String,
    /// Its name on the wire.
    pub wire: String,
    /// Its type, `Option` and all.
    pub ty: RustType,
    /// Its type when it is there.
    pub inner: RustType,
    /// Whether every object has it.
    pub presence: Presence,
    /// The one value it may have, if there is only one: how it is written.
    pub only: Option<Value>,
    /// What is sent if it has no value.
    pub constant: Option<TagValue>,
    /// Whether it is optional and may hold `null` as a value: any JSON.
    pub null_is_value: bool,
    /// Its docs, as lines.
    pub docs: Vec<String>,
    /// Whether its use is discouraged.
    pub deprecated: bool,
}

/// Whether a field is always there.
#[derive(Debug, Clone, PartialEq)]
pub enum Presence {
    /// Every object has it.
    Required,
    /// Left out when it is `None`.
    Optional,
    /// When it is left out, this stands for it.
    Default(Value),
}

/// A value, as it is written in Rust.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i128),
    /// A number.
    Number(f64),
    /// A string, owned.
    Text(String),
    /// A variant of one of the crate's enums.
    Variant(String, String),
}

/// The properties that a struct has beside its fields.
#[derive(Debug)]
pub struct Rest {
    /// The field that holds them.
    pub name: String,
    /// The type of their values.
    pub value: RustType,
    /// Whether their values, as parts, are or may be files.
    pub may_be_files: bool,
    /// The media type of each as a part, where it has one of its own.
    pub media_type: Option<String>,
}

/// How a caller makes a value.
#[derive(Debug)]
pub struct Constructor {
    /// The fields it takes, by position.
    pub takes: Vec<usize>,
}

/// One of some strings.
#[derive(Debug)]
pub struct TextEnum {
    /// Each variant: its name, its value on the wire, its docs.
    pub variants: Vec<(String, String, Vec<String>)>,
    /// The variant that holds any other value, if there may be one.
    pub unknown: Option<String>,
}

/// One of some whole numbers.
#[derive(Debug)]
pub struct IntegerEnum {
    /// Each variant: its name, its value on the wire, its docs.
    pub variants: Vec<(String, i64, Vec<String>)>,
    /// The variant that holds any other value, if there may be one.
    pub unknown: Option<String>,
}

/// One of several types.
#[derive(Debug)]
pub struct UnionEnum {
    /// The property that tells which.
    pub tag: Option<String>,
    /// The variant that values are tried as whose tag means none.
    pub default: Option<String>,
    /// The variants.
    pub variants: Vec<UnionVariant>,
    /// The variant that holds any other value.
    pub unknown: String,
    /// How it is sent in parts, if it is.
    pub parts: Option<UnionParts>,
}

impl UnionEnum {
    /// The variant that values are tried as whose tag means none.
    #[must_use]
    pub fn default_variant(&self) -> Option<&UnionVariant> {
        let default = self.default.as_ref()?;
        self.variants
            .iter()
            .find(|variant| variant.name == *default)
    }
}

/// Another name for a type.
#[derive(Debug)]
pub struct Alias {
    /// The type it stands for.
    pub target: RustType,
}

impl Struct {
    /// Whether it derives `Default`: no field is required and none has a fixed value.
    #[must_use]
    pub fn derives_default(&self) -> bool {
        let constructor = self.constructor.as_ref();
        constructor.is_some_and(|constructor| constructor.takes.is_empty())
            && self.fields.iter().all(|field| field.only.is_none())
    }
}
