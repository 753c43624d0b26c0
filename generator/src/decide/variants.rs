//! Unions: their variants and how these are distinguished.

use super::guard::{self};
use super::names::{VariantName, texts};
use super::part_form;
use super::part_form::PartForm;
use super::part_type::{self};
use super::parts;
use super::rust_type::Resolver;
use super::scope::Scope;
use super::structure;
use crate::prose;

use crate::model::{Shape, TagValue, TypeId, Union, Variant, WithoutTag};
use crate::plan::{NameSource, RustType, UnionEnum, UnionVariant};

/// Plans the enum of a union.
pub(super) fn plan(resolver: &mut Resolver<'_, '_>, id: TypeId, union: &Union) -> UnionEnum {
    let mut scope = Scope::with(["Unknown"]);
    let tag = union
        .discriminator
        .as_ref()
        .map(|discriminator| discriminator.property.clone());
    let default = union.discriminator.as_ref();
    let default = default.and_then(|discriminator| union.position(discriminator.default?));
    let mut variants: Vec<UnionVariant> = Vec::new();
    let behind: Vec<RustType> = union
        .variants
        .iter()
        .map(|variant| resolver.expanded(variant.ty))
        .collect();
    let own = RustType::Named(resolver.names.type_name(id));
    let called = resolver.names.variant_names(id);
    for (index, variant) in union.variants.iter().enumerate() {
        let payload = payload(resolver, id, variant.ty);
        let keys = keys(resolver, variant, index);
        let mut given = keys.iter();
        let given = given.find_map(|key| resolver.names.given_variant(id, key));
        let tags = texts(variant);
        let called = called.get(index);
        let chosen = || variant_name(called, &payload);
        let wanted = given.map_or_else(chosen, str::to_owned);
        let target = resolver.target(variant.ty);
        let is_default = default == Some(index);
        variants.push(UnionVariant {
            name: scope.mint(&wanted),
            key: keys.into_iter().next().unwrap_or_default(),
            docs: variant_docs(resolver, variant.ty, &tags, is_default),
            guard: guard::of_variant(resolver, union, variant),
            without_tag: variant.without_tag != WithoutTag::No,
            adds_tag: tag.as_deref().is_some_and(|property| {
                let tag = variant.tags.first().filter(|_| !is_default);
                variant.sends_tag && !writes_tag(resolver, target, property, tag, 0)
            }),
            tags: variant.tags.clone(),
            from: is_named(&payload) && means_one(&behind, index, &own),
            payload,
        });
    }
    let files = variants
        .iter_mut()
        .filter(|one| one.payload == part_type::FILE);
    if let [only] = files.collect::<Vec<_>>().as_mut_slice() {
        only.from = true;
    }
    let default = default.and_then(|index| variants.get(index));
    UnionEnum {
        parts: parts::of_union(resolver, id, union),
        tag,
        default: default.map(|variant| variant.name.clone()),
        variants,
        unknown: "Unknown".to_owned(),
    }
}

/// The keys of a variant in the settings.
fn keys(resolver: &Resolver<'_, '_>, variant: &Variant, index: usize) -> Vec<String> {
    let ty = resolver.api.types.get(variant.ty);
    let component = ty.and_then(|ty| ty.component.clone());
    let tags = texts(variant);
    let position = (index + 1).to_string();
    component
        .into_iter()
        .chain(tags)
        .chain([position])
        .collect()
}

fn is_named(payload: &RustType) -> bool {
    match payload {
        RustType::Boxed(inner) => matches!(**inner, RustType::Named(_)),
        payload => matches!(payload, RustType::Named(_)),
    }
}

/// Whether no other variant has this variant's type (aliases resolved), and it is not the union
/// itself.
fn means_one(behind: &[RustType], index: usize, union: &RustType) -> bool {
    let ty = behind.get(index);
    let times = behind.iter().filter(|other| Some(*other) == ty).count();
    times == 1 && ty != Some(union)
}

/// The payload of a variant. Objects and unions are boxed, which keeps the enum small when they
/// grow.
fn payload(resolver: &mut Resolver<'_, '_>, union: TypeId, id: TypeId) -> RustType {
    if resolver.usage.is_choice(union)
        && part_form::form_of_variant(resolver.api, id) != PartForm::Value
        && let Some(file) = part_type::rust_type(resolver, id)
    {
        return file;
    }
    let target = resolver.target(id);
    let shape = resolver.api.types.get(target).map(|ty| &ty.shape);
    let large = matches!(shape, Some(Shape::Object(_) | Shape::Union(_)));
    let payload = if resolver.is_nullable(id) {
        resolver.with_null(id)
    } else {
        resolver.boxed_within(union, id)
    };
    match payload {
        RustType::Boxed(_) => payload,
        payload if large => RustType::Boxed(Box::new(payload)),
        payload => payload,
    }
}

/// The wanted name of a variant. One that takes files is named after them.
fn variant_name(called: Option<&VariantName>, payload: &RustType) -> String {
    let name = called.map(|called| called.name.clone());
    let is_kind = called.is_some_and(|called| called.source == NameSource::Kind);
    let file = match payload {
        payload if *payload == part_type::FILE => Some("File"),
        RustType::List(item) if **item == part_type::FILE => Some("Files"),
        _ => None,
    };
    let file = file.filter(|_| is_kind).map(str::to_owned);
    file.or(name).unwrap_or_default()
}

fn variant_docs(
    resolver: &Resolver<'_, '_>,
    id: TypeId,
    tags: &[String],
    is_default: bool,
) -> Vec<String> {
    let mut docs = said_of_variant(resolver, id, tags);
    if is_default {
        docs.push(String::new());
        docs.push("Also decodes values whose tag selects no other variant.".to_owned());
    }
    docs
}

fn said_of_variant(resolver: &Resolver<'_, '_>, id: TypeId, tags: &[String]) -> Vec<String> {
    let ty = resolver.api.types.get(id);
    let ty = ty.filter(|_| resolver.describes_members);
    let title = ty.and_then(|ty| {
        ty.docs
            .title
            .clone()
            .or_else(|| ty.docs.description.clone())
    });
    let summary = title.and_then(|text| text.trim().split("\n\n").next().map(str::to_owned));
    let summary = summary.unwrap_or_default();
    let lines = prose::rustdoc(&resolver.docs.shown(id, &summary));
    if !lines.is_empty() {
        return lines;
    }
    let tags: Vec<String> = tags.iter().map(|tag| prose::code(tag)).collect();
    if tags.is_empty() {
        vec!["A value of this type.".to_owned()]
    } else {
        vec![tags.join(", ")]
    }
}

/// Whether the payload always writes the discriminator, as `tag` if the caller sets no value.
fn writes_tag(
    resolver: &Resolver<'_, '_>,
    id: TypeId,
    name: &str,
    tag: Option<&TagValue>,
    depth: usize,
) -> bool {
    let shape = resolver.api.types.get(id).map(|ty| match &ty.shape {
        Shape::Given { described, .. } => described,
        shape => shape,
    });
    match shape {
        Some(Shape::Object(object)) => {
            let mut properties = object.properties.iter();
            let property = properties.find(|property| property.name == name);
            property.is_some_and(|property| {
                let is_filled = tag.is_none() || property.constant.as_ref() == tag;
                is_filled || !structure::may_be_empty(resolver, property)
            })
        }
        // The variants of a nested union write their own discriminators.
        Some(Shape::Union(union)) if depth == 0 => {
            let own = union.discriminator.as_ref();
            let is_same = own.is_some_and(|own| own.property == name);
            let mut variants = union.variants.iter();
            is_same
                || variants.all(|variant| {
                    let target = resolver.target(variant.ty);
                    writes_tag(resolver, target, name, tag, depth + 1)
                })
        }
        _ => false,
    }
}
