//! Whether two schemas describe the same values. The media types of one body often have copies of a
//! schema.

use crate::model::{Additional, Api, Object, Shape, Type, TypeId, Union, Variant};

/// Whether two types are the same, or nameless and structurally equal.
pub(super) fn is_same(api: &Api, one: TypeId, other: TypeId) -> bool {
    is_alike(api, one, other, MAX_DEPTH)
}

/// Whether two optional types are the same.
pub(super) fn is_same_option(api: &Api, one: Option<TypeId>, other: Option<TypeId>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => is_same(api, one, other),
        (one, other) => one == other,
    }
}

/// The maximum depth of a comparison. Nameless schemas that contain each other by reference have no
/// end.
const MAX_DEPTH: usize = 16;

fn is_alike(api: &Api, one: TypeId, other: TypeId, depth: usize) -> bool {
    if one == other {
        return true;
    }
    let Some((one, other)) = api.types.get(one).zip(api.types.get(other)) else {
        return false;
    };
    let is_nameless = |ty: &Type| ty.component.is_none() && ty.given_name.is_none();
    depth > 0
        && is_nameless(one)
        && is_nameless(other)
        && one.nullable == other.nullable
        && one.constants == other.constants
        && shapes_are_alike(api, &one.shape, &other.shape, depth - 1)
}

fn shapes_are_alike(api: &Api, one: &Shape, other: &Shape, depth: usize) -> bool {
    match (one, other) {
        (Shape::Any, Shape::Any) | (Shape::Boolean, Shape::Boolean) => true,
        (Shape::Integer(one), Shape::Integer(other)) => one == other,
        (Shape::Number(one), Shape::Number(other)) => one == other,
        (Shape::Text(one), Shape::Text(other)) => one == other,
        (Shape::Enumeration(one), Shape::Enumeration(other)) => {
            one.kind == other.kind && one.values == other.values
        }
        (Shape::List { item: one }, Shape::List { item: other })
        | (Shape::Map { value: one }, Shape::Map { value: other })
        | (Shape::Alias { target: one }, Shape::Alias { target: other }) => {
            is_alike(api, *one, *other, depth)
        }
        (Shape::Tuple { items: one }, Shape::Tuple { items: other }) => {
            all_alike(api, one.iter().copied(), other.iter().copied(), depth)
        }
        (Shape::Object(one), Shape::Object(other)) => objects_are_alike(api, one, other, depth),
        (Shape::Union(one), Shape::Union(other)) => unions_are_alike(api, one, other, depth),
        (Shape::Given { by: one, .. }, Shape::Given { by: other, .. }) => one == other,
        _ => false,
    }
}

fn objects_are_alike(api: &Api, one: &Object, other: &Object, depth: usize) -> bool {
    let additional = match (one.additional, other.additional) {
        (Additional::Of(one), Additional::Of(other)) => is_alike(api, one, other, depth),
        (one, other) => one == other,
    };
    additional
        && one.properties.len() == other.properties.len()
        && one
            .properties
            .iter()
            .zip(&other.properties)
            .all(|(one, other)| {
                one.name == other.name
                    && (one.required, one.read_only, one.write_only)
                        == (other.required, other.read_only, other.write_only)
                    && one.fixed == other.fixed
                    && is_alike(api, one.ty, other.ty, depth)
            })
}

fn unions_are_alike(api: &Api, one: &Union, other: &Union, depth: usize) -> bool {
    let types =
        |union: &Union| -> Vec<TypeId> { union.variants.iter().map(|one| one.ty).collect() };
    let key = |variant: &Variant| variant.member.as_ref().map(|member| member.key.clone());
    let property = |union: &Union| union.discriminator.as_ref().map(|one| one.property.clone());
    let tags = one
        .variants
        .iter()
        .map(|variant| (&variant.tags, key(variant)));
    property(one) == property(other)
        && tags.eq(other
            .variants
            .iter()
            .map(|variant| (&variant.tags, key(variant))))
        && all_alike(api, types(one), types(other), depth)
}

fn all_alike(
    api: &Api,
    one: impl IntoIterator<Item = TypeId>,
    other: impl IntoIterator<Item = TypeId>,
    depth: usize,
) -> bool {
    let (one, other): (Vec<_>, Vec<_>) = (one.into_iter().collect(), other.into_iter().collect());
    let mut pairs = one.iter().zip(&other);
    one.len() == other.len() && pairs.all(|(one, other)| is_alike(api, *one, *other, depth))
}
