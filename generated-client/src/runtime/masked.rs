//! What a server repeats of the secrets that it was sent, made unreadable.

use http::header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION};
use http::{HeaderMap, HeaderName, HeaderValue};
use zeroize::Zeroizing;

use super::encoding::{percent_encode, percent_encode_reserved};
use super::secret::Secret;

/// The secrets that were sent with a request.
#[derive(Clone, Default)]
pub(crate) struct Sent(Vec<Secret>);

impl FromIterator<Secret> for Sent {
    fn from_iter<I: IntoIterator<Item = Secret>>(secrets: I) -> Self {
        Self(secrets.into_iter().collect())
    }
}

impl Sent {
    /// These, too.
    pub fn add(&mut self, secrets: &[Secret]) {
        self.0.extend_from_slice(secrets);
    }

    /// What stands in headers that are not to be shown, too.
    pub fn add_hidden(&mut self, headers: &HeaderMap) {
        for (name, value) in headers {
            if value.is_sensitive() {
                self.0.extend(within(name, value));
            }
        }
    }

    /// A text without them. Very short ones are let stand: they would be found in any text.
    pub fn masked(&self, text: &str) -> String {
        let long = self.0.iter().filter(|secret| secret.expose().len() >= 4);
        let mut all: Vec<_> = long.flat_map(written).collect();
        all.sort_by_key(|text| std::cmp::Reverse(text.len()));
        all.iter().fold(text.to_owned(), |text, secret| {
            text.replace(secret.as_str(), "***")
        })
    }
}

/// The secrets of a header: what stands behind the scheme, the values of cookies, or all of it.
fn within(name: &HeaderName, value: &HeaderValue) -> Vec<Secret> {
    let value = value.to_str().unwrap_or_default();
    if *name == COOKIE {
        let values = value.split(';').filter_map(|pair| pair.split_once('='));
        return values.map(|(_, value)| value.trim().into()).collect();
    }
    let has_scheme = [AUTHORIZATION, PROXY_AUTHORIZATION].contains(name);
    let secret = value.split_once(' ').filter(|_| has_scheme);
    vec![secret.map_or(value, |(_, secret)| secret).into()]
}

/// A secret as it stands in a multipart body, in JSON, in a URL or a form, in JSON in one of these, and in `Debug`.
pub(super) fn written(secret: &Secret) -> [Zeroizing<String>; 6] {
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
