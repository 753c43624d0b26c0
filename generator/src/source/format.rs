//! The format of a file.

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JSON.
    Json,
    /// YAML, also where JSON was meant but only YAML accepts it.
    Yaml,
}
