//! A request that is looked at instead of sent.

use std::fmt;

use bytes::Bytes;
use http::header::COOKIE;

use super::body::Body;
use super::call::Call;
use super::credential;
use super::encoding::percent_encode;
use super::error::{Context, InvalidRequest};

/// A request that was not sent: for a dry run. Secrets are not shown.
pub struct Preview(http::Request<Body>, Vec<String>);

impl Preview {
    pub(crate) fn of(call: Call) -> Result<Self, InvalidRequest> {
        let schemes = call.shared.spec.security_schemes;
        let secret = schemes.iter().filter_map(|scheme| match scheme.kind {
            credential::SchemeKind::Query(name) => Some(format!("{}=", percent_encode(name))),
            _ => None,
        });
        let secret = secret.collect();
        let mut prepared = call.prepare()?;
        let proofs = prepared.known_proofs();
        let request = prepared.request(&proofs, Context::new(prepared.info))?;
        Ok(Self(request, secret))
    }

    /// The HTTP method.
    pub fn method(&self) -> &str {
        self.0.method().as_str()
    }

    /// The body as it would be sent; `None` when it is a stream.
    pub fn body(&self) -> Option<&Bytes> {
        self.0.body().as_bytes()
    }

    /// The URL, keys in its query left out.
    pub fn url(&self) -> String {
        let url = self.0.uri().to_string();
        let Some((path, query)) = url.split_once('?') else {
            return url;
        };
        let shown = |pair: &str| match self.1.iter().find(|name| pair.starts_with(name.as_str())) {
            Some(name) => format!("{name}…"),
            None => pair.to_owned(),
        };
        format!(
            "{path}?{}",
            query.split('&').map(shown).collect::<Vec<_>>().join("&")
        )
    }
}

impl fmt::Display for Preview {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{} {}", self.method(), self.url())?;
        for (name, value) in self.0.headers() {
            let shown = if value.is_sensitive() || name == COOKIE {
                "…"
            } else {
                value.to_str().unwrap_or("…")
            };
            writeln!(formatter, "{name}: {shown}")?;
        }
        let Some(body) = self.body() else {
            return formatter.write_str("\n(a stream)");
        };
        match std::str::from_utf8(body) {
            Ok("") => Ok(()),
            Ok(text) => write!(formatter, "\n{text}"),
            Err(_) => write!(formatter, "\n({} bytes)", body.len()),
        }
    }
}

impl fmt::Debug for Preview {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
