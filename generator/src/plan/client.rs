//! The client: servers, authentication, parameters that all calls share.

use super::server::ServerPlan;
use crate::model::SchemeKind;

/// The client and its builder.
#[derive(Debug)]
pub struct ClientPlan {
    /// The servers of the description.
    pub servers: ServerPlan,
    /// The ways to authenticate, each with its builder method.
    pub authentication: Vec<Authentication>,
    /// Path parameters that every call shares.
    pub shared: Vec<SharedParameter>,
}

impl ClientPlan {
    /// Whether the client may get tokens for credentials of its own.
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

/// A way to authenticate.
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
    /// What is sent.
    pub kind: SchemeKind,
    /// How the client gets tokens for credentials of its own, where the description says how.
    pub client_credentials: Option<ClientCredentialsPlan>,
}

/// A token endpoint for a client's own credentials (RFC 6749, section 4.4).
#[derive(Debug)]
pub struct ClientCredentialsPlan {
    /// The builder method.
    pub method: String,
    /// The token endpoint.
    pub token_url: String,
}

/// A path parameter that every call shares.
#[derive(Debug)]
pub struct SharedParameter {
    /// The builder method.
    pub method: String,
    /// Its name in the path.
    pub wire: String,
    /// Whether slashes stay as they are, in every path.
    pub keeps_slashes: bool,
    /// Whether its value may be empty, in every path.
    pub may_be_empty: bool,
    /// Its docs, as lines.
    pub docs: Vec<String>,
}
