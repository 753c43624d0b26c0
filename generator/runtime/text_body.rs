//! Bodies that are text: as they are, or as one value.

use serde::de::{DeserializeOwned, IntoDeserializer};

use super::reply::{DecodeError, Reply};

impl Reply {
    /// The body as text, in the charset that `Content-Type` names.
    ///
    /// # Errors
    /// It is not in that charset, or this is one that is not read.
    #[allow(dead_code, reason = "a description uses some of these")]
    pub(crate) fn text(&self) -> Result<String, DecodeError> {
        self.decoded()
    }

    /// The body as one value that is written as text: a name, a number, a date. Where the answer says that it is JSON, it is
    /// read as that.
    ///
    /// # Errors
    /// It is not such a value, or not text.
    #[allow(dead_code, reason = "a description uses some of these")]
    pub(crate) fn scalar<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        if self.is_json() {
            return self.json();
        }
        let text = self.decoded()?;
        let value = text.as_str().into_deserializer();
        let value: Result<T, serde::de::value::Error> = T::deserialize(value);
        match value {
            Ok(value) => Ok(value),
            // A number or a boolean: JSON has the same text.
            Err(_) => serde_json::from_str(text.trim())
                .map_err(|_| DecodeError::whole("is not what the description says")),
        }
    }
}
