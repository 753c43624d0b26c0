//! Settings that take from a description, rename in it, or correct it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::check;
use crate::model::Replacement;

/// Some of the operations: those that any entry names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Selection {
    /// By `operationId`.
    pub operations: Vec<String>,
    /// By path, with `*` for a segment or a part of one and `**` for any number of segments; a method may stand before it.
    pub paths: Vec<String>,
    /// By tag.
    pub tags: Vec<String>,
}

impl Selection {
    /// Whether it names nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.operations.is_empty() && self.paths.is_empty() && self.tags.is_empty()
    }
}

/// Names in place of those that the description suggests. What is renamed is named as in the lock file of the crate.
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

/// What a name is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameOf {
    /// A type or a variant.
    Type,
    /// A method or a field.
    Method,
}

impl NameOf {
    /// Why a name cannot be one, if it cannot.
    pub fn fault(self, name: &str) -> Option<&'static str> {
        let check = match self {
            Self::Type => check::type_name(name),
            Self::Method => check::method_name(name),
        };
        check.err()
    }
}

/// Types of other crates in place of those that would be generated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Replace {
    /// For a schema, by its name.
    pub types: BTreeMap<String, Replacement>,
    /// For text and numbers of a `format`.
    pub formats: BTreeMap<String, Replacement>,
}
