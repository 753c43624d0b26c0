//! Settings that take from a description, rename in it, or correct it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::check;

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

/// A type of another crate, or of the standard library.
///
/// It must be read and written by serde as the description says, and be `Clone`, `Debug`, `PartialEq`, `Send` and `Sync`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Replacement {
    /// Its path: `rust_decimal::Decimal`.
    pub path: String,
    /// The dependency that it comes from; none for the standard library.
    pub dependency: Option<ReplacementDependency>,
    /// The traits that may be derived for what holds it: see [`Derives`](super::Derives).
    pub implements: Vec<String>,
}

/// A dependency that a type comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReplacementDependency {
    /// The package.
    pub package: String,
    /// The version requirement.
    pub version: String,
    /// Its features, beside the default ones.
    pub features: Vec<String>,
}
