//! Secret text.

use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroizing;

/// Secret text: `Debug` does not show it, and it is wiped from memory when it is dropped.
///
/// Clones share the text, which is wiped with the last of them. Copies are not wiped: the text it
/// was created from, the headers, the URL and the body of a request, the response it was decoded
/// from, and buffers of the connection and the system.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(Arc<Zeroizing<String>>);

impl Secret {
    /// Returns the text. The caller must keep it secret.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(Arc::new(Zeroizing::new(text)))
    }
}

impl From<&Secret> for Secret {
    fn from(secret: &Secret) -> Self {
        secret.clone()
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

thread_local! {
    /// The secrets that were serialized, while they are recorded.
    static WRITTEN: RefCell<Option<Vec<Secret>>> = const { RefCell::new(None) };
}

/// Runs a function, and returns its result with the secrets that it serialized.
pub(super) fn collecting_secrets<T>(write: impl FnOnce() -> T) -> (T, Vec<Secret>) {
    let outside = WRITTEN.replace(Some(Vec::new()));
    let written = write();
    (written, WRITTEN.replace(outside).unwrap_or_default())
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        WRITTEN
            .with_borrow_mut(|written| written.iter_mut().for_each(|list| list.push(self.clone())));
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}
