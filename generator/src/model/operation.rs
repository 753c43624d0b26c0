//! One operation: a method on a path.

use std::fmt;

use super::{
    Docs, Pagination, Parameter, PathTemplate, RequestBody, Requirement, Response, Server, Waiter,
};
use crate::diagnostics::Location;

/// A method on a path.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Its location in the description.
    pub origin: Location,
    /// Its `operationId`, if it has one.
    pub id: Option<String>,
    /// The name that the description gives to its method (`x-oasmith-name`).
    pub given_name: Option<String>,
    /// Whether the description asks for a runnable example (`x-oasmith-example`).
    pub wants_example: bool,
    /// The HTTP method.
    pub method: Method,
    /// The path template.
    pub path: PathTemplate,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its documentation in the description.
    pub docs: Docs,
    /// Its parameters, path-level ones included, in the order of the description.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<RequestBody>,
    /// The documented responses.
    pub responses: Vec<Response>,
    /// The security requirements: one entry of the outer list suffices, with all entries of the
    /// inner list. Empty: none.
    pub security: Vec<Vec<Requirement>>,
    /// Its own servers, which replace those of the API.
    pub servers: Vec<Server>,
    /// How its responses are paginated, if the description has the extension.
    pub pagination: Option<Pagination>,
    /// How to wait for the work that it starts, if the description has the extension.
    pub waiter: Option<Waiter>,
}

/// An HTTP method.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Method {
    /// GET.
    Get,
    /// PUT.
    Put,
    /// POST.
    Post,
    /// DELETE.
    Delete,
    /// OPTIONS.
    Options,
    /// HEAD.
    Head,
    /// PATCH.
    Patch,
    /// TRACE.
    Trace,
    /// Another method, as written, such as QUERY.
    Other(String),
}

impl Method {
    /// Returns the name of the method on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Other(name) => name,
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
