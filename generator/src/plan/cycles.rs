//! Which types contain themselves by value, and so need a box, and which are nothing but each other's names.

use rustc_hash::{FxHashMap, FxHashSet};

use super::twins::Twins;
use crate::model::{Additional, Api, Shape, Table, TypeId};

/// What recursion makes of the types.
#[derive(Debug)]
pub(super) struct Cycles<'a> {
    twins: &'a Twins,
    /// Groups of types that contain each other by value.
    group: FxHashMap<TypeId, usize>,
    /// Types that would be defined by nothing but themselves.
    endless: FxHashSet<TypeId>,
}

impl<'a> Cycles<'a> {
    /// Looks through the types.
    pub fn of(api: &'a Api, twins: &'a Twins) -> Self {
        let graph = Graph { api, twins };
        let by_value = strong_components(graph, held_by_value);
        let spelt = strong_components(graph, spelt_out);
        let endless = spelt
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
            twins,
            group,
            endless,
        }
    }

    /// Whether `part`, held by value in `whole`, contains `whole` again.
    pub fn needs_box(&self, whole: TypeId, part: TypeId) -> bool {
        let group = |id| self.group.get(&self.twins.first(id));
        match (group(whole), group(part)) {
            (Some(one), Some(other)) => one == other,
            _ => false,
        }
    }

    /// Whether the type is defined by nothing but lists, maps and names of itself.
    pub fn is_endless(&self, id: TypeId) -> bool {
        self.endless.contains(&id)
    }
}

fn is_cyclic(graph: Graph<'_>, group: &[TypeId], edges: Edges) -> bool {
    match group {
        [only] => successors(graph, *only, edges).contains(only),
        _ => group.len() > 1,
    }
}

type Edges = fn(&Shape, &mut Vec<TypeId>);

/// The types, each with what it holds; twins are one.
#[derive(Clone, Copy)]
struct Graph<'a> {
    api: &'a Api,
    twins: &'a Twins,
}

fn successors(graph: Graph<'_>, id: TypeId, edges: Edges) -> Vec<TypeId> {
    let mut out = Vec::new();
    if let Some(ty) = graph.api.types.get(id) {
        edges(&ty.shape, &mut out);
    }
    for held in &mut out {
        *held = graph.twins.first(*held);
    }
    out
}

/// What a value holds without a heap between: lists and maps have one.
fn held_by_value(shape: &Shape, out: &mut Vec<TypeId>) {
    match shape {
        Shape::Alias { target } => out.push(*target),
        Shape::Tuple { items } => out.extend(items),
        Shape::Object(object) => out.extend(object.properties.iter().map(|property| property.ty)),
        // Variants that are objects are boxed anyway; others may hold their union.
        Shape::Union(union) => out.extend(union.variants.iter().map(|variant| variant.ty)),
        _ => {}
    }
}

/// What the Rust type of a nameless shape is spelt with: an object, an enumeration or a union has a name of its own.
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

/// Tarjan's algorithm, with a stack of its own: descriptions may nest deeper than ours.
fn strong_components(graph: Graph<'_>, edges: Edges) -> Vec<Vec<TypeId>> {
    let mut search = Search {
        visits: graph.api.types.ids().map(|_| Visit::default()).collect(),
        ..Search::default()
    };
    for id in graph.api.types.ids() {
        if search.visit(id).index.is_none() {
            search.run(graph, id, edges);
        }
    }
    search.components
}

/// What a search knows of a type.
#[derive(Debug, Default, Clone, Copy)]
struct Visit {
    /// When it was met.
    index: Option<usize>,
    /// The first met of those it leads back to.
    low: usize,
    on_stack: bool,
}

#[derive(Default)]
struct Search {
    visits: Table<TypeId, Visit>,
    met: usize,
    stack: Vec<TypeId>,
    components: Vec<Vec<TypeId>>,
}

impl Search {
    fn visit(&self, id: TypeId) -> Visit {
        self.visits.get(id).copied().unwrap_or_default()
    }

    fn run(&mut self, graph: Graph<'_>, root: TypeId, edges: Edges) {
        let mut work = vec![self.enter(graph, root, edges)];
        while let Some((id, open)) = work.last_mut() {
            let id = *id;
            let Some(next) = open.pop() else {
                work.pop();
                self.leave(id);
                if let Some((parent, _)) = work.last() {
                    self.lower(*parent, self.visit(id).low);
                }
                continue;
            };
            let met = self.visit(next);
            match met.index {
                None => work.push(self.enter(graph, next, edges)),
                Some(index) if met.on_stack => self.lower(id, index),
                Some(_) => {}
            }
        }
    }

    fn enter(&mut self, graph: Graph<'_>, id: TypeId, edges: Edges) -> (TypeId, Vec<TypeId>) {
        if let Some(visit) = self.visits.get_mut(id) {
            *visit = Visit {
                index: Some(self.met),
                low: self.met,
                on_stack: true,
            };
        }
        self.met += 1;
        self.stack.push(id);
        (id, successors(graph, id, edges))
    }

    fn lower(&mut self, id: TypeId, to: usize) {
        if let Some(visit) = self.visits.get_mut(id) {
            visit.low = to.min(visit.low);
        }
    }

    fn leave(&mut self, id: TypeId) {
        let visit = self.visit(id);
        if visit.index != Some(visit.low) {
            return;
        }
        let mut component = Vec::new();
        while let Some(member) = self.stack.pop() {
            if let Some(visit) = self.visits.get_mut(member) {
                visit.on_stack = false;
            }
            component.push(member);
            if member == id {
                break;
            }
        }
        self.components.push(component);
    }
}
