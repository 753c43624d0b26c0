//! Unions: what tells their variants apart.

use super::ident;
use super::part_type::{self, PartForm};
use super::parts;
use super::prose;
use super::rust_type::{Resolver, RustType};
use super::scope::Scope;
use super::types::UnionEnum;
use serde_json::Value;

use crate::model::{
    Additional, EnumerationKind, Object, Shape, TagValue, Text, Type, TypeId, Union, Variant,
};

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
    /// Whether the payload does not write the discriminator itself.
    pub adds_tag: bool,
    /// What a value must look like to be tried as this variant.
    pub guard: Guard,
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
        /// The other properties it may have: of two that fit, the one that knows more of a value is meant.
        optional: Vec<String>,
        /// Of both, those that have one of some values where they are there.
        constant: Vec<(String, Vec<String>)>,
    },
    /// As one of these says: those of a union's own variants.
    Either(Vec<Guard>),
}

/// The enum of a union.
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
    for (index, variant) in union.variants.iter().enumerate() {
        let payload = payload(resolver, id, variant.ty);
        let keys = keys(resolver, variant, index);
        let mut given = keys.iter();
        let given = given.find_map(|key| resolver.names.given_variant(id, key));
        let tags = texts(&variant.tags);
        let chosen = || variant_name(resolver, id, variant.ty, &tags, &payload, index);
        let wanted = given.map_or_else(chosen, str::to_owned);
        let target = resolver.target(variant.ty);
        let is_default = default == Some(index);
        variants.push(UnionVariant {
            name: scope.mint(&wanted),
            key: keys.into_iter().next().unwrap_or_default(),
            docs: variant_docs(resolver, variant.ty, &tags, is_default),
            guard: guard(resolver, target, 0),
            adds_tag: tag
                .as_deref()
                .is_some_and(|tag| !has_property(resolver, target, tag)),
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

/// The texts of tags, each once: where nothing says what the property holds, a number is a tag as text too.
fn texts(tags: &[TagValue]) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for tag in tags {
        let text = tag.to_string();
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}

/// What settings may know a variant by.
fn keys(resolver: &Resolver<'_, '_>, variant: &Variant, index: usize) -> Vec<String> {
    let ty = resolver.api.types.get(variant.ty);
    let component = ty.and_then(|ty| ty.component.clone());
    let tags = texts(&variant.tags);
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

/// Whether the type behind a variant's other names stands behind no other variant, and is not the union itself.
fn means_one(behind: &[RustType], index: usize, union: &RustType) -> bool {
    let ty = behind.get(index);
    let times = behind.iter().filter(|other| Some(*other) == ty).count();
    times == 1 && ty != Some(union)
}

/// What a variant holds. Objects and unions are boxed, so that the enum stays small however they grow.
fn payload(resolver: &mut Resolver<'_, '_>, union: TypeId, id: TypeId) -> RustType {
    if resolver.usage.is_choice(union)
        && part_type::form_of_variant(resolver.api, id) != PartForm::Value
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

fn variant_name(
    resolver: &mut Resolver<'_, '_>,
    union: TypeId,
    id: TypeId,
    tags: &[String],
    payload: &RustType,
    index: usize,
) -> String {
    let ty = resolver.api.types.get(id);
    if let Some(component) = ty.and_then(|ty| ty.component.as_deref()) {
        let name = ident::pascal(component);
        // `PetCat` inside `Pet` reads as `Cat`.
        let union = resolver.names.type_name(union);
        return match name.strip_prefix(&union) {
            Some(rest) if rest.starts_with(|first: char| first.is_ascii_uppercase()) => {
                rest.to_owned()
            }
            _ => name,
        };
    }
    if let [tag] = tags {
        return ident::pascal(tag);
    }
    if let Some(title) = ty.and_then(|ty| ty.docs.title.as_deref())
        && title.split_whitespace().count() <= 4
    {
        return ident::pascal(title);
    }
    payload_name(payload).unwrap_or_else(|| format!("Variant{}", index + 1))
}

/// What a payload without a name of its own is called.
fn payload_name(payload: &RustType) -> Option<String> {
    let name = match payload {
        RustType::Plain("bool") => "Boolean".to_owned(),
        RustType::Plain("String") => "Text".to_owned(),
        RustType::Plain("f32" | "f64") => "Number".to_owned(),
        RustType::Plain(_) => "Integer".to_owned(),
        RustType::Runtime("FilePart") => "File".to_owned(),
        RustType::Given(path) => ident::pascal(path.rsplit("::").next().unwrap_or_default()),
        RustType::External(path) | RustType::Runtime(path) => {
            let path = path.split('<').next().unwrap_or_default();
            ident::pascal(path.rsplit("::").next().unwrap_or_default())
        }
        RustType::List(item) if **item == part_type::FILE => "Files".to_owned(),
        RustType::List(item) => format!("{}List", payload_name(item)?),
        RustType::Map(_) => "Map".to_owned(),
        RustType::Tuple(_) => "Tuple".to_owned(),
        RustType::Boxed(inner) | RustType::Option(inner) => return payload_name(inner),
        RustType::Named(name) => name.clone(),
        _ => return None,
    };
    Some(name)
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
    let lines = prose::rustdoc(&summary.unwrap_or_default());
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

/// How deep unions inside a union are looked into: what is written grows with every level.
const MAX_NESTING: usize = 1;

/// What a value must look like to be tried. `null` needs no guard: a union with a variant that takes it takes it as a whole.
fn guard(resolver: &Resolver<'_, '_>, id: TypeId, depth: usize) -> Guard {
    let Some(ty) = resolver.api.types.get(id) else {
        return Guard::Any;
    };
    literals(ty).unwrap_or_else(|| guard_of(resolver, &ty.shape, depth))
}

/// The constants of a type, if it has some that JSON writes in one way only.
fn literals(ty: &Type) -> Option<Guard> {
    let is_literal = |value: &Value| value.is_boolean() || value.is_number();
    let constants = &ty.constants;
    (!constants.is_empty() && constants.iter().all(is_literal))
        .then(|| Guard::Literal(constants.iter().map(literal).collect()))
}

/// A number or a truth value as JSON writes it, whole numbers without a fraction.
fn literal(value: &Value) -> String {
    match value.as_f64() {
        Some(number) if value.is_f64() && number.fract() == 0.0 => format!("{number:.0}"),
        _ => value.to_string(),
    }
}

fn guard_of(resolver: &Resolver<'_, '_>, shape: &Shape, depth: usize) -> Guard {
    match shape {
        Shape::Given { described, .. } => guard_of(resolver, described, depth),
        Shape::Any | Shape::Alias { .. } => Guard::Any,
        Shape::Union(_) if depth >= MAX_NESTING => Guard::Any,
        Shape::Union(union) => {
            let variants = union.variants.iter();
            let guards =
                variants.map(|variant| guard(resolver, resolver.target(variant.ty), depth + 1));
            Guard::Either(guards.collect())
        }
        Shape::Boolean => Guard::Boolean,
        Shape::Integer(_) => Guard::Integer,
        Shape::Number(_) => Guard::Number,
        Shape::Text(Text::Base64) => Guard::Base64,
        Shape::Text(Text::Date) => Guard::Date,
        Shape::Text(Text::Uuid) => Guard::Uuid,
        Shape::Text(_) => Guard::String,
        Shape::Enumeration(enumeration) => match enumeration.kind {
            EnumerationKind::Text if enumeration.is_open => Guard::String,
            EnumerationKind::Text => Guard::OneOf(
                enumeration
                    .values
                    .iter()
                    .map(|value| value.value.clone())
                    .collect(),
            ),
            EnumerationKind::Integer => Guard::Integer,
        },
        Shape::List { .. } | Shape::Tuple { .. } => Guard::Array,
        Shape::Map { value } => match resolver.shape(*value) {
            Some(Shape::Any) => Guard::Open,
            _ => Guard::Map,
        },
        Shape::Object(object) => {
            // What only the client sends is not there when a value is read.
            let names = |required: bool| {
                let chosen = object
                    .properties
                    .iter()
                    .filter(|property| (property.required && !property.write_only) == required);
                chosen.map(|property| property.name.clone()).collect()
            };
            Guard::Object {
                required: names(true),
                optional: names(false),
                constant: constant_properties(resolver, object),
            }
        }
    }
}

/// The properties of an object that have constants which the types of their fields do not name.
fn constant_properties(resolver: &Resolver<'_, '_>, object: &Object) -> Vec<(String, Vec<String>)> {
    let constant = object.properties.iter().filter_map(|property| {
        let ty = resolver.api.types.get(resolver.target(property.ty))?;
        let Guard::Literal(mut values) = literals(ty)? else {
            return None;
        };
        if resolver.is_nullable(property.ty) {
            values.push("null".to_owned());
        }
        Some((property.name.clone(), values))
    });
    constant.collect()
}

/// Whether the payload writes the property itself.
fn has_property(resolver: &Resolver<'_, '_>, id: TypeId, name: &str) -> bool {
    let shape = resolver.api.types.get(id).map(|ty| match &ty.shape {
        Shape::Given { described, .. } => described,
        shape => shape,
    });
    match shape {
        Some(Shape::Object(object)) => {
            object
                .properties
                .iter()
                .any(|property| property.name == name)
                || matches!(object.additional, Additional::Of(_)) && object.properties.is_empty()
        }
        Some(Shape::Union(_)) => true,
        _ => false,
    }
}
