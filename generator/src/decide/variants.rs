//! Unions: their variants and how these are distinguished.

use super::enumeration;
use super::guard;
use super::names::{VariantName, texts};
use super::part_form;
use super::part_form::PartForm;
use super::part_type::{self};
use super::parts;
use super::rust_type::Resolver;
use super::scope::Scope;
use super::structure;
use super::words;
use crate::ident;
use crate::prose;
use rustc_hash::FxHashSet;

use crate::model::{EnumerationValue, Shape, TagValue, TypeId, Union, Variant, WithoutTag};
use crate::plan::{
    ExternalType, Guard, NameSource, RustType, UNKNOWN, UnionEnum, UnionVariant, VariantShape,
};

/// Plans the enum of a union.
pub(super) fn plan_union(resolver: &mut Resolver<'_, '_>, id: TypeId, union: &Union) -> UnionEnum {
    let mut scope = Scope::with([UNKNOWN]);
    let tag = union
        .discriminator
        .as_ref()
        .map(|discriminator| discriminator.property.clone());
    let default = union.discriminator.as_ref();
    let default = default.and_then(|discriminator| union.position(discriminator.default?));
    let names = api_names(resolver, id, union, &mut scope);
    let words_and_keys: FxHashSet<String> = names.iter().flatten().cloned().collect();
    let behind = union.variants.iter();
    let behind = behind.map(|variant| match words::of_variant(resolver.api, variant) {
        Some(_) => RustType::Unit,
        None => resolver.expanded(variant.ty),
    });
    let behind: Vec<RustType> = behind.collect();
    let own = RustType::Named(resolver.names.type_name(id));
    let called = resolver.names.variant_names(id);
    let mut variants: Vec<UnionVariant> = Vec::new();
    let mut default_name = None;
    for (index, (variant, names)) in union.variants.iter().zip(names).enumerate() {
        if let Some(words) = words::of_variant(resolver.api, variant) {
            let values = words.values.iter().zip(names);
            variants.extend(values.map(|(value, name)| word(resolver, variant.ty, value, name)));
            continue;
        }
        let payload = payload(resolver, id, variant);
        let keys = keys(resolver, variant, index);
        let tags = texts(variant);
        let called = called.get(index);
        let is_default = default == Some(index);
        let name = names.into_iter().next().unwrap_or_else(|| {
            let mut given = keys.iter();
            let given = given.find_map(|key| resolver.names.given_variant(id, key));
            let chosen = || variant_name(called, &payload);
            let wanted = given.map_or_else(chosen, str::to_owned);
            let other = ident::joined(&wanted, "Value");
            scope.mint(if words_and_keys.contains(&wanted) {
                &other
            } else {
                &wanted
            })
        });
        if is_default {
            default_name = Some(name.clone());
        }
        let target = resolver.target(variant.ty);
        variants.push(UnionVariant {
            name,
            key: keys.into_iter().next().unwrap_or_default(),
            docs: variant_docs(resolver, variant, &tags, is_default),
            guard: guard::of_variant(resolver, union, variant),
            without_tag: variant.without_tag != WithoutTag::No,
            adds_tag: tag.as_deref().is_some_and(|property| {
                let tag = variant.tags.first().filter(|_| !is_default);
                variant.sends_tag && !writes_tag(resolver, target, property, tag, 0)
            }),
            tags: variant.tags.clone(),
            source: variant.ty,
            from: is_converted(&payload, &behind, variant.member.is_some())
                && means_one(&behind, index, &own),
            shape: match &variant.member {
                Some(member) => VariantShape::Member {
                    key: member.key.clone(),
                    payload,
                    is_closed: member.is_closed || resolver.keeps_unknown,
                },
                None => VariantShape::Payload(payload),
            },
        });
    }
    let files = variants
        .iter_mut()
        .filter(|one| one.payload() == Some(&part_type::FILE));
    if let [only] = files.collect::<Vec<_>>().as_mut_slice() {
        only.from = true;
    }
    UnionEnum {
        parts: parts::of_union(resolver, id, union),
        tag,
        default: default_name,
        variants,
        unknown: UNKNOWN.to_owned(),
    }
}

/// The names of the variants that the API itself names: by words, or by the key of the only member.
/// They come before names that are made up. One list for each variant of the model.
fn api_names(
    resolver: &Resolver<'_, '_>,
    id: TypeId,
    union: &Union,
    scope: &mut Scope,
) -> Vec<Vec<String>> {
    let names = union.variants.iter().enumerate().map(|(index, variant)| {
        if let Some(words) = words::of_variant(resolver.api, variant) {
            let words = words.values.iter();
            let words = words.map(|value| enumeration::wanted_name(resolver, id, value));
            return scope.mint_members(&words.collect::<Vec<_>>(), enumeration::mint);
        }
        let member = variant.member.as_ref().map(|member| {
            let keys = keys(resolver, variant, index);
            let given = keys
                .iter()
                .find_map(|key| resolver.names.given_variant(id, key));
            let wanted = given.map_or_else(|| ident::pascal(&member.key), str::to_owned);
            enumeration::mint(scope, &wanted)
        });
        member.into_iter().collect()
    });
    names.collect()
}

/// The variant of a word.
fn word(
    resolver: &Resolver<'_, '_>,
    source: TypeId,
    value: &EnumerationValue,
    name: String,
) -> UnionVariant {
    let description = value.description.as_deref();
    let description = description.filter(|_| resolver.describes_members);
    UnionVariant {
        name,
        key: value.value.clone(),
        docs: enumeration::value_docs(description, &format!("{:?}", value.value)),
        guard: Guard::OneOf(vec![value.value.clone()]),
        without_tag: false,
        adds_tag: false,
        tags: Vec::new(),
        source,
        from: false,
        shape: VariantShape::Word(value.value.clone()),
    }
}

/// The keys of a variant in the settings.
fn keys(resolver: &Resolver<'_, '_>, variant: &Variant, index: usize) -> Vec<String> {
    let ty = resolver.api.types.get(variant.ty);
    let component = ty.and_then(|ty| ty.component.clone());
    let tags = texts(variant);
    let position = (index + 1).to_string();
    let member = variant.member.as_ref().map(|member| member.key.clone());
    member
        .into_iter()
        .chain(component)
        .chain(tags)
        .chain([position])
        .collect()
}

/// Whether the enum is made of a payload by `into()`. Two lists or maps may be of one Rust type
/// although their elements have different names, so only one of each is converted.
fn is_converted(payload: &RustType, behind: &[RustType], is_member: bool) -> bool {
    match payload {
        RustType::Boxed(inner) => matches!(**inner, RustType::Named(_)),
        RustType::List(_) if !is_member => {
            let lists = behind.iter();
            lists.filter(|ty| matches!(ty, RustType::List(_))).count() == 1
        }
        RustType::Map(_) if !is_member => {
            let maps = behind.iter();
            maps.filter(|ty| matches!(ty, RustType::Map(_))).count() == 1
        }
        RustType::External(ExternalType::Json) => false,
        RustType::Plain(_) | RustType::External(_) => !is_member,
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
fn payload(resolver: &mut Resolver<'_, '_>, union: TypeId, variant: &Variant) -> RustType {
    let id = variant.ty;
    if resolver.usage.is_choice(union)
        && part_form::form_of_variant(resolver.api, variant) != PartForm::Value
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
    variant: &Variant,
    tags: &[String],
    is_default: bool,
) -> Vec<String> {
    let mut docs = said_of_variant(resolver, variant, tags);
    if is_default {
        docs.push(String::new());
        docs.push("Also decodes values whose tag selects no other variant.".to_owned());
    }
    docs
}

fn said_of_variant(resolver: &Resolver<'_, '_>, variant: &Variant, tags: &[String]) -> Vec<String> {
    let ty = resolver.api.types.get(variant.ty).map(|ty| &ty.docs);
    let member = variant.member.as_ref();
    let docs = member.map(|member| &member.docs).into_iter().chain(ty);
    let mut docs = docs.filter(|_| resolver.describes_members);
    let summary = docs.find_map(|docs| docs.title.as_ref().or(docs.description.as_ref()));
    let summary = summary.and_then(|text| text.trim().split("\n\n").next());
    let summary = summary.unwrap_or_default();
    let lines = prose::rustdoc(&resolver.docs.shown(variant.ty, summary));
    if !lines.is_empty() {
        return lines;
    }
    let member = member.map(|member| prose::code(&member.key));
    let tags = tags.iter().map(|tag| prose::code(tag));
    let values: Vec<String> = member.into_iter().chain(tags).collect();
    if values.is_empty() {
        vec!["A value of this type.".to_owned()]
    } else {
        vec![values.join(", ")]
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
                let is_filled = tag.is_none()
                    || property.constant.as_ref() == tag
                    || !property.has_field() && property.is_sent();
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
                    let target = variant.whole().map(|ty| resolver.target(ty));
                    target.is_some_and(|id| writes_tag(resolver, id, name, tag, depth + 1))
                })
        }
        _ => false,
    }
}
