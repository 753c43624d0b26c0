//! Settings of a type beyond the meaning of its schema, from the configuration or from extensions
//! of the schema.

use std::collections::BTreeMap;

use serde::Serialize;

/// The settings of a type from extensions of its schema.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypeSettings {
    /// The type to use instead of a generated one.
    pub replacement: Option<Replacement>,
    /// Additional traits to derive.
    pub derives: Vec<Derive>,
    /// Whether an enumeration keeps unknown values.
    pub openness: Option<Openness>,
    /// The names of its variants, by value.
    pub variants: BTreeMap<String, String>,
}

/// A type of another crate, or of the standard library.
///
/// It must be serialized and deserialized by serde as described, and implement `Clone`, `Debug`,
/// `PartialEq`, `Send` and `Sync`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Replacement {
    /// Its path: `rust_decimal::Decimal`.
    pub path: String,
    /// The dependency that provides it; `None` for the standard library.
    pub dependency: Option<ReplacementDependency>,
    /// The traits that types containing it can still derive: see [`Derive`].
    pub implements: Vec<String>,
}

/// A dependency that provides a type or a trait.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct ReplacementDependency {
    /// The package.
    pub package: String,
    /// The version requirement.
    pub version: String,
    /// Its features, in addition to the default ones.
    pub features: Vec<String>,
}

/// A trait that can be derived.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Derive {
    /// `Eq`, `Hash`, `PartialOrd`, `Ord`, or the path of a trait of another crate, such as
    /// `schemars::JsonSchema`.
    pub path: String,
    /// The crate that provides it, unless it is in the standard library.
    pub dependency: Option<ReplacementDependency>,
    /// Types of other crates, by path, that implement the trait too.
    pub also_for: Vec<String>,
}

impl Derive {
    /// The supported traits of the standard library, in the order in which they are written.
    pub const STD: [&str; 4] = ["Eq", "PartialOrd", "Ord", "Hash"];

    /// Creates a derive of a trait of the standard library.
    #[must_use]
    pub fn of_std(name: &str) -> Self {
        Self {
            path: name.to_owned(),
            ..Self::default()
        }
    }

    /// Whether the trait is in the standard library.
    #[must_use]
    pub fn is_of_std(&self) -> bool {
        Self::STD.contains(&self.path.as_str())
    }
}

/// A feature of generated crates that can be disabled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CrateFeature {
    /// The `reqwest` transport. Features that depend on it are disabled with it.
    Reqwest,
    /// Blocking calls.
    Blocking,
    /// Compressed responses.
    Gzip,
    /// HTTP/2.
    Http2,
    /// A transport with scripted responses.
    Testing,
    /// `tracing` spans.
    Tracing,
}

impl CrateFeature {
    /// The features by name, as written in settings.
    pub(crate) const WORDS: &[(&str, Self)] = &[
        ("reqwest", Self::Reqwest),
        ("blocking", Self::Blocking),
        ("gzip", Self::Gzip),
        ("http2", Self::Http2),
        ("testing", Self::Testing),
        ("tracing", Self::Tracing),
    ];

    /// Returns the name of the feature.
    #[must_use]
    pub fn name(self) -> &'static str {
        let word = Self::WORDS.iter().find(|(_, feature)| *feature == self);
        word.map_or("", |(name, _)| name)
    }
}

/// How unknown values of an enumeration are treated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Openness {
    /// They are kept in a variant of their own.
    #[default]
    Open,
    /// They are rejected: decoding a response that contains one fails.
    Closed,
}

impl Openness {
    /// The values by name, as written in settings.
    pub(crate) const WORDS: &[(&str, Self)] = &[("open", Self::Open), ("closed", Self::Closed)];
}
