//! Unions that lead back to themselves by nothing but unions and other names.
//!
//! A value of such a union is one of what lies outside of the cycle: the way back adds none, and to follow it while
//! decoding would not end.

use rustc_hash::FxHashSet;

use crate::model::{Shape, Table, Type, TypeId, Union, Variant};

/// Takes the way back out of each such union, and gives it what the others of its cycle lead to.
pub(super) fn cut(types: &mut Table<TypeId, Type>) {
    let unions: Vec<TypeId> = types
        .iter()
        .filter(|(_, ty)| matches!(ty.shape, Shape::Union(_)))
        .map(|(id, _)| id)
        .collect();
    let mut changes = Vec::new();
    for id in unions {
        let cycle = cycle(types, id);
        if cycle.is_empty() {
            continue;
        }
        let nullable = cycle
            .iter()
            .any(|id| types.get(*id).is_some_and(|ty| ty.nullable));
        changes.push((id, nullable, exits(types, id, &cycle)));
    }
    for (id, nullable, shape) in changes {
        if let Some(ty) = types.get_mut(id) {
            ty.nullable |= nullable;
            ty.shape = shape;
        }
    }
}

/// The types that the union `id` leads to and that lead back to it, itself first; none when nothing does.
fn cycle(types: &Table<TypeId, Type>, id: TypeId) -> Vec<TypeId> {
    let ahead = reached(types, id);
    if !ahead.contains(&id) {
        return Vec::new();
    }
    let back = |other: &TypeId| *other != id && reached(types, *other).contains(&id);
    let mut cycle = vec![id];
    cycle.extend(ahead.into_iter().filter(back));
    cycle
}

/// What `id` leads to by variants and other names, each once, in order.
fn reached(types: &Table<TypeId, Type>, id: TypeId) -> Vec<TypeId> {
    let mut seen = FxHashSet::default();
    let mut order = Vec::new();
    let mut open = onwards(types, id);
    while let Some(next) = open.pop() {
        if seen.insert(next) {
            order.push(next);
            open.extend(onwards(types, next));
        }
    }
    order
}

fn onwards(types: &Table<TypeId, Type>, id: TypeId) -> Vec<TypeId> {
    match types.get(id).map(|ty| &ty.shape) {
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

/// The shape of what a cycle leads to, seen from its first type.
fn exits(types: &Table<TypeId, Type>, id: TypeId, cycle: &[TypeId]) -> Shape {
    let mut variants: Vec<Variant> = Vec::new();
    let mut discriminators = Vec::new();
    for member in cycle {
        let Some(Shape::Union(union)) = types.get(*member).map(|ty| &ty.shape) else {
            continue;
        };
        let before = variants.len();
        for variant in &union.variants {
            let known = |known: &Variant| known.ty == variant.ty;
            if !cycle.contains(&variant.ty) && !variants.iter().any(known) {
                variants.push(variant.clone());
            }
        }
        if variants.len() > before || *member == id {
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
        }
    }
    match variants.as_slice() {
        [] => Shape::Any,
        [only] if discriminator.is_none() => Shape::Alias { target: only.ty },
        _ => Shape::Union(Union {
            variants,
            discriminator,
        }),
    }
}
