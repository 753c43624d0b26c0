//! The settings: `oasmith.toml` and its data types.
//!
//! The types are plain data, so that a program can build them as well as a file.

mod adjust;
mod canonical;
mod check;
mod crates;
mod derives;
pub(crate) mod described;
mod error;
mod foreign;
mod merge;
mod name_rules;
mod pagination;
mod places;
mod read;
mod section;
mod waiters;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

pub use crate::model::{CrateFeature, Derive, Openness, Replacement, ReplacementDependency};
use crate::model::{Pagination, Waiter};
use crate::source::Origin;
pub(crate) use adjust::NameOf;
pub use adjust::{Rename, Replace, Selection};
pub use crates::AllowedCrate;
pub(crate) use crates::{Crates, OWN_CRATES};
pub use derives::Derives;
pub use error::{ConfigError, ConfigFile};
pub use name_rules::NameRules;
pub use places::Places;

/// The file's name.
pub const FILE_NAME: &str = "oasmith.toml";

/// The settings of all clients of a project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// The clients.
    pub clients: Vec<ClientConfig>,
}

/// The settings of one client.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ClientConfig {
    /// Path to the description.
    #[serde(skip)]
    pub description: PathBuf,
    /// Overlays: files whose changes are applied to the description, in this order.
    #[serde(skip)]
    pub overlays: Vec<PathBuf>,
    /// Origins that files referenced by URL may be fetched from. Default: none.
    pub remote: Vec<Origin>,
    /// Folders whose files references may read, in addition to the description's own folder and the
    /// repository that contains it.
    #[serde(skip)]
    pub folders: Vec<PathBuf>,
    /// The folder of the generated crate.
    #[serde(skip)]
    pub output: PathBuf,
    /// The package section of its `Cargo.toml`.
    pub package: PackageConfig,
    /// The operations to generate. Default: all. Types that only other operations use are skipped.
    pub include: Selection,
    /// The operations to skip.
    pub exclude: Selection,
    /// Names in place of the default ones.
    pub rename: Rename,
    /// Rules for names.
    pub names: NameRules,
    /// Types of other crates in place of generated ones.
    pub replace: Replace,
    /// The crates that a description may refer to, each with its version.
    pub allowed_crates: BTreeMap<String, AllowedCrate>,
    /// Traits to derive in addition to the standard ones.
    pub derives: Derives,
    /// Whether enumerations keep unknown values. Default: they do.
    pub enums: Option<Openness>,
    /// Enumerations that keep unknown values, by name of the schema.
    pub open_enums: Vec<String>,
    /// Enumerations that reject unknown values, by name of the schema.
    pub closed_enums: Vec<String>,
    /// Properties to treat as required, as `Schema.property`.
    pub required: Vec<String>,
    /// Properties to treat as optional, as `Schema.property`.
    pub optional: Vec<String>,
    /// Path parameters that are set once on the client's builder and not with each call.
    pub client_parameters: Vec<String>,
    /// Path parameters that may be empty, as `name` or `operationId.name`.
    pub empty_path_parameters: Vec<String>,
    /// Operations, by `operationId`, that get a runnable example.
    pub examples: Vec<String>,
    /// The types of dates and times. Default: those of `jiff`.
    pub datetime: Option<DateTimeCrate>,
    /// The directions in which types are usable. Default: those in which operations use them.
    pub directions: Option<Directions>,
    /// What happens to undescribed properties. Default: they are ignored.
    pub unknown_properties: Option<UnknownProperties>,
    /// What happens to values of a map by `patternProperties` that are of another type than the
    /// pattern's. Default: they are decode errors.
    pub unmatched_properties: Option<UnmatchedProperties>,
    /// Whether the examples of the description become tests of the crate. Default: no.
    pub example_tests: Option<bool>,
    /// Whether the crate has a feature for each tag. Default: if it has more than 100 operations.
    pub tag_features: Option<bool>,
    /// How operations are divided into modules. Default: by tag.
    pub modules: Option<Modules>,
    /// Features to omit from the crate, together with their files.
    pub without_features: Vec<CrateFeature>,
    /// The docs of the crate.
    pub docs: DocsConfig,
    /// How operations are paginated, by `operationId`. Takes precedence over the description.
    pub pagination: BTreeMap<String, Pagination>,
    /// How to wait for long-running operations, by `operationId`. Takes precedence over the
    /// description.
    pub waiters: BTreeMap<String, Waiter>,
    /// Where each setting was written, for messages.
    #[serde(skip)]
    pub places: Places,
}

/// The package section of the `Cargo.toml` of a generated crate.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PackageConfig {
    /// The package's name.
    pub name: String,
    /// Its version. Default: `0.1.0`.
    pub version: Option<String>,
    /// A description, in one line.
    pub description: Option<String>,
    /// Its license, as an SPDX expression.
    pub license: Option<String>,
    /// Its source repository.
    pub repository: Option<String>,
    /// Its home page.
    pub homepage: Option<String>,
    /// Its documentation.
    pub documentation: Option<String>,
    /// Its authors.
    pub authors: Vec<String>,
    /// Its keywords.
    pub keywords: Vec<String>,
    /// Its categories on crates.io.
    pub categories: Vec<String>,
    /// The minimum supported Rust version.
    pub rust_version: Option<String>,
    /// Whether it may be published.
    pub publish: Option<bool>,
}

/// The types of dates and times.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DateTimeCrate {
    /// Those of the crate `jiff`.
    #[default]
    Jiff,
    /// Those of the crate `chrono`: instants in UTC.
    Chrono,
    /// Those of the crate `time`: a date-time with its offset, in a wrapper that is written as in
    /// RFC 3339.
    Time,
    /// `String`, unparsed.
    String,
}

/// How operations are divided into modules.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Modules {
    /// One module for each tag.
    #[default]
    Tags,
    /// A single module.
    One,
}

/// The docs of a generated crate.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DocsConfig {
    /// Markdown to place at the top of the crate-level docs.
    pub front: Option<String>,
    /// Whether the docs of calls have examples. Default: yes.
    pub examples: Option<bool>,
    /// Whether fields and variants have the texts of the description. Default: yes. Otherwise their
    /// docs are their names on the wire.
    pub members: Option<bool>,
}

/// The directions in which types are usable: types in requests are encoded, types in responses
/// decoded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Directions {
    /// Those in which operations use them.
    #[default]
    Used,
    /// Both: every type can be encoded and decoded, and has its `readOnly` and its `writeOnly`
    /// properties in both directions.
    Both,
}

/// What happens to undescribed properties: those that the schema neither names nor forbids.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum UnknownProperties {
    /// They are skipped.
    #[default]
    Ignored,
    /// Every struct keeps them in a map and sends them back.
    Kept,
}

/// What happens to properties whose name may match no pattern and whose value is of another type
/// than those that match, in a map by `patternProperties`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum UnmatchedProperties {
    /// They are decode errors.
    #[default]
    Refused,
    /// They are kept as JSON: the value type is an enum with a variant `Unknown`.
    Kept,
}

impl ClientConfig {
    /// Creates the settings of a client with all others at their defaults.
    pub fn new(
        description: impl Into<PathBuf>,
        output: impl Into<PathBuf>,
        name: impl Into<String>,
    ) -> Self {
        Self {
            description: description.into(),
            output: output.into(),
            package: PackageConfig {
                name: name.into(),
                ..PackageConfig::default()
            },
            ..Self::default()
        }
    }

    /// Checks that the package name is one that cargo accepts.
    ///
    /// # Errors
    /// The name is invalid.
    pub fn check_name(&self) -> Result<(), ConfigError> {
        let name = &self.package.name;
        check::package_name(name).map_err(|reason| ConfigError::PackageName {
            name: name.clone(),
            reason,
        })
    }
}

impl Config {
    /// Reads the settings from the file at `path`. Relative paths in it are relative to its folder.
    ///
    /// # Errors
    /// The file cannot be read, is not TOML, or has an unknown key or an invalid value.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|reason| ConfigError::Unreadable {
            path: path.to_owned(),
            reason,
        })?;
        Self::from_text(path, text)
    }

    /// Reads the settings from text, as if it were the file at `path`.
    ///
    /// # Errors
    /// The text is not TOML, or has an unknown key or an invalid value.
    pub fn from_text(path: &Path, text: String) -> Result<Self, ConfigError> {
        let file = ConfigFile {
            path: path.to_owned(),
            text,
        };
        read::config(file)
    }

    /// Returns the settings file that applies to the folder `here`: in it or in the nearest parent.
    /// The path is relative to `here`, so that messages are short and the same on every machine.
    #[must_use]
    pub fn find(here: &Path) -> Option<PathBuf> {
        let mut seen_from_here = PathBuf::new();
        for folder in here.ancestors() {
            if folder.join(FILE_NAME).is_file() {
                return Some(seen_from_here.join(FILE_NAME));
            }
            seen_from_here.push("..");
        }
        None
    }
}

#[cfg(test)]
mod tests;
