//! Errors of credentials that could not be obtained.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::body::BoxError;

/// The reason why a credential could not be obtained.
#[derive(Debug)]
pub struct CredentialError {
    pub(super) scheme: &'static str,
    pub(super) is_transient: bool,
    pub(super) retry_after: Option<Duration>,
    pub(super) source: Arc<BoxError>,
}

impl CredentialError {
    /// Whether the failure is transient.
    pub(super) fn is_transient(&self) -> bool {
        self.is_transient
    }

    /// Returns the delay before the next request, if it is known.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// Returns the name of the security scheme.
    pub fn scheme(&self) -> &'static str {
        self.scheme
    }
}

impl fmt::Display for CredentialError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "the credential of `{}` could not be obtained",
            self.scheme
        )
    }
}

impl StdError for CredentialError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&**self.source)
    }
}
