//! Which types contain themselves by value and need a box, and which are cycles of aliases. Both
//! are strongly connected components of a graph of types.

use rustc_hash::{FxHashMap, FxHashSet};

use super::identical_types::IdenticalTypes;
use crate::model::{Additional, Api, Shape, TypeId, strong_components};

/// The cycles among the types.
#[derive(Debug)]
pub(super) struct Cycles<'a> {
    identical: &'a IdenticalTypes,
    /// The strongly connected components of types that contain each other by value, by their index.
    group: FxHashMap<TypeId, usize>,
    /// Types defined only in terms of themselves.
    self_defined: FxHashSet<TypeId>,
}

impl<'a> Cycles<'a> {
    /// Finds the cycles.
    pub fn new(api: &'a Api, identical: &'a IdenticalTypes) -> Self {
        let graph = Graph { api, identical };
        let groups = |edges| strong_components(api.types.ids(), |id| successors(graph, id, edges));
        let by_value = groups(held_by_value);
        let spelt = groups(spelt_out);
        let self_defined = spelt
            .into_iter()
            .filter(|group| is_cyclic(graph, group, spelt_out))
            .flatten()
            .collect();
        let mut group = FxHashMap::default();
        for (index, members) in by_value.into_iter().enumerate() {
            if is_cyclic(graph, &members, held_by_value) {
                group.extend(members.into_iter().map(|id| (id, index)));
            }
        }
        Self {
            identical,
            group,
            self_defined,
        }
    }

    /// Whether `part`, held by value in `whole`, contains `whole` again.
    pub fn needs_box(&self, whole: TypeId, part: TypeId) -> bool {
        let group = |id| self.group.get(&self.identical.first(id));
        match (group(whole), group(part)) {
            (Some(one), Some(other)) => one == other,
            _ => false,
        }
    }

    /// Whether the type is defined only by lists, maps and aliases of itself.
    pub fn is_self_defined(&self, id: TypeId) -> bool {
        self.self_defined.contains(&id)
    }
}

fn is_cyclic(graph: Graph<'_>, group: &[TypeId], edges: Edges) -> bool {
    match group {
        [only] => successors(graph, *only, edges).contains(only),
        _ => group.len() > 1,
    }
}

type Edges = fn(&Shape, &mut Vec<TypeId>);

/// The types, each with the types it contains. Identical types are one node.
#[derive(Clone, Copy)]
struct Graph<'a> {
    api: &'a Api,
    identical: &'a IdenticalTypes,
}

fn successors(graph: Graph<'_>, id: TypeId, edges: Edges) -> Vec<TypeId> {
    let mut out = Vec::new();
    if let Some(ty) = graph.api.types.get(id) {
        edges(&ty.shape, &mut out);
    }
    for held in &mut out {
        *held = graph.identical.first(*held);
    }
    out
}

/// The types that a value holds without indirection. Lists and maps are on the heap.
fn held_by_value(shape: &Shape, out: &mut Vec<TypeId>) {
    match shape {
        Shape::Alias { target } => out.push(*target),
        Shape::Tuple { items } => out.extend(items),
        Shape::Object(object) => out.extend(object.properties.iter().map(|property| property.ty)),
        // Variants that are objects are always boxed; others may hold their union.
        Shape::Union(union) => out.extend(union.variants.iter().map(|variant| variant.ty)),
        _ => {}
    }
}

/// The types that occur in the Rust type of a nameless shape. Objects, enumerations and unions have
/// names of their own and end the search.
fn spelt_out(shape: &Shape, out: &mut Vec<TypeId>) {
    match shape {
        Shape::Alias { target: inner }
        | Shape::List { item: inner }
        | Shape::Map { value: inner } => out.push(*inner),
        Shape::Tuple { items } => out.extend(items),
        Shape::Object(object) => {
            if let (Additional::Of(value), true) = (object.additional, object.properties.is_empty())
            {
                out.push(value);
            }
        }
        _ => {}
    }
}
