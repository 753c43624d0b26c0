//! Dry runs.

use std::fmt;

use bytes::Bytes;
use zeroize::Zeroizing;

use super::body::Body;
use super::call::Call;
use super::credential;
use super::encoding::percent_encode;
use super::invalid_request::InvalidRequest;
use super::operation_info::OperationContext;
use super::redaction::encodings;

/// A request that was not sent, for a dry run.
///
/// Credentials, sensitive headers and values that the description marks as passwords (`format:
/// password`) are shown as `…` in the URL and in the text of the body. [`body`](Self::body) returns
/// the unredacted body. `Debug` shows no body.
pub struct Preview {
    request: http::Request<Body>,
    /// The beginnings of query pairs with credentials.
    keys: Vec<String>,
    /// Other secrets in all forms, the longest first.
    hidden: Vec<Zeroizing<String>>,
}

impl Preview {
    pub(crate) fn new(call: Call) -> Result<Self, InvalidRequest> {
        let schemes = call.shared.spec.security_schemes;
        let keys = schemes.iter().filter_map(|scheme| match scheme.kind {
            credential::SchemeKind::Query(name) => Some(format!("{}=", percent_encode(name))),
            _ => None,
        });
        let keys = keys.collect();
        let mut hidden: Vec<_> = call.secrets.iter().flat_map(encodings).collect();
        hidden.retain(|text| !text.is_empty());
        hidden.sort_by_key(|text| std::cmp::Reverse(text.len()));
        let mut prepared = call.prepare()?;
        let applied = prepared.preview_credentials();
        let request = prepared.request(&applied, OperationContext::new(prepared.info))?;
        Ok(Self {
            request,
            keys,
            hidden,
        })
    }

    /// Returns the HTTP method.
    pub fn method(&self) -> &str {
        self.request.method().as_str()
    }

    /// Returns the body as it would be sent; `None` if it is a stream.
    pub fn body(&self) -> Option<&Bytes> {
        self.request.body().as_bytes()
    }

    /// Returns the URL without the API keys in its query.
    pub fn url(&self) -> String {
        let url = self.shown(&self.request.uri().to_string());
        let Some((path, query)) = url.split_once('?') else {
            return url;
        };
        let shown = |pair: &str| match self
            .keys
            .iter()
            .find(|name| pair.starts_with(name.as_str()))
        {
            Some(name) => format!("{name}…"),
            None => pair.to_owned(),
        };
        format!(
            "{path}?{}",
            query.split('&').map(shown).collect::<Vec<_>>().join("&")
        )
    }
}

impl Preview {
    /// Redacts the secrets in a text.
    fn shown(&self, text: &str) -> String {
        let hidden = self.hidden.iter();
        hidden.fold(text.to_owned(), |text, secret| {
            text.replace(secret.as_str(), "…")
        })
    }

    /// Writes the request without its body.
    fn write_head(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{} {}", self.method(), self.url())?;
        for (name, value) in self.request.headers() {
            let shown = if value.is_sensitive() {
                "…"
            } else {
                value.to_str().unwrap_or("…")
            };
            writeln!(formatter, "{name}: {shown}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Preview {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_head(formatter)?;
        let Some(body) = self.body() else {
            return formatter.write_str("\n(a stream)");
        };
        match std::str::from_utf8(body) {
            Ok("") => Ok(()),
            Ok(text) => write!(formatter, "\n{}", self.shown(text)),
            Err(_) => write!(formatter, "\n({} bytes)", body.len()),
        }
    }
}

impl fmt::Debug for Preview {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_head(formatter)?;
        match self.body() {
            Some(body) => write!(formatter, "\n({} bytes)", body.len()),
            None => formatter.write_str("\n(a stream)"),
        }
    }
}
