//! What a request sends.

use super::{Docs, Style, TypeId};
use crate::diagnostics::Location;

/// The body of a request, in one of several media types.
#[derive(Debug, Clone)]
pub struct RequestBody {
    /// Where it stands.
    pub origin: Location,
    /// Whether every request must carry it.
    pub required: bool,
    /// What the description says of it.
    pub docs: Docs,
    /// The forms it may take, in the order of the description.
    pub content: Vec<Content>,
}

/// A body in one media type.
#[derive(Debug, Clone)]
pub struct Content {
    /// Where it stands.
    pub origin: Location,
    /// The media type or media type range, as written.
    pub media_type: String,
    /// What it holds; `None` when the description does not say.
    pub ty: Option<TypeId>,
    /// What each element of a stream holds (OpenAPI 3.2 `itemSchema`).
    pub item: Option<TypeId>,
    /// How single properties are written, for forms and multipart, by property name.
    pub encodings: Vec<Encoding>,
    /// The examples given for it, where they become tests.
    pub examples: Vec<serde_json::Value>,
}

/// How one property of a form or multipart body is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoding {
    /// The property's name.
    pub property: String,
    /// Its media type, if given.
    pub content_type: Option<String>,
    /// Its style, if given.
    pub style: Option<Style>,
    /// Whether arrays and objects are written one value at a time.
    pub explode: Option<bool>,
    /// What stands between the elements of lists inside a list, a character for each depth; empty where nothing says it.
    pub inner_separators: String,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
    /// The headers of its part, which only multipart bodies have, each with its one value.
    pub headers: Vec<(String, String)>,
}
