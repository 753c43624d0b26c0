//! The client: what all calls share, and how it is built.

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
use super::credential::{self, Credential, SecurityScheme};
use super::header::header;
use super::middleware::{Middleware, RequestSigner};
use super::operation::OperationInfo;
use super::parameter::PathForm;
use super::parameter_value::ParameterValue;
use super::retry::{RetryBudget, RetryPolicy};
use super::times::Times;
use super::transport::{Named, Transport};

/// What the description says of the API as a whole.
#[derive(Debug)]
pub(crate) struct ClientSpec {
    /// The crate and its version, for the `User-Agent` header.
    pub user_agent: &'static str,
    /// The base URL when none is chosen.
    pub default_server: Option<&'static str>,
    /// Path parameters that every call shares.
    pub shared_path_parameters: &'static [&'static str],
    /// The ways to authenticate.
    pub security_schemes: &'static [&'static SecurityScheme],
}

/// Calls the API. Cheap to clone: clones share connections and credentials.
///
/// Dropping the future of a call cancels it; the server may have acted all the same.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

/// What all clones of a client share.
pub(crate) struct Shared {
    pub base_url: String,
    /// Whether the user named it, rather than chose one of the description's servers.
    pub base_url_given: bool,
    pub spec: &'static ClientSpec,
    pub path_parameters: BTreeMap<&'static str, String>,
    pub credentials: BTreeMap<&'static str, Credential>,
    pub headers: HeaderMap,
    pub times: Times,
    pub retry: RetryPolicy,
    pub retry_budget: RetryBudget,
    pub middleware: Vec<Box<dyn Middleware>>,
    pub signer: Option<Box<dyn RequestSigner>>,
    /// Whether code of the user's sees requests.
    pub is_seen: bool,
    pub idle_timeout: Duration,
    pub max_request_bytes: u64,
    pub max_response_bytes: usize,
    pub transport: Arc<dyn Transport>,
    /// The same for credential providers: they do not know who sends.
    pub named_transport: Arc<dyn Transport>,
}

impl Client {
    /// A call of an operation, still without parameters.
    pub(crate) fn call(&self, info: &'static OperationInfo) -> Call {
        Call::new(Arc::clone(&self.shared), info)
    }

    /// The client that makes a call.
    #[allow(dead_code, reason = "a description may have no waiter")]
    pub(super) fn of(call: &Call) -> Self {
        Self {
            shared: Arc::clone(&call.shared),
        }
    }

    /// The base URL of all calls.
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

/// Configures a [`Client`].
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
    times: Times,
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
            times: Times::default(),
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

    /// Calls the server at this URL: scheme, host, and the beginning of all paths, if any.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self.base_url_given = true;
        self
    }

    /// Calls one of the description's servers. Operations that have a server of their own keep it.
    #[allow(dead_code, reason = "a description may name no server")]
    pub(crate) fn server_url(mut self, url: String) -> Self {
        self.base_url = Some(url);
        self.base_url_given = false;
        self
    }

    /// How long a connection may take to come about. 10 seconds unless it is set, but nine tenths of the time that the client
    /// gives an attempt at most: so an attempt that finds nobody is known not to have reached the server. A shorter time of a
    /// single call cannot tell. A transport of one's own sees to it itself.
    #[cfg(feature = "reqwest")]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How long a call may take as a whole, all attempts and the waits between them, its answer read; where the answer is a
    /// stream, until it begins. 60 seconds unless it is set, here or for a call.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.times.whole = Some(timeout);
        self
    }

    /// How long one attempt of a call may take, and before it the wait for its credentials. Unless it is set, here or for a call: as long as the call as a whole where
    /// that is set, else 30 seconds.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.times.attempt = Some(timeout);
        self
    }

    /// When calls are made again: up to 3 attempts unless it is set, here or for a call.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How many repetitions all calls of the client make together before the server must have done its work for others: each
    /// ten answers that are no failure of its own (5xx, 408, 429) allow one more. So a server that fails for long gets a tenth more requests than there are calls, not three times as
    /// many. 50 unless it is set.
    pub fn retry_budget(mut self, repetitions: u32) -> Self {
        self.retry_budget = repetitions;
        self
    }

    /// Adds code that sees each attempt of each call: to add headers, to observe, to answer itself. The first one given is
    /// the outermost.
    pub fn middleware(mut self, middleware: impl Middleware) -> Self {
        self.middleware.push(Box::new(middleware));
        self
    }

    /// Signs each request as it goes out, after all middleware.
    pub fn sign_requests(mut self, signer: impl RequestSigner) -> Self {
        self.signer = Some(Box::new(signer));
        self
    }

    /// How long a stream may stay silent between two pieces. Default: 60 seconds. A stream of items may send comments or blank
    /// lines, as servers do to keep a connection open, for five times as long, then an item has to come.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.idle_timeout = timeout;
        self
    }

    /// How many bytes the body of a request may have. Any number unless it is set; a larger one is refused before anything is
    /// sent ([`InvalidRequest::BodyTooLarge`](crate::InvalidRequest::BodyTooLarge)). A stream whose length
    /// is not known is counted as it goes out, and fails before the first piece that is too much: the same error is then the
    /// source of [`TransportErrorKind::RequestBody`](crate::TransportErrorKind::RequestBody).
    pub fn max_request_bytes(mut self, bytes: u64) -> Self {
        self.max_request_bytes = bytes;
        self
    }

    /// How many bytes of an answer are kept in memory: of its body, or of one item of a stream. Default: 64 MiB; what is larger is
    /// an error. Comments and blank lines before an item count as part of it.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// Sends a header with every call. `build` refuses a name or value that headers may not have.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let (name, value) = (name.as_ref().to_owned(), value.as_ref().to_owned());
        self.headers.push((name, value));
        self
    }

    /// Names the program in the `User-Agent` header, before this crate.
    pub fn user_agent(mut self, program: &str) -> Self {
        self.user_agent = format!("{program} {}", self.spec.user_agent);
        self
    }

    /// Configures the connection: a proxy, another CA, a client certificate, HTTP/2 settings. What is set here comes before
    /// the builder's own settings; redirects are never followed.
    #[cfg(feature = "reqwest")]
    pub fn configure_reqwest<F>(mut self, configure: F) -> Self
    where
        F: FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + 'static,
    {
        self.configure = Some(Box::new(configure));
        self
    }

    /// Sends requests another way: for tests, or through another HTTP library.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    #[allow(dead_code, reason = "a description may have no security scheme")]
    pub(crate) fn credential(
        mut self,
        scheme: &'static str,
        credential: impl Into<Credential>,
    ) -> Self {
        self.credentials.insert(scheme, credential.into());
        self
    }

    #[allow(
        dead_code,
        reason = "an API may have no parameter that all calls share"
    )]
    pub(crate) fn shared_path_parameter(self, name: &'static str, value: String) -> Self {
        self.shared_path_as(name, PathForm::SIMPLE, value)
    }

    /// The same in any form.
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

    /// The client.
    ///
    /// # Errors
    /// The base URL is missing or not one, a header has characters that headers may not have, a path parameter that
    /// all calls share is missing or empty, or the system's TLS could not be set up.
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
                let longest = self.times.resolve(&self.times).1.saturating_mul(9) / 10;
                let reqwest = Reqwest::new(self.connect_timeout.min(longest), self.configure);
                Arc::new(reqwest.map_err(|error| BuildError::Transport {
                    source: error.into(),
                })?)
            }
            #[cfg(not(feature = "reqwest"))]
            None => return Err(BuildError::MissingTransport),
        };
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
                times: self.times,
                retry: self.retry,
                retry_budget: RetryBudget::new(self.retry_budget),
                middleware: self.middleware,
                signer: self.signer,
                is_seen,
                idle_timeout: self.idle_timeout,
                max_request_bytes: self.max_request_bytes,
                max_response_bytes: self.max_response_bytes,
                named_transport: Arc::new(Named {
                    transport: Arc::clone(&transport),
                    user_agent,
                }),
                transport,
            }),
        })
    }
}

/// Shows nothing of what it was given: a base URL that is not looked at yet may hold a password.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ClientBuilder")
            .finish_non_exhaustive()
    }
}

/// The headers of every call, `User-Agent` among them.
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
