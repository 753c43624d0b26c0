//! Documentation from the description.

/// The documentation of one OpenAPI object: `CommonMark`, as written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Docs {
    /// A short heading: a schema's `title`, an operation's `summary`.
    pub title: Option<String>,
    /// The text.
    pub description: Option<String>,
    /// External documentation: its URL and its description.
    pub external: Option<(String, Option<String>)>,
    /// Whether it is deprecated.
    pub deprecated: bool,
}
