//! Responses, and how their bodies are decoded.

#![allow(dead_code, reason = "a crate uses what its description needs")]

use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::de::DeserializeOwned;

use super::body::Body;
use super::decode_error::DecodeError;
use super::redaction::SentSecrets;
use super::transport_error::TransportError;

/// The headers that have a request id, the most common first.
const REQUEST_ID: [&str; 6] = [
    "x-request-id",
    "request-id",
    "x-amzn-requestid",
    "x-ms-request-id",
    "x-correlation-id",
    "x-github-request-id",
];

/// The body of a response that has not been read.
pub(crate) struct Unread {
    /// The body.
    pub body: Body,
    /// The limit of bytes in memory.
    pub limit: usize,
    /// The longest time between two chunks.
    pub idle: Duration,
    /// The call, to resume the stream.
    pub resume: Option<Box<dyn ResumeCall>>,
}

/// A call that can be sent again to resume a stream.
pub(crate) trait ResumeCall: Send + Sync {
    /// Sends the call again, from the event with this id. Returns the outcome, and the call itself.
    fn resume(self: Box<Self>, last_event_id: HeaderValue) -> Resuming;
}

/// A call that is being sent again.
pub(crate) type Resuming = Pin<
    Box<dyn Future<Output = (Result<RawResponse, TransportError>, Box<dyn ResumeCall>)> + Send>,
>;

/// A response with an undecoded body: status, headers and bytes.
pub struct RawResponse {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    truncated: bool,
    /// The number of attempts.
    attempts: u32,
    /// The secrets to redact.
    sent: SentSecrets,
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
            sent: SentSecrets::default(),
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
    pub(super) fn to(self, sent: SentSecrets) -> Self {
        Self { sent, ..self }
    }

    /// Redacts the secrets in a text of this response.
    pub(super) fn redact(&self, text: &str) -> String {
        self.sent.redact(text)
    }

    /// Adds the call, which resumes the body if it is a stream.
    pub(super) fn with_call(mut self, attempts: u32, call: Option<Box<dyn ResumeCall>>) -> Self {
        self.attempts = attempts;
        if let Some(unread) = &mut self.unread {
            unread.resume = call;
        }
        self
    }

    /// Returns the number of attempts.
    pub(super) fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Takes the body that has not been read.
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
        DecodeError::read(&self.body).map_err(|error| {
            let foreign = self.foreign();
            foreign.unwrap_or_else(|| error.of_media_type(&self.redact(self.media_type())))
        })
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
                self.redact(&charset)
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
    pub(crate) fn undocumented<T>(&self) -> Result<T, DecodeError> {
        Err(DecodeError::undocumented(self.status.as_u16()))
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
            .field("request_id", &self.request_id().map(|id| self.redact(id)))
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
