//! From a call to the request that is sent: URL, cookies, credentials.

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use http::header::COOKIE;
use http::{HeaderMap, HeaderValue};

use super::body::Body;
use super::call::Call;
use super::client::Shared;
use super::credential::{self, Credential, SecurityScheme};
use super::error::{Context, InvalidRequest};
use super::operation::OperationInfo;
use super::provider::CredentialError;
use super::retry::RetryPolicy;
use super::secret::Secret;

/// A request that can be made: everything but its credentials, which each attempt adds anew.
pub(crate) struct Prepared {
    pub shared: Arc<Shared>,
    pub info: &'static OperationInfo,
    /// Without a query.
    url: String,
    query: Vec<String>,
    pub headers: HeaderMap,
    /// Gone once it was sent, if it is a stream.
    body: Option<Body>,
    /// The security schemes whose credentials are sent.
    schemes: Vec<&'static SecurityScheme>,
    pub timeout: Duration,
    pub attempt_timeout: Duration,
    pub retry: RetryPolicy,
    /// The statuses whose body is read as a stream.
    pub streams: &'static [RangeInclusive<u16>],
}

/// A security scheme with the secret that is sent for it.
pub(crate) type Proof = (&'static SecurityScheme, Secret);

impl Call {
    /// The request, still without credentials.
    pub(crate) fn prepare(mut self) -> Result<Prepared, InvalidRequest> {
        if let Some(problem) = self.problem.take() {
            return Err(problem);
        }
        let url = self.address();
        let cookies: Vec<&str> = self.cookies.iter().map(|(_, pair)| pair.as_str()).collect();
        if !cookies.is_empty() {
            let value = HeaderValue::try_from(cookies.join("; ").replace('&', "; "));
            let value = value.map_err(|_| InvalidRequest::Header {
                name: COOKIE.to_string(),
            })?;
            self.headers.insert(COOKIE, value);
        }
        let schemes = self.schemes()?;
        let (timeout, attempt_timeout) = self.times.resolve(&self.shared.times);
        let query = self.query.into_iter().map(|(_, pairs)| pairs);
        Ok(Prepared {
            info: self.info,
            url,
            query: query.filter(|pairs| !pairs.is_empty()).collect(),
            headers: self.headers,
            body: Some(self.body),
            schemes,
            timeout,
            attempt_timeout,
            retry: self.retry.unwrap_or_else(|| self.shared.retry.clone()),
            streams: self.streams,
            shared: self.shared,
        })
    }

    /// The URL without the query.
    pub(super) fn address(&self) -> String {
        let own = || format!("{}{}", self.base_url(), self.expanded_path());
        self.target.clone().unwrap_or_else(own)
    }

    /// Where the call goes: the operation's own server, unless the client was given a base URL of the user's.
    fn base_url(&self) -> String {
        let shared = &self.shared;
        match self.server {
            Some(path) if path.starts_with('/') => {
                let origin = shared.base_url.splitn(4, '/').take(3);
                origin.collect::<Vec<_>>().join("/") + path
            }
            Some(server) if !shared.base_url_given => server.to_owned(),
            _ => shared.base_url.clone(),
        }
    }

    /// The path with its parameters' values.
    fn expanded_path(&self) -> String {
        let mut path = String::new();
        let mut rest = self.info.path;
        while let Some((before, name, after)) = next_name(rest) {
            path.push_str(before);
            let value = self.path.iter().find(|(known, _)| *known == name);
            path.push_str(value.map(|(_, value)| value.as_str()).unwrap_or_default());
            rest = after;
        }
        path.push_str(rest);
        path
    }

    /// The schemes of the first alternative for which the client has all credentials.
    fn schemes(&self) -> Result<Vec<&'static SecurityScheme>, InvalidRequest> {
        let alternatives = self.info.security;
        // The alternative that asks for nothing is taken only where no other can be met.
        let mut candidates: Vec<&&[&'static str]> = alternatives.iter().collect();
        candidates.sort_by_key(|schemes| schemes.is_empty());
        let known = |name: &&str| self.shared.can_prove(name);
        let chosen = candidates
            .into_iter()
            .find(|schemes| schemes.iter().all(known));
        match chosen {
            Some(chosen) => Ok(chosen
                .iter()
                .filter_map(|name| self.shared.scheme(name))
                .collect()),
            None if alternatives.is_empty() => Ok(Vec::new()),
            None => Err(InvalidRequest::MissingCredential {
                schemes: alternatives.concat(),
            }),
        }
    }
}

impl Shared {
    fn scheme(&self, name: &str) -> Option<&'static SecurityScheme> {
        let mut schemes = self.spec.security_schemes.iter();
        schemes.find(|scheme| scheme.name == name).copied()
    }

    /// Whether the client has what a scheme asks for. One that adds nothing to the request asks for nothing.
    fn can_prove(&self, name: &str) -> bool {
        let needs_nothing =
            |scheme: &SecurityScheme| matches!(scheme.kind, credential::SchemeKind::MutualTls);
        self.credentials.contains_key(name) || self.scheme(name).is_some_and(needs_nothing)
    }
}

impl Prepared {
    /// Whether the request can be sent more than once.
    pub fn is_replayable(&self) -> bool {
        self.body
            .as_ref()
            .is_some_and(|body| body.as_bytes().is_some())
    }

    /// The credentials of the request, got from their providers where they have one.
    pub async fn proofs(&self) -> Result<Vec<Proof>, CredentialError> {
        let mut proofs = Vec::new();
        for (scheme, credential) in self.credentials() {
            let secret = match credential.provider() {
                Some(provider) => provider.secret(&*self.shared.transport).await,
                None => Ok(credential.fixed().cloned().unwrap_or_default()),
            };
            let secret = secret.map_err(|source| CredentialError::new(scheme.name, source))?;
            proofs.push((scheme, secret));
        }
        Ok(proofs)
    }

    /// The credentials as they may be looked at without asking a provider.
    pub fn known_proofs(&self) -> Vec<Proof> {
        let shown = |credential: &Credential| match credential.fixed() {
            Some(secret) => secret.clone(),
            None => Secret::from("provided"),
        };
        let credentials = self.credentials();
        credentials
            .map(|(scheme, credential)| (scheme, shown(credential)))
            .collect()
    }

    /// The server refused these credentials: the providers' are not used again. Whether there are any.
    pub async fn refused(&self, proofs: &[Proof]) -> bool {
        let mut renewable = false;
        for (scheme, credential) in self.credentials() {
            let used = proofs.iter().find(|(used, _)| used.name == scheme.name);
            if let (Some(provider), Some((_, secret))) = (credential.provider(), used) {
                provider.refused(secret).await;
                renewable = true;
            }
        }
        renewable
    }

    fn credentials(&self) -> impl Iterator<Item = (&'static SecurityScheme, &Credential)> {
        let credentials = &self.shared.credentials;
        let schemes = self.schemes.iter();
        schemes.filter_map(|scheme| Some((*scheme, credentials.get(scheme.name)?)))
    }

    /// The request of one attempt. A body that is a stream is in the first only.
    pub fn request(
        &mut self,
        proofs: &[Proof],
        operation: Context,
    ) -> Result<http::Request<Body>, InvalidRequest> {
        let mut query = self.query.clone();
        let mut headers = self.headers.clone();
        for (scheme, secret) in proofs {
            credential::apply(scheme, secret, &mut headers, &mut query)?;
        }
        let url = if query.is_empty() {
            self.url.clone()
        } else {
            format!("{}?{}", self.url, query.join("&"))
        };
        let body = match self.body.as_ref().and_then(Body::as_bytes) {
            Some(bytes) => bytes.clone().into(),
            None => self.body.take().unwrap_or_default(),
        };
        let request = http::Request::builder()
            .method(self.info.method)
            .uri(url)
            .extension(operation)
            .body(body);
        let mut request = request.map_err(|_| InvalidRequest::Url)?;
        *request.headers_mut() = headers;
        Ok(request)
    }
}

/// What stands before the next name in braces, the name, and what stands after.
fn next_name(template: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}
