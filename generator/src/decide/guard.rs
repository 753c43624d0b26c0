//! The shape that a value must have to be tried as a variant of a union.

use serde_json::Value;

use super::rust_type::Resolver;
use crate::model::{
    Additional, Enumeration, EnumerationKind, EnumerationValue, Object, Shape, TagValue, Text,
    Type, TypeId, Union, Variant, WithoutTag,
};
use crate::plan::Guard;

/// How many levels of nested unions guards describe. The generated code grows with every level.
const MAX_NESTING: usize = 1;

/// The properties whose constants distinguish the variants of a union.
#[derive(Clone, Copy, Default)]
struct Distinction<'a> {
    /// The discriminator, or the closest equivalent. Its constant is always checked.
    tag: Option<&'a str>,
    /// Other properties. A constant is checked only if it is the only value of a variant.
    others: &'a [String],
    /// Whether constants without a field are checked: their struct would replace another value.
    checks_constants: bool,
}

impl Distinction<'_> {
    /// Whether another value of a property means another variant. Other enumerations may get more
    /// values, so their values are not checked.
    fn is_exact(&self, property: &str, values: &[EnumerationValue]) -> bool {
        let is_other = || self.others.iter().any(|other| other == property);
        self.tag == Some(property) || values.len() == 1 && is_other()
    }
}

/// The guard of a union's variant.
pub(super) fn of_variant(resolver: &Resolver<'_, '_>, union: &Union, variant: &Variant) -> Guard {
    let tag = union.discriminator.as_ref().map(|tag| &tag.property);
    let distinction = Distinction {
        tag: tag.or(union.distinguishing.first()).map(String::as_str),
        others: &union.distinguishing,
        checks_constants: true,
    };
    let guard = variant_guard(resolver, variant, distinction, 0);
    match variant.without_tag {
        WithoutTag::Preferred => Guard::Preferred(Box::new(guard)),
        WithoutTag::No | WithoutTag::ByLooks => guard,
    }
}

fn variant_guard(
    resolver: &Resolver<'_, '_>,
    variant: &Variant,
    distinction: Distinction<'_>,
    depth: usize,
) -> Guard {
    match &variant.member {
        Some(member) => Guard::Object {
            required: vec![member.key.clone()],
            optional: Vec::new(),
            constant: Vec::new(),
        },
        None => guard(resolver, resolver.target(variant.ty), distinction, depth),
    }
}

/// The guard of a type. It does not handle `null`: a union with a nullable variant is itself
/// nullable.
fn guard(
    resolver: &Resolver<'_, '_>,
    id: TypeId,
    distinction: Distinction<'_>,
    depth: usize,
) -> Guard {
    let Some(ty) = resolver.api.types.get(id) else {
        return Guard::Any;
    };
    literals(ty).unwrap_or_else(|| guard_of(resolver, &ty.shape, distinction, depth))
}

/// The constants of a type, if JSON has a single notation for each.
fn literals(ty: &Type) -> Option<Guard> {
    let is_literal = |value: &Value| value.is_boolean() || value.is_number();
    let constants = &ty.constants;
    (!constants.is_empty() && constants.iter().all(is_literal))
        .then(|| Guard::Literal(constants.iter().map(literal).collect()))
}

/// A number or boolean in JSON, integers without a fraction.
fn literal(value: &Value) -> String {
    match value.as_f64() {
        Some(number) if value.is_f64() && number.fract() == 0.0 => format!("{number:.0}"),
        _ => value.to_string(),
    }
}

fn guard_of(
    resolver: &Resolver<'_, '_>,
    shape: &Shape,
    distinction: Distinction<'_>,
    depth: usize,
) -> Guard {
    match shape {
        Shape::Given { described, .. } => guard_of(resolver, described, distinction, depth),
        Shape::Any | Shape::Alias { .. } => Guard::Any,
        Shape::Union(_) if depth >= MAX_NESTING => Guard::Any,
        Shape::Union(union) => {
            // A nested union keeps unknown values itself.
            let distinction = Distinction::default();
            let variants = union.variants.iter();
            let guards =
                variants.map(|variant| variant_guard(resolver, variant, distinction, depth + 1));
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
        // It keeps all members, as a map does.
        Shape::Object(Object {
            properties,
            additional: Additional::Unspecified,
        }) if properties.is_empty() => Guard::Open,
        Shape::Object(object) => {
            // Write-only properties are absent when a value is received.
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
                constant: constant_properties(resolver, object, distinction),
            }
        }
    }
}

/// The properties of an object whose constants must match: those not expressed by the types of
/// their fields, and those that distinguish variants.
fn constant_properties(
    resolver: &Resolver<'_, '_>,
    object: &Object,
    distinction: Distinction<'_>,
) -> Vec<(String, Vec<String>)> {
    let constant = object.properties.iter().filter_map(|property| {
        let ty = resolver.api.types.get(resolver.target(property.ty))?;
        let fixed = property
            .fixed
            .as_ref()
            .filter(|_| distinction.checks_constants);
        let fixed = fixed.map(|value| Guard::Literal(vec![value.json()]));
        let mut values = match (fixed.or_else(|| literals(ty)), &ty.shape) {
            (Some(Guard::Literal(values)), _) => values,
            (_, Shape::Enumeration(enumeration))
                if !enumeration.is_open
                    && distinction.is_exact(&property.name, &enumeration.values) =>
            {
                json_values(enumeration)
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

/// The values of an enumeration in JSON.
fn json_values(enumeration: &Enumeration) -> Vec<String> {
    let values = enumeration.values.iter().map(|value| {
        let text = value.value.clone();
        match enumeration.kind {
            EnumerationKind::Text => TagValue::Text(text).json(),
            EnumerationKind::Integer => text,
        }
    });
    values.collect()
}
