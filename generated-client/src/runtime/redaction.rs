//! Redaction of the secrets that a server echoes.

use http::header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION};
use http::{HeaderMap, HeaderName, HeaderValue};
use zeroize::Zeroizing;

use super::encoding::{percent_encode, percent_encode_reserved};
use super::secret::Secret;

/// The secrets of a request.
#[derive(Clone, Default)]
pub(crate) struct SentSecrets(Vec<Secret>);

impl FromIterator<Secret> for SentSecrets {
    fn from_iter<I: IntoIterator<Item = Secret>>(secrets: I) -> Self {
        Self(secrets.into_iter().collect())
    }
}

impl SentSecrets {
    /// Adds secrets.
    pub fn add(&mut self, secrets: &[Secret]) {
        self.0.extend_from_slice(secrets);
    }

    /// Adds the values of sensitive headers.
    pub fn add_hidden(&mut self, headers: &HeaderMap) {
        for (name, value) in headers {
            if value.is_sensitive() {
                self.0.extend(secrets_of_header(name, value));
            }
        }
    }

    /// Redacts the secrets in a text. Secrets shorter than four bytes are kept, because they occur
    /// in any text.
    pub fn redact(&self, text: &str) -> String {
        let long = self.0.iter().filter(|secret| secret.expose().len() >= 4);
        let mut all: Vec<_> = long.flat_map(encodings).collect();
        all.sort_by_key(|text| std::cmp::Reverse(text.len()));
        all.iter().fold(text.to_owned(), |text, secret| {
            text.replace(secret.as_str(), "***")
        })
    }
}

/// Returns the secrets of a header: the part after the scheme, the values of cookies, or the whole
/// value.
fn secrets_of_header(name: &HeaderName, value: &HeaderValue) -> Vec<Secret> {
    let value = value.to_str().unwrap_or_default();
    if *name == COOKIE {
        let values = value.split(';').filter_map(|pair| pair.split_once('='));
        return values.map(|(_, value)| value.trim().into()).collect();
    }
    let has_scheme = [AUTHORIZATION, PROXY_AUTHORIZATION].contains(name);
    let secret = value.split_once(' ').filter(|_| has_scheme);
    vec![secret.map_or(value, |(_, secret)| secret).into()]
}

/// Returns the encodings of a secret: in plain text, in JSON, in a URL or a form, as JSON in one of
/// these, and in `Debug`.
pub(super) fn encodings(secret: &Secret) -> [Zeroizing<String>; 6] {
    let plain = secret.expose();
    let quoted = Zeroizing::new(serde_json::to_string(plain).unwrap_or_default());
    let json = quoted.get(1..quoted.len().saturating_sub(1));
    let json = json.unwrap_or_default();
    [
        plain.to_owned(),
        json.to_owned(),
        percent_encode(plain),
        percent_encode(json),
        percent_encode_reserved(plain),
        plain.escape_debug().to_string(),
    ]
    .map(Zeroizing::new)
}
