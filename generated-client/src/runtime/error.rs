//! What can go wrong with a call, and what to do about it.

use std::error::Error as StdError;
use std::fmt;

use http::{HeaderMap, StatusCode};

use super::operation::OperationInfo;
use super::reply::{DecodeError, Reply};

/// Why a call did not answer what its description promises. `E` is the documented body of the operation's failures.
///
/// No credential of the client is in it, nor in its `Debug` or `Display`; only what the server itself repeats in a
/// documented body or a request id is shown.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E = ()> {
    /// The request could not be made: nothing was sent. Mend the value it names.
    InvalidRequest {
        /// The operation.
        operation: Context,
        /// What is wrong.
        source: InvalidRequest,
    },
    /// No answer came. [`Error::reached_server`] tells whether the server may have acted.
    Transport {
        /// The operation.
        operation: Context,
        /// What happened on the way.
        source: TransportError,
    },
    /// The server refused or failed: status 4xx or 5xx. [`ApiError::body`] is what the description says of it.
    Api {
        /// The operation.
        operation: Context,
        /// The answer.
        source: Box<ApiError<E>>,
    },
    /// The server answered with a status that is neither success nor failure, such as a redirect, which is not followed:
    /// check the base URL.
    UnexpectedStatus {
        /// The operation.
        operation: Context,
        /// The answer.
        reply: Box<Reply>,
    },
    /// The server said it succeeded, but its body is not what the description says. What was asked for has most likely
    /// happened: look at [`Error::reply`] before you repeat it.
    Decode {
        /// The operation.
        operation: Context,
        /// What is wrong with the body, and where.
        source: DecodeError,
        /// The answer.
        reply: Box<Reply>,
    },
}

impl<E> Error<E> {
    /// The operation that was called.
    pub fn operation(&self) -> Context {
        match self {
            Self::InvalidRequest { operation, .. }
            | Self::Transport { operation, .. }
            | Self::Api { operation, .. }
            | Self::UnexpectedStatus { operation, .. }
            | Self::Decode { operation, .. } => *operation,
        }
    }

    /// The answer, if one came: status, headers and raw body.
    pub fn reply(&self) -> Option<&Reply> {
        match self {
            Self::Api { source, .. } => Some(&source.reply),
            Self::UnexpectedStatus { reply, .. } | Self::Decode { reply, .. } => Some(reply),
            Self::InvalidRequest { .. } | Self::Transport { .. } => None,
        }
    }

    /// The status of the answer, if one came.
    pub fn status(&self) -> Option<StatusCode> {
        self.reply().map(Reply::status_code)
    }

    /// The headers of the answer, if one came.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.reply().map(Reply::headers)
    }

    /// The id by which the server's own logs name the request, if it sent one.
    pub fn request_id(&self) -> Option<&str> {
        self.reply().and_then(Reply::request_id)
    }

    /// The body of the answer as it came, if one came.
    pub fn raw_body(&self) -> Option<&[u8]> {
        self.reply().map(|reply| reply.body().as_ref())
    }

    /// The documented body of a failure, if it is one.
    pub fn api(&self) -> Option<&E> {
        match self {
            Self::Api { source, .. } => source.body(),
            _ => None,
        }
    }

    /// Whether time ran out.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Transport { source, .. } if source.kind == TransportErrorKind::Timeout)
    }

    /// Whether no connection came about.
    pub fn is_connect(&self) -> bool {
        matches!(self, Self::Transport { source, .. } if source.kind == TransportErrorKind::Connect)
    }

    /// Whether the server may have received the request, and acted on it.
    pub fn reached_server(&self) -> bool {
        self.operation().reached
    }

    /// How often the request was sent; 0 when it was not.
    pub fn attempts(&self) -> u32 {
        self.operation().attempts()
    }

    /// Whether the same call may well succeed if it is made again later: the server was not reached, was too busy
    /// (429, 503), or failed for a passing reason (408, 500, 502, 504). Whether it is safe to repeat is another
    /// question: see [`Error::reached_server`].
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Transport { source, .. } => !matches!(
                source.kind,
                TransportErrorKind::BodyTooLarge | TransportErrorKind::NotSent
            ),
            Self::Api { source, .. } => {
                matches!(source.reply.status(), 408 | 429 | 500 | 502 | 503 | 504)
            }
            Self::InvalidRequest { .. } | Self::UnexpectedStatus { .. } | Self::Decode { .. } => {
                false
            }
        }
    }
}

impl<E: fmt::Debug> fmt::Display for Error<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: ", self.operation())?;
        match self {
            Self::InvalidRequest { source, .. } => write!(formatter, "not sent: {source}"),
            Self::Transport { source, .. } => write!(formatter, "{source}"),
            Self::Api { source, .. } => write!(formatter, "{source}"),
            Self::UnexpectedStatus { reply, .. } => {
                write!(
                    formatter,
                    "the server answered {}, which is neither success nor failure",
                    reply.status_code()
                )
            }
            Self::Decode { source, reply, .. } => {
                write!(
                    formatter,
                    "the server answered {}, but {source}",
                    reply.status_code()
                )
            }
        }?;
        match self.request_id() {
            Some(id) => write!(formatter, " (request id {id})"),
            None => Ok(()),
        }
    }
}

impl<E: fmt::Debug + 'static> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::InvalidRequest { source, .. } => Some(source),
            Self::Transport { source, .. } => Some(source),
            Self::Api { source, .. } => Some(&**source),
            Self::Decode { source, .. } => Some(source),
            Self::UnexpectedStatus { .. } => None,
        }
    }
}

/// The operation that is called, and how often it was sent.
#[derive(Clone, Copy)]
pub struct Context {
    info: &'static OperationInfo,
    attempts: u32,
    reached: bool,
}

impl Context {
    /// The operation, before it is sent.
    pub(crate) const fn new(info: &'static OperationInfo) -> Self {
        Self {
            info,
            attempts: 0,
            reached: false,
        }
    }

    /// The operation, after the server has answered.
    #[allow(dead_code, reason = "a description may have neither pages nor waiters")]
    pub(super) const fn answered(info: &'static OperationInfo) -> Self {
        Self {
            info,
            attempts: 1,
            reached: true,
        }
    }

    /// The operation, sent once more.
    pub(super) fn sent_again(self) -> Self {
        Self {
            attempts: self.attempts.saturating_add(1),
            ..self
        }
    }

    /// Notes whether an attempt may have reached the server.
    pub(super) fn saw(&mut self, outcome: &Result<Reply, TransportError>) {
        self.reached |= match outcome {
            Ok(_) => true,
            Err(error) => !matches!(
                error.kind,
                TransportErrorKind::Connect | TransportErrorKind::NotSent
            ),
        };
    }

    /// What the description calls the operation.
    pub fn operation_id(&self) -> &'static str {
        self.info.id
    }

    /// The HTTP method.
    pub fn method(&self) -> &'static str {
        self.info.method
    }

    /// The path template: its parameters in braces, never their values.
    pub fn path_template(&self) -> &'static str {
        self.info.path
    }

    /// How often the request was sent; 0 when it was not.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }
}

impl fmt::Display for Context {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} ({} {})",
            self.info.id, self.info.method, self.info.path
        )
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// A failure that the server answered.
#[derive(Debug)]
pub struct ApiError<E> {
    pub(crate) reply: Reply,
    pub(crate) body: Result<E, DecodeError>,
}

impl<E> ApiError<E> {
    /// The body, if it is the documented one. Gateways in front of a server often answer others.
    pub fn body(&self) -> Option<&E> {
        self.body.as_ref().ok()
    }

    /// Why the body is not the documented one, if it is not.
    pub fn decode_error(&self) -> Option<&DecodeError> {
        self.body.as_ref().err()
    }

    /// The answer: status, headers and raw body.
    pub fn reply(&self) -> &Reply {
        &self.reply
    }
}

impl<E: fmt::Debug> fmt::Display for ApiError<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "the server answered {}",
            self.reply.status_code()
        )?;
        match &self.body {
            Ok(body) => write!(formatter, ": {body:?}"),
            Err(_) => write!(
                formatter,
                " with {} bytes that are not the documented body",
                self.reply.body().len()
            ),
        }
    }
}

impl<E: fmt::Debug> StdError for ApiError<E> {}

/// Why a request could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidRequest {
    /// A path parameter is empty, or `.` or `..`: the path would be another one.
    PathParameter {
        /// The parameter.
        name: &'static str,
    },
    /// A path parameter that all calls share was not given to the client's builder.
    MissingPathParameter {
        /// The parameter.
        name: &'static str,
    },
    /// A value cannot be written as a parameter.
    Parameter {
        /// The parameter.
        name: &'static str,
        /// Why.
        reason: String,
    },
    /// A header's name or value has characters that headers may not have, or only the transport may send it.
    Header {
        /// The header.
        name: String,
    },
    /// The body cannot be written as JSON.
    Body {
        /// Why.
        reason: String,
    },
    /// The operation needs a credential that the client was not given.
    MissingCredential {
        /// The security schemes, any of which would do.
        schemes: Vec<&'static str>,
    },
    /// A credential is empty, or has characters that it may not have where it goes.
    Credential {
        /// The security scheme.
        scheme: &'static str,
    },
    /// The URL of the request is not one.
    Url,
}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PathParameter { name } => write!(
                formatter,
                "the path parameter `{name}` is empty, `.` or `..`"
            ),
            Self::MissingPathParameter { name } => {
                write!(
                    formatter,
                    "the path parameter `{name}` was not given to the client"
                )
            }
            Self::Parameter { name, reason } => {
                write!(formatter, "the parameter `{name}`: {reason}")
            }
            Self::Header { name } => {
                write!(
                    formatter,
                    "the header `{name}` has characters that headers may not have"
                )
            }
            Self::Body { reason } => write!(formatter, "the body cannot be written: {reason}"),
            Self::MissingCredential { schemes } => {
                write!(
                    formatter,
                    "the client has no credential for {}",
                    schemes.join(" or ")
                )
            }
            Self::Credential { scheme } => {
                write!(
                    formatter,
                    "the credential of `{scheme}` is empty, or has characters that it may not have"
                )
            }
            Self::Url => formatter.write_str("the URL is not one"),
        }
    }
}

impl StdError for InvalidRequest {}

/// What happened on the way to the server or back.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// The kinds of failures on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection came about: the server has not seen the request.
    Connect,
    /// Time ran out: the server may have acted.
    Timeout,
    /// The connection broke: the server may have acted.
    Broken,
    /// The answer is larger than the client accepts. The server has acted.
    BodyTooLarge,
    /// A credential could not be got, or a middleware or the signer refused the request: the server has not seen it.
    NotSent,
}

impl TransportErrorKind {
    /// A word for it, for logs.
    #[cfg(feature = "tracing")]
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::Broken => "connection_broken",
            Self::BodyTooLarge => "body_too_large",
            Self::NotSent => "not_sent",
        }
    }
}

impl TransportError {
    /// A failure of this kind, with what caused it. Neither may name a secret.
    pub fn new(
        kind: TransportErrorKind,
        source: impl Into<Option<Box<dyn StdError + Send + Sync>>>,
    ) -> Self {
        Self {
            kind,
            source: source.into(),
        }
    }

    /// The kind of failure.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection to the server",
            TransportErrorKind::Timeout => "time ran out",
            TransportErrorKind::Broken => "the connection broke",
            TransportErrorKind::BodyTooLarge => "the answer is larger than the client accepts",
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
