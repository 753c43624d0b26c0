//! Converts a call to a request: URL, cookies, credentials.

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use http::header::{ACCEPT, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};

use super::body::Body;
use super::call::Call;
use super::credential::{self, Credential, SecurityScheme};
use super::credential_error::CredentialError;
use super::encoding::add_to_query;
use super::invalid_request::InvalidRequest;
use super::operation_info::OperationContext;
use super::operation_info::OperationInfo;
use super::redaction::SentSecrets;
use super::retry::RetryPolicy;
use super::secret::Secret;
use super::shared::Shared;

/// A prepared request: complete but for the credentials, which each attempt applies.
pub(crate) struct Prepared {
    pub shared: Arc<Shared>,
    pub info: &'static OperationInfo,
    /// The URL, without the credentials of the query.
    pub url: String,
    /// The headers of the call; they override the client's.
    pub headers: HeaderMap,
    /// The body; `None` after a stream was sent.
    body: Option<Body>,
    /// The security schemes whose credentials are applied: those that the call does not set itself.
    schemes: Vec<&'static SecurityScheme>,
    /// Secrets of the call other than its credentials.
    secrets: Vec<Secret>,
    pub timeout: Duration,
    pub attempt_timeout: Duration,
    pub retry: RetryPolicy,
    /// The statuses whose body is read as a stream.
    pub streams: &'static [RangeInclusive<u16>],
}

/// An applied credential: a security scheme and its secret.
pub(crate) type AppliedCredential = (&'static SecurityScheme, Secret);

impl Call {
    /// Prepares the request, without credentials.
    pub(crate) fn prepare(mut self) -> Result<Prepared, InvalidRequest> {
        if let Some(problem) = self.problem.take() {
            return Err(problem);
        }
        let limit = self.shared.max_request_bytes;
        if let Some(bytes) = self.body.length().filter(|bytes| *bytes > limit) {
            return Err(InvalidRequest::BodyTooLarge { bytes, limit });
        }
        if !self.cookies.is_empty() {
            self.add_cookies()?;
        }
        let (timeout, attempt_timeout) = self.timeouts.resolve(&self.shared.timeouts);
        let url = self.url();
        credential::hide(self.shared.spec.security_schemes, &mut self.headers);
        let is_given = |scheme: &SecurityScheme| scheme.is_given(&self.headers, &url);
        Ok(Prepared {
            info: self.info,
            schemes: self.shared.schemes(self.info.security, &is_given)?,
            url,
            headers: self.headers,
            secrets: self.secrets,
            body: Some(self.body.at_most(limit)),
            timeout,
            attempt_timeout,
            retry: self.retry.unwrap_or_else(|| self.shared.retry.clone()),
            streams: self.streams,
            shared: self.shared,
        })
    }

    /// Adds the cookie parameters to the header `Cookie` of the call, else to that of the client.
    fn add_cookies(&mut self) -> Result<(), InvalidRequest> {
        let pairs = self.cookies.iter().map(|(_, pair)| pair.as_str());
        let pairs: Vec<&str> = pairs.filter(|pair| !pair.is_empty()).collect();
        if pairs.is_empty() {
            return Ok(());
        }
        let mut cookies = pairs.join("; ").into_bytes();
        let given = self.headers.get(COOKIE);
        if let Some(given) = given.or_else(|| self.shared.headers.get(COOKIE)) {
            cookies = [given.as_bytes(), b"; ", &cookies].concat();
        }
        let cookies = HeaderValue::try_from(cookies);
        let mut cookies = cookies.map_err(|_| InvalidRequest::Header {
            name: COOKIE.to_string(),
        })?;
        cookies.set_sensitive(true);
        self.headers.insert(COOKIE, cookies);
        Ok(())
    }

    /// Returns the URL with the query.
    fn url(&self) -> String {
        let mut url = self.address();
        for (_, pairs) in self.query.iter().filter(|(_, pairs)| !pairs.is_empty()) {
            add_to_query(&mut url, pairs);
        }
        url
    }

    /// Returns the URL without the query.
    pub(super) fn address(&self) -> String {
        match &self.target {
            Some(target) => target.clone(),
            None => {
                let mut url = String::with_capacity(ROOM);
                self.write_base_url(&mut url);
                self.write_path(&mut url);
                url
            }
        }
    }

    /// Writes the server URL: the operation's own server, unless the caller set a base URL.
    fn write_base_url(&self, url: &mut String) {
        let shared = &self.shared;
        match self.server {
            Some(path) if path.starts_with('/') => {
                let origin = shared.base_url.splitn(4, '/').take(3);
                url.push_str(&origin.collect::<Vec<_>>().join("/"));
                url.push_str(path.trim_end_matches('/'));
            }
            Some(server) if !shared.base_url_given => url.push_str(server),
            _ => url.push_str(&shared.base_url),
        }
    }

    /// Writes the path with the values of its parameters.
    fn write_path(&self, url: &mut String) {
        let mut rest = self.info.path;
        while let Some((before, name, after)) = next_name(rest) {
            url.push_str(before);
            let value = self.path.iter().find(|(known, _)| *known == name);
            url.push_str(value.map(|(_, value)| value.as_str()).unwrap_or_default());
            rest = after;
        }
        url.push_str(rest);
    }
}

impl Shared {
    /// Returns the security schemes to apply: those of the first alternative whose credentials the
    /// client has, preferring one for which the call sets a credential itself. The alternative
    /// without schemes is the last resort.
    fn schemes(
        &self,
        alternatives: &'static [&'static [&'static str]],
        is_given: &dyn Fn(&SecurityScheme) -> bool,
    ) -> Result<Vec<&'static SecurityScheme>, InvalidRequest> {
        let given = |name: &str| self.scheme(name).is_some_and(is_given);
        let proves = |name: &str| self.can_prove(name) || given(name);
        let asking = alternatives.iter().filter(|schemes| !schemes.is_empty());
        let mut met = asking.filter(|schemes| schemes.iter().all(|name| proves(name)));
        let own = |schemes: &&&[&str]| schemes.iter().any(|name| given(name));
        let chosen = met.clone().find(own).or_else(|| met.next());
        let needs_nothing = || alternatives.iter().any(|schemes| schemes.is_empty());
        match chosen {
            Some(chosen) => {
                let schemes = chosen.iter().filter_map(|name| self.scheme(name));
                Ok(schemes.filter(|scheme| !is_given(scheme)).collect())
            }
            None if alternatives.is_empty() || needs_nothing() => Ok(Vec::new()),
            None => {
                let missing = |schemes: &&[&'static str]| {
                    let schemes = schemes.iter().copied();
                    schemes.filter(|name| !proves(name)).collect()
                };
                Err(InvalidRequest::MissingCredential {
                    alternatives: alternatives.iter().map(missing).collect(),
                })
            }
        }
    }

    fn scheme(&self, name: &str) -> Option<&'static SecurityScheme> {
        let mut schemes = self.spec.security_schemes.iter();
        schemes.find(|scheme| scheme.name == name).copied()
    }

    /// Whether the client can satisfy a scheme. One that adds nothing to the request is always
    /// satisfied.
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

    /// Returns the credentials, if all are constant.
    pub fn fixed_credentials(&self) -> Option<Vec<AppliedCredential>> {
        let mut applied = Vec::with_capacity(self.schemes.len());
        for (scheme, credential) in self.credentials() {
            applied.push((scheme, credential.fixed()?.clone()));
        }
        Some(applied)
    }

    /// Returns the credentials, from their providers if they have one.
    pub async fn applied_credentials(&self) -> Result<Vec<AppliedCredential>, CredentialError> {
        let (_, longest) = self.shared.timeouts.resolve(&self.shared.timeouts);
        let mut applied = Vec::new();
        for (scheme, credential) in self.credentials() {
            let secret = match credential.provider() {
                Some(provided) => provided
                    .secret(&self.shared.named_transport, longest)
                    .await
                    .map_err(|source| provided.error(scheme.name, source))?,
                None => credential.fixed().cloned().unwrap_or_default(),
            };
            applied.push((scheme, secret));
        }
        Ok(applied)
    }

    /// Returns the credentials without calling a provider, for a preview.
    pub fn preview_credentials(&self) -> Vec<AppliedCredential> {
        let shown = |credential: &Credential| match credential.fixed() {
            Some(secret) => secret.clone(),
            None => Secret::from("provided"),
        };
        let credentials = self.credentials();
        credentials
            .map(|(scheme, credential)| (scheme, shown(credential)))
            .collect()
    }

    /// Discards the providers' credentials after a 401. Returns whether there are any.
    pub fn reject_credentials(&self, applied: &[AppliedCredential]) -> bool {
        let mut renewable = false;
        for (scheme, credential) in self.credentials() {
            let used = applied.iter().find(|(used, _)| used.name == scheme.name);
            if let (Some(provider), Some((_, secret))) = (credential.provider(), used) {
                provider.reject(secret);
                renewable = true;
            }
        }
        renewable
    }

    fn credentials(&self) -> impl Iterator<Item = (&'static SecurityScheme, &Credential)> {
        let shared = &self.shared;
        let schemes = self.schemes.iter();
        schemes.filter_map(|scheme| Some((*scheme, shared.credentials.get(scheme.name)?)))
    }

    /// Returns the secrets of a request with these credentials.
    pub fn sent(&self, applied: Vec<AppliedCredential>) -> SentSecrets {
        let mut sent: SentSecrets = applied.into_iter().map(|(_, secret)| secret).collect();
        sent.add(&self.secrets);
        for headers in [&self.shared.headers, &self.headers] {
            sent.add_hidden(headers);
        }
        sent
    }

    /// Whether the operation may run twice.
    pub fn may_repeat(&self) -> bool {
        let has_key = |headers: &HeaderMap| headers.contains_key(&IDEMPOTENCY_KEY);
        let has_key = has_key(&self.headers) || has_key(&self.shared.headers);
        self.retry.may_repeat(self.info.method, has_key)
    }

    /// Returns the headers of an attempt without credentials: the operation's, overridden by the
    /// client's, overridden by the call's.
    fn headers(&self) -> HeaderMap {
        let lists = [&self.shared.headers, &self.headers];
        let known: usize = lists.iter().map(|list| list.len()).sum();
        // Capacity for credentials and for the headers of the transport. The map doubles above six.
        let mut headers = HeaderMap::with_capacity((known + self.schemes.len()).max(6));
        if !self.info.accept.is_empty() {
            headers.insert(ACCEPT, HeaderValue::from_static(self.info.accept));
        }
        for list in lists {
            for (name, value) in list {
                headers.insert(name, value.clone());
            }
        }
        headers
    }

    /// Creates the request of one attempt. A body that is a stream is in the first only.
    pub fn request(
        &mut self,
        applied: &[AppliedCredential],
        operation: OperationContext,
    ) -> Result<http::Request<Body>, InvalidRequest> {
        let (mut url, mut headers) = (self.url.clone(), self.headers());
        for (scheme, secret) in applied {
            credential::apply(scheme, secret, &mut headers, &mut url)?;
        }
        let body = match self.body.as_ref().and_then(Body::as_bytes) {
            Some(bytes) => bytes.clone().into(),
            None => self.body.take().unwrap_or_default(),
        };
        let mut request = http::Request::new(body);
        *request.method_mut() =
            Method::from_bytes(self.info.method.as_bytes()).map_err(|_| InvalidRequest::Url)?;
        *request.uri_mut() = Uri::try_from(url).map_err(|_| InvalidRequest::Url)?;
        *request.headers_mut() = headers;
        if self.shared.chain.is_seen {
            request.extensions_mut().insert(operation);
        }
        Ok(request)
    }
}

/// The header by which servers recognise a request that is sent twice
/// (`draft-ietf-httpapi-idempotency-key-header`).
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The initial capacity of a URL.
const ROOM: usize = 120;

/// Splits a template at its next parameter: the text before, the name, and the text after.
fn next_name(template: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}
