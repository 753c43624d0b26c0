//! By what a schema is known.

use std::rc::Rc;

use crate::diagnostics::Location;

/// By what a schema is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum SchemaKey {
    /// The schema at this place.
    At(Location),
    /// A schema without a place of its own, made while translating the one at this place; told apart by a number.
    Placeless(Location, usize),
    /// The merge of several schemas, needed at this place.
    AllOf(Location, Rc<[SchemaKey]>),
    /// A choice of several schemas among those of the union at this place.
    OneOf(Location, Rc<[SchemaKey]>),
    /// A schema without its `oneOf` and `anyOf`: what all of its variants share.
    WithoutUnion(Rc<SchemaKey>),
    /// What a reference at this place should have led to.
    Nowhere(Location),
}

impl SchemaKey {
    /// Whether it is one of several schemas at its place, which differ in what `$dynamicRef` means.
    pub fn is_bound(&self) -> bool {
        self.place().file.bindings() != 0
    }

    /// How many merges it is made of, one inside the other.
    pub fn depth(&self) -> usize {
        match self {
            Self::At(_) | Self::Placeless(..) | Self::Nowhere(_) => 0,
            Self::AllOf(_, members) | Self::OneOf(_, members) => {
                1 + members.iter().map(Self::depth).max().unwrap_or(0)
            }
            Self::WithoutUnion(inner) => 1 + inner.depth(),
        }
    }

    /// The place to show a person.
    pub fn place(&self) -> &Location {
        match self {
            Self::At(at)
            | Self::Placeless(at, _)
            | Self::AllOf(at, _)
            | Self::OneOf(at, _)
            | Self::Nowhere(at) => at,
            Self::WithoutUnion(inner) => inner.place(),
        }
    }
}
