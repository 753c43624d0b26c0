//! The items for the API's types: structs, enums, unions and aliases.

use super::constant;
use super::enumeration;
use super::identical_types::IdenticalTypes;
use super::rust_type::Resolver;
use super::structure;
use super::usage::Usage;
use super::variants::{self};
use crate::model::{Api, Shape, Type, TypeId};
use crate::plan::{Alias, Item, ItemKind, RustType, Struct};

/// Plans every item. Named schemas are in the order of the description, each followed by the types
/// that only it contains.
pub(super) fn plan_types(
    api: &Api,
    identical: &IdenticalTypes,
    usage: &Usage<'_>,
    resolver: &mut Resolver<'_, '_>,
) -> Vec<Item> {
    let nameless =
        |id, ty: &Type| ty.shape.has_name() && usage.is_used(id) && identical.first(id) == id;
    let wanted = api
        .types
        .iter()
        .filter(|(id, ty)| ty.component.is_some() || nameless(*id, ty));
    let wanted: Vec<_> = wanted.collect();
    let mut items: Vec<Item> = wanted
        .into_iter()
        .map(|(id, ty)| item(resolver, id, ty))
        .collect();
    items.sort_by(|a, b| a.name.cmp(&b.name));
    items
}

fn item(resolver: &mut Resolver<'_, '_>, id: TypeId, ty: &Type) -> Item {
    let name = resolver.names.type_name(id);
    let kind = match &ty.shape {
        Shape::Object(object) => ItemKind::Struct(structure::plan_struct(resolver, id, object)),
        Shape::Enumeration(enumeration) => enumeration::plan_enum(resolver, id, enumeration),
        Shape::Union(union) => ItemKind::Union(variants::plan_union(resolver, id, union)),
        _ => ItemKind::Alias(Alias {
            target: resolver.alias_target(id, ty),
        }),
    };
    let mut docs = docs(resolver.docs.lines(&ty.docs), &name);
    if let ItemKind::Struct(structure) = &kind
        && resolver.describes_members
    {
        docs.extend(constants_docs(structure));
    }
    Item {
        source: id,
        named_by: resolver.names.named_by(id),
        docs,
        name,
        deprecated: ty.docs.deprecated,
        sent: resolver.usage.is_sent(id),
        received: resolver.usage.is_received(id),
        kind,
    }
}

/// The docs of the properties that no field holds.
fn constants_docs(structure: &Struct) -> Vec<String> {
    let constants = structure.constants.iter();
    let sentences = constants.filter_map(constant::said_fixed);
    let sentences: Vec<String> = sentences.collect();
    if sentences.is_empty() {
        return Vec::new();
    }
    vec![String::new(), sentences.join(" ")]
}

/// Title and description as the lines of a doc comment; the name if there are neither.
pub(super) fn docs(mut lines: Vec<String>, name: &str) -> Vec<String> {
    if lines.is_empty() {
        lines.push(format!("The schema `{name}`."));
    }
    lines
}

impl Resolver<'_, '_> {
    /// The target of a named schema that becomes an alias.
    fn alias_target(&mut self, id: TypeId, ty: &Type) -> RustType {
        let target = match ty.shape {
            Shape::Alias { target } => self.bare(target),
            _ => self.spelt(ty),
        };
        let itself = RustType::Named(self.names.type_name(id));
        if target == itself {
            RustType::ANY_JSON
        } else {
            target
        }
    }
}
