//! Errors of the transport.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::body::BoxError;
use super::credential_error::CredentialError;
use super::redaction::SentSecrets;
use super::response::RawResponse;

/// A failure to send a request, or to receive its response.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Option<BoxError>,
    /// What arrived of the response.
    response: Option<Box<RawResponse>>,
}

/// The kinds of transport errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The client could not connect; the server has not received the request. Retry later. If it
    /// never works, check the base URL, the proxy and the certificates.
    Connect,
    /// The call or the attempt timed out; the server may have processed the request. Retry if the
    /// operation may run twice, else check whether it ran. If it happens often, increase the
    /// timeouts.
    Timeout,
    /// The connection was lost; the server may have processed the request. Retry if the operation
    /// may run twice, else check whether it ran.
    Broken,
    /// The request body is a stream, and the stream failed; the server may have processed what it
    /// received. The source is the error of the stream: fix its cause, and make the call again with
    /// a new stream.
    RequestBody,
    /// The response is larger than the limit; the server has processed the request. Request less,
    /// or increase [`max_response_bytes`](crate::ClientBuilder::max_response_bytes).
    BodyTooLarge,
    /// The response body does not match its `Content-Encoding`; the server has processed the
    /// request. The server, or a proxy in front of it, is wrong: a retry usually fails again.
    BodyEncoding,
    /// A credential could not be obtained, for a transient reason; the server has not received the
    /// request. Retry later.
    Credential,
    /// A credential could not be obtained, or the transport, a middleware or the signer rejected
    /// the request; the server has not received it. The source has the reason: fix it first, a
    /// retry fails again.
    NotSent,
}

impl TransportErrorKind {
    /// Whether the failure is transient.
    pub(super) fn is_transient(self) -> bool {
        match self {
            Self::Connect | Self::Timeout | Self::Broken | Self::Credential => true,
            Self::RequestBody | Self::BodyTooLarge | Self::BodyEncoding | Self::NotSent => false,
        }
    }

    /// Whether the server may have received the request.
    pub(super) fn reached_server(self) -> bool {
        !matches!(self, Self::Connect | Self::Credential | Self::NotSent)
    }

    /// Returns the value of `error.type` in spans.
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
    /// Creates an error. Neither the source nor its sources may contain a secret.
    pub fn new(kind: TransportErrorKind, source: impl Into<Option<BoxError>>) -> Self {
        Self {
            kind,
            source: source.into(),
            response: None,
        }
    }

    /// Adds what arrived of the response.
    pub(super) fn within(self, response: RawResponse) -> Self {
        Self {
            response: Some(Box::new(response)),
            ..self
        }
    }

    /// Adds the secrets of the request, which are redacted.
    pub(super) fn with_secrets(self, sent: SentSecrets) -> Self {
        Self {
            response: self.response.map(|response| Box::new(response.to(sent))),
            ..self
        }
    }

    /// Returns the kind of failure.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Returns what arrived of the response, if it began: its status and headers, and the body as
    /// far as it was read.
    pub fn response(&self) -> Option<&RawResponse> {
        self.response.as_deref()
    }

    /// Returns the delay after which the credential may be requested again, if it is known.
    pub(super) fn asked_delay(&self) -> Option<Duration> {
        let source = self.source()?.downcast_ref::<CredentialError>()?;
        source.retry_after()
    }

    /// Returns the kind of failure; if a credential could not be obtained because of a transport
    /// error, the kind of that.
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
