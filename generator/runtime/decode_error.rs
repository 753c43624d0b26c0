//! Errors of bodies and headers that do not match the description.

use std::fmt;

use serde::de::DeserializeOwned;

use super::json_path;
use super::json_text;

/// A body or a header that does not match the description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    path: String,
    message: String,
}

impl DecodeError {
    /// Creates an error of the body as a whole.
    pub(super) fn whole(message: &str) -> Self {
        Self {
            path: String::new(),
            message: message.to_owned(),
        }
    }

    /// Decodes a text as JSON.
    pub(crate) fn read<T: DeserializeOwned>(text: &[u8]) -> Result<T, Self> {
        if json_text::without_mark(text).is_empty() {
            return Err(Self::whole("is empty"));
        }
        let refused = |text: &[u8]| json_text::parse::<T>(text).is_err_and(|e| e.is_data());
        json_text::read_or(text, |text, error| {
            let noticed = (error.line(), error.column());
            let path = if error.is_data() {
                json_path::find(text, noticed, &refused)
            } else {
                json_path::at_line(text, noticed)
            };
            Self::at(path, &error)
        })
    }

    /// Creates an error at a path, which serde's error may extend.
    fn at(mut path: String, error: &serde_json::Error) -> Self {
        let what = match error.classify() {
            serde_json::error::Category::Data => "does not match the description",
            _ => "is not JSON",
        };
        // serde's message may contain the value; the expected type does not.
        let message = error.to_string();
        let (inner, message) = json_path::place(&message);
        path.push_str(inner);
        let expected = message
            .rsplit_once("expected ")
            .map(|(_, expected)| expected);
        let expected =
            expected.map(|expected| expected.split(" at line").next().unwrap_or(expected));
        let missing = message
            .starts_with("missing field")
            .then(|| message.split(" at line").next())
            .flatten();
        let message = match (missing, expected) {
            (Some(missing), _) => missing.to_owned(),
            (None, Some(expected)) => format!("{what}: expected {expected}"),
            (None, None) => what.to_owned(),
        };
        Self { path, message }
    }

    /// Creates an error of a header.
    #[allow(dead_code, reason = "a description may have no header")]
    pub(super) fn header(name: &str) -> Self {
        Self {
            path: format!("the header `{name}`"),
            message: "does not match the description".to_owned(),
        }
    }

    /// Returns the path in the body: names and positions from the top, such as `.items[3].id`;
    /// empty for the body as a whole. For a header, its name.
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if self.path.is_empty() {
            "the body"
        } else {
            &self.path
        };
        write!(formatter, "{path}: {}", self.message)
    }
}

impl std::error::Error for DecodeError {}
