//! `oasmith.toml`: which clients are made, from what, and how.
//!
//! The settings are plain data, so that a program can make them as well as a file. This module reads them; it must not
//! act on them.

mod adjust;
mod canonical;
mod check;
mod crates;
mod derives;
pub(crate) mod described;
mod error;
mod foreign;
mod merge;
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
    /// The description: a file.
    #[serde(skip)]
    pub description: PathBuf,
    /// Overlays: files whose changes are applied to the description first, in this order.
    #[serde(skip)]
    pub overlays: Vec<PathBuf>,
    /// Where files that references name by an address may be fetched from; nowhere unless it is said.
    pub remote: Vec<Origin>,
    /// Folders that references may lead to, beside the description's own and the repository around it.
    #[serde(skip)]
    pub folders: Vec<PathBuf>,
    /// The folder of the generated crate.
    #[serde(skip)]
    pub output: PathBuf,
    /// What its `Cargo.toml` says.
    pub package: PackageConfig,
    /// The operations that are wanted: those named here, or all if none is named. Types that only others use are left out.
    pub include: Selection,
    /// The operations that are not wanted.
    pub exclude: Selection,
    /// Names in place of those that the description suggests.
    pub rename: Rename,
    /// Types of other crates in place of those that would be generated.
    pub replace: Replace,
    /// Crates that a description may name, each with its version.
    pub allowed_crates: BTreeMap<String, AllowedCrate>,
    /// Traits that types derive beside those that every type has.
    pub derives: Derives,
    /// Whether enumerations keep values that the description does not name; unless it is said, they do.
    pub enums: Option<Openness>,
    /// Enumerations that keep such values, by the schema's name.
    pub open_enums: Vec<String>,
    /// Enumerations that refuse such values, by the schema's name.
    pub closed_enums: Vec<String>,
    /// Properties that every object has, whatever the description says, as `Schema.property`.
    pub required: Vec<String>,
    /// Properties that an object may lack, whatever the description says, as `Schema.property`.
    pub optional: Vec<String>,
    /// Path parameters that are given once, to the client's builder, in place of to every call.
    pub client_parameters: Vec<String>,
    /// Path parameters that may be empty, as `name` or `operationId.name`.
    pub empty_path_parameters: Vec<String>,
    /// Operations, by `operationId`, that get a runnable example.
    pub examples: Vec<String>,
    /// The types of dates and times; those of `jiff` unless it is said.
    pub datetime: Option<DateTimeCrate>,
    /// Which ways the types go; those in which they are used unless it is said.
    pub directions: Option<Directions>,
    /// What becomes of properties that the description says nothing of; they are ignored unless it is said.
    pub unknown_properties: Option<UnknownProperties>,
    /// Whether the examples of the description become tests of the crate.
    pub example_tests: Option<bool>,
    /// Whether the crate has a feature for each tag; unless it is said, where there are more than 100 operations.
    pub tag_features: Option<bool>,
    /// How the operations are divided into modules; by tag unless it is said.
    pub modules: Option<Modules>,
    /// Features, and the files behind them, that the crate does not have.
    pub without_features: Vec<CrateFeature>,
    /// What its docs say.
    pub docs: DocsConfig,
    /// How the answers of operations follow each other, by `operationId`; what the description says of it counts less.
    pub pagination: BTreeMap<String, Pagination>,
    /// How to wait for the work that operations start, by `operationId`; what the description says of it counts less.
    pub waiters: BTreeMap<String, Waiter>,
    /// Where all this was written, for messages.
    #[serde(skip)]
    pub places: Places,
}

/// What the `Cargo.toml` of a generated crate says of the package.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PackageConfig {
    /// The package's name.
    pub name: String,
    /// Its version; `0.1.0` unless it is said.
    pub version: Option<String>,
    /// What it is, in one line.
    pub description: Option<String>,
    /// Its licence, as an SPDX expression.
    pub license: Option<String>,
    /// Its source repository.
    pub repository: Option<String>,
    /// Its home page.
    pub homepage: Option<String>,
    /// Its documentation.
    pub documentation: Option<String>,
    /// Who made it.
    pub authors: Vec<String>,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// The registry's categories.
    pub categories: Vec<String>,
    /// The oldest Rust that compiles it.
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
    /// Those of the crate `time`: an instant with its offset, in a type that is written as RFC 3339 says.
    Time,
    /// Text, as it comes.
    String,
}

/// How the operations are divided into modules.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Modules {
    /// A module for each tag.
    #[default]
    Tags,
    /// One module for all.
    One,
}

/// What the docs of the crate say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DocsConfig {
    /// What stands before everything else, in Markdown.
    pub front: Option<String>,
    /// Whether the docs of calls have examples; unless it is said, they have.
    pub examples: Option<bool>,
    /// Whether fields and variants have the description's text; unless it is said, they have. Without it they have their
    /// names on the wire.
    pub members: Option<bool>,
}

/// Which ways the types go: what requests hold is encoded, what responses hold is decoded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Directions {
    /// Those in which the operations use them.
    #[default]
    Used,
    /// Both: every type is encoded and decoded, and has its `readOnly` and `writeOnly` properties alike.
    Both,
}

/// What becomes of properties that the description says nothing of: neither names nor forbids.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum UnknownProperties {
    /// They are read over.
    #[default]
    Ignored,
    /// Every struct has a map of them, and sends them on.
    Kept,
}

impl ClientConfig {
    /// A client with every setting at its default.
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

    /// Whether the package's name is one that cargo takes.
    ///
    /// # Errors
    /// It is not; the error says what such names are made of.
    pub fn check_name(&self) -> Result<(), ConfigError> {
        let name = &self.package.name;
        check::package_name(name).map_err(|reason| ConfigError::PackageName {
            name: name.clone(),
            reason,
        })
    }
}

impl Config {
    /// The settings in the file at `path`, relative paths in it taken from its folder.
    ///
    /// # Errors
    /// It cannot be read, is not TOML, or has a key or a value that is not a setting.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|reason| ConfigError::Unreadable {
            path: path.to_owned(),
            reason,
        })?;
        Self::from_text(path, text)
    }

    /// The settings in a text, as if it were the file at `path`.
    ///
    /// # Errors
    /// It is not TOML, or has a key or a value that is not a setting.
    pub fn from_text(path: &Path, text: String) -> Result<Self, ConfigError> {
        let file = ConfigFile {
            path: path.to_owned(),
            text,
        };
        read::config(file)
    }

    /// The file that holds for the folder `here`: in it, or in the nearest folder above it. As seen from `here`, so that
    /// messages are short and the same on every machine.
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
