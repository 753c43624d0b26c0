//! The identity of a schema.

use std::rc::Rc;

use crate::diagnostics::Location;

/// The identity of a schema.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum SchemaKey {
    /// The schema at this location.
    At(Location),
    /// A schema without a location, created while translating the one at this location; numbered.
    Placeless(Location, usize),
    /// The merge of several schemas, created for this location.
    AllOf(Location, Rc<[SchemaKey]>),
    /// A choice of several members of the union at this location.
    OneOf(Location, Rc<[SchemaKey]>),
    /// A schema without its first union: what all of its variants share.
    WithoutUnion(Rc<SchemaKey>),
    /// The missing target of a reference at this location.
    Nowhere(Location),
}

impl SchemaKey {
    /// Whether it is one of several schemas at its location that differ in their `$dynamicRef`
    /// bindings.
    pub fn is_bound(&self) -> bool {
        self.place().file.bindings() != 0
    }

    /// Returns the nesting depth of merges.
    pub fn depth(&self) -> usize {
        match self {
            Self::At(_) | Self::Placeless(..) | Self::Nowhere(_) => 0,
            Self::AllOf(_, members) | Self::OneOf(_, members) => {
                1 + members.iter().map(Self::depth).max().unwrap_or(0)
            }
            Self::WithoutUnion(inner) => 1 + inner.depth(),
        }
    }

    /// Returns the location to report.
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
