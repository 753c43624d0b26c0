//! The types under comparison, and their names in reports.

use crate::plan::{Item, Struct, UnionEnum};

/// A struct and its item.
pub(super) type NamedStruct<'a> = (&'a Item, &'a Struct);

/// A union and its item.
pub(super) type NamedUnion<'a> = (&'a Item, &'a UnionEnum);

/// The name of a type in reports.
pub(super) fn path(item: &Item) -> String {
    format!("types::{}", item.name)
}
