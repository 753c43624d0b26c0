//! Why a client could not be built.

use std::error::Error as StdError;
use std::fmt;

/// Why a client could not be built.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// The description names no server that is absolute, and neither a server nor a base URL was given. Give one: see
    /// [`base_url`](crate::ClientBuilder::base_url).
    MissingBaseUrl,
    /// The base URL is not one. Give scheme and host, as in `https://api.example.com`, and a path if any.
    BaseUrl {
        /// Why.
        reason: &'static str,
    },
    /// A path parameter that all calls share is missing or empty, or has a segment `.` or `..`. Give
    /// the builder another.
    MissingPathParameter {
        /// The parameter.
        name: &'static str,
    },
    /// A header is not a valid header. Give the builder another name or value.
    Header {
        /// The header.
        name: String,
    },
    /// No transport was given, and the crate is built without its own: its feature `reqwest` is off. Give one
    /// ([`transport`](crate::ClientBuilder::transport)), or turn the feature on.
    MissingTransport,
    /// The transport could not be set up. Mend what was set with `configure_reqwest`, or what the system lacks for TLS: the
    /// source says which.
    Transport {
        /// Why.
        source: Box<dyn StdError + Send + Sync>,
    },
}

impl fmt::Display for BuildError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingBaseUrl => formatter.write_str("no base URL was given"),
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
                    "the header `{}` is not a valid header",
                    name.escape_debug()
                )
            }
            Self::MissingTransport => formatter.write_str(
                "no transport was given, and the crate is built without its feature `reqwest`",
            ),
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
