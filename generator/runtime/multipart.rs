//! Multipart bodies: `multipart/form-data` (RFC 7578) and others.

#![allow(dead_code, reason = "a crate uses what its description needs")]

use std::collections::VecDeque;
use std::hash::{BuildHasher, RandomState};

use serde::Serialize;
use serde_json::Value;

use super::body::Body;
use super::deep_object::plain;
use super::file_part::{Chain, FilePart, Sent};

/// A multipart body whose parts are added one by one, for operations whose description does not
/// name them.
#[derive(Debug, Default)]
#[must_use]
pub struct Multipart {
    parts: Vec<Part>,
    problem: Option<String>,
}

#[derive(Debug)]
struct Part {
    name: String,
    /// If it is a file: its name, if the caller set one.
    file: Option<Option<String>>,
    media_type: Option<String>,
    /// Other headers.
    headers: String,
    body: Body,
}

impl Part {
    /// Returns the headers of a part with a name.
    fn named_head(&self) -> String {
        let mut head = format!(
            "Content-Disposition: form-data; name=\"{}\"",
            quoted(&self.name)
        );
        if let Some(file) = &self.file {
            let file = file.as_deref().unwrap_or(&self.name);
            head.push_str(&format!("; filename=\"{}\"", quoted(file)));
        }
        if let Some(media_type) = &self.media_type {
            head.push_str(&format!("\r\nContent-Type: {media_type}"));
        }
        head + &self.headers
    }

    /// Returns the media type without parameters.
    fn essence(&self) -> String {
        let media_type = self.media_type.as_deref().unwrap_or("text/plain");
        let essence = media_type.split(';').next().unwrap_or_default();
        // It is written in quotes.
        essence.trim().replace(['"', '\\'], "")
    }

    /// Returns the headers of a part that is identified by its position (RFC 2046, section 5.1).
    fn ordered_head(&self) -> String {
        // The default would be text in US-ASCII.
        let media_type = self.media_type.as_deref();
        let media_type = media_type.unwrap_or("text/plain; charset=utf-8");
        let mut head = format!("Content-Type: {media_type}");
        if let Some(Some(file)) = &self.file {
            let file = quoted(file);
            head.push_str(&format!(
                "\r\nContent-Disposition: attachment; filename=\"{file}\""
            ));
        }
        head + &self.headers
    }
}

impl Multipart {
    /// Creates a body without parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text part.
    pub fn text(mut self, name: &str, value: impl Into<String>) -> Self {
        self.add(name, None, None, value.into().into());
        self
    }

    /// Adds a JSON part.
    pub fn json<T: Serialize + ?Sized>(mut self, name: &str, value: &T) -> Self {
        self.add_json(name, "application/json", value);
        self
    }

    /// Adds a file.
    pub fn file(mut self, name: &str, file: impl Into<FilePart>) -> Self {
        self.add_file(name, None, file.into());
        self
    }

    pub(crate) fn add_json<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        media_type: &str,
        value: &T,
    ) {
        match super::finite::to_vec(value) {
            Ok(json) => self.add(name, None, Some(media_type), json.into()),
            Err(error) => self.refuse(error.to_string()),
        }
    }

    /// Adds a value: a string as text, an object as JSON, a list as one part for each element,
    /// `null` as no part.
    pub(crate) fn add_value<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        media_type: Option<&str>,
        value: &T,
    ) {
        match super::finite::to_value(value) {
            Ok(Value::Array(items)) => {
                for item in items {
                    self.add_single(name, media_type, item);
                }
            }
            Ok(value) => self.add_single(name, media_type, value),
            Err(error) => self.refuse(error.to_string()),
        }
    }

    /// Adds a list as one text part, joined by `separator`; an empty one as no part.
    pub(crate) fn add_joined<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        separator: &str,
        value: &T,
    ) {
        match super::finite::to_value(value) {
            Ok(Value::Array(items)) => {
                let items: Vec<String> = items.iter().filter_map(plain).collect();
                if !items.is_empty() {
                    self.add(name, None, None, items.join(separator).into());
                }
            }
            Ok(value) => self.add_single(name, None, value),
            Err(error) => self.refuse(error.to_string()),
        }
    }

    fn add_single(&mut self, name: &str, media_type: Option<&str>, value: Value) {
        match value {
            Value::Null => {}
            Value::String(text) => self.add(name, None, media_type, text.into()),
            Value::Bool(_) | Value::Number(_) => {
                self.add(name, None, media_type, value.to_string().into());
            }
            Value::Array(_) | Value::Object(_) => {
                let media_type = media_type.or(Some("application/json"));
                self.add(name, None, media_type, value.to_string().into());
            }
        }
    }

    pub(crate) fn add_file(&mut self, name: &str, media_type: Option<&str>, file: FilePart) {
        let Sent {
            body,
            file_name,
            own_media_type,
        } = file.into_sent();
        let media_type = own_media_type.as_deref().or(media_type);
        let media_type = media_type.unwrap_or("application/octet-stream");
        match body {
            Some(body) => self.add(name, Some(file_name), Some(media_type), body),
            None => self.refuse("a file that is a stream was sent already".to_owned()),
        }
    }

    fn add(
        &mut self,
        name: &str,
        file: Option<Option<String>>,
        media_type: Option<&str>,
        body: Body,
    ) {
        if media_type.is_some_and(|text| text.bytes().any(|byte| byte.is_ascii_control())) {
            self.refuse(format!("the media type of the part `{name}` is invalid"));
        }
        self.parts.push(Part {
            name: name.to_owned(),
            file,
            media_type: media_type.map(str::to_owned),
            headers: String::new(),
            body,
        });
    }

    /// Adds headers to all parts with this name.
    pub(crate) fn add_headers(&mut self, name: &str, headers: &[(&str, &str)]) {
        for part in self.parts.iter_mut().filter(|part| part.name == name) {
            for (header, value) in headers {
                part.headers.push_str(&format!("\r\n{header}: {value}"));
            }
        }
    }

    /// Adds the tag of a union, if it is not among the parts.
    pub(crate) fn tagged<T: Serialize>(mut self, name: &str, value: T) -> Self {
        if !self.parts.iter().any(|part| part.name == name) {
            self.add_value(name, None, &value);
        }
        self
    }

    pub(super) fn refuse(&mut self, problem: String) {
        self.problem.get_or_insert(problem);
    }

    /// Returns the media type with its parameters, and the body.
    ///
    /// # Errors
    /// A part could not be written; the text has the reason.
    pub(crate) fn into_body(self, media_type: &str) -> Result<(String, Body), String> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let kind = Kind::from_media_type(media_type);
        let boundary = format!("oasmith-{:016x}{:016x}", random(), random());
        let root = self.parts.first().map(Part::essence);
        let root = root.filter(|_| kind == Kind::Related && !has_parameter(media_type, "type"));
        let mut pieces = VecDeque::new();
        for part in self.parts {
            let head = match kind {
                Kind::Named => part.named_head(),
                Kind::Related | Kind::Ordered => part.ordered_head(),
            };
            let head = format!("--{boundary}\r\n{head}\r\n\r\n");
            pieces.extend([Body::from(head), part.body, Body::from("\r\n")]);
        }
        pieces.push_back(Body::from(format!("--{boundary}--\r\n")));
        let root = root.map(|root| format!("; type=\"{root}\""));
        let media_type = format!(
            "{media_type}{}; boundary={boundary}",
            root.unwrap_or_default()
        );
        Ok((media_type, joined(pieces)))
    }
}

/// How the parts of a media type are identified.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// By name (RFC 7578). Includes `multipart/mixed`, because the names of a description could not
    /// be sent otherwise.
    Named,
    /// By position; the `type` parameter is the media type of the first part (RFC 2387).
    Related,
    /// By position.
    Ordered,
}

impl Kind {
    fn from_media_type(media_type: &str) -> Self {
        let essence = media_type.split(';').next().unwrap_or_default();
        let subtype = essence.trim().rsplit('/').next().unwrap_or_default();
        match subtype.to_ascii_lowercase().as_str() {
            "related" => Self::Related,
            "alternative" | "byteranges" | "digest" | "encrypted" | "parallel" | "report"
            | "signed" => Self::Ordered,
            _ => Self::Named,
        }
    }
}

/// Whether a media type has a parameter of this name.
fn has_parameter(media_type: &str, name: &str) -> bool {
    let mut parameters = media_type.split(';').skip(1);
    parameters.any(|one| {
        let known = one.split('=').next().unwrap_or_default();
        known.trim().eq_ignore_ascii_case(name)
    })
}

/// Concatenates bodies: in memory if all are.
fn joined(pieces: VecDeque<Body>) -> Body {
    if pieces.iter().all(|piece| piece.as_bytes().is_some()) {
        let bytes: Vec<u8> = pieces
            .iter()
            .filter_map(Body::as_bytes)
            .flatten()
            .copied()
            .collect();
        return bytes.into();
    }
    let length: Option<u64> = pieces.iter().map(Body::length).sum();
    let body = Body::stream(Chain(pieces));
    match length {
        Some(length) => body.with_length(length),
        None => body,
    }
}

/// Escapes a name in quotes (WHATWG HTML, "Multipart form data").
fn quoted(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Returns a random number, for a boundary that no part contains.
fn random() -> u64 {
    RandomState::new().hash_one(0)
}

/// A type whose fields are the parts of a body.
pub(crate) trait IntoMultipart {
    /// Converts it to parts.
    fn into_multipart(self) -> Multipart;
}

impl IntoMultipart for Multipart {
    fn into_multipart(self) -> Multipart {
        self
    }
}

impl super::call::Call {
    /// Sets a multipart body.
    pub(crate) fn multipart(&mut self, media_type: &str, body: impl IntoMultipart) {
        match self
            .collecting_secrets(|| body.into_multipart())
            .into_body(media_type)
        {
            Ok((media_type, body)) => self.parts(media_type, body),
            Err(reason) => self.refuse(super::invalid_request::InvalidRequest::Body { reason }),
        }
    }
}
