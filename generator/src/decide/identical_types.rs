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
use serde_json::Value;

use super::names;
use crate::ident;
use crate::model::{
    Additional, Api, Context, Docs, EnumerationKind, EnumerationValue, GivenFor, Integer, Number,
    Object, OnlyMember, OperationId, Role, Shape, TagValue, Text, Type, TypeId, WithoutTag,
};

/// Which types are deduplicated.
#[derive(Debug, Default)]
pub(super) struct IdenticalTypes {
    /// The first identical type, for each type that is not the first.
    first: FxHashMap<TypeId, TypeId>,
    /// All identical types, by the first; only groups of two or more.
    group: FxHashMap<TypeId, Vec<TypeId>>,
}

impl IdenticalTypes {
    /// Partition refinement: starts with classes of equal local shape, and splits them until the
    /// types that members contain are in equal classes, too.
    ///
    /// Types that had different names in an earlier crate are kept apart. `known` has these names.
    pub fn find(api: &Api, known: &FxHashMap<TypeId, &str>) -> Self {
        let mut classes = Classes::default();
        let shapes: Vec<u32> = api
            .types
            .iter()
            .map(|(id, ty)| classes.class(LocalShape::new(api, id, ty)))
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
                    let held = held.map(|id| class_of.get(usize::from(id)).copied());
                    classes.class((*shape, held.collect::<Vec<_>>()))
                })
                .collect();
            class_of = divided;
            if classes.len() == count {
                return Self::from_classes(api, &class_of, known);
            }
            count = classes.len();
        }
    }

    fn from_classes(api: &Api, class_of: &[u32], known: &FxHashMap<TypeId, &str>) -> Self {
        let mut identical = Self::default();
        let mut roles = Roles::default();
        let mut firsts: FxHashMap<(u32, u32), Firsts<'_>> = FxHashMap::default();
        for ((id, ty), class) in api.types.iter().zip(class_of) {
            if is_itself(ty) || !ty.shape.has_name() {
                continue;
            }
            let firsts = firsts.entry((*class, roles.role(api, id))).or_default();
            let first = firsts.first(id, known.get(&id).copied());
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
fn is_itself(ty: &Type) -> bool {
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

/// What is generated for a type, without the types it contains.
#[derive(PartialEq, Eq, Hash)]
enum LocalShape<'a> {
    /// A type that is never deduplicated.
    Named(TypeId),
    /// A nameless type: whether it is nullable, its constants, the title it may be named after, its
    /// media type, and its shape.
    Nameless(
        bool,
        &'a [Value],
        Option<&'a str>,
        Option<&'a str>,
        Outline<'a>,
    ),
}

#[derive(PartialEq, Eq, Hash)]
enum Outline<'a> {
    Any,
    Boolean,
    Integer(Integer),
    Number(Number),
    Text(Text),
    Enumeration(EnumerationKind, bool, &'a [EnumerationValue]),
    List,
    Tuple(usize),
    Map,
    Object(Vec<PropertyShape<'a>>, AdditionalShape),
    Union(Option<&'a str>, Option<usize>, Vec<VariantShape<'a>>),
    Alias,
    Given(&'a GivenFor),
}

/// What is generated for a variant, without its type.
#[derive(PartialEq, Eq, Hash)]
struct VariantShape<'a> {
    member: Option<&'a OnlyMember>,
    tags: &'a [TagValue],
    sends_tag: bool,
    without_tag: WithoutTag,
}

/// What is generated for a property, without its type.
#[derive(PartialEq, Eq, Hash)]
struct PropertyShape<'a> {
    name: &'a str,
    required: bool,
    read_only: bool,
    write_only: bool,
    constant: Option<&'a TagValue>,
    fixed: Option<&'a TagValue>,
    docs: Option<&'a Docs>,
    default: Option<&'a Value>,
}

#[derive(PartialEq, Eq, Hash)]
enum AdditionalShape {
    Unspecified,
    Forbidden,
    Of,
}

impl<'a> LocalShape<'a> {
    fn new(api: &'a Api, id: TypeId, ty: &'a Type) -> Self {
        if is_itself(ty) || is_empty_by_chance(ty) {
            return Self::Named(id);
        }
        Self::Nameless(
            ty.nullable,
            &ty.constants,
            name_in_title(ty),
            ty.media_type.as_deref(),
            outline(api, &ty.shape),
        )
    }
}

/// Whether a type is an object without properties and without a title that says what it is: another
/// such object need not get the same properties.
fn is_empty_by_chance(ty: &Type) -> bool {
    let is_empty = matches!(&ty.shape, Shape::Object(object) if object.properties.is_empty());
    is_empty && name_in_title(ty).is_none()
}

/// The title of a type, if it is usable as a name.
fn name_in_title(ty: &Type) -> Option<&str> {
    let title = ty.docs.title.as_deref();
    title.filter(|title| names::is_name(title))
}

fn outline<'a>(api: &'a Api, shape: &'a Shape) -> Outline<'a> {
    match shape {
        Shape::Any => Outline::Any,
        Shape::Boolean => Outline::Boolean,
        Shape::Integer(integer) => Outline::Integer(*integer),
        Shape::Number(number) => Outline::Number(*number),
        Shape::Text(text) => Outline::Text(*text),
        Shape::Enumeration(enumeration) => {
            Outline::Enumeration(enumeration.kind, enumeration.is_open, &enumeration.values)
        }
        Shape::List { .. } => Outline::List,
        Shape::Tuple { items } => Outline::Tuple(items.len()),
        Shape::Map { .. } => Outline::Map,
        Shape::Object(object) => object_outline(api, object),
        Shape::Union(union) => {
            let tag = union.discriminator.as_ref();
            let variants = union.variants.iter();
            let variants = variants.map(|variant| VariantShape {
                member: variant.member.as_deref(),
                tags: &variant.tags,
                sends_tag: variant.sends_tag,
                without_tag: variant.without_tag,
            });
            let default = tag.and_then(|tag| union.position(tag.default?));
            let tag = tag.map(|tag| tag.property.as_str());
            Outline::Union(tag, default, variants.collect())
        }
        Shape::Given { by, .. } => Outline::Given(by),
        Shape::Alias { .. } => Outline::Alias,
    }
}

fn object_outline<'a>(api: &'a Api, object: &'a Object) -> Outline<'a> {
    let properties = object.properties.iter().map(|property| {
        let ty = api.types.get(property.ty);
        PropertyShape {
            name: &property.name,
            required: property.required,
            read_only: property.read_only,
            write_only: property.write_only,
            constant: property.constant.as_ref(),
            fixed: property.fixed.as_ref(),
            docs: ty.map(|ty| &ty.docs),
            default: ty.and_then(|ty| ty.default.as_ref()),
        }
    });
    let additional = match object.additional {
        Additional::Unspecified => AdditionalShape::Unspecified,
        Additional::Forbidden => AdditionalShape::Forbidden,
        Additional::Of(_) => AdditionalShape::Of,
    };
    Outline::Object(properties.collect(), additional)
}
