//! A parameter of an operation.

use super::{Docs, Extent, TypeId};
use crate::diagnostics::Location;

/// A parameter in the path, the query, a header or a cookie.
#[allow(
    clippy::struct_excessive_bools,
    reason = "the keywords of a parameter are"
)]
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its location in the description.
    pub origin: Location,
    /// Its name on the wire.
    pub name: String,
    /// The part of the request that carries it.
    pub place: ParameterPlace,
    /// Whether it is required.
    pub required: bool,
    /// How its value is serialized.
    pub style: Style,
    /// Whether arrays and objects are expanded to one pair per value.
    pub explode: bool,
    /// The separators of nested arrays, one character per depth (`collectionFormat` of Items
    /// Objects in Swagger 2.0). Empty if the description gives none.
    pub inner_separators: String,
    /// Whether reserved characters are not percent-encoded (query and path only).
    pub allow_reserved: bool,
    /// Whether it may be sent without a value (`allowEmptyValue`; query and path only).
    pub allow_empty: bool,
    /// How many path segments it spans; [`Extent::Segment`] outside of the path.
    pub extent: Extent,
    /// Its type.
    pub ty: TypeId,
    /// Its documentation in the description.
    pub docs: Docs,
    /// Whether it is set once on the client (`x-oasmith-client`; path only).
    pub of_client: bool,
    /// Its example.
    pub example: Option<serde_json::Value>,
}

/// The part of a request that carries a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ParameterPlace {
    /// The path.
    Path,
    /// The query string.
    Query,
    /// The whole query string (OpenAPI 3.2 `querystring`).
    QueryString,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// How a parameter's value is serialized ("Style Values" of the specification).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Style {
    /// `a,b`
    Simple,
    /// `.a.b`
    Label,
    /// `;name=a,b`
    Matrix,
    /// `name=a,b`
    Form,
    /// `name=a%20b`
    SpaceDelimited,
    /// `name=a|b`
    PipeDelimited,
    /// `name=a%09b`; Swagger 2.0 only.
    TabDelimited,
    /// `name[key]=value`
    DeepObject,
    /// `name=a; name=b`, without percent-encoding.
    Cookie,
    /// Serialized as this media type.
    Content(String),
}
