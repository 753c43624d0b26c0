//! A call that is being made ready: its data, and what of it is not a parameter or a body.

use std::fmt;
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue};

use super::body::Body;
use super::client::Shared;
use super::encoding::percent_decode;
use super::error::InvalidRequest;
use super::header::header;
use super::operation::OperationInfo;
use super::retry::RetryPolicy;
use super::secret::{self, Secret};
use super::times::Times;

/// A call that is being made ready: the data of a request.
pub struct Call {
    pub(super) shared: Arc<Shared>,
    pub(super) info: &'static OperationInfo,
    /// The operation's own server, where it has one.
    pub(super) server: Option<&'static str>,
    pub(super) path: Vec<(&'static str, String)>,
    pub(super) query: Vec<(&'static str, String)>,
    /// Where it goes in place of the server and the path, where an answer said so: a URL without a query.
    pub(super) target: Option<String>,
    pub(super) cookies: Vec<(&'static str, String)>,
    /// Those of this call; they stand in place of the client's.
    pub(super) headers: HeaderMap,
    /// Whether one of them says what the body is, in place of the description.
    pub(super) has_own_media_type: bool,
    pub(super) body: Body,
    pub(super) times: Times,
    pub(super) retry: Option<RetryPolicy>,
    /// The statuses whose body is read as a stream.
    pub(super) streams: &'static [RangeInclusive<u16>],
    /// What of it is secret, beside its credentials.
    pub(super) secrets: Vec<Secret>,
    /// The first thing that is wrong with it: told when it is sent.
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
            times: Times::default(),
            retry: None,
            streams: &[],
            secrets: Vec::new(),
            problem: None,
        }
    }

    /// The same call once more. A body that is a stream is sent once: it cannot be made again.
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
            times: self.times,
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

    /// The value that a path parameter was given, decoded.
    pub(crate) fn path_value(&self, name: &str) -> Option<String> {
        let (_, value) = self.path.iter().find(|(known, _)| *known == name)?;
        Some(percent_decode(value))
    }

    /// The one value that a query parameter was given, decoded.
    pub(crate) fn query_value(&self, name: &str) -> Option<String> {
        let (_, pairs) = self.query.iter().find(|(known, _)| *known == name)?;
        let (_, value) = pairs.split_once('=')?;
        Some(percent_decode(value))
    }

    /// What all calls of the operation share.
    pub(crate) fn info(&self) -> &'static OperationInfo {
        self.info
    }

    /// The operation has a server of its own.
    pub(crate) fn server(&mut self, url: &'static str) {
        self.server = Some(url);
    }

    /// Asks for an answer in this media type.
    pub(crate) fn accept(&mut self, media_type: &'static str) {
        self.headers
            .insert(ACCEPT, HeaderValue::from_static(media_type));
    }

    /// The body of an answer with one of these statuses is read as a stream.
    pub(crate) fn streams(&mut self, statuses: &'static [RangeInclusive<u16>]) {
        self.streams = statuses;
    }

    /// A header, in place of any of that name.
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

    /// How long the call may take as a whole.
    pub(crate) fn timeout(&mut self, timeout: Duration) {
        self.times.whole = Some(timeout);
    }

    /// How long one attempt may take.
    pub(crate) fn attempt_timeout(&mut self, timeout: Duration) {
        self.times.attempt = Some(timeout);
    }

    /// When the call is made again.
    pub(crate) fn retry(&mut self, policy: RetryPolicy) {
        self.retry = Some(policy);
    }

    /// Takes as long, and is made again, as another call.
    pub(crate) fn as_patient_as(&mut self, other: &Self) {
        self.times = other.times;
        self.retry.clone_from(&other.retry);
    }

    /// What a function makes; the secrets that it writes are noted.
    pub(super) fn noting<T>(&mut self, write: impl FnOnce() -> T) -> T {
        let (written, secrets) = secret::noting(write);
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
