//! The error of building a client.

use std::error::Error as StdError;
use std::fmt;

/// The error of [`ClientBuilder::build`](crate::ClientBuilder::build).
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// The description has no absolute server URL, and neither a server nor a base URL was set. Set
    /// [`base_url`](crate::ClientBuilder::base_url).
    MissingBaseUrl,
    /// The base URL is invalid. It needs a scheme and a host, as in `https://api.example.com`, and
    /// may have a path.
    BaseUrl {
        /// The reason.
        reason: &'static str,
    },
    /// A path parameter that all calls share is missing or empty, or has a segment `.` or `..`. Set
    /// another value on the builder.
    MissingPathParameter {
        /// The name of the parameter.
        name: &'static str,
    },
    /// The name or the value of a header is invalid. Set another one.
    Header {
        /// The name of the header.
        name: String,
    },
    /// No transport was set, and the feature `reqwest` is off. Set a
    /// [`transport`](crate::ClientBuilder::transport), or turn the feature on.
    MissingTransport,
    /// The transport could not be set up. The source is the cause: `configure_reqwest`, or the TLS
    /// configuration of the system.
    Transport {
        /// The reason.
        source: Box<dyn StdError + Send + Sync>,
    },
}

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingBaseUrl => formatter.write_str("no base URL is set"),
            Self::BaseUrl { reason } => write!(formatter, "invalid base URL: {reason}"),
            Self::MissingPathParameter { name } => {
                write!(
                    formatter,
                    "the path parameter `{name}` is missing or empty, or has a segment `.` or `..`"
                )
            }
            Self::Header { name } => {
                write!(
                    formatter,
                    "the header `{}` has an invalid name or value",
                    name.escape_debug()
                )
            }
            Self::MissingTransport => {
                formatter.write_str("no transport is set, and the feature `reqwest` is off")
            }
            Self::Transport { .. } => formatter.write_str("the transport could not be set up"),
        }
    }
}

impl StdError for BuildError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Transport { source } => Some(&**source),
            _ => None,
        }
    }
}
