//! `Cargo.toml`'s package.

/// What `Cargo.toml` says of the package.
#[derive(Debug, Clone)]
pub struct PackagePlan {
    /// The package's name.
    pub name: String,
    /// The name by which code refers to it.
    pub library: String,
    /// Its version.
    pub version: String,
    /// What it is, in one line.
    pub description: String,
    /// The oldest Rust that compiles it.
    pub rust_version: String,
    /// Other keys with a text.
    pub metadata: Vec<(&'static str, String)>,
    /// Other keys with a list.
    pub lists: Vec<(&'static str, Vec<String>)>,
    /// Whether it may be published, if that is said.
    pub publish: Option<bool>,
    /// The API's title and version.
    pub api: (String, String),
}
