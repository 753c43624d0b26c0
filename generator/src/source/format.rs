/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Json,
    /// YAML, including JSON-like text that only YAML accepts.
    Yaml,
}
