//! Bodies that are text, or one value as text: unencoded, or JSON if that is its media type.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::decode_error::DecodeError;
use super::float32::in_range;
use super::json_text;
use super::response::RawResponse;

#[allow(dead_code, reason = "a description uses some of these")]
impl RawResponse {
    /// Decodes the body as text, in the charset that `Content-Type` names.
    ///
    /// # Errors
    /// The body is not in that charset, or the charset is not supported.
    pub(crate) fn text(&self) -> Result<String, DecodeError> {
        self.decoded()
    }

    /// Decodes the body as one value that is written as text: a name, a number, a date. A JSON
    /// response is decoded as JSON.
    ///
    /// # Errors
    /// It is not such a value, or not text.
    pub(crate) fn scalar<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        match self.format() {
            Format::Json => self.json().map(in_range),
            Format::Text | Format::Other => self.as_text(),
        }
    }

    /// Decodes the body as one value that is described as JSON and as text, by the media type of
    /// the response (RFC 9110, section 8.3). If that is neither, as JSON, else as text.
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

    /// Decodes the body as a JSON string. A response that is declared as text, as some servers send
    /// it, is decoded as text unless it is JSON.
    ///
    /// # Errors
    /// It is neither JSON nor text.
    pub(crate) fn json_or_text<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        match self.json() {
            Err(_) if self.format() == Format::Text => self.as_text(),
            read => read,
        }
    }

    /// Decodes the body from its text.
    fn as_text<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        let text = self.decoded()?;
        let read = |text: &str| T::deserialize(Value::from(text)).ok();
        let trimmed = text.trim();
        // Numbers, booleans and `null` have the same text in JSON.
        let value = read(&text).or_else(|| json_text::read(trimmed.as_bytes()).ok().map(in_range));
        value
            .or_else(|| read(trimmed))
            .ok_or_else(|| DecodeError::whole("does not match the description"))
    }

    /// Returns the kind of the media type.
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

/// The kinds of media types.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Json,
    Text,
    /// Something else, or nothing.
    Other,
}
