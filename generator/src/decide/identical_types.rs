//! Deduplicates nameless types: identical ones become one Rust type.
//!
//! Descriptions are repetitive: an enumeration of three words or an object of two fields is written
//! out wherever it is used. Two nameless types are identical if everything that is generated for
//! them is equal, recursively. Types that the description names are kept apart, since each may
//! change by itself. So are types in different roles (the properties `sort` and `state`, the
//! responses of two operations), since no name would fit both.

use std::hash::Hash;
use std::mem::{Discriminant, discriminant};

use rustc_hash::FxHashMap;

use super::local_shape::{LocalShape, PropertyDocs, name_in_title};
use super::names;
use crate::ident;
use crate::model::{Api, Context, OperationId, Role, Type, TypeId};

/// Which types are deduplicated.
#[derive(Debug, Default)]
pub(super) struct IdenticalTypes {
    /// The first identical type, for each type that is not the first.
    first: FxHashMap<TypeId, TypeId>,
    /// All identical types, by the first; only groups of two or more.
    group: FxHashMap<TypeId, Vec<TypeId>>,
}

impl IdenticalTypes {
    /// Finds them. Types that had different names in an earlier crate are kept apart, and those that
    /// had one name stay one type if they differ only in docs. `known` has these names.
    pub fn find(api: &Api, known: &FxHashMap<TypeId, &str>) -> Self {
        let strict = refine(api, PropertyDocs::Compared);
        if known.is_empty() {
            return Self::from_classes(api, &strict, &strict, known);
        }
        Self::from_classes(api, &strict, &refine(api, PropertyDocs::Ignored), known)
    }

    fn from_classes(
        api: &Api,
        strict: &[u32],
        without_docs: &[u32],
        known: &FxHashMap<TypeId, &str>,
    ) -> Self {
        let mut identical = Self::default();
        let mut roles = Roles::default();
        let mut of_name: FxHashMap<(u32, u32, &str), TypeId> = FxHashMap::default();
        let mut firsts: FxHashMap<(u32, u32), Firsts<'_>> = FxHashMap::default();
        let classes = strict.iter().zip(without_docs);
        for ((id, ty), (class, without_docs)) in api.types.iter().zip(classes) {
            if is_itself(ty) || !ty.shape.has_name() {
                continue;
            }
            let role = roles.role(api, id);
            let name = known.get(&id).copied();
            let named = name.map(|name| (*without_docs, role, name));
            let same = named.and_then(|key| of_name.get(&key)).copied();
            let firsts = firsts.entry((*class, role)).or_default();
            let first = same.unwrap_or_else(|| firsts.first(id, name));
            if let Some(key) = named {
                of_name.entry(key).or_insert(first);
            }
            if first != id {
                identical.first.insert(id, first);
                identical
                    .group
                    .entry(first)
                    .or_insert_with(|| vec![first])
                    .push(id);
            }
        }
        identical
    }

    /// The first of the types identical to `id`, which is `id` itself unless deduplicated.
    pub fn first(&self, id: TypeId) -> TypeId {
        self.first.get(&id).copied().unwrap_or(id)
    }

    /// All types identical to `id`, which is the first of them; empty if there are no others.
    pub fn group(&self, id: TypeId) -> &[TypeId] {
        self.group.get(&id).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Partition refinement: starts with classes of equal local shape, and splits them until the types
/// that members contain are in equal classes, too.
fn refine(api: &Api, docs: PropertyDocs) -> Vec<u32> {
    let mut classes = Classes::default();
    let shapes: Vec<u32> = api
        .types
        .iter()
        .map(|(id, ty)| classes.class(LocalShape::new(api, id, ty, docs)))
        .collect();
    let mut count = classes.len();
    let mut class_of = shapes.clone();
    loop {
        let mut classes = Classes::default();
        let divided: Vec<u32> = api
            .types
            .iter()
            .zip(&shapes)
            .map(|((_, ty), shape)| {
                let held = ty.shape.held().into_iter();
                let held = held.map(|id| {
                    let class = class_of.get(usize::from(id)).copied();
                    (class, api.types.get(id).is_some_and(|ty| ty.nullable))
                });
                classes.class((*shape, held.collect::<Vec<_>>()))
            })
            .collect();
        class_of = divided;
        if classes.len() == count {
            return class_of;
        }
        count = classes.len();
    }
}

/// The first of the identical types of each earlier name.
#[derive(Default)]
struct Firsts<'a>(Vec<(Option<&'a str>, TypeId)>);

impl<'a> Firsts<'a> {
    /// The type that `id` is identical to: one of its name, or one that has none yet. A type without
    /// a name is identical to any.
    fn first(&mut self, id: TypeId, name: Option<&'a str>) -> TypeId {
        let Self(firsts) = self;
        let same = firsts.iter().position(|first| first.0 == name);
        let other = firsts
            .iter()
            .position(|first| name.is_none() || first.0.is_none());
        if let Some(first) = same.or(other).and_then(|index| firsts.get_mut(index)) {
            first.0 = first.0.or(name);
            return first.1;
        }
        firsts.push((name, id));
        id
    }
}

/// Whether a type is never deduplicated: it has a name, or settings of its own.
pub(super) fn is_itself(ty: &Type) -> bool {
    ty.component.is_some() || ty.given_name.is_some() || ty.settings.is_some()
}

/// The roles of types, as numbers.
#[derive(Default)]
struct Roles {
    classes: Classes<RoleKey>,
    known: FxHashMap<TypeId, u32>,
}

/// The role of a type: identical types are only deduplicated if they have the same.
#[derive(PartialEq, Eq, Hash)]
enum RoleKey {
    /// The name of its title, property, parameter, header or shared object.
    Called(String),
    /// Its kind of use (items, values, variant) within a type of this role.
    Within(u32, Discriminant<Role>),
    /// The value of the only member of a variant of a union of this role, by its key.
    Member(u32, String),
    /// The request body of an operation.
    Sent(OperationId),
    /// The success of an operation.
    Success(OperationId),
    /// The failure of any operation: many operations have the same failures.
    Failure,
    /// Its own role.
    Itself(TypeId),
}

impl Roles {
    fn role(&mut self, api: &Api, id: TypeId) -> u32 {
        if let Some(known) = self.known.get(&id) {
            return *known;
        }
        let key = self.role_key(api, id);
        let number = self.classes.class(key);
        self.known.insert(id, number);
        number
    }

    fn role_key(&mut self, api: &Api, id: TypeId) -> RoleKey {
        let Some(ty) = api.types.get(id).filter(|ty| !is_itself(ty)) else {
            return RoleKey::Itself(id);
        };
        if let Some(referred) = &ty.referred {
            return RoleKey::Called(ident::pascal(referred));
        }
        if let Some(title) = name_in_title(ty).filter(|title| !names::repeats(ty, title, api)) {
            return RoleKey::Called(ident::pascal(title));
        }
        if ty.context.failure_of().is_some() {
            return RoleKey::Failure;
        }
        match &ty.context {
            Context::Component => RoleKey::Itself(id),
            Context::Inside(_, Role::Property(name))
            | Context::Parameter(_, name)
            | Context::ResponseHeader(_, name)
            | Context::Shared(name, _) => RoleKey::Called(ident::pascal(name)),
            Context::Inside(union, Role::Member(key)) => {
                RoleKey::Member(self.role(api, *union), key.clone())
            }
            // Terminates: contexts form a tree.
            Context::Inside(whole, role) => {
                RoleKey::Within(self.role(api, *whole), discriminant(role))
            }
            Context::Body(operation) => RoleKey::Sent(*operation),
            Context::Response(operation, _) => RoleKey::Success(*operation),
        }
    }
}

/// Numbers equal values alike.
struct Classes<T>(FxHashMap<T, u32>);

impl<T> Default for Classes<T> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

impl<T: Hash + Eq> Classes<T> {
    fn class(&mut self, thing: T) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(thing).or_insert(next)
    }

    fn len(&self) -> usize {
        self.0.len()
    }
}
