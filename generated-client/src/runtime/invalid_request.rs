//! What can be wrong with a request before it is sent.

use std::error::Error as StdError;
use std::fmt;

/// Why a request could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidRequest {
    /// A path parameter is empty, or a segment of it is `.` or `..`: the path would be another one.
    /// Give the call another value.
    PathParameter {
        /// The parameter.
        name: &'static str,
    },
    /// A path parameter that all calls share was not given to the client's builder. Give it there: it has a method for it.
    MissingPathParameter {
        /// The parameter.
        name: &'static str,
    },
    /// A value cannot be written as a parameter. Give the call another; the reason says what is wrong with this one.
    Parameter {
        /// The parameter.
        name: &'static str,
        /// Why.
        reason: String,
    },
    /// A header's name or value has characters that headers may not have, or only the transport may send it.
    /// Give another value, or leave the header out.
    Header {
        /// The header.
        name: String,
    },
    /// The body cannot be written as JSON. Mend the value at the place that the reason names.
    Body {
        /// Why.
        reason: String,
    },
    /// The body is larger than the client sends ([`max_request_bytes`](crate::ClientBuilder::max_request_bytes)). Send
    /// less, or let the client send more.
    BodyTooLarge {
        /// How many bytes it has; of a stream whose length is not known, with the first piece that was too much.
        bytes: u64,
        /// How many it may have.
        limit: u64,
    },
    /// The body is a stream of another length than was said ([`Body::with_length`](crate::Body::with_length)). Say the one it
    /// has, or none.
    BodyLength {
        /// How many bytes it has; of one that has more, with the first piece that was too much.
        bytes: u64,
        /// How many it was said to have.
        length: u64,
    },
    /// The operation needs a credential that the client was not given. Give its builder all of one of the alternatives.
    MissingCredential {
        /// The security schemes that have none: all of an inner list are needed, of any one.
        alternatives: Vec<Vec<&'static str>>,
    },
    /// A credential is empty, or has characters that it may not have where it goes. Look at where it is read from: a line
    /// break at its end is one.
    Credential {
        /// The security scheme.
        scheme: &'static str,
    },
    /// The URL of the request is not one. Check the base URL, or the server's variables.
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
                    "the path parameter `{name}` was not given to the client"
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
