//! A call that is being prepared: its data, and the settings that are neither parameters nor body.

use std::fmt;
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue};

use super::body::Body;
use super::encoding::percent_decode;
use super::header::header;
use super::invalid_request::InvalidRequest;
use super::operation_info::OperationInfo;
use super::retry::RetryPolicy;
use super::secret::{self, Secret};
use super::shared::Shared;
use super::timeouts::Timeouts;

/// A call that is being prepared: the data of a request.
pub struct Call {
    pub(super) shared: Arc<Shared>,
    pub(super) info: &'static OperationInfo,
    /// The operation's own server, if it has one.
    pub(super) server: Option<&'static str>,
    pub(super) path: Vec<(&'static str, String)>,
    pub(super) query: Vec<(&'static str, String)>,
    /// The URL without query that replaces server and path: the target of a link.
    pub(super) target: Option<String>,
    pub(super) cookies: Vec<(&'static str, String)>,
    /// The headers of this call; they override the client's.
    pub(super) headers: HeaderMap,
    /// Whether one of them overrides the media type of the body.
    pub(super) has_own_media_type: bool,
    pub(super) body: Body,
    pub(super) timeouts: Timeouts,
    pub(super) retry: Option<RetryPolicy>,
    /// The statuses whose body is read as a stream.
    pub(super) streams: &'static [RangeInclusive<u16>],
    /// Secrets other than its credentials.
    pub(super) secrets: Vec<Secret>,
    /// The first problem, reported when the call is sent.
    pub(super) problem: Option<InvalidRequest>,
}

#[allow(dead_code, reason = "a description uses some of these")]
impl Call {
    pub(crate) fn new(shared: Arc<Shared>, info: &'static OperationInfo) -> Self {
        Self {
            shared,
            info,
            server: None,
            path: Vec::new(),
            query: Vec::new(),
            target: None,
            cookies: Vec::new(),
            headers: HeaderMap::new(),
            has_own_media_type: false,
            body: Body::default(),
            timeouts: Timeouts::default(),
            retry: None,
            streams: &[],
            secrets: Vec::new(),
            problem: None,
        }
    }

    /// Copies the call. A body that is a stream cannot be copied: the copy fails.
    pub(crate) fn repeat(&self) -> Self {
        let mut call = Self {
            shared: Arc::clone(&self.shared),
            info: self.info,
            server: self.server,
            path: self.path.clone(),
            query: self.query.clone(),
            target: self.target.clone(),
            cookies: self.cookies.clone(),
            headers: self.headers.clone(),
            has_own_media_type: self.has_own_media_type,
            body: Body::default(),
            timeouts: self.timeouts,
            retry: self.retry.clone(),
            streams: self.streams,
            secrets: self.secrets.clone(),
            problem: self.problem.clone(),
        };
        match self.body.as_bytes() {
            Some(bytes) => call.body = bytes.clone().into(),
            None => call.refuse(InvalidRequest::Body {
                reason: "it is a stream, and this call is sent more than once".to_owned(),
            }),
        }
        call
    }

    /// Returns the decoded value of a path parameter.
    pub(crate) fn path_value(&self, name: &str) -> Option<String> {
        let (_, value) = self.path.iter().find(|(known, _)| *known == name)?;
        Some(percent_decode(value))
    }

    /// Returns the decoded value of a query parameter that has one value.
    pub(crate) fn query_value(&self, name: &str) -> Option<String> {
        let (_, pairs) = self.query.iter().find(|(known, _)| *known == name)?;
        let (_, value) = pairs.split_once('=')?;
        Some(percent_decode(value))
    }

    /// Returns the data that all calls of the operation share.
    pub(crate) fn info(&self) -> &'static OperationInfo {
        self.info
    }

    /// Sets the operation's own server.
    pub(crate) fn server(&mut self, url: &'static str) {
        self.server = Some(url);
    }

    /// Sets the header `Accept`.
    pub(crate) fn accept(&mut self, media_type: &'static str) {
        self.headers
            .insert(ACCEPT, HeaderValue::from_static(media_type));
    }

    /// Sets the statuses whose body is read as a stream.
    pub(crate) fn streams(&mut self, statuses: &'static [RangeInclusive<u16>]) {
        self.streams = statuses;
    }

    /// Sets a header; replaces any of that name.
    pub(crate) fn header(&mut self, name: &str, value: &str) {
        self.has_own_media_type |= name.eq_ignore_ascii_case(CONTENT_TYPE.as_str());
        match header(name, value) {
            Some((name, value)) => {
                self.headers.insert(name, value);
            }
            None => self.refuse(InvalidRequest::Header {
                name: name.to_owned(),
            }),
        }
    }

    /// Sets the timeout of the call.
    pub(crate) fn timeout(&mut self, timeout: Duration) {
        self.timeouts.call = Some(timeout);
    }

    /// Sets the timeout of one attempt.
    pub(crate) fn attempt_timeout(&mut self, timeout: Duration) {
        self.timeouts.attempt = Some(timeout);
    }

    /// Sets the retry policy.
    pub(crate) fn retry(&mut self, policy: RetryPolicy) {
        self.retry = Some(policy);
    }

    /// Copies the timeouts and the retry policy of another call.
    pub(crate) fn inherit_timeouts(&mut self, other: &Self) {
        self.timeouts = other.timeouts;
        self.retry.clone_from(&other.retry);
    }

    /// Runs a function, and records the secrets that it serializes.
    pub(super) fn collecting_secrets<T>(&mut self, write: impl FnOnce() -> T) -> T {
        let (written, secrets) = secret::collecting_secrets(write);
        self.secrets.extend(secrets);
        written
    }

    pub(super) fn refuse(&mut self, problem: InvalidRequest) {
        self.problem.get_or_insert(problem);
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Call")
            .field("operation", &self.info.id)
            .finish_non_exhaustive()
    }
}
