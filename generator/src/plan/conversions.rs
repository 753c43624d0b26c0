//! Which types are made of others by `into()`: what constructors and setters accept.

use std::collections::{BTreeMap, BTreeSet};

use super::item::{Item, ItemKind, UnionEnum};
use super::rust_type::RustType;
use super::union_variant::{UnionVariant, VariantShape};

/// How a constructor or a setter takes a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken<'t> {
    /// As it is.
    Value(&'t RustType),
    /// `impl Into` the type.
    Into(&'t RustType),
    /// Anything that iterates over elements, which are taken as they are or by `into()`.
    List(&'t RustType, bool),
    /// Anything that iterates over pairs of a key, taken by `into()`, and a value.
    Map(&'t RustType, bool),
}

/// The types of a crate that others convert into.
#[derive(Debug, Default)]
pub struct Conversions {
    /// Open enums.
    enums: BTreeSet<String>,
    /// Unions.
    unions: BTreeSet<String>,
    /// The targets of aliases.
    aliases: BTreeMap<String, RustType>,
    /// The unions that text converts into.
    texts: BTreeMap<String, TextVariant>,
    /// The types that text converts into, of which a `Nullable` is sent.
    nullable: BTreeSet<String>,
}

/// The variants of a union that hold text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextVariant {
    /// The variant that holds any text.
    Any(String),
    /// The variant that holds an open enum, and the enum.
    Enum(String, String),
    /// A variant with an open enum, the enum, and the variant for other text.
    Both(String, String, String),
}

impl TextVariant {
    /// The variant that holds any text.
    #[must_use]
    pub fn any(&self) -> Option<&str> {
        match self {
            Self::Any(any) | Self::Both(.., any) => Some(any),
            Self::Enum(..) => None,
        }
    }
}

/// The maximum length of a chain of aliases.
const MAX_ALIASES: usize = 64;

impl Conversions {
    /// Finds them among the types of a crate.
    pub(crate) fn find(items: &[Item]) -> Self {
        let mut found = Self::default();
        let is_open =
            |item: &&Item| matches!(&item.kind, ItemKind::Text(text) if text.unknown.is_some());
        let open = items.iter().filter(is_open);
        let open: BTreeSet<&str> = open.map(|item| item.name.as_str()).collect();
        for item in items {
            if let ItemKind::Alias(alias) = &item.kind {
                let target = alias.target.clone();
                found.aliases.insert(item.name.clone(), target);
            }
        }
        for item in items {
            match &item.kind {
                ItemKind::Text(text) if text.unknown.is_some() => {
                    found.enums.insert(item.name.clone());
                }
                ItemKind::Integer(integer) if integer.unknown.is_some() => {
                    found.enums.insert(item.name.clone());
                }
                ItemKind::Union(union) if converts(item, union) => {
                    found.unions.insert(item.name.clone());
                    if let Some(text) = found.find_text(union, &open) {
                        found.texts.insert(item.name.clone(), text);
                    }
                }
                _ => {}
            }
        }
        let sent = items.iter().filter(|item| item.sent);
        let nullable = sent.flat_map(nullable).filter(|name| {
            let name = name.as_str();
            open.contains(name) || found.texts.contains_key(name)
        });
        found.nullable = nullable.collect();
        found
    }

    /// How a constructor or a setter takes a value of a type, without its box.
    #[must_use]
    pub fn taken<'t>(&'t self, ty: &'t RustType) -> Taken<'t> {
        let ty = match ty {
            RustType::Boxed(inner) => inner,
            other => other,
        };
        match self.behind(ty) {
            RustType::List(item) => Taken::List(item, self.is_converted(item)),
            RustType::Map(value) => Taken::Map(value, self.is_converted(value)),
            behind if self.is_made(behind) => Taken::Into(ty),
            _ => Taken::Value(ty),
        }
    }

    /// The union's variants that hold text, if text converts into it.
    #[must_use]
    pub fn text_variant(&self, union: &str) -> Option<&TextVariant> {
        self.texts.get(union)
    }

    /// Whether text converts into a `Nullable` of this type.
    #[must_use]
    pub fn is_nullable(&self, name: &str) -> bool {
        self.nullable.contains(name)
    }

    /// Whether other types convert into this one.
    fn is_made(&self, behind: &RustType) -> bool {
        match behind {
            RustType::Runtime("AnyPart") => true,
            RustType::Named(name) if self.unions.contains(name) => true,
            RustType::List(_) => false,
            behind => self.is_converted(behind),
        }
    }

    /// Whether an element of a list or map is taken by `into()`. Unions and parts of any kind are
    /// not: the elements of such a list are often different variants, and the compiler infers the
    /// type of `[a.into(), b.into()]` only if the argument names it.
    fn is_converted(&self, element: &RustType) -> bool {
        match self.behind(element) {
            RustType::Runtime("Secret" | "FilePart") | RustType::List(_) => true,
            RustType::Named(name) => self.enums.contains(name),
            other => other.is_string(),
        }
    }

    /// The variants that text is converted to: that for any text, and that for the values of an
    /// enum.
    fn find_text(&self, union: &UnionEnum, open: &BTreeSet<&str>) -> Option<TextVariant> {
        let variants = || union.variants.iter();
        let any = variants().find(|one| self.whole(one).is_some_and(RustType::is_string));
        let of_enum = variants().find_map(|one| match self.whole(one) {
            Some(RustType::Named(name)) if open.contains(name.as_str()) => Some((&one.name, name)),
            _ => None,
        });
        Some(match (any, of_enum) {
            (Some(any), Some((variant, name))) => {
                TextVariant::Both(variant.clone(), name.clone(), any.name.clone())
            }
            (Some(any), None) => TextVariant::Any(any.name.clone()),
            (None, Some((variant, name))) => TextVariant::Enum(variant.clone(), name.clone()),
            (None, None) => return None,
        })
    }

    /// The type of a variant that is the whole value, and not one of its members.
    fn whole<'t>(&'t self, variant: &'t UnionVariant) -> Option<&'t RustType> {
        match &variant.shape {
            VariantShape::Payload(payload) => Some(self.behind(payload)),
            _ => None,
        }
    }

    /// The type at the end of a chain of aliases.
    fn behind<'t>(&'t self, ty: &'t RustType) -> &'t RustType {
        let mut here = ty;
        for _ in 0..MAX_ALIASES {
            let RustType::Named(name) = here else { break };
            match self.aliases.get(name) {
                Some(target) => here = target,
                None => break,
            }
        }
        here
    }
}

/// Whether payloads convert into a union.
fn converts(item: &Item, union: &UnionEnum) -> bool {
    item.sent || union.parts.is_some()
}

/// The crate's own types of which a struct has a `Nullable`.
fn nullable(item: &Item) -> Vec<String> {
    let fields = match &item.kind {
        ItemKind::Struct(structure) => structure.fields.as_slice(),
        _ => &[],
    };
    let names = fields.iter().filter_map(|field| match &field.ty {
        RustType::Nullable(inner) => match &**inner {
            RustType::Named(name) => Some(name.clone()),
            _ => None,
        },
        _ => None,
    });
    names.collect()
}
