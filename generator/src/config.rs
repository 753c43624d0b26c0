//! `oasmith.toml`: which clients are made, from what, and how.

use std::path::{Path, PathBuf};

use serde::Deserialize;

/// The file's name.
pub const FILE_NAME: &str = "oasmith.toml";

/// The settings of all clients of a project.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// The clients.
    #[serde(default, rename = "client")]
    pub clients: Vec<ClientConfig>,
}

/// The settings of one client.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ClientConfig {
    /// The description: a file.
    pub description: PathBuf,
    /// The folder of the generated crate.
    pub output: PathBuf,
    /// What its `Cargo.toml` says.
    pub package: PackageConfig,
    /// Path parameters that are given once, to the client's builder, in place of to every call.
    #[serde(default)]
    pub client_parameters: Vec<String>,
    /// Operations, by `operationId`, that get a runnable example.
    #[serde(default)]
    pub examples: Vec<String>,
    /// The types of dates and times.
    #[serde(default)]
    pub datetime: DateTimeCrate,
}

/// What the `Cargo.toml` of a generated crate says of the package.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PackageConfig {
    /// The package's name.
    pub name: String,
    /// Its version.
    #[serde(default = "first_version")]
    pub version: String,
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
    #[serde(default)]
    pub authors: Vec<String>,
    /// Words to find it by.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// The registry's categories.
    #[serde(default)]
    pub categories: Vec<String>,
    /// The oldest Rust that compiles it.
    pub rust_version: Option<String>,
    /// Whether it may be published.
    pub publish: Option<bool>,
}

/// The types of dates and times.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateTimeCrate {
    /// Those of the crate `jiff`.
    #[default]
    Jiff,
    /// Text, as it comes.
    String,
}

fn first_version() -> String {
    "0.1.0".to_owned()
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
                version: first_version(),
                ..PackageConfig::default()
            },
            client_parameters: Vec::new(),
            examples: Vec::new(),
            datetime: DateTimeCrate::default(),
        }
    }

    /// Whether the package's name is one cargo takes; if not, why.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check_name(&self) -> Result<(), ConfigError> {
        let name = &self.package.name;
        let starts = name.starts_with(|first: char| first.is_ascii_alphabetic());
        let letters = name
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'));
        if starts && letters && !RESERVED_NAMES.contains(&name.as_str()) {
            Ok(())
        } else {
            Err(ConfigError::PackageName { name: name.clone() })
        }
    }
}

/// Names that cargo refuses.
const RESERVED_NAMES: &[&str] = &[
    "test",
    "core",
    "std",
    "alloc",
    "proc_macro",
    "self",
    "super",
    "crate",
    "build",
];

impl Config {
    /// The settings in the file at `path`, its relative paths made to start at the file's folder.
    ///
    /// # Errors
    /// It cannot be read, is not TOML, or has a key or a value that is not a setting.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|source| ConfigError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        let mut config: Self = toml::from_str(&text).map_err(|error| ConfigError::Invalid {
            path: path.to_owned(),
            message: with_suggestion(&error.to_string()),
        })?;
        let folder = path.parent().unwrap_or(Path::new(""));
        for client in &mut config.clients {
            client.description = folder.join(&client.description);
            client.output = folder.join(&client.output);
            client.check_name()?;
        }
        if config.clients.is_empty() {
            return Err(ConfigError::NoClient {
                path: path.to_owned(),
            });
        }
        Ok(config)
    }

    /// The file that holds for `folder`: in it, or in the nearest folder above it.
    #[must_use]
    pub fn find(folder: &Path) -> Option<PathBuf> {
        folder
            .ancestors()
            .map(|folder| folder.join(FILE_NAME))
            .find(|path| path.is_file())
    }
}

/// Adds the known key that an unknown one is nearest to.
fn with_suggestion(message: &str) -> String {
    let unknown = message
        .split("unknown field `")
        .nth(1)
        .and_then(|rest| rest.split('`').next());
    let known = message.split("expected ").nth(1).unwrap_or_default();
    let known = known.split('`').skip(1).step_by(2);
    match unknown.and_then(|unknown| crate::source::closest(unknown, known)) {
        Some(near) => format!("{}\nhelp: did you mean `{near}`?", message.trim_end()),
        None => message.trim_end().to_owned(),
    }
}

/// What is wrong with the settings.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is not TOML, or has a key or a value that is not a setting.
    #[error("{}: {message}", path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// What is wrong, with the line.
        message: String,
    },
    /// The file names no client.
    #[error("{}: it has no `[[client]]`", path.display())]
    NoClient {
        /// The file.
        path: PathBuf,
    },
    /// The package's name is not one.
    #[error(
        "`{name}` cannot be the name of a package: use letters, digits, `-` and `_`, a letter first"
    )]
    PackageName {
        /// The name.
        name: String,
    },
}
