//! Request bodies.

use super::{Docs, Style, TypeId};
use crate::diagnostics::Location;

/// The body of a request, in one of several media types.
#[derive(Debug, Clone)]
pub struct RequestBody {
    /// Its location in the description.
    pub origin: Location,
    /// Whether it is required.
    pub required: bool,
    /// Its documentation in the description.
    pub docs: Docs,
    /// Its representations, in the order of the description.
    pub content: Vec<Content>,
}

/// A body representation: the content for one media type.
#[derive(Debug, Clone)]
pub struct Content {
    /// Its location in the description.
    pub origin: Location,
    /// The media type or media type range, as written.
    pub media_type: String,
    /// Its type, if the description has a schema for it.
    pub ty: Option<TypeId>,
    /// The type of each item of a stream (OpenAPI 3.2 `itemSchema`).
    pub item: Option<TypeId>,
    /// The encodings of properties, for forms and multipart bodies.
    pub encodings: Vec<Encoding>,
    /// Its examples, if they are to become tests.
    pub examples: Vec<serde_json::Value>,
}

/// How one property of a form or multipart body is serialized.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoding {
    /// The property's name.
    pub property: String,
    /// Its media type, if given.
    pub content_type: Option<String>,
    /// Its style, if given.
    pub style: Option<Style>,
    /// Whether arrays and objects are expanded to one pair per value.
    pub explode: Option<bool>,
    /// The separators of nested arrays, one character per depth. Empty if the description gives
    /// none.
    pub inner_separators: String,
    /// Whether reserved characters are not percent-encoded.
    pub allow_reserved: bool,
    /// The headers of its part (multipart only), each with its constant value.
    pub headers: Vec<(String, String)>,
}
