//! The client, its builder, and the settings that all calls share.

#![allow(dead_code, reason = "a crate uses what its description needs")]

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;
use http::header::USER_AGENT;

use super::base_url::base_url;
use super::build_error::BuildError;
use super::call::Call;
#[cfg(feature = "reqwest")]
use super::connection::{Configure, Reqwest};
use super::credential::{self, Credential};
use super::header::header;
use super::middleware::{Chain, Middleware, RequestSigner};
use super::operation_info::OperationInfo;
use super::parameter::PathForm;
use super::parameter_value::ParameterValue;
use super::retry::{RetryBudget, RetryPolicy};
use super::shared::{ClientSpec, Shared};
use super::timeouts::Timeouts;
use super::transport::{Named, Transport};

/// Calls the API.
///
/// Cheap to clone: clones share connections, credentials and the retry budget. Dropping the future
/// of a call cancels the call; the server may have processed it nevertheless.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

impl Client {
    /// Starts a call of an operation, without parameters.
    pub(crate) fn call(&self, info: &'static OperationInfo) -> Call {
        Call::new(Arc::clone(&self.shared), info)
    }

    /// Returns the client of a call.
    pub(super) fn from_call(call: &Call) -> Self {
        Self {
            shared: Arc::clone(&call.shared),
        }
    }

    /// Returns the base URL of all calls.
    pub fn base_url(&self) -> &str {
        &self.shared.base_url
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("base_url", &self.shared.base_url)
            .finish_non_exhaustive()
    }
}

/// Configures and builds a [`Client`].
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    spec: &'static ClientSpec,
    base_url: Option<String>,
    base_url_given: bool,
    path_parameters: BTreeMap<&'static str, (PathForm, String)>,
    credentials: BTreeMap<&'static str, Credential>,
    headers: Vec<(String, String)>,
    user_agent: String,
    #[cfg(feature = "reqwest")]
    connect_timeout: Duration,
    #[cfg(feature = "reqwest")]
    configure: Option<Configure>,
    timeouts: Timeouts,
    retry: RetryPolicy,
    retry_budget: u32,
    middleware: Vec<Box<dyn Middleware>>,
    signer: Option<Box<dyn RequestSigner>>,
    idle_timeout: Duration,
    max_request_bytes: u64,
    max_response_bytes: usize,
    transport: Option<Box<dyn Transport>>,
}

impl ClientBuilder {
    pub(crate) fn new(spec: &'static ClientSpec) -> Self {
        Self {
            spec,
            base_url: spec.default_server.map(str::to_owned),
            base_url_given: false,
            path_parameters: BTreeMap::new(),
            credentials: BTreeMap::new(),
            headers: Vec::new(),
            user_agent: spec.user_agent.to_owned(),
            #[cfg(feature = "reqwest")]
            connect_timeout: Duration::from_secs(10),
            #[cfg(feature = "reqwest")]
            configure: None,
            timeouts: Timeouts::default(),
            retry: RetryPolicy::default(),
            retry_budget: 50,
            middleware: Vec::new(),
            signer: None,
            idle_timeout: Duration::from_secs(60),
            max_request_bytes: u64::MAX,
            max_response_bytes: 64 << 20,
            transport: None,
        }
    }

    /// Sets the base URL: scheme, host, and the common beginning of all paths.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self.base_url_given = true;
        self
    }

    /// Chooses a server of the description. Operations with their own server keep it.
    pub(crate) fn server_url(mut self, url: String) -> Self {
        self.base_url = Some(url);
        self.base_url_given = false;
        self
    }

    /// Sets the connect timeout. Default: 10 s, capped at 90 % of the client's attempt timeout, so
    /// that a failed connect is reported as such and not as a timeout.
    ///
    /// An attempt timeout that is set for a single call does not change it. Does not apply to a
    /// custom [`transport`](Self::transport).
    #[cfg(feature = "reqwest")]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sets the timeout of a call: all attempts, the delays between them, and reading the response;
    /// for a streamed response, until the stream begins. Default: 60 s. A call can override it.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.call = Some(timeout);
        self
    }

    /// Sets the timeout of one attempt, and of obtaining its credentials. Default: the timeout of
    /// the call if that is set, else 30 s. A call can override it.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.attempt = Some(timeout);
        self
    }

    /// Sets the retry policy. Default: up to 3 attempts, see [`RetryPolicy`]. A call can override
    /// it.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Sets the retry budget, which all calls of the client share. Default: 50.
    ///
    /// A retry takes one token. Every ten responses that are not a failure of the server (5xx, 408,
    /// 429) return one. A server that keeps failing therefore receives at most about 10 % more
    /// requests than there are calls.
    pub fn retry_budget(mut self, retries: u32) -> Self {
        self.retry_budget = retries;
        self
    }

    /// Adds a middleware, which handles each attempt of each call. The first one added is the
    /// outermost.
    pub fn middleware(mut self, middleware: impl Middleware) -> Self {
        self.middleware.push(Box::new(middleware));
        self
    }

    /// Sets the request signer. It signs each attempt, after all middleware.
    pub fn sign_requests(mut self, signer: impl RequestSigner) -> Self {
        self.signer = Some(Box::new(signer));
        self
    }

    /// Sets the idle timeout of streams: the longest time between two chunks. Default: 60 s.
    ///
    /// Comments and blank lines, which servers send to keep a connection open, reset it, but an
    /// item must arrive within five times the idle timeout.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.idle_timeout = timeout;
        self
    }

    /// Sets the largest request body, in bytes. Default: no limit.
    ///
    /// A larger body fails with
    /// [`InvalidRequest::BodyTooLarge`](crate::InvalidRequest::BodyTooLarge) before anything is
    /// sent. A stream of unknown length is counted while it is sent, and fails before the first
    /// chunk above the limit, with
    /// [`TransportErrorKind::RequestBody`](crate::TransportErrorKind::RequestBody) and the same
    /// error as its source.
    pub fn max_request_bytes(mut self, bytes: u64) -> Self {
        self.max_request_bytes = bytes;
        self
    }

    /// Sets how many bytes of a response are kept in memory: of its body, or of one item of a
    /// stream. Default: 64 MiB. A larger body or item is an error. Comments and blank lines before
    /// an item count as part of it.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// Sends a header with every call. [`build`](Self::build) rejects an invalid name or value.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let (name, value) = (name.as_ref().to_owned(), value.as_ref().to_owned());
        self.headers.push((name, value));
        self
    }

    /// Sets the product that `User-Agent` names before this crate.
    pub fn user_agent(mut self, program: &str) -> Self {
        self.user_agent = format!("{program} {}", self.spec.user_agent);
        self
    }

    /// Configures `reqwest`: a proxy, a certificate authority, a client certificate, HTTP/2
    /// settings. Overrides the settings of this builder; redirects are never followed.
    #[cfg(feature = "reqwest")]
    pub fn configure_reqwest<F>(mut self, configure: F) -> Self
    where
        F: FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + 'static,
    {
        self.configure = Some(Box::new(configure));
        self
    }

    /// Replaces the transport: for tests, or for another HTTP library. Default: `reqwest`.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    pub(crate) fn credential(
        mut self,
        scheme: &'static str,
        credential: impl Into<Credential>,
    ) -> Self {
        self.credentials.insert(scheme, credential.into());
        self
    }

    pub(crate) fn shared_path_parameter(self, name: &'static str, value: String) -> Self {
        self.shared_path_as(name, PathForm::SIMPLE, value)
    }

    /// Like [`shared_path_parameter`](Self::shared_path_parameter), in any style.
    pub(crate) fn shared_path_as(
        mut self,
        name: &'static str,
        form: PathForm,
        value: String,
    ) -> Self {
        let value = ParameterValue::Single(value).in_path(name, form);
        self.path_parameters.insert(name, (form, value));
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    /// The base URL is missing or invalid, a header is invalid, a path parameter that all calls
    /// share is missing or empty, or TLS could not be set up.
    pub fn build(self) -> Result<Client, BuildError> {
        let base_url = base_url(self.base_url)?;
        for name in self.spec.shared_path_parameters {
            let given = self.path_parameters.get(name);
            if !given.is_some_and(|(form, value)| form.allows(value)) {
                return Err(BuildError::MissingPathParameter { name });
            }
        }
        let mut headers = headers(&self.user_agent, &self.headers)?;
        credential::hide(self.spec.security_schemes, &mut headers);
        let is_seen =
            self.transport.is_some() || self.signer.is_some() || !self.middleware.is_empty();
        let transport: Arc<dyn Transport> = match self.transport {
            Some(transport) => transport.into(),
            #[cfg(feature = "reqwest")]
            None => {
                let longest = self.timeouts.resolve(&self.timeouts).1.saturating_mul(9) / 10;
                let reqwest = Reqwest::new(self.connect_timeout.min(longest), self.configure);
                Arc::new(reqwest.map_err(|error| BuildError::Transport {
                    source: error.into(),
                })?)
            }
            #[cfg(not(feature = "reqwest"))]
            None => return Err(BuildError::MissingTransport),
        };
        let named = Arc::clone(&transport);
        let user_agent = headers.get(USER_AGENT).cloned();
        let path_parameters = self.path_parameters.into_iter();
        let path_parameters = path_parameters.map(|(name, (_, value))| (name, value));
        Ok(Client {
            shared: Arc::new(Shared {
                base_url,
                base_url_given: self.base_url_given,
                spec: self.spec,
                path_parameters: path_parameters.collect(),
                credentials: self.credentials,
                headers,
                timeouts: self.timeouts,
                retry: self.retry,
                retry_budget: RetryBudget::new(self.retry_budget),
                chain: Chain {
                    middleware: self.middleware,
                    signer: self.signer,
                    transport,
                    schemes: self.spec.security_schemes,
                    is_seen,
                },
                idle_timeout: self.idle_timeout,
                max_request_bytes: self.max_request_bytes,
                max_response_bytes: self.max_response_bytes,
                named_transport: Arc::new(Named {
                    transport: named,
                    user_agent,
                }),
            }),
        })
    }
}

/// Shows no setting: an unchecked base URL may contain a password.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ClientBuilder")
            .finish_non_exhaustive()
    }
}

/// Returns the headers of every call, `User-Agent` among them.
fn headers(user_agent: &str, given: &[(String, String)]) -> Result<HeaderMap, BuildError> {
    let own = (USER_AGENT.as_str(), user_agent);
    let given = given
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let mut headers = HeaderMap::new();
    for (name, value) in std::iter::once(own).chain(given) {
        let (name, value) = header(name, value).ok_or_else(|| BuildError::Header {
            name: name.to_owned(),
        })?;
        headers.insert(name, value);
    }
    Ok(headers)
}
