//! The base URL of all calls.

use super::build_error::BuildError;

/// Validates a base URL, and removes the slash at its end.
pub(super) fn base_url(url: Option<String>) -> Result<String, BuildError> {
    let url = url.ok_or(BuildError::MissingBaseUrl)?;
    let invalid = || BuildError::BaseUrl {
        reason: "it is not an absolute http or https URL",
    };
    let parsed: http::Uri = url.parse().map_err(|_| invalid())?;
    let scheme = parsed.scheme_str().unwrap_or_default();
    if parsed.host().unwrap_or_default().is_empty() || !matches!(scheme, "http" | "https") {
        return Err(invalid());
    }
    #[cfg(feature = "reqwest")]
    if reqwest::Url::parse(&url).is_err() {
        return Err(invalid());
    }
    if parsed.path().split('/').any(is_dot_segment) || url.contains('\\') {
        return Err(BuildError::BaseUrl {
            reason: "its path has `.`, `..` or a backslash",
        });
    }
    if parsed.query().is_some() || url.contains('#') {
        return Err(BuildError::BaseUrl {
            reason: "it has a query or a fragment",
        });
    }
    if parsed
        .authority()
        .is_some_and(|authority| authority.as_str().contains('@'))
    {
        return Err(BuildError::BaseUrl {
            reason: "it has a user or a password",
        });
    }
    Ok(url.trim_end_matches('/').to_owned())
}

/// Whether a segment of a path is a dot segment (RFC 3986, section 5.2.4), encoded or not.
fn is_dot_segment(segment: &str) -> bool {
    let plain = segment.to_ascii_lowercase().replace("%2e", ".");
    matches!(plain.as_str(), "." | "..")
}
