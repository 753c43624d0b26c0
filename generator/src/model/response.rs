//! Documented responses.

use std::fmt;

use super::{Content, Docs, TypeId};
use crate::diagnostics::Location;

/// A documented response.
#[derive(Debug, Clone)]
pub struct Response {
    /// Its location in the description.
    pub origin: Location,
    /// The status codes it is documented for.
    pub status: Status,
    /// Its documentation in the description.
    pub docs: Docs,
    /// Its headers.
    pub headers: Vec<Header>,
    /// The representations of its body; empty if it has no body.
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
    /// Whether it covers only success codes (2xx).
    #[must_use]
    pub fn is_success(self) -> bool {
        match self {
            Self::Code(code) => (200..300).contains(&code),
            Self::Range(digit) => digit == 2,
            Self::Default => false,
        }
    }

    /// Whether it covers only redirection codes (3xx).
    #[must_use]
    pub fn is_redirect(self) -> bool {
        match self {
            Self::Code(code) => (300..400).contains(&code),
            Self::Range(digit) => digit == 3,
            Self::Default => false,
        }
    }
}

/// Writes the key of the Responses Object: `404`, `4XX`, `default`.
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
    /// Its location in the description.
    pub origin: Location,
    /// Its name.
    pub name: String,
    /// Whether it is required.
    pub required: bool,
    /// Its type.
    pub ty: TypeId,
    /// Whether members of an object are written as `name=value`.
    pub explode: bool,
    /// Whether its value is JSON.
    pub json: bool,
    /// Its documentation in the description.
    pub docs: Docs,
}
