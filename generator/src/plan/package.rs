//! The package section of `Cargo.toml`.

/// The package section of `Cargo.toml`.
#[derive(Debug, Clone)]
pub struct PackagePlan {
    /// The package's name.
    pub name: String,
    /// The name of the library, as used in code.
    pub library: String,
    /// Its version.
    pub version: String,
    /// Its description, in one line.
    pub description: String,
    /// The minimum supported Rust version.
    pub rust_version: String,
    /// Other keys with a string value.
    pub metadata: Vec<(&'static str, String)>,
    /// Other keys with a list value.
    pub lists: Vec<(&'static str, Vec<String>)>,
    /// Whether it may be published, if set.
    pub publish: Option<bool>,
    /// The API's title and version.
    pub api: (String, String),
}
