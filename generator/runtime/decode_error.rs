//! Errors of bodies and headers that do not match the description.

#![allow(dead_code, reason = "a crate uses what its description needs")]

use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::json_path;
use super::json_text;

/// A body or a header that does not match the description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    path: String,
    message: String,
    kind: Kind,
}

/// What is wrong with a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It is not what the description says.
    Data,
    /// It is not JSON.
    Syntax,
    /// The description has none.
    Undocumented,
}

impl DecodeError {
    /// Creates an error of the body as a whole.
    pub(super) fn whole(message: &str) -> Self {
        Self {
            path: String::new(),
            message: message.to_owned(),
            kind: Kind::Data,
        }
    }

    /// Creates an error of the body of an undocumented status.
    pub(super) fn undocumented(status: u16) -> Self {
        let message = format!("is not documented for status {status}");
        Self {
            kind: Kind::Undocumented,
            ..Self::whole(&message)
        }
    }

    /// Whether the description has no body for the status.
    pub(super) fn is_undocumented(&self) -> bool {
        self.kind == Kind::Undocumented
    }

    /// Adds the media type of a body that is not JSON, if it is that of something else.
    pub(super) fn of_media_type(mut self, media_type: &str) -> Self {
        let is_json = media_type.to_ascii_lowercase().contains("json");
        if self.kind == Kind::Syntax && !is_json {
            let media_type = match media_type {
                "" => "the response has no `content-type`".to_owned(),
                media_type => format!("its `content-type` is `{media_type}`"),
            };
            self.message = format!("{}: {media_type}", self.message);
        }
        self
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
        // serde's message may contain the value; the expected type does not.
        let message = error.to_string();
        let (inner, message) = json_path::place(&message);
        path.push_str(inner);
        let message = message.split(" at line").next().unwrap_or(message);
        match error.classify() {
            Category::Data => Self {
                path,
                message: mismatch(message),
                kind: Kind::Data,
            },
            _ => Self {
                path,
                message: malformed(error, message).to_owned(),
                kind: Kind::Syntax,
            },
        }
    }

    /// Creates an error of a header.
    pub(super) fn header(name: &str) -> Self {
        Self {
            path: format!("the header `{name}`"),
            message: MISMATCH.to_owned(),
            kind: Kind::Data,
        }
    }

    /// Returns the path in the body: names and positions from the top, such as `.items[3].id`;
    /// empty for the body as a whole. For a header, its name.
    pub fn path(&self) -> &str {
        &self.path
    }
}

const MISMATCH: &str = "does not match the description";

/// Says what was expected, and what was found, without the value.
fn mismatch(message: &str) -> String {
    if message.starts_with("missing field") {
        return message.to_owned();
    }
    let Some((before, expected)) = message.rsplit_once("expected ") else {
        return MISMATCH.to_owned();
    };
    match found(before) {
        Some(found) => format!("{MISMATCH}: expected {expected}, found {found}"),
        None => format!("{MISMATCH}: expected {expected}"),
    }
}

/// Returns what serde's message says was found, in the words of JSON.
fn found(message: &str) -> Option<&'static str> {
    let (reason, unexpected) = message.split_once(": ")?;
    let kinds = [
        ("null", "null"),
        ("unit", "null"),
        ("boolean", "a boolean"),
        ("integer", "an integer"),
        ("floating point", "a number"),
        ("string", "a string"),
        ("character", "a string"),
        ("sequence", "a list"),
        ("map", "an object"),
    ];
    let mut kinds = kinds.into_iter();
    let (_, kind) = kinds.find(|(word, _)| unexpected.starts_with(word))?;
    match (reason, kind) {
        ("invalid value", "an integer") => Some("an integer out of range"),
        ("invalid value", "a number") => Some("a number out of range"),
        ("invalid value", "a string") => Some("another string"),
        _ => Some(kind),
    }
}

/// Says why a text is not JSON.
fn malformed(error: &serde_json::Error, message: &str) -> &'static str {
    match (error.classify(), message) {
        (Category::Eof, _) => "is not JSON: it ends early",
        (_, "trailing characters") => {
            "is not JSON: more text follows the first value (JSON lines?)"
        }
        _ => "is not JSON",
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
