//! A call that is being made ready: parameters, headers, body.

use std::fmt;
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue};
use serde::Serialize;

use super::body::Body;
use super::client::Shared;
use super::encoding::{percent_decode, percent_encode};
use super::error::InvalidRequest;
use super::finite;
use super::header::header;
use super::operation::OperationInfo;
use super::parameter::{ParameterValue, PathStyle, QueryStyle};
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
    has_own_media_type: bool,
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

    /// A path parameter that the client was given.
    pub(crate) fn shared_path(&mut self, name: &'static str) {
        match self.shared.path_parameters.get(name) {
            Some(value) => {
                let value = value.clone();
                self.path.push((name, value));
            }
            None => self.refuse(InvalidRequest::MissingPathParameter { name }),
        }
    }

    /// A path parameter in style `simple`.
    pub(crate) fn path<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.path_with(name, PathStyle::Simple, false, value);
    }

    /// A path parameter in any style.
    pub(crate) fn path_with<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: PathStyle,
        explode: bool,
        value: &T,
    ) {
        self.styled_path(name, style, explode, false, value);
    }

    /// A path parameter whose reserved characters stay as they are, but those that end a segment.
    pub(crate) fn path_reserved<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: PathStyle,
        explode: bool,
        value: &T,
    ) {
        self.styled_path(name, style, explode, true, value);
    }

    fn styled_path<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: PathStyle,
        explode: bool,
        reserved: bool,
        value: &T,
    ) {
        if let Some(value) = self.value(name, value) {
            self.set_path(name, value.in_path(name, style, explode, reserved));
        }
    }

    /// A path parameter as JSON.
    pub(crate) fn path_json<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        if let Some(json) = self.json_text(name, value) {
            self.set_path(name, percent_encode(&json));
        }
    }

    fn set_path(&mut self, name: &'static str, value: String) {
        if matches!(percent_decode(&value).as_str(), "" | "." | "..") {
            self.refuse(InvalidRequest::PathParameter { name });
        }
        self.path.push((name, value));
    }

    /// A query parameter in style `form`, exploded.
    pub(crate) fn query<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.query_with(name, QueryStyle::Form, true, value);
    }

    /// A query parameter in any style.
    pub(crate) fn query_with<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: QueryStyle,
        explode: bool,
        value: &T,
    ) {
        if let Some(value) = self.value(name, value) {
            set(
                &mut self.query,
                name,
                value.in_query(name, style, explode, false),
            );
        }
    }

    /// A query parameter whose reserved characters stay as they are.
    pub(crate) fn query_reserved<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: QueryStyle,
        explode: bool,
        value: &T,
    ) {
        if let Some(value) = self.value(name, value) {
            set(
                &mut self.query,
                name,
                value.in_query(name, style, explode, true),
            );
        }
    }

    /// A query parameter as JSON.
    pub(crate) fn query_json<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        if let Some(json) = self.json_text(name, value) {
            set(
                &mut self.query,
                name,
                format!("{}={}", percent_encode(name), percent_encode(&json)),
            );
        }
    }

    /// A query parameter as a form.
    pub(crate) fn query_form<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        if let Some(value) = self.value(name, value) {
            let form = value.in_query("", QueryStyle::Form, true, false);
            let pair = format!("{}={}", percent_encode(name), percent_encode(&form));
            set(&mut self.query, name, pair);
        }
    }

    /// A query parameter in style `deepObject`: a pair for each value, however deep, its keys in brackets.
    pub(crate) fn query_deep<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        let Some(top) = self.value(name, value) else {
            return;
        };
        match finite::to_value(value) {
            Ok(value) => set(&mut self.query, name, top.in_deep_query(name, &value)),
            Err(error) => self.refuse(InvalidRequest::Parameter {
                name,
                reason: error.to_string(),
            }),
        }
    }

    /// A parameter that is the whole query, as a form.
    pub(crate) fn query_string_form<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) {
        if let Some(value) = self.value(name, value) {
            set(
                &mut self.query,
                name,
                value.in_query("", QueryStyle::Form, true, false),
            );
        }
    }

    /// A parameter that is the whole query, as JSON.
    pub(crate) fn query_string_json<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) {
        if let Some(json) = self.json_text(name, value) {
            set(&mut self.query, name, percent_encode(&json));
        }
    }

    /// A header parameter in style `simple`.
    pub(crate) fn header_param<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        let known = self.secrets.len();
        if let Some(value) = self.value(name, value) {
            self.header_value(name, value.in_header(false).as_deref(), known);
        }
    }

    /// A header parameter in style `simple`, exploded.
    pub(crate) fn header_exploded<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        let known = self.secrets.len();
        if let Some(value) = self.value(name, value) {
            self.header_value(name, value.in_header(true).as_deref(), known);
        }
    }

    /// A header parameter as JSON.
    pub(crate) fn header_json<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        let known = self.secrets.len();
        if let Some(json) = self.json_text(name, value) {
            self.header_value(name, Some(&json), known);
        }
    }

    /// A header that is a parameter, if there is something to write; one that has a secret, because there are more than were
    /// known, is never shown.
    fn header_value(&mut self, name: &'static str, value: Option<&str>, known: usize) {
        let Some(value) = value else {
            return;
        };
        self.header(name, value);
        if self.secrets.len() > known
            && let Some(value) = self.headers.get_mut(name)
        {
            value.set_sensitive(true);
        }
    }

    /// A cookie parameter in style `form`.
    pub(crate) fn cookie_param<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        if let Some(value) = self.value(name, value) {
            set(
                &mut self.cookies,
                name,
                value.in_query(name, QueryStyle::Form, false, false),
            );
        }
    }

    /// A cookie parameter in style `form`, exploded.
    pub(crate) fn cookie_exploded<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        if let Some(value) = self.value(name, value) {
            set(
                &mut self.cookies,
                name,
                value.in_query(name, QueryStyle::Form, true, false),
            );
        }
    }

    /// A cookie parameter as JSON.
    pub(crate) fn cookie_json<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        if let Some(json) = self.json_text(name, value) {
            set(
                &mut self.cookies,
                name,
                format!("{}={}", percent_encode(name), percent_encode(&json)),
            );
        }
    }

    /// A body as JSON.
    pub(crate) fn json<T: Serialize + ?Sized>(&mut self, body: &T) {
        self.json_as("application/json", body);
    }

    /// A body as JSON under another media type.
    pub(crate) fn json_as<T: Serialize + ?Sized>(&mut self, media_type: &'static str, body: &T) {
        match self.noting(|| finite::to_vec(body)) {
            Ok(body) => self.body(media_type, body),
            Err(error) => self.refuse(InvalidRequest::Body {
                reason: error.to_string(),
            }),
        }
    }

    /// A body as text.
    pub(crate) fn text(&mut self, media_type: &'static str, body: &str) {
        self.body(media_type, body.to_owned());
    }

    /// A body that is one value, written as text.
    pub(crate) fn scalar<T: Serialize + ?Sized>(&mut self, media_type: &'static str, body: &T) {
        match ParameterValue::of(body) {
            Ok(ParameterValue::Single(text)) => self.body(media_type, text),
            Ok(_) => self.body(media_type, Body::default()),
            Err(error) => self.refuse(InvalidRequest::Body {
                reason: error.to_string(),
            }),
        }
    }

    /// A body as it is.
    pub(crate) fn body(&mut self, media_type: &str, body: impl Into<Body>) {
        // Parts cannot be told from each other without the boundary that their media type has.
        if !self.has_own_media_type || media_type.starts_with("multipart/") {
            self.set_header(CONTENT_TYPE.as_str(), media_type);
        }
        self.body = body.into();
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
        self.set_header(name, value);
    }

    fn set_header(&mut self, name: &str, value: &str) {
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

    fn value<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Option<ParameterValue> {
        match self.noting(|| ParameterValue::of(value)) {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(InvalidRequest::Parameter {
                    name,
                    reason: error.to_string(),
                });
                None
            }
        }
    }

    fn json_text<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Option<String> {
        match self.noting(|| finite::to_string(value)) {
            Ok(json) => Some(json),
            Err(error) => {
                self.refuse(InvalidRequest::Parameter {
                    name,
                    reason: error.to_string(),
                });
                None
            }
        }
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

/// Replaces the value under a name, or adds it.
fn set(values: &mut Vec<(&'static str, String)>, name: &'static str, value: String) {
    match values.iter_mut().find(|(known, _)| *known == name) {
        Some(slot) => slot.1 = value,
        None => values.push((name, value)),
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
