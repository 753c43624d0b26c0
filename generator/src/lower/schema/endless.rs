//! Unions that contain themselves through nothing but unions and aliases.
//!
//! Only variants outside of the cycle add values; decoding the others would recurse without end.

use rustc_hash::FxHashSet;

use crate::model::{Shape, Table, Type, TypeId, Union, Variant, WithoutTag, strong_components};

/// Replaces each union of a cycle by the variants that leave the cycle. Returns those that lead to
/// nothing else, and are any JSON.
pub(super) fn cut(types: &mut Table<TypeId, Type>) -> Vec<TypeId> {
    let mut changes = Vec::new();
    for members in strong_components(types.ids(), |id| onwards(types, id)) {
        if let [only] = members.as_slice()
            && !onwards(types, *only).contains(only)
        {
            continue;
        }
        let cycle: FxHashSet<TypeId> = members.iter().copied().collect();
        let is_union =
            |id: &TypeId| shape(types, *id).is_some_and(|shape| matches!(shape, Shape::Union(_)));
        let unions: Vec<TypeId> = members.into_iter().filter(is_union).collect();
        if unions.len() <= MOST_ALIKE {
            changes.extend(unions.iter().map(|id| (*id, exits(types, *id, &cycle))));
        } else {
            changes.extend(one_for_all(types, unions, &cycle));
        }
    }
    let mut empty = Vec::new();
    for (id, (nullable, shape)) in changes {
        if matches!(shape, Shape::Any) {
            empty.push(id);
        }
        if let Some(ty) = types.get_mut(id) {
            ty.nullable |= nullable;
            ty.shape = shape;
        }
    }
    empty
}

/// So many unions of a cycle have each all that the cycle leads to, itself first.
const MOST_ALIKE: usize = 16;

/// What the unions of a long cycle become: the first has all that the cycle leads to, and the others are names for it, or
/// all would be written as often as there are unions.
fn one_for_all(
    types: &Table<TypeId, Type>,
    mut unions: Vec<TypeId>,
    cycle: &FxHashSet<TypeId>,
) -> Vec<(TypeId, (bool, Shape))> {
    let is_named = |id: &TypeId| types.get(*id).is_some_and(|ty| ty.component.is_some());
    unions.sort_unstable_by_key(|id| (!is_named(id), *id));
    let Some((first, others)) = unions.split_first() else {
        return Vec::new();
    };
    let alias = |id: &TypeId| (*id, (false, Shape::Alias { target: *first }));
    let whole = (*first, exits(types, *first, cycle));
    std::iter::once(whole)
        .chain(others.iter().map(alias))
        .collect()
}

/// The types that `id` leads to and that lead back to it, itself first, in order.
fn round(types: &Table<TypeId, Type>, id: TypeId, cycle: &FxHashSet<TypeId>) -> Vec<TypeId> {
    let mut seen = FxHashSet::default();
    let mut order = Vec::new();
    let mut open = vec![id];
    while let Some(next) = open.pop() {
        if cycle.contains(&next) && seen.insert(next) {
            order.push(next);
            open.extend(onwards(types, next));
        }
    }
    order
}

fn shape(types: &Table<TypeId, Type>, id: TypeId) -> Option<&Shape> {
    types.get(id).map(|ty| &ty.shape)
}

fn onwards(types: &Table<TypeId, Type>, id: TypeId) -> Vec<TypeId> {
    match shape(types, id) {
        Some(Shape::Alias { target }) => vec![*target],
        // The last is looked at first.
        Some(Shape::Union(union)) => union
            .variants
            .iter()
            .rev()
            .map(|variant| variant.ty)
            .collect(),
        _ => Vec::new(),
    }
}

/// Whether `null` is a value of a cycle, and the shape of what it leads to, seen from one of its unions.
fn exits(types: &Table<TypeId, Type>, id: TypeId, cycle: &FxHashSet<TypeId>) -> (bool, Shape) {
    let mut nullable = false;
    let mut known = FxHashSet::default();
    let mut variants: Vec<Variant> = Vec::new();
    let mut discriminators = Vec::new();
    for member in round(types, id, cycle) {
        let Some(ty) = types.get(member) else {
            continue;
        };
        nullable |= ty.nullable;
        let Shape::Union(union) = &ty.shape else {
            continue;
        };
        let before = variants.len();
        for variant in &union.variants {
            if !cycle.contains(&variant.ty) && known.insert(variant.ty) {
                variants.push(variant.clone());
            }
        }
        if variants.len() > before || member == id {
            discriminators.push(&union.discriminator);
        }
    }
    let discriminator = match discriminators.as_slice() {
        [first, others @ ..] if others.iter().all(|other| other == first) => (*first).clone(),
        _ => None,
    };
    if discriminator.is_none() {
        for variant in &mut variants {
            variant.tags.clear();
            variant.without_tag = WithoutTag::default();
        }
    }
    let shape = match variants.as_slice() {
        [] => Shape::Any,
        [only] if discriminator.is_none() => Shape::Alias { target: only.ty },
        _ => Shape::Union(Union {
            variants,
            discriminator,
            telling: Vec::new(),
        }),
    };
    (nullable, shape)
}
