//! Constants that objects write themselves.
//!
//! A discriminator value is written even if the schema makes it optional: without it a server
//! cannot distinguish the variants of a union. An object writes its discriminator value itself if
//! all unions agree on it.

use std::cmp::Reverse;

use indexmap::IndexMap;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Schemas;
use super::distinction::Distinction;
use super::key::SchemaKey;
use crate::model::{
    EnumerationKind, Object, Property, Shape, Table, TagValue, Type, TypeId, Union,
};

type Types = Table<TypeId, Type>;

/// The discriminator value of a schema: the schema, the property and the value.
pub(super) type Tag = (SchemaKey, String, TagValue);

/// The discriminator values of objects by property; `None` if unions disagree.
type Tags = FxHashMap<TypeId, FxHashMap<String, Option<TagValue>>>;

impl Schemas<'_> {
    /// Records the discriminator values of the variants of a union.
    pub(super) fn note_tags(&mut self, distinction: &Distinction, variants: &[SchemaKey]) {
        for (variant, tags) in variants.iter().zip(&distinction.variants) {
            if tags.is_own
                && let Some(tag) = tags.tags.first()
            {
                let tag = (variant.clone(), distinction.property.clone(), tag.clone());
                self.tags.push(tag);
            }
        }
    }

    /// Sets the constants of properties, and the distinguishing properties of unions without a
    /// discriminator. Called once all types are lowered.
    pub(super) fn settle_tags(&mut self) {
        let mut tags = Tags::default();
        for (variant, property, tag) in std::mem::take(&mut self.tags) {
            if let Some(id) = self.registry.id(&self.follow(variant)) {
                add(&mut tags, target(&self.registry.types, id), &property, &tag);
            }
        }
        let mut distinguishing = Vec::new();
        for (id, ty) in self.registry.types.iter() {
            if let Shape::Union(union) = &ty.shape
                && union.discriminator.is_none()
            {
                let properties = distinguishing_properties(&self.registry.types, union);
                add_distinguishing(&mut tags, &self.registry.types, union, &properties);
                distinguishing.push((id, properties));
            }
        }
        let constants = chosen(&self.registry.types, &tags, constant_value);
        let fixed = chosen(&self.registry.types, &tags, fixed_value);
        for (id, properties) in distinguishing {
            if let Some(Shape::Union(union)) =
                self.registry.types.get_mut(id).map(|ty| &mut ty.shape)
            {
                union.distinguishing = properties;
            }
        }
        for (id, index, constant) in constants {
            if let Some(Shape::Object(object)) =
                self.registry.types.get_mut(id).map(|ty| &mut ty.shape)
                && let Some(property) = object.properties.get_mut(index)
            {
                property.constant = Some(constant);
            }
        }
        for (id, index, value) in fixed {
            if let Some(Shape::Object(object)) =
                self.registry.types.get_mut(id).map(|ty| &mut ty.shape)
                && let Some(property) = object.properties.get_mut(index)
            {
                property.fixed = Some(value);
            }
        }
    }
}

fn add(tags: &mut Tags, id: TypeId, property: &str, tag: &TagValue) {
    let of_object = tags.entry(id).or_default();
    let known = of_object.entry(property.to_owned());
    let known = known.or_insert_with(|| Some(tag.clone()));
    if known.as_ref() != Some(tag) {
        *known = None;
    }
}

/// Adds the properties that distinguish variants, with their only value or their default.
fn add_distinguishing(tags: &mut Tags, types: &Types, union: &Union, distinguishing: &[String]) {
    for (id, object) in objects(types, union) {
        let properties = object.properties.iter();
        for property in properties.filter(|property| distinguishing.contains(&property.name)) {
            let values = values(types, property.ty);
            let default = default(types, property);
            match (values.as_slice(), default) {
                ([only], _) => add(tags, id, &property.name, only),
                (_, Some(default)) if values.contains(&default) => {
                    add(tags, id, &property.name, &default);
                }
                _ => {}
            }
        }
    }
}

/// Returns the properties for which one variant has a single value that another variant lacks. The
/// property that most variants have comes first.
fn distinguishing_properties(types: &Types, union: &Union) -> Vec<String> {
    let mut known: IndexMap<&str, Vec<Vec<TagValue>>> = IndexMap::new();
    for (_, object) in objects(types, union) {
        for property in &object.properties {
            let values = values(types, property.ty);
            if !values.is_empty() {
                known.entry(&property.name).or_default().push(values);
            }
        }
    }
    let distinguishes = |all: &[Vec<TagValue>]| {
        let single = all.iter().filter(|values| values.len() == 1).flatten();
        let distinct: FxHashSet<&TagValue> = single.collect();
        let mut others = all.iter().filter(|values| values.len() > 1);
        let is_none_of = |values: &Vec<TagValue>| !values.iter().any(|it| distinct.contains(it));
        distinct.len() > 1 || distinct.len() == 1 && others.any(is_none_of)
    };
    let mut distinguishing: Vec<(&str, Vec<Vec<TagValue>>)> = known.into_iter().collect();
    distinguishing.retain(|(_, all)| distinguishes(all));
    distinguishing.sort_by_key(|(_, all)| Reverse(all.len()));
    let distinguishing = distinguishing.into_iter();
    distinguishing.map(|(name, _)| name.to_owned()).collect()
}

/// Iterates over the objects among the variants of a union.
fn objects<'t>(types: &'t Types, union: &'t Union) -> impl Iterator<Item = (TypeId, &'t Object)> {
    union.variants.iter().filter_map(|variant| {
        let id = target(types, variant.whole()?);
        match &types.get(id)?.shape {
            Shape::Object(object) => Some((id, object)),
            _ => None,
        }
    })
}

/// Returns a value for each property that `choose` finds one for, given the discriminator value of
/// the object in this property.
fn chosen(
    types: &Types,
    tags: &Tags,
    choose: fn(&Types, &Property, Option<&Option<TagValue>>) -> Option<TagValue>,
) -> Vec<(TypeId, usize, TagValue)> {
    let mut chosen = Vec::new();
    for (id, ty) in types.iter() {
        let Shape::Object(object) = &ty.shape else {
            continue;
        };
        let of_object = tags.get(&id);
        for (index, property) in object.properties.iter().enumerate() {
            let tag = of_object.and_then(|tags| tags.get(&property.name));
            if let Some(value) = choose(types, property, tag) {
                chosen.push((id, index, value));
            }
        }
    }
    chosen
}

/// Returns the constant of a property that may be absent: the discriminator value of the object, or
/// the only value if it is also the default (then its absence means the same).
fn constant_value(
    types: &Types,
    property: &Property,
    tag: Option<&Option<TagValue>>,
) -> Option<TagValue> {
    let constant = match tag {
        Some(tag) => tag.clone().filter(|tag| takes(types, property.ty, tag)),
        None => only_default(types, property),
    };
    constant.filter(|_| may_be_absent(types, property))
}

/// Returns the only value of a property, if it is certain: the property is the discriminator of
/// the object, or is a constant that is required or also the default. `tag` is the value by which
/// unions select the object, if any does, and if they agree.
fn fixed_value(
    types: &Types,
    property: &Property,
    tag: Option<&Option<TagValue>>,
) -> Option<TagValue> {
    let values = values(types, property.ty);
    let [only] = values.as_slice() else {
        return None;
    };
    let is_tag = tag.is_some_and(|tag| tag.as_ref() == Some(only));
    // Unions that select the object by another value decide what an absent one means.
    let is_required = (tag.is_some() || is_constant(types, property.ty))
        && property.required
        && !is_nullable(types, property.ty);
    let is_default =
        tag.is_none() && is_constant(types, property.ty) && only_default(types, property).is_some();
    (is_tag || is_required || is_default).then(|| only.clone())
}

/// Whether the only value of a type is a constant.
fn is_constant(types: &Types, id: TypeId) -> bool {
    way(types, id).any(|id| types.get(id).is_some_and(|ty| ty.is_constant))
}

/// Whether a caller may omit the value.
fn may_be_absent(types: &Types, property: &Property) -> bool {
    !property.required
        || property.read_only
        || property.write_only
        || is_nullable(types, property.ty)
}

/// Returns the only value of a property, if it is also its default.
fn only_default(types: &Types, property: &Property) -> Option<TagValue> {
    let default = default(types, property)?;
    let is_only = values(types, property.ty) == [default.clone()];
    let is_ours = !property.read_only && !is_nullable(types, property.ty);
    (is_only && is_ours).then_some(default)
}

/// Returns the default of a property, or otherwise of its alias target.
fn default(types: &Types, property: &Property) -> Option<TagValue> {
    let both = [property.ty, target(types, property.ty)];
    let mut defaults = both
        .into_iter()
        .filter_map(|id| types.get(id)?.default.as_ref());
    defaults.next().and_then(TagValue::from_json)
}

/// Returns the values of a type, without `null`, if they are enumerated.
fn values(types: &Types, id: TypeId) -> Vec<TagValue> {
    let Some(ty) = types.get(target(types, id)) else {
        return Vec::new();
    };
    if let Shape::Enumeration(enumeration) = &ty.shape
        && !enumeration.is_open
    {
        let values = enumeration.values.iter().map(|value| {
            let text = &value.value;
            match enumeration.kind {
                EnumerationKind::Text => Some(TagValue::Text(text.clone())),
                EnumerationKind::Integer => text.parse().ok().map(TagValue::Integer),
            }
        });
        return values.collect::<Option<_>>().unwrap_or_default();
    }
    let values = ty.constants.iter().map(TagValue::from_json);
    values.collect::<Option<_>>().unwrap_or_default()
}

/// Whether a value fits the shape of a type.
fn takes(types: &Types, id: TypeId, tag: &TagValue) -> bool {
    let Some(ty) = types.get(target(types, id)) else {
        return false;
    };
    match &ty.shape {
        Shape::Any | Shape::Union(_) | Shape::Given { .. } => true,
        Shape::Boolean => matches!(tag, TagValue::Boolean(_)),
        Shape::Integer(_) => matches!(tag, TagValue::Integer(_)),
        Shape::Number(_) => matches!(tag, TagValue::Integer(_) | TagValue::Number(_)),
        Shape::Text(_) => matches!(tag, TagValue::Text(_)),
        Shape::Enumeration(enumeration) => match enumeration.kind {
            EnumerationKind::Text => matches!(tag, TagValue::Text(_)),
            EnumerationKind::Integer => matches!(tag, TagValue::Integer(_)),
        },
        _ => false,
    }
}

/// Resolves an alias.
fn target(types: &Types, id: TypeId) -> TypeId {
    match types.get(id).map(|ty| &ty.shape) {
        Some(Shape::Alias { .. }) => way(types, id).last().unwrap_or(id),
        _ => id,
    }
}

fn is_nullable(types: &Types, id: TypeId) -> bool {
    way(types, id).any(|id| types.get(id).is_some_and(|ty| ty.nullable))
}

/// Iterates over a type and its alias targets.
fn way(types: &Types, id: TypeId) -> impl Iterator<Item = TypeId> {
    let mut seen = FxHashSet::default();
    let next = |id: &TypeId| match types.get(*id)?.shape {
        Shape::Alias { target } => Some(target),
        _ => None,
    };
    std::iter::successors(Some(id), next).take_while(move |id| seen.insert(*id))
}
