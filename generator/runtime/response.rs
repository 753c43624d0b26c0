//! Responses, and how their bodies are decoded.

use std::fmt;

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use super::exchange::{Exchange, Unread};
use super::json_path;
use super::json_text;
use super::masked::Sent;

/// The headers that have a request id, the most common first.
const REQUEST_ID: [&str; 6] = [
    "x-request-id",
    "request-id",
    "x-amzn-requestid",
    "x-ms-request-id",
    "x-correlation-id",
    "x-github-request-id",
];

/// A response with an undecoded body: status, headers and bytes.
pub struct RawResponse {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    truncated: bool,
    /// The number of attempts.
    attempts: u32,
    /// The secrets to redact.
    sent: Sent,
    /// The body, if it is streamed and was not taken yet.
    unread: Option<Box<Unread>>,
}

impl RawResponse {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        Self {
            status,
            headers,
            body,
            truncated: false,
            attempts: 1,
            sent: Sent::default(),
            unread: None,
        }
    }

    /// Adds a body that is read as a stream.
    pub(super) fn with_unread(self, unread: Unread) -> Self {
        Self {
            unread: Some(Box::new(unread)),
            ..self
        }
    }

    /// Marks the body as truncated.
    pub(super) fn cut_short(self) -> Self {
        Self {
            truncated: true,
            ..self
        }
    }

    /// Adds the secrets of the request.
    pub(super) fn to(self, sent: Sent) -> Self {
        Self { sent, ..self }
    }

    /// Redacts the secrets in a text of this response.
    pub(super) fn masked(&self, text: &str) -> String {
        self.sent.masked(text)
    }

    /// Adds the call, which resumes the body if it is a stream.
    pub(super) fn resumed_by(mut self, exchange: Box<Exchange>) -> Self {
        self.attempts = exchange.attempts_made();
        if let Some(unread) = &mut self.unread
            && exchange.may_resume()
        {
            unread.exchange = Some(exchange);
        }
        self
    }

    /// Returns the number of attempts.
    #[allow(dead_code, reason = "a description may have neither pages nor waiters")]
    pub(super) fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Takes the body that has not been read.
    #[allow(dead_code, reason = "a description may have no stream")]
    pub(super) fn take_unread(&mut self) -> Option<Unread> {
        self.unread.take().map(|unread| *unread)
    }

    /// Returns the status code.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the undecoded body; empty if it is read as a stream.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Whether the body is truncated: it was larger than the limit, the connection was lost, or the
    /// call timed out. [`body`](Self::body) has what arrived.
    pub fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// Rejects a truncated body: its beginning may look complete.
    pub(super) fn require_whole(&self) -> Result<(), DecodeError> {
        if self.truncated {
            return Err(DecodeError::whole("ended early"));
        }
        Ok(())
    }

    /// Replaces a decode error by a more specific one, if there is one.
    pub(super) fn explained(&self, error: DecodeError) -> DecodeError {
        if self.has_none() {
            return DecodeError::whole(&format!(
                "is missing: a response with status {} has none",
                self.status.as_u16()
            ));
        }
        let encoding = self.headers.get(CONTENT_ENCODING);
        match encoding.and_then(|encoding| encoding.to_str().ok()) {
            Some(encoding) if !encoding.eq_ignore_ascii_case("identity") => {
                DecodeError::whole("has an encoding that was not requested (`content-encoding`)")
            }
            _ => error,
        }
    }

    /// Returns the request id, by which the server's logs name the request, if there is one.
    pub fn request_id(&self) -> Option<&str> {
        REQUEST_ID
            .iter()
            .find_map(|name| self.headers.get(*name)?.to_str().ok())
    }

    /// Decodes the body as JSON. If the status does not allow a body, `null` is decoded.
    ///
    /// # Errors
    /// It is not JSON, or does not match the type; the error has the path.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        self.require_whole()?;
        if self.has_none() {
            return DecodeError::read(b"null").map_err(|_| DecodeError::whole("is empty"));
        }
        DecodeError::read(&self.body).map_err(|error| self.foreign().unwrap_or(error))
    }

    /// Returns an error that names the charset, for JSON that is not UTF-8 (RFC 8259, section 8.1).
    #[cold]
    fn foreign(&self) -> Option<DecodeError> {
        let is_utf8 = std::str::from_utf8(&self.body).is_ok();
        // JSON has no zero bytes; UTF-16 and UTF-32 do.
        let has_zero = self.body.iter().take(4).any(|byte| *byte == 0);
        (!is_utf8 || has_zero).then(|| match self.charset() {
            Some(charset) => DecodeError::whole(&format!(
                "is not JSON in UTF-8: `content-type` names the charset `{}`",
                self.masked(&charset)
            )),
            None => DecodeError::whole("is not JSON in UTF-8"),
        })
    }

    /// Whether there is no body, because of the status (RFC 9110, sections 15.3.5 and 15.3.6).
    fn has_none(&self) -> bool {
        self.body.is_empty() && matches!(self.status.as_u16(), 204 | 205)
    }

    /// Returns the media type of the body with its parameters; empty if there is none.
    pub(super) fn media_type(&self) -> &str {
        let media_type = self.headers.get(CONTENT_TYPE);
        let media_type = media_type.and_then(|value| value.to_str().ok());
        media_type.unwrap_or_default()
    }

    /// Returns the charset of the body in lower case (RFC 9110, section 8.3.2).
    pub(super) fn charset(&self) -> Option<String> {
        let parameters = self.media_type().split(';').skip(1);
        let mut parameters = parameters.filter_map(|parameter| parameter.split_once('='));
        let is_charset = |name: &str| name.trim().eq_ignore_ascii_case("charset");
        let (_, value) = parameters.find(|(name, _)| is_charset(name))?;
        let value = value.trim().trim_matches('"').to_ascii_lowercase();
        Some(value).filter(|value| !value.is_empty())
    }

    /// Returns the bytes of the body.
    #[allow(dead_code, reason = "a description uses some of these")]
    pub(crate) fn bytes(&self) -> Result<Bytes, DecodeError> {
        self.require_whole()?;
        Ok(self.body.clone())
    }

    /// Ignores the body.
    #[allow(
        dead_code,
        clippy::unnecessary_wraps,
        clippy::unused_self,
        reason = "one shape with the others"
    )]
    pub(crate) fn empty(&self) -> Result<(), DecodeError> {
        Ok(())
    }

    /// Returns the error of an undocumented status.
    #[allow(dead_code, reason = "a description may say something of every status")]
    pub(crate) fn undocumented<T>(&self) -> Result<T, DecodeError> {
        let message = format!("the status {} is not documented", self.status.as_u16());
        Err(DecodeError {
            path: String::new(),
            message,
        })
    }
}

/// A body that is a stream stays with the original.
impl Clone for RawResponse {
    fn clone(&self) -> Self {
        Self {
            truncated: self.truncated,
            attempts: self.attempts,
            sent: self.sent.clone(),
            ..Self::new(self.status, self.headers.clone(), self.body.clone())
        }
    }
}

/// Shows neither header values nor the body, which may echo secrets.
impl fmt::Debug for RawResponse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RawResponse")
            .field("status", &self.status)
            .field("request_id", &self.request_id().map(|id| self.masked(id)))
            .field(
                "headers",
                &self
                    .headers
                    .keys()
                    .map(http::HeaderName::as_str)
                    .collect::<Vec<_>>(),
            )
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// A decoded response.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Response<T> {
    /// The body.
    pub body: T,
    /// The response it was decoded from: status, headers and bytes.
    pub raw: RawResponse,
}

impl<T> Response<T> {
    /// Returns the status code.
    pub fn status(&self) -> StatusCode {
        self.raw.status()
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        self.raw.headers()
    }
}

/// A body or a header that does not match the description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    path: String,
    message: String,
}

impl DecodeError {
    /// Creates an error of the body as a whole.
    pub(super) fn whole(message: &str) -> Self {
        Self {
            path: String::new(),
            message: message.to_owned(),
        }
    }

    /// Decodes a text as JSON.
    pub(crate) fn read<T: DeserializeOwned>(text: &[u8]) -> Result<T, Self> {
        if json_text::without_mark(text).is_empty() {
            return Err(Self::whole("is empty"));
        }
        let refused = |text: &[u8]| json_text::parse::<T>(text).is_err_and(|e| e.is_data());
        json_text::read_or(text, |text, error| {
            let noticed = (error.line(), error.column());
            let path = if error.is_data() {
                json_path::find(text, noticed, &refused)
            } else {
                json_path::at_line(text, noticed)
            };
            Self::at(path, &error)
        })
    }

    /// Creates an error at a path, which serde's error may extend.
    fn at(mut path: String, error: &serde_json::Error) -> Self {
        let what = match error.classify() {
            serde_json::error::Category::Data => "does not match the description",
            _ => "is not JSON",
        };
        // serde's message may contain the value; the expected type does not.
        let message = error.to_string();
        let (inner, message) = json_path::place(&message);
        path.push_str(inner);
        let expected = message
            .rsplit_once("expected ")
            .map(|(_, expected)| expected);
        let expected =
            expected.map(|expected| expected.split(" at line").next().unwrap_or(expected));
        let missing = message
            .starts_with("missing field")
            .then(|| message.split(" at line").next())
            .flatten();
        let message = match (missing, expected) {
            (Some(missing), _) => missing.to_owned(),
            (None, Some(expected)) => format!("{what}: expected {expected}"),
            (None, None) => what.to_owned(),
        };
        Self { path, message }
    }

    /// Creates an error of a header.
    #[allow(dead_code, reason = "a description may have no header")]
    pub(super) fn header(name: &str) -> Self {
        Self {
            path: format!("the header `{name}`"),
            message: "does not match the description".to_owned(),
        }
    }

    /// Returns the path in the body: names and positions from the top, such as `.items[3].id`;
    /// empty for the body as a whole. For a header, its name.
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() {
            "the body"
        } else {
            &self.path
        };
        write!(formatter, "{path}: {}", self.message)
    }
}

impl std::error::Error for DecodeError {}
