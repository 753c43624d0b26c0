//! What a value must look like to be tried as a variant of a union.

use serde_json::Value;

use super::rust_type::Resolver;
use crate::model::{
    Enumeration, EnumerationKind, EnumerationValue, Object, Shape, TagValue, Text, Type, TypeId,
    Union, Variant, WithoutTag,
};
use crate::plan::Guard;

/// How deep unions inside a union are looked into: what is written grows with every level.
const MAX_NESTING: usize = 1;

/// The properties whose constants tell the variants of a union apart.
#[derive(Clone, Copy, Default)]
struct Telling<'a> {
    /// The discriminator, or the property that comes closest: every value must match.
    tag: Option<&'a str>,
    /// Other properties: a value must match if it is the only one of a variant.
    others: &'a [String],
}

impl Telling<'_> {
    /// Whether a property with another value than these means another variant. Other enumerations
    /// may get more values.
    fn is_exact(&self, property: &str, values: &[EnumerationValue]) -> bool {
        let is_other = || self.others.iter().any(|other| other == property);
        self.tag == Some(property) || values.len() == 1 && is_other()
    }
}

/// What a value must look like to be tried as a variant of a union.
pub(super) fn of_variant(resolver: &Resolver<'_, '_>, union: &Union, variant: &Variant) -> Guard {
    let tag = union.discriminator.as_ref().map(|tag| &tag.property);
    let telling = Telling {
        tag: tag.or(union.telling.first()).map(String::as_str),
        others: &union.telling,
    };
    let guard = guard(resolver, resolver.target(variant.ty), telling, 0);
    match variant.without_tag {
        WithoutTag::Preferred => Guard::Preferred(Box::new(guard)),
        WithoutTag::No | WithoutTag::ByLooks => guard,
    }
}

/// What a value must look like to be tried. `null` needs no guard: a union of which a variant takes
/// it takes it as a whole.
fn guard(resolver: &Resolver<'_, '_>, id: TypeId, telling: Telling<'_>, depth: usize) -> Guard {
    let Some(ty) = resolver.api.types.get(id) else {
        return Guard::Any;
    };
    literals(ty).unwrap_or_else(|| guard_of(resolver, &ty.shape, telling, depth))
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

fn guard_of(
    resolver: &Resolver<'_, '_>,
    shape: &Shape,
    telling: Telling<'_>,
    depth: usize,
) -> Guard {
    match shape {
        Shape::Given { described, .. } => guard_of(resolver, described, telling, depth),
        Shape::Any | Shape::Alias { .. } => Guard::Any,
        Shape::Union(_) if depth >= MAX_NESTING => Guard::Any,
        Shape::Union(union) => {
            // The nested union keeps unknown values itself.
            let telling = Telling::default();
            let variants = union.variants.iter();
            let guards = variants
                .map(|variant| guard(resolver, resolver.target(variant.ty), telling, depth + 1));
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
                constant: constant_properties(resolver, object, telling),
            }
        }
    }
}

/// The properties of an object whose constants must match: those that the types of their fields do
/// not name, and those that tell variants apart.
fn constant_properties(
    resolver: &Resolver<'_, '_>,
    object: &Object,
    telling: Telling<'_>,
) -> Vec<(String, Vec<String>)> {
    let constant = object.properties.iter().filter_map(|property| {
        let ty = resolver.api.types.get(resolver.target(property.ty))?;
        let mut values = match (literals(ty), &ty.shape) {
            (Some(Guard::Literal(values)), _) => values,
            (_, Shape::Enumeration(enumeration))
                if !enumeration.is_open
                    && telling.is_exact(&property.name, &enumeration.values) =>
            {
                named(enumeration)
            }
            _ => return None,
        };
        if resolver.is_nullable(property.ty) {
            values.push("null".to_owned());
        }
        Some((property.name.clone(), values))
    });
    constant.collect()
}

/// The values of an enumeration, as JSON writes them.
fn named(enumeration: &Enumeration) -> Vec<String> {
    let values = enumeration.values.iter().map(|value| {
        let text = value.value.clone();
        match enumeration.kind {
            EnumerationKind::Text => TagValue::Text(text).json(),
            EnumerationKind::Integer => text,
        }
    });
    values.collect()
}
