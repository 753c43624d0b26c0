//! Settings that select from a description, rename in it, or correct it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::check;
use crate::model::Replacement;

/// A selection of operations: those that at least one entry matches.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Selection {
    /// By `operationId`.
    pub operations: Vec<String>,
    /// By path, with `*` for a segment or a part of one and `**` for any number of segments;
    /// optionally preceded by a method.
    pub paths: Vec<String>,
    /// By tag.
    pub tags: Vec<String>,
}

impl Selection {
    /// Whether it has no entries.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.operations.is_empty() && self.paths.is_empty() && self.tags.is_empty()
    }
}

/// Names that replace those derived from the description. Keys are the names in the lock file of
/// the crate.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Rename {
    /// Methods, by `operationId`.
    pub operations: BTreeMap<String, String>,
    /// Types, by the schema's name.
    pub types: BTreeMap<String, String>,
    /// Fields, by `Schema.property`.
    pub fields: BTreeMap<String, String>,
    /// Variants of enumerations, by `Schema.value`.
    pub variants: BTreeMap<String, String>,
}

/// The kind of Rust name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameOf {
    /// A type or a variant.
    Type,
    /// A method or a field.
    Method,
}

impl NameOf {
    /// The reason why a name is invalid, if it is.
    pub fn fault(self, name: &str) -> Option<&'static str> {
        let check = match self {
            Self::Type => check::type_name(name),
            Self::Method => check::method_name(name),
        };
        check.err()
    }
}

/// Types of other crates that replace generated types.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Replace {
    /// For a schema, by its name.
    pub types: BTreeMap<String, Replacement>,
    /// For strings and numbers of a `format`.
    pub formats: BTreeMap<String, Replacement>,
}
