//! What is settled of a type beyond what its schema means: by the settings of a run, or by extensions of the schema.

use std::collections::BTreeMap;

use serde::Serialize;

/// What the extensions of a schema settle of its type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypeSettings {
    /// The type that stands in its place.
    pub replacement: Option<Replacement>,
    /// Traits that it derives beside those that every type has.
    pub derives: Vec<Derive>,
    /// Of an enumeration: whether it keeps values that it does not name.
    pub openness: Option<Openness>,
    /// The names of its variants, by value.
    pub variants: BTreeMap<String, String>,
}

/// A type of another crate, or of the standard library.
///
/// It must be read and written by serde as the description says, and be `Clone`, `Debug`, `PartialEq`, `Send` and `Sync`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Replacement {
    /// Its path: `rust_decimal::Decimal`.
    pub path: String,
    /// The dependency that it comes from; none for the standard library.
    pub dependency: Option<ReplacementDependency>,
    /// The traits that may be derived for what holds it: see [`Derive`].
    pub implements: Vec<String>,
}

/// A dependency that a type or a trait comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ReplacementDependency {
    /// The package.
    pub package: String,
    /// The version requirement.
    pub version: String,
    /// Its features, beside the default ones.
    pub features: Vec<String>,
}

/// A trait that can be derived.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Derive {
    /// `Eq`, `Hash`, `PartialOrd` or `Ord`, or the path of another crate's: `schemars::JsonSchema`.
    pub path: String,
    /// The crate that it comes from, if it is not the standard library.
    pub dependency: Option<ReplacementDependency>,
    /// Types of other crates, by their paths, that have the trait too.
    pub also_for: Vec<String>,
}

impl Derive {
    /// Those of the standard library that may be asked for, in the order in which they are written.
    pub const STD: [&str; 4] = ["Eq", "PartialOrd", "Ord", "Hash"];

    /// One of the standard library.
    #[must_use]
    pub fn of_std(name: &str) -> Self {
        Self {
            path: name.to_owned(),
            ..Self::default()
        }
    }

    /// Whether the standard library has it.
    #[must_use]
    pub fn is_of_std(&self) -> bool {
        Self::STD.contains(&self.path.as_str())
    }
}

/// A feature that every crate has, unless it is to go without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CrateFeature {
    /// The transport by `reqwest`. Without it, those that need it are gone as well.
    Reqwest,
    /// Calls without async.
    Blocking,
    /// Answers in compressed form.
    Gzip,
    /// HTTP/2.
    Http2,
    /// A transport that answers from a script.
    Testing,
    /// Spans.
    Tracing,
}

impl CrateFeature {
    /// The words for them, in settings: the names of the features.
    pub(crate) const WORDS: &[(&str, Self)] = &[
        ("reqwest", Self::Reqwest),
        ("blocking", Self::Blocking),
        ("gzip", Self::Gzip),
        ("http2", Self::Http2),
        ("testing", Self::Testing),
        ("tracing", Self::Tracing),
    ];

    /// The feature's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        let word = Self::WORDS.iter().find(|(_, feature)| *feature == self);
        word.map_or("", |(name, _)| name)
    }
}

/// What becomes of values that an enumeration does not name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Openness {
    /// They are kept, in a variant of their own.
    #[default]
    Open,
    /// They are refused: an answer that holds one cannot be decoded.
    Closed,
}

impl Openness {
    /// The words for them, in settings.
    pub(crate) const WORDS: &[(&str, Self)] = &[("open", Self::Open), ("closed", Self::Closed)];
}
