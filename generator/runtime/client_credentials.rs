//! The OAuth 2.0 client credentials grant (RFC 6749, section 4.4).

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use serde_json::Value;

use super::body::{Body, BoxError};
use super::credential::Credential;
use super::encoding::{base64, percent_encode};
use super::json::decode;
use super::json_text;
use super::provider::{CredentialProvider, IssuedCredential};
use super::read_body::{self, Gathered};
use super::response::RawResponse;
use super::retry_after::asked_delay;
use super::secret::Secret;
use super::transport::{BoxFuture, Transport};
use super::transport_error::TransportError;

/// Requests tokens for a client id and secret from a token endpoint (RFC 6749, section 4.4), over
/// the client's transport, and renews them before they expire. A token is used for at least one
/// second, unless the server rejects it.
#[derive(Clone)]
pub struct ClientCredentials {
    token_url: String,
    id: String,
    secret: Secret,
    scopes: Vec<String>,
}

impl ClientCredentials {
    /// Creates the credentials of a client for a token endpoint.
    pub fn new(
        token_url: impl Into<String>,
        id: impl Into<String>,
        secret: impl Into<Secret>,
    ) -> Self {
        Self {
            token_url: token_url.into(),
            id: id.into(),
            secret: secret.into(),
            scopes: Vec::new(),
        }
    }

    /// Requests a scope, in addition to others. Default: the server decides.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scopes.push(scope.into());
        self
    }

    fn request(&self) -> Result<http::Request<Body>, BoxError> {
        let mut form = "grant_type=client_credentials".to_owned();
        if !self.scopes.is_empty() {
            form.push_str("&scope=");
            form.push_str(&percent_encode(&self.scopes.join(" ")));
        }
        // Section 2.3.1: both parts are form-encoded, then sent as `Basic`.
        let pair = [&self.id, self.secret.expose()].map(percent_encode);
        let pair = Secret::from(pair.join(":"));
        let basic = Secret::from(format!("Basic {}", base64(pair.expose().as_bytes())));
        let mut basic = HeaderValue::try_from(basic.expose())?;
        basic.set_sensitive(true);
        let request = http::Request::post(&self.token_url)
            .header(AUTHORIZATION, basic)
            .header(ACCEPT, "application/json")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form));
        request.map_err(Into::into)
    }
}

impl CredentialProvider for ClientCredentials {
    fn credential<'a>(
        &'a self,
        transport: &'a dyn Transport,
    ) -> BoxFuture<'a, Result<IssuedCredential, BoxError>> {
        Box::pin(async move {
            let (head, mut body) = transport.send(self.request()?).await?.into_parts();
            let mut read = Gathered::default();
            read_body::whole(&mut body, LONGEST_ANSWER, &mut read).await?;
            let read = read.into_bytes();
            if head.status != StatusCode::OK {
                let response = RawResponse::new(head.status, head.headers, read);
                return Err(TokenError::refused(&response).into());
            }
            let token: Token = json_text::read(&read).map_err(|_| TokenError::NoToken)?;
            if !token.is_bearer() {
                return Err(TokenError::NoBearer.into());
            }
            let lifetime = token.expires_in.as_ref().and_then(lifetime);
            let issued = IssuedCredential::new(token.access_token);
            Ok(match lifetime {
                Some(lifetime) => issued.expires_in(lifetime),
                None => issued,
            })
        })
    }

    fn is_transient(&self, error: &(dyn StdError + 'static)) -> bool {
        if let Some(error) = error.downcast_ref::<TransportError>() {
            return error.kind().is_transient();
        }
        let error = error.downcast_ref::<TokenError>();
        error.is_some_and(TokenError::is_transient)
    }

    fn retry_after(&self, error: &(dyn StdError + 'static)) -> Option<Duration> {
        match error.downcast_ref::<TokenError>()? {
            TokenError::Refused { retry_after, .. } => *retry_after,
            TokenError::NoToken | TokenError::NoBearer => None,
        }
    }
}

impl From<ClientCredentials> for Credential {
    fn from(credentials: ClientCredentials) -> Self {
        Self::from_provider(credentials)
    }
}

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ClientCredentials")
            .field("id", &self.id)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}

/// The largest response of a token endpoint, in bytes.
const LONGEST_ANSWER: usize = 1 << 20;

/// The response (section 5.1).
struct Token {
    access_token: Secret,
    token_type: Option<String>,
    expires_in: Option<Value>,
}

impl Token {
    /// Whether it is a bearer token. A token of an unknown type must not be used (section 7.1). A
    /// token without a type is taken as a bearer token; some endpoints name the type `BearerToken`.
    fn is_bearer(&self) -> bool {
        let begins = |name: &str| name.to_ascii_lowercase().starts_with("bearer");
        self.token_type.as_deref().is_none_or(begins)
    }
}

/// The shortest lifetime of a token. An endpoint that returns `0` would otherwise be called before
/// each request. A token that expires earlier is rejected with 401, and then renewed.
const SHORTEST_LIFETIME: Duration = Duration::from_secs(1);

/// Parses a lifetime in seconds, which some endpoints send as text or with a fraction. `None` if it
/// is negative, too large or not a number: then the token is used until a 401.
fn lifetime(seconds: &Value) -> Option<Duration> {
    let seconds: f64 = match seconds {
        Value::String(text) => text.trim().parse().ok()?,
        number => number.as_f64()?,
    };
    let lifetime = Duration::try_from_secs_f64(seconds).ok()?;
    Some(lifetime.max(SHORTEST_LIFETIME))
}

decode! {
    Token {
        access_token: "access_token",
        token_type ? "token_type",
        expires_in ? "expires_in",
    }
}

/// The error response (section 5.2).
struct Refusal {
    error: String,
}

decode! {
    Refusal {
        error: "error",
    }
}

/// The error of a token endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenError {
    /// It responded with an error. Check id, secret and scopes if the status is 400, 401 or 403;
    /// retry later if it is 429 or 5xx.
    Refused {
        /// The status.
        status: StatusCode,
        /// The error code (RFC 6749, section 5.2), if it has one.
        code: Option<String>,
        /// The delay before the next request, if it has one (`Retry-After`).
        retry_after: Option<Duration>,
    },
    /// The response has no token. Check the URL of the token endpoint.
    NoToken,
    /// The token type is not `Bearer` (RFC 6750). Configure the server to issue bearer tokens, or
    /// write a [`CredentialProvider`] for its own type.
    NoBearer,
}

impl TokenError {
    fn refused(response: &RawResponse) -> Self {
        let refusal: Option<Refusal> = json_text::read(response.body()).ok();
        let is_code = |code: &String| {
            let mut bytes = code.bytes();
            code.len() <= 64 && bytes.all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        };
        Self::Refused {
            status: response.status(),
            code: refusal.map(|refusal| refusal.error).filter(is_code),
            retry_after: asked_delay(response),
        }
    }
}

impl TokenError {
    /// Whether the failure is transient.
    fn is_transient(&self) -> bool {
        match self {
            Self::Refused { status, .. } => {
                status.is_server_error() || matches!(status.as_u16(), 408 | 429)
            }
            Self::NoToken | Self::NoBearer => false,
        }
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { status, code, .. } => {
                write!(formatter, "the token endpoint responded {status}")?;
                match code {
                    Some(code) => write!(formatter, ": {code}"),
                    None => Ok(()),
                }
            }
            Self::NoToken => formatter.write_str("the response of the token endpoint has no token"),
            Self::NoBearer => {
                formatter.write_str("the token type of the token endpoint is not `Bearer`")
            }
        }
    }
}

impl StdError for TokenError {}
