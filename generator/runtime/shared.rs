//! The settings and the state that all calls of a client share.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;

use super::credential::{Credential, SecurityScheme};
use super::middleware::Chain;
use super::retry::{RetryBudget, RetryPolicy};
use super::timeouts::Timeouts;
use super::transport::Transport;

/// The description's facts about the API as a whole.
#[derive(Debug)]
pub(crate) struct ClientSpec {
    /// The crate and its version, for the `User-Agent` header.
    pub user_agent: &'static str,
    /// The base URL if the caller chooses none.
    pub default_server: Option<&'static str>,
    /// Path parameters that every call has.
    pub shared_path_parameters: &'static [&'static str],
    /// The security schemes.
    pub security_schemes: &'static [&'static SecurityScheme],
}

/// The settings and the state that all clones of a client share.
pub(crate) struct Shared {
    pub base_url: String,
    /// Whether the caller set it, instead of choosing a server of the description.
    pub base_url_given: bool,
    pub spec: &'static ClientSpec,
    pub path_parameters: BTreeMap<&'static str, String>,
    pub credentials: BTreeMap<&'static str, Credential>,
    pub headers: HeaderMap,
    pub timeouts: Timeouts,
    pub retry: RetryPolicy,
    pub retry_budget: RetryBudget,
    /// Middleware, signer and transport.
    pub chain: Chain,
    pub idle_timeout: Duration,
    pub max_request_bytes: u64,
    pub max_response_bytes: usize,
    /// The transport for credential providers: it adds `User-Agent`.
    pub named_transport: Arc<dyn Transport>,
}
