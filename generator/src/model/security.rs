//! How a caller proves who it is.

use crate::diagnostics::Location;

/// A way to authenticate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityScheme {
    /// Where it is declared.
    pub origin: Location,
    /// Its key in the description, by which operations require it.
    pub name: String,
    /// What the description says of it.
    pub description: Option<String>,
    /// What is sent.
    pub kind: SchemeKind,
}

/// What a security scheme sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemeKind {
    /// A key, under a name, in a part of the request.
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
    /// Another HTTP authentication scheme; the caller gives what follows its name.
    Http {
        /// The scheme's name, as in the `Authorization` header.
        scheme: String,
    },
    /// OAuth 2.0; the access token is sent as a bearer token.
    OAuth2 {
        /// Where client credentials are exchanged for a token, if that flow is offered.
        client_credentials_url: Option<String>,
    },
    /// `OpenID` Connect; the token is sent as a bearer token.
    OpenIdConnect,
    /// The client's certificate; nothing is sent in the request.
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

/// One scheme that must be satisfied.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Requirement {
    /// The scheme's name.
    pub scheme: String,
    /// The scopes it needs, for `OAuth2` and `OpenID` Connect.
    pub scopes: Vec<String>,
}
