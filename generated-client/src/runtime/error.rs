//! Errors of calls.

use std::error::Error as StdError;
use std::fmt;

use http::header::LOCATION;
use http::{HeaderMap, StatusCode};

use super::decode_error::DecodeError;
use super::failure_text;
use super::invalid_request::InvalidRequest;
use super::operation_info::OperationContext;
use super::problem_details::ProblemDetails;
use super::response::RawResponse;
use super::transport_error::{TransportError, TransportErrorKind};

/// The error of a call. `E` is the documented body of the operation's error responses.
///
/// Neither `Debug` nor `Display` shows a credential of the client, or a value that the description
/// marks as a password: if the server echoes one in a documented body or a request id, it is shown
/// as `***` (values shorter than four bytes are not redacted). Secrets that a middleware or a
/// signer adds are not known, and not redacted.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E = ()> {
    /// The request is invalid; nothing was sent. Fix the value that [`InvalidRequest`] names: a
    /// retry fails again.
    InvalidRequest {
        /// The operation.
        operation: OperationContext,
        /// The reason.
        source: InvalidRequest,
    },
    /// No response, or only a part of it: [`Error::response`] has what arrived.
    /// [`Error::reached_server`] returns whether the server may have processed the request. Retry
    /// if [`Error::is_retryable`], and if the server was not reached or the operation may run
    /// twice.
    Transport {
        /// The operation.
        operation: OperationContext,
        /// The transport error.
        source: TransportError,
    },
    /// The server responded with a failure: status 4xx or 5xx, or a 3xx that the description lists
    /// beside a success, such as 304. Decide by [`ApiError::body`], the documented body, and by
    /// [`Error::status`]. Most 4xx need a different request; [`Error::is_retryable`] returns
    /// whether the failure is transient.
    Api {
        /// The operation.
        operation: OperationContext,
        /// The response.
        source: Box<ApiError<E>>,
    },
    /// The status is neither success nor failure, such as an undocumented redirect, which is not
    /// followed. Check the base URL, [`Error::status`], and `location` in [`Error::headers`].
    UnexpectedStatus {
        /// The operation.
        operation: OperationContext,
        /// The response.
        response: Box<RawResponse>,
    },
    /// The server reported success, but the body does not match the description. The operation has
    /// most likely been performed: look at [`Error::response`] before a retry. Either the
    /// description or the server is wrong at the place that the source names.
    Decode {
        /// The operation.
        operation: OperationContext,
        /// What does not match, and where.
        source: DecodeError,
        /// The response.
        response: Box<RawResponse>,
    },
}

impl<E> Error<E> {
    /// Returns the operation of the call.
    pub fn operation(&self) -> OperationContext {
        match self {
            Self::InvalidRequest { operation, .. }
            | Self::Transport { operation, .. }
            | Self::Api { operation, .. }
            | Self::UnexpectedStatus { operation, .. }
            | Self::Decode { operation, .. } => *operation,
        }
    }

    /// Returns the response, if there is one: status, headers and raw body, [which may be
    /// truncated](RawResponse::is_truncated).
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

    /// Returns the status of the response, if there is one.
    pub fn status(&self) -> Option<StatusCode> {
        self.response().map(RawResponse::status)
    }

    /// Returns the headers of the response, if there is one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.response().map(RawResponse::headers)
    }

    /// Returns the request id, by which the server's logs name the request, if the response has
    /// one.
    pub fn request_id(&self) -> Option<&str> {
        self.response().and_then(RawResponse::request_id)
    }

    /// Returns the undecoded body of the response, if there is one.
    pub fn raw_body(&self) -> Option<&[u8]> {
        self.response().map(|response| response.body().as_ref())
    }

    /// Returns the undecoded body of the response as text, if there is one and it is UTF-8.
    pub fn body_text(&self) -> Option<&str> {
        self.raw_body()
            .and_then(|body| std::str::from_utf8(body).ok())
    }

    /// Returns the problem details of the response (RFC 9457), if its body has them: whether or not
    /// the description documents them.
    pub fn problem(&self) -> Option<ProblemDetails> {
        self.response().and_then(ProblemDetails::read)
    }

    /// Returns the documented body of an error response.
    pub fn error_body(&self) -> Option<&E> {
        match self {
            Self::Api { source, .. } => source.body(),
            _ => None,
        }
    }

    /// Whether the call, or the request for its credential, timed out.
    pub fn is_timeout(&self) -> bool {
        self.happened() == Some(TransportErrorKind::Timeout)
    }

    /// Whether the client could not connect: to the server, or to the source of its credential.
    pub fn is_connect(&self) -> bool {
        self.happened() == Some(TransportErrorKind::Connect)
    }

    fn happened(&self) -> Option<TransportErrorKind> {
        match self {
            Self::Transport { source, .. } => Some(source.happened()),
            _ => None,
        }
    }

    /// Whether the server may have received the request, and processed it.
    pub fn reached_server(&self) -> bool {
        self.operation().reached_server()
    }

    /// Returns the number of times the request was sent; 0 if it was not.
    pub fn attempts(&self) -> u32 {
        self.operation().attempts()
    }

    /// Whether the failure is transient: the client could not connect or timed out, the server was
    /// overloaded (429, 503) or failed temporarily (408, 500, 502, 504), or the credential could
    /// not be obtained for such a reason. Whether a retry is safe is another question: see
    /// [`Error::reached_server`].
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Transport { source, .. } => source.kind().is_transient(),
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

/// Includes the text of the variant's `source` field, so [`source`](StdError::source) returns the
/// source of that field: a reporter that walks the chain prints each text once.
impl<E> fmt::Display for Error<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: ", self.operation())?;
        match self {
            Self::InvalidRequest { source, .. } => write!(formatter, "not sent: {source}"),
            Self::Transport { source, .. } => write!(formatter, "{source}"),
            Self::Api { source, .. } => write!(formatter, "{source}"),
            Self::UnexpectedStatus { response, .. } => unexpected(response, formatter),
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
        self.fmt_call(formatter)
    }
}

impl<E> Error<E> {
    /// Writes how often the request was sent, if more than once, and the request id.
    fn fmt_call(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let attempts = match self.attempts() {
            0 | 1 => String::new(),
            attempts => format!("{attempts} attempts"),
        };
        let response = self.response();
        let id = response.and_then(|response| Some(response.redact(response.request_id()?)));
        let id = id.map(|id| format!("request id {id}")).unwrap_or_default();
        match (attempts.as_str(), id.as_str()) {
            ("", "") => Ok(()),
            (one, "") | ("", one) => write!(formatter, " ({one})"),
            (attempts, id) => write!(formatter, " ({attempts}, {id})"),
        }
    }
}

/// Writes that a status is neither success nor failure, and where a redirect leads.
fn unexpected(response: &RawResponse, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let status = response.status();
    write!(formatter, "the server responded {status}, ")?;
    let location = response.headers().get(LOCATION);
    match location.and_then(|location| location.to_str().ok()) {
        // What follows the path may have secrets that the client does not know.
        Some(location) => {
            let end = location.find(['?', '#']).unwrap_or(location.len());
            let location = location.get(..end).unwrap_or(location);
            write!(
                formatter,
                "a redirect to {}, which is not followed",
                response.redact(location)
            )
        }
        None => formatter.write_str("which is neither success nor failure"),
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

/// An error response.
pub struct ApiError<E> {
    pub(crate) response: RawResponse,
    pub(crate) body: Result<E, DecodeError>,
}

impl<E> ApiError<E> {
    /// Returns the body, if it is the documented one. Gateways in front of a server often send
    /// other bodies.
    pub fn body(&self) -> Option<&E> {
        self.body.as_ref().ok()
    }

    /// Returns why the body is not the documented one.
    pub fn decode_error(&self) -> Option<&DecodeError> {
        self.body.as_ref().err()
    }

    /// Returns the response: status, headers and raw body.
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
            .field("body", &format_args!("{}", self.response.redact(&body)))
            .finish()
    }
}

impl<E> fmt::Display for ApiError<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.response.status();
        write!(formatter, "the server responded {status}")?;
        let error = self.decode_error();
        if error.is_some_and(|error| !error.is_undocumented()) {
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
