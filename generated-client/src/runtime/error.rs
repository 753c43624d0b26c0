//! What can go wrong with a call, and what to do about it.

use std::error::Error as StdError;
use std::fmt;

use http::{HeaderMap, StatusCode};

use super::failure_text;
pub(super) use super::invalid_request::InvalidRequest;
use super::operation::OperationInfo;
use super::response::{DecodeError, RawResponse};
pub(super) use super::transport_error::{TransportError, TransportErrorKind};

/// Why a call did not answer what its description promises. `E` is the documented body of the operation's failures.
///
/// No credential that the client was given is in its `Debug` or `Display`, nor what the description calls a password: where
/// the server repeats one, in a documented body or a request id, `***` stands in its place, unless it is shorter than four
/// bytes. What a middleware or a signer adds is not known to be one.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E = ()> {
    /// The request could not be made: nothing was sent. Mend the value that [`InvalidRequest`] names; the same call fails
    /// again.
    InvalidRequest {
        /// The operation.
        operation: OperationContext,
        /// What is wrong.
        source: InvalidRequest,
    },
    /// No answer came, or not all of it: [`Error::response`] has what came. [`Error::reached_server`] tells whether the server
    /// may have acted. Make the call again
    /// where [`Error::is_retryable`] says so, if it was not reached or acting twice does no harm.
    Transport {
        /// The operation.
        operation: OperationContext,
        /// What happened on the way.
        source: TransportError,
    },
    /// The server refused or failed: status 4xx or 5xx, or a 3xx that the description has beside a success, such as 304.
    /// [`ApiError::body`] is what the description says of it: decide by that and by [`Error::status`]. Most of 4xx ask for
    /// another call; [`Error::is_retryable`] names those that may pass.
    Api {
        /// The operation.
        operation: OperationContext,
        /// The answer.
        source: Box<ApiError<E>>,
    },
    /// The server answered with a status that is neither success nor failure, such as a redirect that is not documented and
    /// not followed. Check the base URL, and look at [`Error::status`] and at `location` in [`Error::headers`].
    UnexpectedStatus {
        /// The operation.
        operation: OperationContext,
        /// The answer.
        response: Box<RawResponse>,
    },
    /// The server said it succeeded, but its body is not what the description says. What was asked for has most likely
    /// happened: look at [`Error::response`] before you make the call again. The source has the place that is wrong: there the
    /// description or the server is to be mended.
    Decode {
        /// The operation.
        operation: OperationContext,
        /// What is wrong with the body, and where.
        source: DecodeError,
        /// The answer.
        response: Box<RawResponse>,
    },
}

impl<E> Error<E> {
    /// The operation that was called.
    pub fn operation(&self) -> OperationContext {
        match self {
            Self::InvalidRequest { operation, .. }
            | Self::Transport { operation, .. }
            | Self::Api { operation, .. }
            | Self::UnexpectedStatus { operation, .. }
            | Self::Decode { operation, .. } => *operation,
        }
    }

    /// The answer, if one came: status, headers and raw body, [which may end early](RawResponse::is_truncated).
    pub fn response(&self) -> Option<&RawResponse> {
        match self {
            Self::Api { source, .. } => Some(&source.response),
            Self::UnexpectedStatus { response, .. } | Self::Decode { response, .. } => {
                Some(response)
            }
            Self::Transport { source, .. } => source.response(),
            Self::InvalidRequest { .. } => None,
        }
    }

    /// The status of the answer, if one came.
    pub fn status(&self) -> Option<StatusCode> {
        self.response().map(RawResponse::status)
    }

    /// The headers of the answer, if one came.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.response().map(RawResponse::headers)
    }

    /// The id by which the server's own logs name the request, if it sent one.
    pub fn request_id(&self) -> Option<&str> {
        self.response().and_then(RawResponse::request_id)
    }

    /// The body of the answer as it came, if one came.
    pub fn raw_body(&self) -> Option<&[u8]> {
        self.response().map(|response| response.body().as_ref())
    }

    /// The documented body of a failure, if it is one.
    pub fn error_body(&self) -> Option<&E> {
        match self {
            Self::Api { source, .. } => source.body(),
            _ => None,
        }
    }

    /// Whether time ran out: of the call, or of the one by which its credential was to be got.
    pub fn is_timeout(&self) -> bool {
        self.happened() == Some(TransportErrorKind::Timeout)
    }

    /// Whether no connection came about: to the server, or to where its credential comes from.
    pub fn is_connect(&self) -> bool {
        self.happened() == Some(TransportErrorKind::Connect)
    }

    fn happened(&self) -> Option<TransportErrorKind> {
        match self {
            Self::Transport { source, .. } => Some(source.happened()),
            _ => None,
        }
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
    /// (429, 503), or failed for a passing reason (408, 500, 502, 504); or where the credential comes from was. Whether it is safe to repeat is another
    /// question: see [`Error::reached_server`].
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Transport { source, .. } => source.kind().may_pass(),
            Self::Api { source, .. } => {
                let status = source.response.status().as_u16();
                matches!(status, 408 | 429 | 500 | 502 | 503 | 504)
            }
            Self::InvalidRequest { .. } | Self::UnexpectedStatus { .. } | Self::Decode { .. } => {
                false
            }
        }
    }
}

/// Includes the text of the variant's own `source` field, so [`source`](StdError::source) continues
/// behind that: a reporter that walks the chain prints each text once.
impl<E> fmt::Display for Error<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: ", self.operation())?;
        match self {
            Self::InvalidRequest { source, .. } => write!(formatter, "not sent: {source}"),
            Self::Transport { source, .. } => write!(formatter, "{source}"),
            Self::Api { source, .. } => write!(formatter, "{source}"),
            Self::UnexpectedStatus { response, .. } => {
                write!(
                    formatter,
                    "the server responded {}, which is neither success nor failure",
                    response.status()
                )
            }
            Self::Decode {
                source, response, ..
            } => {
                write!(
                    formatter,
                    "the server responded {}, but {source}",
                    response.status()
                )
            }
        }?;
        match self
            .response()
            .and_then(|response| Some((response, response.request_id()?)))
        {
            Some((response, id)) => write!(formatter, " (request id {})", response.masked(id)),
            None => Ok(()),
        }
    }
}

impl<E: fmt::Debug + 'static> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::InvalidRequest { source, .. } => source.source(),
            Self::Transport { source, .. } => source.source(),
            Self::Api { source, .. } => source.source(),
            Self::Decode { source, .. } => source.source(),
            Self::UnexpectedStatus { .. } => None,
        }
    }
}

/// The operation that is called, and how often it was sent.
#[derive(Clone, Copy)]
pub struct OperationContext {
    info: &'static OperationInfo,
    attempts: u32,
    reached: bool,
}

impl OperationContext {
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
    pub(super) fn answered(info: &'static OperationInfo, response: &RawResponse) -> Self {
        Self {
            info,
            attempts: response.attempts(),
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
    pub(super) fn saw(&mut self, outcome: &Result<RawResponse, TransportError>) {
        self.reached |= match outcome {
            Ok(_) => true,
            Err(error) => error.kind().reached_server(),
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

impl fmt::Display for OperationContext {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} ({} {})",
            self.info.id, self.info.method, self.info.path
        )
    }
}

impl fmt::Debug for OperationContext {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// A failure that the server answered.
pub struct ApiError<E> {
    pub(crate) response: RawResponse,
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
    pub fn response(&self) -> &RawResponse {
        &self.response
    }
}

impl<E: fmt::Debug> fmt::Debug for ApiError<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body = if formatter.alternate() {
            format!("{:#?}", self.body)
        } else {
            format!("{:?}", self.body)
        };
        formatter
            .debug_struct("ApiError")
            .field("response", &self.response)
            .field("body", &format_args!("{}", self.response.masked(&body)))
            .finish()
    }
}

impl<E> fmt::Display for ApiError<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.response.status();
        write!(formatter, "the server responded {status}")?;
        if self.body.is_err() {
            formatter.write_str(", without the documented body")?;
        }
        match failure_text::failure_text(&self.response) {
            Some(text) => write!(formatter, ": {text}"),
            None => Ok(()),
        }
    }
}

impl<E: fmt::Debug> StdError for ApiError<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let error = self.decode_error()?;
        Some(error)
    }
}
