//! Parts of multipart bodies (RFC 7578).

/// The part that a field is sent as.
#[derive(Debug, Clone)]
pub struct Part {
    /// The member that it is made of.
    pub member: PartMember,
    /// What it is.
    pub kind: PartKind,
    /// Its media type, if the description sets one.
    pub media_type: Option<String>,
    /// Its other headers, each with its fixed value.
    pub headers: Vec<(String, String)>,
}

/// The member of a struct that a part is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartMember {
    /// The field with this index.
    Field(usize),
    /// The constant with this index.
    Constant(usize),
}

/// The kind of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// A list in a single part, its elements joined by this separator.
    Joined(&'static str),
    /// A file.
    File,
    /// Files, one part each.
    Files,
    /// A union, whose variant decides: a file or a value, one or several.
    Choice,
    /// An object with one part for each member; the member's type decides its kind.
    Members,
    /// A value: text unchanged, an object as JSON, a list as one part for each element.
    Value,
    /// A value as JSON.
    Json,
}

/// How a union is sent in a multipart body.
#[derive(Debug, Clone, Default)]
pub struct UnionParts {
    /// Whether its values are whole bodies: each variant is an object whose properties are the
    /// parts.
    pub is_body: bool,
    /// The part kind of each variant and its media type, if set; empty if no value is sent as a
    /// part.
    pub variants: Vec<(PartKind, Option<String>)>,
}
