//! Errors of requests before they are sent.

use std::error::Error as StdError;
use std::fmt;

/// The reason why a request is invalid.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidRequest {
    /// A path parameter is empty or has a segment `.` or `..`, so the request would have another
    /// path. Use another value.
    PathParameter {
        /// The name of the parameter.
        name: &'static str,
    },
    /// A path parameter that all calls share is missing. Set it on the client's builder, which has
    /// a method for it.
    MissingPathParameter {
        /// The name of the parameter.
        name: &'static str,
    },
    /// A value cannot be sent as a parameter. Use another value.
    Parameter {
        /// The name of the parameter.
        name: &'static str,
        /// The reason.
        reason: String,
    },
    /// The name or the value of a header is invalid, or only the transport may set the header. Use
    /// another value, or remove the header.
    Header {
        /// The name of the header.
        name: String,
    },
    /// The body cannot be serialized. Fix the value at the place that the reason names.
    Body {
        /// The reason.
        reason: String,
    },
    /// The body is larger than [`max_request_bytes`](crate::ClientBuilder::max_request_bytes). Send
    /// less, or increase the limit.
    BodyTooLarge {
        /// The length of the body in bytes; of a stream of unknown length, up to the first chunk
        /// above the limit.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// The body is a stream whose length is not the declared one
    /// ([`Body::with_length`](crate::Body::with_length)). Declare the right length, or none.
    BodyLength {
        /// The length of the body in bytes; of a longer one, up to the first chunk above the
        /// declared length.
        bytes: u64,
        /// The declared length.
        length: u64,
    },
    /// The client lacks a credential that the operation requires. Set all credentials of one of the
    /// alternatives on the builder.
    MissingCredential {
        /// The security schemes without a credential: all of one inner list are needed.
        alternatives: Vec<Vec<&'static str>>,
    },
    /// A credential is empty, or has characters that its place does not allow. A line break at the
    /// end of a file that it is read from is such a character.
    Credential {
        /// The name of the security scheme.
        scheme: &'static str,
    },
    /// The URL of the request is invalid. Check the base URL and the variables of the server.
    Url,
}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PathParameter { name } => write!(
                formatter,
                "the path parameter `{name}` is empty, or has a segment `.` or `..`"
            ),
            Self::MissingPathParameter { name } => {
                write!(
                    formatter,
                    "the path parameter `{name}` is not set on the client"
                )
            }
            Self::Parameter { name, reason } => {
                write!(formatter, "the parameter `{name}`: {reason}")
            }
            Self::Header { name } => {
                write!(
                    formatter,
                    "the header `{}` has an invalid name or value, or is set by the transport only",
                    name.escape_debug()
                )
            }
            Self::Body { reason } => write!(formatter, "the body cannot be serialized: {reason}"),
            Self::BodyTooLarge { bytes, limit } => write!(
                formatter,
                "the body has {bytes} bytes, and `max_request_bytes` is {limit}"
            ),
            Self::BodyLength { bytes, length } => {
                let least = if bytes > length { "at least " } else { "" };
                write!(
                    formatter,
                    "the body has {least}{bytes} bytes, and its declared length is {length}"
                )
            }
            Self::MissingCredential { alternatives } => {
                let each = alternatives.iter().map(|schemes| schemes.join(" and "));
                let any = each.collect::<Vec<_>>().join(" or ");
                write!(formatter, "the client has no credential for {any}")
            }
            Self::Credential { scheme } => {
                write!(
                    formatter,
                    "the credential of `{scheme}` is empty or has invalid characters"
                )
            }
            Self::Url => formatter.write_str("invalid URL"),
        }
    }
}

impl StdError for InvalidRequest {}
