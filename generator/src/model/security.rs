//! Authentication.

use crate::diagnostics::Location;

/// A security scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityScheme {
    /// Where it is declared.
    pub origin: Location,
    /// Its key in the description, which operations refer to.
    pub name: String,
    /// Its documentation in the description.
    pub description: Option<String>,
    /// The kind of credential that is sent.
    pub kind: SchemeKind,
}

/// The kind of credential that a security scheme sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemeKind {
    /// An API key.
    ApiKey {
        /// The part of the request.
        place: ApiKeyPlace,
        /// The name of the header, query parameter or cookie.
        name: String,
    },
    /// `Authorization: Basic` (RFC 7617).
    Basic,
    /// `Authorization: Bearer` (RFC 6750).
    Bearer,
    /// Another HTTP authentication scheme. The caller provides the text after its name.
    Http {
        /// The scheme's name, as in the `Authorization` header.
        scheme: String,
    },
    /// OAuth 2.0; the access token is sent as a bearer token.
    OAuth2 {
        /// The token URL of the client credentials flow, if that flow is offered.
        client_credentials_url: Option<String>,
    },
    /// `OpenID` Connect; the token is sent as a bearer token.
    OpenIdConnect,
    /// A client certificate. Nothing is sent in the request.
    MutualTls,
}

/// The part of a request that carries an API key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ApiKeyPlace {
    /// A header.
    Header,
    /// The query string.
    Query,
    /// A cookie.
    Cookie,
}

/// A scheme that a request must satisfy.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Requirement {
    /// The scheme's name.
    pub scheme: String,
    /// The scopes it needs, for `OAuth2` and `OpenID` Connect.
    pub scopes: Vec<String>,
}
