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
    /// Where it stands.
    pub origin: Location,
    /// Its name on the wire.
    pub name: String,
    /// The part of the request that carries it.
    pub place: ParameterPlace,
    /// Whether every request must carry it.
    pub required: bool,
    /// How its value is written.
    pub style: Style,
    /// Whether arrays and objects are written one value at a time.
    pub explode: bool,
    /// What stands between the elements of lists inside the list, a character for each depth (`collectionFormat` of Items
    /// Objects in Swagger 2.0); empty where nothing says it.
    pub inner_separators: String,
    /// Whether reserved characters stay as they are (query and path only).
    pub allow_reserved: bool,
    /// Whether the server takes it without a value (`allowEmptyValue`; query and path only).
    pub allow_empty: bool,
    /// How much of the path it is; a segment in every other place.
    pub extent: Extent,
    /// Its type.
    pub ty: TypeId,
    /// What the description says of it.
    pub docs: Docs,
    /// Whether the client is given it once (`x-oasmith-client`); in the path only.
    pub of_client: bool,
    /// The example given for it.
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

/// How a parameter's value is written ("Style Values" of the specification).
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
    /// `name=a%09b`, which only Swagger 2.0 has.
    TabDelimited,
    /// `name[key]=value`
    DeepObject,
    /// `name=a; name=b`, nothing of it encoded.
    Cookie,
    /// Serialised as this media type.
    Content(String),
}
