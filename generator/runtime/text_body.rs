//! Bodies that are text, or one value that is written as text: as they are, or as JSON where the response says so.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::float32::in_range;
use super::json_text;
use super::response::{DecodeError, RawResponse};

#[allow(dead_code, reason = "a description uses some of these")]
impl RawResponse {
    /// The body as text, in the charset that `Content-Type` names.
    ///
    /// # Errors
    /// It is not in that charset, or this is one that is not read.
    pub(crate) fn text(&self) -> Result<String, DecodeError> {
        self.decoded()
    }

    /// The body as one value that is written as text: a name, a number, a date. Where the response says that it is JSON, it is
    /// read as that.
    ///
    /// # Errors
    /// It is not such a value, or not text.
    pub(crate) fn scalar<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        match self.format() {
            Format::Json => self.json().map(in_range),
            Format::Text | Format::Other => self.as_text(),
        }
    }

    /// The body as one value that is described as JSON and as text: the response says which it is (RFC 9110, section 8.3).
    /// Where it says neither, it is JSON if it can be.
    ///
    /// # Errors
    /// It is not such a value, or neither JSON nor text.
    pub(crate) fn negotiated<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        match self.format() {
            Format::Json => self.json().map(in_range),
            Format::Text => self.as_text(),
            Format::Other => self.json().map(in_range).or_else(|_| self.as_text()),
        }
    }

    /// The body as a string in JSON. Some servers send it as it is, and say so: then it is text, unless it is JSON.
    ///
    /// # Errors
    /// It is not JSON, and not text either.
    pub(crate) fn json_or_text<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        match self.json() {
            Err(_) if self.format() == Format::Text => self.as_text(),
            read => read,
        }
    }

    /// The body as the value whose text it is.
    fn as_text<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        let text = self.decoded()?;
        let read = |text: &str| T::deserialize(Value::from(text)).ok();
        let trimmed = text.trim();
        // A number, a boolean, `null`: JSON has the same text.
        let value = read(&text).or_else(|| json_text::read(trimmed.as_bytes()).ok().map(in_range));
        value
            .or_else(|| read(trimmed))
            .ok_or_else(|| DecodeError::whole("is not what the description says"))
    }

    /// What the response says that its body is.
    fn format(&self) -> Format {
        let essence = self.media_type().split(';').next();
        let essence = essence.unwrap_or_default().trim().to_ascii_lowercase();
        match essence.as_str() {
            "application/json" | "text/json" | "application/x-json" | "text/x-json" => Format::Json,
            other if other.ends_with("+json") => Format::Json,
            other if other.starts_with("text/") => Format::Text,
            _ => Format::Other,
        }
    }
}

/// What a response says that its body is (`content-type`).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Json,
    Text,
    /// Something else, or nothing.
    Other,
}
