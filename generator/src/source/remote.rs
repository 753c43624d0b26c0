//! Remote files, fetched only from allowed origins.

use std::io;
use std::path::Path;
use std::time::Duration;

use serde::Serialize;
use url::Url;

/// An origin that files may be fetched from: scheme, host and port (RFC 6454).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Origin(String);

impl Origin {
    /// Parses an origin: an `http` or `https` URL without a path.
    ///
    /// # Errors
    ///
    /// `text` is not an origin; the error gives the reason.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let url = Url::parse(text).map_err(|_| "it is not a URL")?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err("an origin begins with `https://` or `http://`");
        }
        if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
            return Err("an origin is a scheme, a host and a port: it has no path");
        }
        Ok(Self::new(&url))
    }

    fn new(url: &Url) -> Self {
        Self(url.origin().ascii_serialization())
    }
}

/// The URL of a remote file, if the path is one.
pub(super) fn address(path: &Path) -> Option<Url> {
    let text = path.to_str()?;
    let is_remote = text.starts_with("http://") || text.starts_with("https://");
    Url::parse(text).ok().filter(|_| is_remote)
}

/// Whether the URL belongs to one of the origins.
pub(super) fn is_allowed(address: &Url, origins: &[Origin]) -> bool {
    origins.contains(&Origin::new(address))
}

/// The timeout for fetching a file.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Fetches a file up to one byte beyond the limit. Redirects are not followed: they may lead to
/// another origin.
pub(super) fn fetch(address: &Url, limit: u64) -> io::Result<Vec<u8>> {
    let config = ureq::Agent::config_builder()
        .timeout_global(Some(TIMEOUT))
        .max_redirects(0)
        .build();
    let agent = ureq::Agent::new_with_config(config);
    let mut answer = agent.get(address.as_str()).call().map_err(failure)?;
    if answer.status().is_redirection() {
        return Err(io::Error::other(
            "the server redirects elsewhere, which is not followed",
        ));
    }
    let body = answer.body_mut().with_config();
    // The limit of the library is set one byte higher, so that a file that is too long is reported
    // by the caller, as for local files, and not as an error of the library.
    let mut bytes = Vec::new();
    let reader = body.limit(limit.saturating_add(2)).reader();
    io::Read::read_to_end(
        &mut io::Read::take(reader, limit.saturating_add(1)),
        &mut bytes,
    )?;
    Ok(bytes)
}

/// Describes what went wrong, without secrets from the URL.
fn failure(error: ureq::Error) -> io::Error {
    match error {
        ureq::Error::StatusCode(status) => {
            io::Error::other(format!("the server answers with status {status}"))
        }
        error => error.into_io(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_compared_exactly() {
        let allowed = [Origin::parse("https://example.com").unwrap()];
        let table = [
            ("https://example.com/a.yaml", true),
            ("https://example.com:443/a.yaml", true),
            ("http://example.com/a.yaml", false),
            ("https://example.com:8443/a.yaml", false),
            ("https://example.com.evil.org/a.yaml", false),
            ("https://user@example.com/a.yaml", true),
            ("https://example.com@evil.org/a.yaml", false),
        ];
        for (text, expected) in table {
            let url = address(Path::new(text)).unwrap();
            assert_eq!(is_allowed(&url, &allowed), expected, "{text}");
        }
    }

    #[test]
    fn an_origin_has_no_path() {
        for text in [
            "example.com",
            "https://example.com/specs",
            "ftp://example.com",
        ] {
            Origin::parse(text).unwrap_err();
        }
    }
}
