//! What can happen on the way to the server and back.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::body::BoxError;
use super::masked::Sent;
use super::provider::CredentialError;
use super::response::RawResponse;

/// What happened on the way to the server or back.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Option<BoxError>,
    /// What came of the answer.
    response: Option<Box<RawResponse>>,
}

/// The kinds of failures on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection came about: the server has not seen the request. Make the call again later; where it never works, check
    /// the base URL, the proxy and the certificates.
    Connect,
    /// Time ran out: the server may have acted. Make the call again if it may act twice, else look whether it has; give calls
    /// more time where it is often so.
    Timeout,
    /// The connection broke: the server may have acted. Make the call again if it may act twice, else look whether it has.
    Broken,
    /// The body of the request is a stream, which failed: the server may have acted on what came of it. The source is the
    /// stream's own error: mend that, and make the call again with a new stream.
    RequestBody,
    /// The answer is larger than the client accepts. The server has acted. Ask for less, or accept more with
    /// [`max_response_bytes`](crate::ClientBuilder::max_response_bytes).
    BodyTooLarge,
    /// The body of the answer is not encoded as its `Content-Encoding` says. The server has acted. The server, or a proxy
    /// before it, is to be mended: the same call mostly fails again.
    BodyEncoding,
    /// A credential could not be got, for a reason that may pass: the server has not seen the request. Make the call again
    /// later.
    Credential,
    /// A credential could not be got, or the transport, a middleware or the signer refused the request: the server has not
    /// seen it. The source says who refused, and why: mend that first, the same call fails again.
    NotSent,
}

impl TransportErrorKind {
    /// Whether it may be gone the next time.
    pub(super) fn may_pass(self) -> bool {
        match self {
            Self::Connect | Self::Timeout | Self::Broken | Self::Credential => true,
            Self::RequestBody | Self::BodyTooLarge | Self::BodyEncoding | Self::NotSent => false,
        }
    }

    /// Whether the server may have seen the request.
    pub(super) fn reached_server(self) -> bool {
        !matches!(self, Self::Connect | Self::Credential | Self::NotSent)
    }

    /// A word for it, for logs.
    #[cfg(feature = "tracing")]
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::Broken => "connection_broken",
            Self::RequestBody => "request_body",
            Self::BodyTooLarge => "body_too_large",
            Self::BodyEncoding => "body_encoding",
            Self::Credential => "credential",
            Self::NotSent => "not_sent",
        }
    }
}

impl TransportError {
    /// A failure of this kind, with what caused it. Neither may name a secret.
    pub fn new(kind: TransportErrorKind, source: impl Into<Option<BoxError>>) -> Self {
        Self {
            kind,
            source: source.into(),
            response: None,
        }
    }

    /// The same, after this much of an answer came.
    pub(super) fn within(self, response: RawResponse) -> Self {
        Self {
            response: Some(Box::new(response)),
            ..self
        }
    }

    /// The same, of a request with these secrets.
    pub(super) fn of(self, sent: Sent) -> Self {
        Self {
            response: self.response.map(|response| Box::new(response.to(sent))),
            ..self
        }
    }

    /// The kind of failure.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// What came of the answer, if it began: its status and headers, and its body as far as it was read.
    pub fn response(&self) -> Option<&RawResponse> {
        self.response.as_deref()
    }

    /// How long to wait before the credential that could not be got is asked for again, if somebody says so.
    pub(super) fn asked_delay(&self) -> Option<Duration> {
        let source = self.source()?.downcast_ref::<CredentialError>()?;
        source.retry_after()
    }

    /// The kind of failure; where a credential could not be got, that of its own way, if it is one.
    pub(super) fn happened(&self) -> TransportErrorKind {
        let causes = std::iter::successors(self.source(), |&cause| cause.source());
        let mut causes = causes.filter_map(|cause| cause.downcast_ref::<Self>());
        match self.kind {
            TransportErrorKind::Credential => causes.next().map_or(self.kind, Self::kind),
            kind => kind,
        }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lacks_credential = self
            .source()
            .is_some_and(|source| source.is::<CredentialError>());
        formatter.write_str(match self.kind {
            TransportErrorKind::Connect => "could not connect",
            TransportErrorKind::Timeout => "timed out",
            TransportErrorKind::Broken => "the connection was lost",
            TransportErrorKind::RequestBody => "the request body could not be read",
            TransportErrorKind::BodyTooLarge => "the response is larger than `max_response_bytes`",
            TransportErrorKind::BodyEncoding => {
                "the response body does not have the encoding that `content-encoding` names"
            }
            TransportErrorKind::Credential => "no credential",
            TransportErrorKind::NotSent if lacks_credential => "no credential",
            TransportErrorKind::NotSent => "the request was not sent",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}
