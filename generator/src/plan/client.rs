//! The client: servers, authentication, parameters that all calls share.

use super::server::ServerPlan;
use crate::model::SchemeKind;

/// The client and its builder.
#[derive(Debug)]
pub struct ClientPlan {
    /// The servers of the description.
    pub servers: ServerPlan,
    /// The security schemes, each with its builder method.
    pub authentication: Vec<Authentication>,
    /// Path parameters shared by all calls.
    pub shared: Vec<SharedParameter>,
}

impl ClientPlan {
    /// Whether the client can request tokens (OAuth 2.0 client credentials).
    pub(crate) fn gets_tokens(&self) -> bool {
        self.authentication.iter().any(|one| {
            matches!(
                one.kind,
                SchemeKind::OAuth2 {
                    client_credentials_url: Some(_)
                }
            )
        })
    }
}

/// A security scheme.
#[derive(Debug)]
pub struct Authentication {
    /// The builder method.
    pub method: String,
    /// The static that describes the scheme.
    pub constant: String,
    /// The scheme's name in the description.
    pub scheme: String,
    /// Its docs, as lines.
    pub docs: Vec<String>,
    /// The kind of credential that is sent.
    pub kind: SchemeKind,
    /// The client credentials flow, if the description has one.
    pub client_credentials: Option<ClientCredentialsPlan>,
}

/// The token endpoint of the client credentials flow (RFC 6749, section 4.4).
#[derive(Debug)]
pub struct ClientCredentialsPlan {
    /// The builder method.
    pub method: String,
    /// The token endpoint.
    pub token_url: String,
}

/// A path parameter shared by all calls.
#[derive(Debug)]
pub struct SharedParameter {
    /// The builder method.
    pub method: String,
    /// Its name in the path template.
    pub wire: String,
    /// Whether slashes are sent unencoded in every path that has the parameter.
    pub keeps_slashes: bool,
    /// Whether the value may be empty in every path that has the parameter.
    pub may_be_empty: bool,
    /// Its docs, as lines.
    pub docs: Vec<String>,
}
