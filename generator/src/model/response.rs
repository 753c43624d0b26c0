//! What may come back.

use std::fmt;

use super::{Content, Docs, TypeId};
use crate::diagnostics::Location;

/// A documented response.
#[derive(Debug, Clone)]
pub struct Response {
    /// Where it stands.
    pub origin: Location,
    /// The status codes it is documented for.
    pub status: Status,
    /// What the description says of it.
    pub docs: Docs,
    /// Its headers.
    pub headers: Vec<Header>,
    /// The forms its body may take; none when it has no body.
    pub content: Vec<Content>,
}

/// The status codes of a documented response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// This code.
    Code(u16),
    /// The codes that begin with this digit: `4XX`.
    Range(u8),
    /// Every other code.
    Default,
}

impl Status {
    /// Whether every code it covers says that the request succeeded (2xx).
    #[must_use]
    pub fn is_success(self) -> bool {
        match self {
            Self::Code(code) => (200..300).contains(&code),
            Self::Range(digit) => digit == 2,
            Self::Default => false,
        }
    }

    /// Whether every code it covers says that there is something left to do (3xx).
    #[must_use]
    pub fn is_redirect(self) -> bool {
        match self {
            Self::Code(code) => (300..400).contains(&code),
            Self::Range(digit) => digit == 3,
            Self::Default => false,
        }
    }
}

/// As the description has it: `404`, `4XX`, `default`.
impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(digit) => write!(f, "{digit}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A documented response header.
#[derive(Debug, Clone)]
pub struct Header {
    /// Where it stands.
    pub origin: Location,
    /// Its name.
    pub name: String,
    /// Whether every such response carries it.
    pub required: bool,
    /// Its type.
    pub ty: TypeId,
    /// Whether members of an object are written `name=value`.
    pub explode: bool,
    /// Whether its value is JSON.
    pub json: bool,
    /// What the description says of it.
    pub docs: Docs,
}
