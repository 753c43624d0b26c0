//! The directions in which types are used: sent, received, or both.

use rustc_hash::FxHashSet;

use super::identical_types::IdenticalTypes;
use super::kept::Kept;
use super::part_form;
use super::part_form::Whole;
use super::part_kind;
use super::words;
use crate::config::Directions;
use crate::model::{Api, Content, Property, Shape, TypeId};

/// Which types are sent and which are received.
#[derive(Debug)]
pub(super) struct Usage<'a> {
    identical: &'a IdenticalTypes,
    sent: FxHashSet<TypeId>,
    received: FxHashSet<TypeId>,
    parted: FxHashSet<TypeId>,
    choices: FxHashSet<TypeId>,
    whole: FxHashSet<TypeId>,
}

impl<'a> Usage<'a> {
    /// Determines the directions of all types, as the settings require. A type keeps the directions
    /// that it had in an earlier crate.
    pub fn find(
        api: &Api,
        identical: &'a IdenticalTypes,
        directions: Directions,
        kept: &Kept<'_>,
    ) -> Self {
        match directions {
            Directions::Used => Self::followed(api, identical, kept),
            Directions::Both => Self::both_ways(api, identical),
        }
    }

    /// Marks all types of operations and named schemas as both sent and received.
    fn both_ways(api: &Api, identical: &'a IdenticalTypes) -> Self {
        let whole = reach(api, identical, &roots_of_values(api), |_| true);
        let mut roots = roots_sent(api, identical, &whole);
        roots.extend(roots_received(api));
        let named = api.types.iter().filter(|(_, ty)| ty.component.is_some());
        roots.extend(named.map(|(id, _)| id));
        roots.extend(parted(api, identical));
        let reached = reach(api, identical, &roots, |_| true);
        Self {
            identical,
            sent: reached.clone(),
            received: reached,
            parted: parted(api, identical).collect(),
            choices: choices(api, identical),
            whole,
        }
    }

    /// Follows the types from the operations. Named schemas that no operation reaches are marked as
    /// both, since the caller may use them either way.
    fn followed(api: &Api, identical: &'a IdenticalTypes, kept: &Kept<'_>) -> Self {
        let everything = |_: TypeId| true;
        let whole = reach(api, identical, &roots_of_values(api), everything);
        let (mut sent, mut received) = (roots_sent(api, identical, &whole), roots_received(api));
        sent.extend(kept.sent(api));
        received.extend(kept.received(api));
        // First pass: follow every property in both directions. Second pass: in a type that is only
        // sent, skip `readOnly` properties, and in one that is only received, `writeOnly` ones. A
        // type used in both directions has one struct with all properties, so none is skipped.
        let wide = Self {
            identical,
            sent: reach(api, identical, &sent, everything),
            received: reach(api, identical, &received, everything),
            parted: FxHashSet::default(),
            choices: FxHashSet::default(),
            whole: FxHashSet::default(),
        };
        let mut usage = Self {
            identical,
            sent: reach_pruned(
                api,
                identical,
                &sent,
                |property| !property.is_sent(),
                |id| wide.received.contains(&id),
            ),
            received: reach_pruned(
                api,
                identical,
                &received,
                |property| property.write_only,
                |id| wide.sent.contains(&id),
            ),
            parted: parted(api, identical).collect(),
            choices: choices(api, identical),
            whole,
        };
        let unreached = api
            .types
            .iter()
            .filter(|(id, ty)| ty.component.is_some() && !usage.is_used(*id));
        let unreached: Vec<TypeId> = unreached.map(|(id, _)| id).collect();
        let either = reach(api, identical, &unreached, everything);
        usage.sent.extend(&either);
        usage.received.extend(&either);
        usage
    }

    /// Whether requests may contain it.
    pub fn is_sent(&self, id: TypeId) -> bool {
        self.sent.contains(&self.identical.first(id))
    }

    /// Whether responses may contain it.
    pub fn is_received(&self, id: TypeId) -> bool {
        self.received.contains(&self.identical.first(id))
    }

    /// Whether it is a multipart body: an object whose properties are sent as parts, or a union of
    /// such.
    pub fn is_parted(&self, id: TypeId) -> bool {
        self.parted.contains(&self.identical.first(id))
    }

    /// Whether it is a union of files and values that is sent as a part.
    pub fn is_choice(&self, id: TypeId) -> bool {
        self.choices.contains(&self.identical.first(id))
    }

    /// Whether it is used as a value outside of multipart bodies, or nested in such a value.
    pub fn is_whole(&self, id: TypeId) -> bool {
        self.whole.contains(&self.identical.first(id))
    }

    /// Whether anything uses it.
    pub fn is_used(&self, id: TypeId) -> bool {
        self.is_sent(id) || self.is_received(id) || self.is_parted(id)
    }
}

/// The types that requests start from.
fn roots_sent(api: &Api, identical: &IdenticalTypes, wholes: &FxHashSet<TypeId>) -> Vec<TypeId> {
    let mut roots = Vec::new();
    for operation in api.operations.values() {
        roots.extend(operation.parameters.iter().map(|parameter| parameter.ty));
        let bodies = operation.body.iter().flat_map(|body| &body.content);
        for content in bodies {
            match part_form::whole(api, content) {
                None | Some(Whole::Members(_)) => roots.extend(content.ty),
                // A multipart body is not itself a value. Its parts are, except for files.
                Some(Whole::Object(..) | Whole::Union(..)) => {
                    for (whole, object) in part_form::wholes(api, content).0 {
                        let is_shared = wholes.contains(&identical.first(whole));
                        let properties = object.properties.iter();
                        let values = properties.filter(|property| property.has_field());
                        let values = values.filter(|property| {
                            !part_kind::is_file(api, whole, property, is_shared)
                        });
                        roots.extend(values.map(|property| property.ty));
                        roots.extend(object.additional.value());
                    }
                }
            }
        }
    }
    roots
}

/// The bodies of all requests, in each of their media types.
fn contents(api: &Api) -> impl Iterator<Item = &Content> {
    let bodies = api.operations.values();
    let bodies = bodies.flat_map(|operation| &operation.body);
    bodies.flat_map(|body| &body.content)
}

/// The objects sent as multipart bodies, and the unions of them.
fn parted<'a>(api: &'a Api, identical: &'a IdenticalTypes) -> impl Iterator<Item = TypeId> + 'a {
    contents(api).flat_map(|content| {
        let (objects, unions) = part_form::wholes(api, content);
        let objects = objects.into_iter().map(|(id, _)| id);
        objects.chain(unions).map(|id| identical.first(id))
    })
}

/// The unions of files and values that are sent as parts.
fn choices(api: &Api, identical: &IdenticalTypes) -> FxHashSet<TypeId> {
    let mut roots = Vec::new();
    for content in contents(api) {
        if let Some(Whole::Members(id)) = part_form::whole(api, content) {
            roots.push(id);
        }
        for (_, object) in part_form::wholes(api, content).0 {
            roots.extend(object.properties.iter().map(|property| property.ty));
            roots.extend(object.additional.value());
        }
    }
    let choices = part_form::choices(api, roots).into_iter();
    choices.map(|id| identical.first(id)).collect()
}

/// The types that responses start from.
fn roots_received(api: &Api) -> Vec<TypeId> {
    let mut roots = Vec::new();
    for response in api
        .operations
        .values()
        .flat_map(|operation| &operation.responses)
    {
        roots.extend(
            response
                .content
                .iter()
                .flat_map(|content| content.ty.into_iter().chain(content.item)),
        );
        roots.extend(response.headers.iter().map(|header| header.ty));
    }
    roots
}

/// The types that responses, and request bodies other than multipart, start from.
fn roots_of_values(api: &Api) -> Vec<TypeId> {
    let mut roots = roots_received(api);
    let values = contents(api).filter(|content| part_form::whole(api, content).is_none());
    roots.extend(values.filter_map(|content| content.ty));
    roots
}

/// The types reachable from `roots`.
fn reach(
    api: &Api,
    identical: &IdenticalTypes,
    roots: &[TypeId],
    keep: impl Fn(TypeId) -> bool,
) -> FxHashSet<TypeId> {
    reach_pruned(api, identical, roots, |_| true, keep)
}

/// The types reachable from `roots`. Properties selected by `other_way` are not followed, except in
/// types selected by `keep`.
fn reach_pruned(
    api: &Api,
    identical: &IdenticalTypes,
    roots: &[TypeId],
    other_way: fn(&Property) -> bool,
    keep: impl Fn(TypeId) -> bool,
) -> FxHashSet<TypeId> {
    let mut reached = FxHashSet::default();
    let mut open = roots.to_vec();
    while let Some(id) = open.pop() {
        let id = identical.first(id);
        if reached.insert(id)
            && let Some(ty) = api.types.get(id)
        {
            let keeps = keep(id);
            held(
                api,
                &ty.shape,
                |property| keeps || !other_way(property),
                &mut open,
            );
        }
    }
    reached
}

/// The types that a value of this shape contains.
fn held(api: &Api, shape: &Shape, follows: impl Fn(&Property) -> bool, out: &mut Vec<TypeId>) {
    match shape {
        Shape::List { item: inner }
        | Shape::Map { value: inner }
        | Shape::Alias { target: inner } => out.push(*inner),
        Shape::Tuple { items } => out.extend(items),
        Shape::Union(union) => {
            let variants = union.variants.iter();
            let variants = variants.filter(|variant| words::of_variant(api, variant).is_none());
            out.extend(variants.map(|variant| variant.ty));
        }
        Shape::Object(object) => {
            let properties = object
                .properties
                .iter()
                .filter(|property| property.has_field() && follows(property));
            out.extend(properties.map(|property| property.ty));
            out.extend(object.additional.value());
        }
        // The content of a replacement type is unknown.
        Shape::Given { .. }
        | Shape::Any
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::Text(_)
        | Shape::Enumeration(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::config::{ClientConfig, Directions};
    use crate::generator::Generator;

    const TEXT: &str = r"
openapi: 3.0.3
info: { title: Both, version: '1' }
paths:
  /things:
    get:
      responses:
        '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }
components:
  schemas:
    Thing:
      properties:
        id: { type: string, readOnly: true }
        secret: { type: string, writeOnly: true }
";

    fn types(directions: Directions) -> String {
        let config = ClientConfig {
            directions: Some(directions),
            ..ClientConfig::new("both.yaml", "unused", "both")
        };
        let generated = Generator::new(config).generate_text("both.yaml", TEXT, &BTreeMap::new());
        let files = generated.files.unwrap();
        files.get("src/types.rs").unwrap().to_owned()
    }

    #[test]
    fn a_type_has_the_directions_of_its_uses_or_both() {
        let used = types(Directions::Used);
        assert!(
            used.contains("decode! {") && !used.contains("secret"),
            "{used}"
        );
        let both = types(Directions::Both);
        assert!(
            both.contains("codec! {") && both.contains("secret"),
            "{both}"
        );
    }
}
