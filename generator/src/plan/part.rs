//! Parts of multipart bodies (RFC 7578).

/// How a field is sent as a part.
#[derive(Debug, Clone)]
pub struct Part {
    /// The field, by position.
    pub field: usize,
    /// What it is.
    pub kind: PartKind,
    /// Its media type, where the description names one.
    pub media_type: Option<String>,
    /// Its other headers, each with its one value.
    pub headers: Vec<(String, String)>,
}

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// A list in one part, its elements with this between.
    Joined(&'static str),
    /// A file.
    File,
    /// Files, a part each.
    Files,
    /// What its type says: a file or a value, one or several.
    Choice,
    /// The members of an object, a part each, which its type says.
    Members,
    /// A value: text as it is, an object as JSON, a part for each element of a list.
    Value,
    /// A value as JSON.
    Json,
}

/// How a union is sent in parts.
#[derive(Debug, Clone, Default)]
pub struct UnionParts {
    /// Whether its values are bodies: each variant is an object whose properties are the parts.
    pub is_body: bool,
    /// What each variant is as a part, and its media type if it has one; nothing where no value is a part.
    pub variants: Vec<(PartKind, Option<String>)>,
}
