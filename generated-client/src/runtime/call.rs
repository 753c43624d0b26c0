//! A call that is being made ready, and the one road it takes when it is sent.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE};
use http::{HeaderMap, HeaderValue};
use serde::Serialize;

use super::client::Shared;
use super::credential;
use super::encoding::percent_encode;
use super::error::{InvalidRequest, TransportError, TransportErrorKind};
use super::header::header;
use super::operation::OperationInfo;
use super::parameter::{ParameterValue, PathStyle, QueryStyle};
use super::reply::Reply;

/// A call that is being made ready: the data of a request.
pub struct Call {
    shared: Arc<Shared>,
    info: &'static OperationInfo,
    path: Vec<(&'static str, String)>,
    query: Vec<(&'static str, String)>,
    cookies: Vec<(&'static str, String)>,
    headers: HeaderMap,
    body: Bytes,
    timeout: Duration,
    /// The first thing that is wrong with it: told when it is sent.
    problem: Option<InvalidRequest>,
}

#[allow(dead_code, reason = "a description uses some of these")]
impl Call {
    pub(crate) fn new(shared: Arc<Shared>, info: &'static OperationInfo) -> Self {
        let mut headers = shared.headers.clone();
        if !info.accept.is_empty() {
            headers
                .entry(ACCEPT)
                .or_insert(HeaderValue::from_static(info.accept));
        }
        let timeout = shared.timeout;
        Self {
            shared,
            info,
            path: Vec::new(),
            query: Vec::new(),
            cookies: Vec::new(),
            headers,
            body: Bytes::new(),
            timeout,
            problem: None,
        }
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
        if let Some(value) = self.value(name, value) {
            self.set_path(
                name,
                value.in_path(name, style, explode),
                value == ParameterValue::Absent,
            );
        }
    }

    /// A path parameter as JSON.
    pub(crate) fn path_json<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        if let Some(json) = self.json_text(name, value) {
            self.set_path(name, percent_encode(&json), false);
        }
    }

    fn set_path(&mut self, name: &'static str, value: String, absent: bool) {
        if absent || matches!(value.as_str(), "" | "." | "..") {
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
        explode: bool,
        value: &T,
    ) {
        if let Some(value) = self.value(name, value) {
            set(
                &mut self.query,
                name,
                value.in_query(name, QueryStyle::Form, explode, true),
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

    /// A header parameter in style `simple`.
    pub(crate) fn header_param<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        if let Some(value) = self.value(name, value) {
            self.header(name, &value.in_header(false));
        }
    }

    /// A header parameter in style `simple`, exploded.
    pub(crate) fn header_exploded<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        if let Some(value) = self.value(name, value) {
            self.header(name, &value.in_header(true));
        }
    }

    /// A header parameter as JSON.
    pub(crate) fn header_json<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        if let Some(json) = self.json_text(name, value) {
            self.header(name, &json);
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
                format!("{name}={}", percent_encode(&json)),
            );
        }
    }

    /// A body as JSON.
    pub(crate) fn json<T: Serialize + ?Sized>(&mut self, body: &T) {
        self.json_as("application/json", body);
    }

    /// A body as JSON under another media type.
    pub(crate) fn json_as<T: Serialize + ?Sized>(&mut self, media_type: &'static str, body: &T) {
        match serde_json::to_vec(body) {
            Ok(body) => self.set_body(media_type, body.into()),
            Err(error) => self.refuse(InvalidRequest::Body {
                reason: error.to_string(),
            }),
        }
    }

    /// A body as a form (`application/x-www-form-urlencoded`).
    pub(crate) fn form<T: Serialize + ?Sized>(&mut self, body: &T) {
        match ParameterValue::of(body) {
            Ok(value @ (ParameterValue::Object(_) | ParameterValue::Absent)) => {
                let body = value.in_query("", QueryStyle::Form, true, false);
                self.set_body("application/x-www-form-urlencoded", body.into());
            }
            Ok(_) => self.refuse(InvalidRequest::Body {
                reason: "a form is made of an object".to_owned(),
            }),
            Err(error) => self.refuse(InvalidRequest::Body {
                reason: error.to_string(),
            }),
        }
    }

    /// A body as text.
    pub(crate) fn text(&mut self, media_type: &'static str, body: &str) {
        self.set_body(media_type, Bytes::copy_from_slice(body.as_bytes()));
    }

    /// A body as it is.
    pub(crate) fn bytes(&mut self, media_type: &'static str, body: Bytes) {
        self.set_body(media_type, body);
    }

    fn set_body(&mut self, media_type: &'static str, body: Bytes) {
        self.header(CONTENT_TYPE.as_str(), media_type);
        self.body = body;
    }

    /// A header, in place of any of that name.
    pub(crate) fn header(&mut self, name: &str, value: &str) {
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
        self.timeout = timeout;
    }

    fn value<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Option<ParameterValue> {
        match ParameterValue::of(value) {
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
        match serde_json::to_string(value) {
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

    fn refuse(&mut self, problem: InvalidRequest) {
        self.problem.get_or_insert(problem);
    }

    /// The request, as it would be sent.
    pub(crate) fn request(mut self) -> Result<http::Request<Bytes>, InvalidRequest> {
        if let Some(problem) = self.problem.take() {
            return Err(problem);
        }
        let mut url = format!("{}{}", self.shared.base_url, self.expanded_path());
        let cookies: Vec<&str> = self.cookies.iter().map(|(_, pair)| pair.as_str()).collect();
        if !cookies.is_empty() {
            let value = HeaderValue::try_from(cookies.join("; ").replace('&', "; "));
            let value = value.map_err(|_| InvalidRequest::Header {
                name: COOKIE.to_string(),
            })?;
            self.headers.insert(COOKIE, value);
        }
        let mut query: Vec<String> = self.query.iter().map(|(_, pairs)| pairs.clone()).collect();
        self.authenticate(&mut query)?;
        query.retain(|pairs| !pairs.is_empty());
        if !query.is_empty() {
            url.push('?');
            url.push_str(&query.join("&"));
        }
        let request = http::Request::builder()
            .method(self.info.method)
            .uri(url)
            .body(self.body);
        let mut request = request.map_err(|_| InvalidRequest::Url)?;
        *request.headers_mut() = self.headers;
        Ok(request)
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

    /// Adds the credentials of the first alternative for which the client has all.
    fn authenticate(&mut self, query: &mut Vec<String>) -> Result<(), InvalidRequest> {
        let shared = Arc::clone(&self.shared);
        let alternatives = self.info.security;
        let known =
            |name: &&str| shared.credentials.contains_key(*name) || needs_nothing(&shared, name);
        // The alternative that asks for nothing is taken only where no other can be met.
        let mut candidates: Vec<&&[&'static str]> = alternatives.iter().collect();
        candidates.sort_by_key(|schemes| schemes.is_empty());
        let Some(chosen) = candidates
            .into_iter()
            .find(|schemes| schemes.iter().all(known))
        else {
            if alternatives.is_empty() {
                return Ok(());
            }
            let schemes = alternatives
                .iter()
                .flat_map(|schemes| schemes.iter().copied())
                .collect();
            return Err(InvalidRequest::MissingCredential { schemes });
        };
        for name in *chosen {
            let scheme = shared
                .spec
                .security_schemes
                .iter()
                .find(|scheme| scheme.name == *name);
            if let (Some(scheme), Some(credential)) = (scheme, shared.credentials.get(name)) {
                credential::apply(scheme, credential, &mut self.headers, query)?;
            }
        }
        Ok(())
    }

    /// Sends the call and reads its answer: the one road of all operations.
    pub(crate) async fn execute(self) -> Result<Reply, CallFailure> {
        let (shared, timeout) = (Arc::clone(&self.shared), self.timeout);
        let request = self.request().map_err(CallFailure::Invalid)?;
        let exchange = exchange(&shared, request);
        match tokio::time::timeout(timeout, exchange).await {
            Ok(reply) => reply.map_err(CallFailure::Transport),
            Err(_) => Err(CallFailure::Transport(TransportError::new(
                TransportErrorKind::Timeout,
                None,
            ))),
        }
    }
}

/// A scheme that adds nothing to the request needs no credential.
fn needs_nothing(shared: &Shared, name: &str) -> bool {
    let scheme = shared
        .spec
        .security_schemes
        .iter()
        .find(|scheme| scheme.name == name);
    scheme.is_some_and(|scheme| matches!(scheme.kind, credential::SchemeKind::MutualTls))
}

async fn exchange(shared: &Shared, request: http::Request<Bytes>) -> Result<Reply, TransportError> {
    let mut answer = shared.transport.send(request).await?;
    let mut body = BytesMut::new();
    while let Some(piece) = answer.body.next().await? {
        if body.len() + piece.len() > shared.max_response_bytes {
            return Err(TransportError::new(TransportErrorKind::BodyTooLarge, None));
        }
        body.extend_from_slice(&piece);
    }
    Ok(Reply::new(answer.status, answer.headers, body.freeze()))
}

/// Replaces the value under a name, or adds it.
fn set(values: &mut Vec<(&'static str, String)>, name: &'static str, value: String) {
    match values.iter_mut().find(|(known, _)| *known == name) {
        Some(slot) => slot.1 = value,
        None => values.push((name, value)),
    }
}

/// What stands before the next name in braces, the name, and what stands after.
fn next_name(template: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

impl fmt::Debug for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Call")
            .field("operation", &self.info.id)
            .finish_non_exhaustive()
    }
}

/// Why no answer came.
pub(crate) enum CallFailure {
    /// The request could not be made.
    Invalid(InvalidRequest),
    /// It was lost on the way, or the answer was.
    Transport(TransportError),
}

/// A request that was not sent: for a dry run. Secrets are not shown.
pub struct Preview(http::Request<Bytes>, Vec<String>);

impl Preview {
    pub(crate) fn of(call: Call) -> Result<Self, InvalidRequest> {
        let schemes = call.shared.spec.security_schemes;
        let secret = schemes.iter().filter_map(|scheme| match scheme.kind {
            credential::SchemeKind::Query(name) => Some(format!("{}=", percent_encode(name))),
            _ => None,
        });
        let secret = secret.collect();
        Ok(Self(call.request()?, secret))
    }

    /// The HTTP method.
    pub fn method(&self) -> &str {
        self.0.method().as_str()
    }

    /// The body as it would be sent.
    pub fn body(&self) -> &Bytes {
        self.0.body()
    }

    /// The URL, keys in its query left out.
    pub fn url(&self) -> String {
        let url = self.0.uri().to_string();
        let Some((path, query)) = url.split_once('?') else {
            return url;
        };
        let shown = |pair: &str| match self.1.iter().find(|name| pair.starts_with(name.as_str())) {
            Some(name) => format!("{name}…"),
            None => pair.to_owned(),
        };
        format!(
            "{path}?{}",
            query.split('&').map(shown).collect::<Vec<_>>().join("&")
        )
    }
}

impl fmt::Display for Preview {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{} {}", self.method(), self.url())?;
        for (name, value) in self.0.headers() {
            let shown = if value.is_sensitive() || name == COOKIE {
                "…"
            } else {
                value.to_str().unwrap_or("…")
            };
            writeln!(formatter, "{name}: {shown}")?;
        }
        match std::str::from_utf8(self.0.body()) {
            Ok("") => Ok(()),
            Ok(text) => write!(formatter, "\n{text}"),
            Err(_) => write!(formatter, "\n({} bytes)", self.0.body().len()),
        }
    }
}

impl fmt::Debug for Preview {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
