//! The types that are compared, and what reports call them.

use crate::plan::{Item, Struct, UnionEnum};

/// A struct, and the item it is.
pub(super) type NamedStruct<'a> = (&'a Item, &'a Struct);

/// A union, and the item it is.
pub(super) type NamedUnion<'a> = (&'a Item, &'a UnionEnum);

/// What a type is called.
pub(super) fn path(item: &Item) -> String {
    format!("types::{}", item.name)
}
