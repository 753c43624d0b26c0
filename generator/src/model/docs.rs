//! What the description says in prose.

/// Prose about one part of the API. `CommonMark`, as written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Docs {
    /// A short heading: a schema's `title`, an operation's `summary`.
    pub title: Option<String>,
    /// The text.
    pub description: Option<String>,
    /// Where more is said: a URL and what it is.
    pub external: Option<(String, Option<String>)>,
    /// Whether its use is discouraged.
    pub deprecated: bool,
}
