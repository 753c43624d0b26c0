//! Credentials, and how each security scheme applies them to a request.

use std::fmt;
use std::sync::Arc;

use http::header::{AUTHORIZATION, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue};

use super::encoding::{add_to_query, base64, percent_encode};
use super::header::SENSITIVE;
use super::invalid_request::InvalidRequest;
use super::provider::{CredentialProvider, Provided};
use super::secret::Secret;

/// A security scheme of the description.
#[derive(Debug)]
pub(crate) struct SecurityScheme {
    /// The name by which operations require it.
    pub name: &'static str,
    /// The kind.
    pub kind: SchemeKind,
}

impl SecurityScheme {
    /// Whether the request already has what the scheme would add; then it stays.
    pub fn is_given(&self, headers: &HeaderMap, url: &str) -> bool {
        let has_pair = |pairs: &str, between: &str, name: &str| {
            let mut names = pairs.split(between).map(|pair| pair.split('=').next());
            names.any(|known| known == Some(name))
        };
        match self.kind {
            SchemeKind::Header(name) => headers.contains_key(name),
            SchemeKind::Basic | SchemeKind::Bearer | SchemeKind::Http(_) => {
                headers.contains_key(AUTHORIZATION)
            }
            SchemeKind::Query(name) => {
                let query = url.split_once('?').map(|(_, query)| query);
                has_pair(query.unwrap_or_default(), "&", &percent_encode(name))
            }
            SchemeKind::Cookie(name) => {
                let cookies = headers.get(COOKIE).map(HeaderValue::to_str);
                let cookies = cookies.and_then(Result::ok);
                has_pair(cookies.unwrap_or_default(), "; ", name)
            }
            SchemeKind::MutualTls => false,
        }
    }
}

/// The kinds of security schemes.
#[derive(Debug)]
#[allow(dead_code, reason = "a description uses some of these")]
pub(crate) enum SchemeKind {
    /// An API key in this header.
    Header(&'static str),
    /// An API key in this query parameter.
    Query(&'static str),
    /// An API key in this cookie.
    Cookie(&'static str),
    /// `Authorization: Basic` (RFC 7617).
    Basic,
    /// `Authorization: Bearer` (RFC 6750).
    Bearer,
    /// `Authorization` with another scheme.
    Http(&'static str),
    /// A client certificate of the transport; adds nothing to the request.
    MutualTls,
}

/// A token, an API key, or a user name with a password. Never shown.
///
/// `into()` converts text, which is constant; [`from_provider`](Self::from_provider) takes a
/// credential that changes.
#[derive(Clone)]
pub struct Credential(Origin);

/// The source of the secret.
#[derive(Clone)]
enum Origin {
    Fixed(Secret),
    Provided(Arc<Provided>),
}

impl Credential {
    /// Creates a credential of a user name and a password, for the scheme `Basic` (RFC 7617).
    pub fn basic(user: &str, password: &str) -> Self {
        let pair = Secret::from(format!("{user}:{password}"));
        Secret::from(base64(pair.expose().as_bytes())).into()
    }

    /// Creates a credential that a provider issues: a closure, or an implementation of
    /// [`CredentialProvider`]. It is requested when a call needs it, and cached until it expires.
    /// After a 401, it is requested again and the call is retried, once.
    pub fn from_provider(provider: impl CredentialProvider) -> Self {
        Self(Origin::Provided(Arc::new(Provided::new(provider))))
    }

    /// Returns the secret, if it is constant.
    pub(super) fn fixed(&self) -> Option<&Secret> {
        match &self.0 {
            Origin::Fixed(secret) => Some(secret),
            Origin::Provided(_) => None,
        }
    }

    pub(super) fn provider(&self) -> Option<&Provided> {
        match &self.0 {
            Origin::Fixed(_) => None,
            Origin::Provided(provided) => Some(provided),
        }
    }
}

impl From<String> for Credential {
    fn from(text: String) -> Self {
        Secret::from(text).into()
    }
}

impl From<&str> for Credential {
    fn from(text: &str) -> Self {
        Secret::from(text).into()
    }
}

impl From<Secret> for Credential {
    fn from(secret: Secret) -> Self {
        Self(Origin::Fixed(secret))
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Credential(…)")
    }
}

/// Adds a credential to the headers or to the query of the URL.
pub(crate) fn apply(
    scheme: &SecurityScheme,
    secret: &Secret,
    headers: &mut HeaderMap,
    url: &mut String,
) -> Result<(), InvalidRequest> {
    let secret = secret.expose();
    if secret.is_empty() {
        return Err(InvalidRequest::Credential {
            scheme: scheme.name,
        });
    }
    match scheme.kind {
        SchemeKind::Header(name) => {
            let name = HeaderName::try_from(name).map_err(|_| InvalidRequest::Credential {
                scheme: scheme.name,
            })?;
            set(headers, scheme, name, secret.to_owned())
        }
        SchemeKind::Basic => authorization(headers, scheme, "Basic", secret),
        SchemeKind::Bearer => authorization(headers, scheme, "Bearer", secret),
        SchemeKind::Http(name) => authorization(headers, scheme, name, secret),
        SchemeKind::Query(name) => {
            let pair = format!("{}={}", percent_encode(name), percent_encode(secret));
            add_to_query(url, &pair);
            Ok(())
        }
        // It would be several cookies (RFC 6265, section 4.2.1).
        SchemeKind::Cookie(_) if secret.contains(';') => Err(InvalidRequest::Credential {
            scheme: scheme.name,
        }),
        SchemeKind::Cookie(name) => {
            let cookie = [name, "=", secret].concat();
            let all = match headers.get(COOKIE) {
                Some(before) => [before.as_bytes(), b"; ", cookie.as_bytes()].concat(),
                None => cookie.into_bytes(),
            };
            set(headers, scheme, COOKIE, all)
        }
        SchemeKind::MutualTls => Ok(()),
    }
}

/// Marks the headers with credentials as sensitive: those of HTTP, and those of
/// the description's security schemes.
pub(crate) fn hide(schemes: &[&SecurityScheme], headers: &mut HeaderMap) {
    let is_key = |name: &HeaderName| {
        schemes.iter().any(|scheme| match scheme.kind {
            SchemeKind::Header(key) => name.as_str().eq_ignore_ascii_case(key),
            _ => false,
        })
    };
    for (name, value) in headers {
        if SENSITIVE.contains(name) || is_key(name) {
            value.set_sensitive(true);
        }
    }
}

fn authorization(
    headers: &mut HeaderMap,
    scheme: &SecurityScheme,
    name: &str,
    secret: &str,
) -> Result<(), InvalidRequest> {
    set(headers, scheme, AUTHORIZATION, [name, " ", secret].concat())
}

fn set(
    headers: &mut HeaderMap,
    scheme: &SecurityScheme,
    name: HeaderName,
    value: impl Into<Vec<u8>>,
) -> Result<(), InvalidRequest> {
    let value = HeaderValue::try_from(value.into());
    let mut value = value.map_err(|_| InvalidRequest::Credential {
        scheme: scheme.name,
    })?;
    value.set_sensitive(true);
    headers.insert(name, value);
    Ok(())
}
