//! Recursive unions: cycles of nothing but unions and aliases.
//!
//! Only variants outside of the cycle add values. Decoding the others would recurse infinitely.

use rustc_hash::FxHashSet;

use crate::model::{Shape, Table, Type, TypeId, Union, Variant, WithoutTag, strong_components};

/// Replaces each union of a cycle by the variants that leave the cycle. Returns the unions without
/// such variants, which become arbitrary JSON.
pub(super) fn cut(types: &mut Table<TypeId, Type>) -> Vec<TypeId> {
    let mut changes = Vec::new();
    for members in strong_components(types.ids(), |id| successors(types, id)) {
        if let [only] = members.as_slice()
            && !successors(types, *only).contains(only)
        {
            continue;
        }
        let cycle: FxHashSet<TypeId> = members.iter().copied().collect();
        let is_union =
            |id: &TypeId| shape(types, *id).is_some_and(|shape| matches!(shape, Shape::Union(_)));
        let unions: Vec<TypeId> = members.into_iter().filter(is_union).collect();
        if unions.len() <= MAX_EXPANDED_UNIONS {
            changes.extend(unions.iter().map(|id| (*id, exits(types, *id, &cycle))));
        } else {
            changes.extend(alias_to_one(types, unions, &cycle));
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

/// The maximum number of unions in a cycle that get their own list of variants.
const MAX_EXPANDED_UNIONS: usize = 16;

/// Replaces the unions of a long cycle: the first gets all variants that leave the cycle, and the
/// others become aliases of it. Otherwise the output would grow quadratically with the cycle.
fn alias_to_one(
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

/// Returns the types of the cycle in depth-first order from `id`.
fn cycle_members(
    types: &Table<TypeId, Type>,
    id: TypeId,
    cycle: &FxHashSet<TypeId>,
) -> Vec<TypeId> {
    let mut seen = FxHashSet::default();
    let mut order = Vec::new();
    let mut open = vec![id];
    while let Some(next) = open.pop() {
        if cycle.contains(&next) && seen.insert(next) {
            order.push(next);
            open.extend(successors(types, next));
        }
    }
    order
}

fn shape(types: &Table<TypeId, Type>, id: TypeId) -> Option<&Shape> {
    types.get(id).map(|ty| &ty.shape)
}

fn successors(types: &Table<TypeId, Type>, id: TypeId) -> Vec<TypeId> {
    match shape(types, id) {
        Some(Shape::Alias { target }) => vec![*target],
        // The stack is popped from its end, so that the first variant is visited first.
        Some(Shape::Union(union)) => union
            .variants
            .iter()
            .rev()
            .filter_map(Variant::whole)
            .collect(),
        _ => Vec::new(),
    }
}

/// Returns whether a cycle admits `null`, and the shape of the variants that leave it, in the order
/// seen from `id`.
fn exits(types: &Table<TypeId, Type>, id: TypeId, cycle: &FxHashSet<TypeId>) -> (bool, Shape) {
    let mut nullable = false;
    let mut known = FxHashSet::default();
    let mut variants: Vec<Variant> = Vec::new();
    let mut discriminators = Vec::new();
    for member in cycle_members(types, id, cycle) {
        let Some(ty) = types.get(member) else {
            continue;
        };
        nullable |= ty.nullable;
        let Shape::Union(union) = &ty.shape else {
            continue;
        };
        let before = variants.len();
        for variant in &union.variants {
            let leads_back = variant.whole().is_some_and(|ty| cycle.contains(&ty));
            let key = variant.member.as_ref().map(|member| &member.key);
            if !leads_back && known.insert((variant.ty, key)) {
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
        [only] if discriminator.is_none() && only.member.is_none() => {
            Shape::Alias { target: only.ty }
        }
        _ => Shape::Union(Union {
            variants,
            discriminator,
            distinguishing: Vec::new(),
        }),
    };
    (nullable, shape)
}
