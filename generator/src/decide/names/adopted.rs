//! Names that schemas bring along: when a nameless schema becomes a named one, its type keeps the
//! name that it had.

use std::collections::{BTreeMap, BTreeSet};

use super::TYPE;
use super::keys::Keys;
use crate::model::{Api, Context, Role, Shape, TypeId};

/// Adds to the names of an earlier run one for each component that is new and referred to where a
/// nameless type was.
pub(in crate::decide) fn with_adopted(
    api: &Api,
    mut kept: BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    if kept.is_empty() {
        return kept;
    }
    let keys = Keys::new(api);
    let entry = |key: String| format!("{TYPE}{key}");
    let is_known = |id: TypeId| kept.contains_key(&entry(keys.ty(id)));
    let is_new = |id: &TypeId| {
        let ty = api.types.get(*id);
        ty.is_some_and(|ty| ty.component.is_some() && ty.shape.has_name()) && !is_known(*id)
    };
    if !api.types.ids().any(|id| is_new(&id)) {
        return kept;
    }
    // A name that another type still has is not free.
    let nameless = api.types.iter().filter(|(_, ty)| ty.shape.has_name());
    let mut taken: BTreeSet<String> = nameless
        .filter_map(|(id, _)| kept.get(&entry(keys.ty(id))).cloned())
        .collect();
    let mut adopted = Vec::new();
    for (place, component) in places(api, &keys) {
        if !is_new(&component) {
            continue;
        }
        let own = entry(keys.ty(component));
        let is_named = adopted.iter().any(|(key, _)| *key == own);
        if let (false, Some(name)) = (is_named, kept.get(&entry(place)))
            && taken.insert(name.clone())
        {
            adopted.push((own, name.clone()));
        }
    }
    kept.extend(adopted);
    kept
}

/// Every place where a component is referred to, by the key that a nameless type would have there.
fn places(api: &Api, keys: &Keys<'_>) -> Vec<(String, TypeId)> {
    let mut places = Vec::new();
    for (id, ty) in api.types.iter() {
        let mut add = |role: Role, held: TypeId| {
            if let Some(component) = component(api, held) {
                places.push((keys.within(id, &role), component));
            }
        };
        match &ty.shape {
            Shape::List { item } => add(Role::Item, *item),
            Shape::Map { value } => add(Role::Value, *value),
            Shape::Object(object) => {
                for property in &object.properties {
                    add(Role::Property(property.name.clone()), property.ty);
                }
            }
            Shape::Union(union) => {
                for (index, variant) in union.variants.iter().enumerate() {
                    add(Role::Variant(index), variant.ty);
                }
            }
            _ => {}
        }
    }
    for (id, operation) in api.operations.iter() {
        let mut add = |context: &str, held: TypeId| {
            if let Some(component) = component(api, held) {
                places.push((keys.operation(id) + context, component));
            }
        };
        for parameter in &operation.parameters {
            add(&format!("(?{})", parameter.name), parameter.ty);
        }
        let contents = operation.body.iter().flat_map(|body| &body.content);
        for held in contents.filter_map(|content| content.ty) {
            add("(body)", held);
        }
        for response in &operation.responses {
            let held = response.content.iter().filter_map(|content| content.ty);
            for held in held {
                add(&format!("(->{:?})", response.status), held);
            }
        }
    }
    places
}

/// The component that a type is, or that a nameless type stands for.
fn component(api: &Api, held: TypeId) -> Option<TypeId> {
    let mut aliases = std::iter::successors(Some(held), |id| {
        let ty = api.types.get(*id)?;
        match ty.shape {
            Shape::Alias { target } if ty.component.is_none() => Some(target),
            _ => None,
        }
    });
    let is_component = |id: &TypeId| {
        let ty = api.types.get(*id);
        ty.is_some_and(|ty| ty.component.is_some() && ty.context == Context::Component)
    };
    aliases.by_ref().take(MAX_ALIASES).find(is_component)
}

/// The maximum length of a chain of aliases.
const MAX_ALIASES: usize = 100;
