//! Bodies in parts (RFC 7578): `multipart/form-data` and its like.

use std::collections::VecDeque;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use serde::Serialize;
use serde_json::Value;
use tokio::io::{AsyncRead, ReadBuf};

use super::body::{Body, BoxError};
use super::deep_object::plain;

/// A file, as a part of a body: from memory with `into()` or [`FilePart::new`], from disk with [`FilePart::open`].
#[derive(Clone)]
pub struct FilePart {
    content: Content,
    name: Option<String>,
    media_type: Option<String>,
}

#[derive(Clone)]
enum Content {
    Whole(Bytes),
    /// Sent once, by the first call it is part of.
    Stream(Arc<Mutex<Option<Body>>>),
}

impl FilePart {
    /// A file of these bytes, this text, or this stream. It has no name yet.
    pub fn new(content: impl Into<Body>) -> Self {
        let body = content.into();
        let content = match body.as_bytes() {
            Some(bytes) => Content::Whole(bytes.clone()),
            None => Content::Stream(Arc::new(Mutex::new(Some(body)))),
        };
        Self {
            content,
            name: None,
            media_type: None,
        }
    }

    /// The file at `path`, under its own name, read while it is sent: as much of it as there is now. Of what is no ordinary
    /// file, such as a pipe, all that comes.
    ///
    /// # Errors
    /// It cannot be opened.
    pub async fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let file = tokio::fs::File::open(path).await?;
        let about = file.metadata().await?;
        let length = Some(about.len()).filter(|_| about.is_file());
        let body = match length {
            // Files that the system makes up as they are read say that, too.
            Some(0) => not_quite_empty(Pieces::all_of(file)).await?,
            Some(length) => Body::stream(Pieces::of(file, length)).with_length(length),
            None => Body::stream(Pieces::all_of(file)),
        };
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        Ok(Self {
            name,
            ..Self::new(body)
        })
    }

    /// The name that the server is told.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// What kind of file it is. `application/octet-stream` unless it is said, here or by the description.
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }
}

impl From<Bytes> for FilePart {
    fn from(bytes: Bytes) -> Self {
        Self::new(bytes)
    }
}

impl From<Vec<u8>> for FilePart {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(bytes)
    }
}

impl From<String> for FilePart {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&'static str> for FilePart {
    fn from(text: &'static str) -> Self {
        Self::new(text)
    }
}

impl fmt::Debug for FilePart {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("FilePart")
            .field("name", &self.name)
            .field("media_type", &self.media_type)
            .finish_non_exhaustive()
    }
}

/// Two files are equal when name, kind and bytes are; a stream is equal to its clones only.
impl PartialEq for FilePart {
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.content, &other.content) {
            (Content::Whole(one), Content::Whole(other)) => one == other,
            (Content::Stream(one), Content::Stream(other)) => Arc::ptr_eq(one, other),
            _ => false,
        };
        same && self.name == other.name && self.media_type == other.media_type
    }
}

/// In JSON, a file is its text.
impl Serialize for FilePart {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = match &self.content {
            Content::Whole(bytes) => std::str::from_utf8(bytes).ok(),
            Content::Stream(_) => None,
        };
        let text = text.ok_or_else(|| serde::ser::Error::custom("this file is no text"))?;
        serializer.serialize_str(text)
    }
}

impl<'de> serde::Deserialize<'de> for FilePart {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

/// What reads from a file or a pipe, piece by piece.
struct Pieces<R> {
    from: R,
    /// How many bytes are still wanted.
    left: u64,
}

impl<R: AsyncRead + Unpin> Pieces<R> {
    fn of(from: R, left: u64) -> Self {
        Self { from, left }
    }

    fn all_of(from: R) -> Self {
        Self::of(from, u64::MAX)
    }
}

/// These pieces, of a length that nobody knows; a body that is known to be empty where there are none.
async fn not_quite_empty<R>(mut pieces: Pieces<R>) -> io::Result<Body>
where
    R: AsyncRead + Unpin + Send + 'static,
{
    let first = std::future::poll_fn(|context| Pin::new(&mut pieces).poll_next(context)).await;
    let Some(first) = first.transpose()? else {
        return Ok(Body::default());
    };
    let all = VecDeque::from([first.into(), Body::stream(pieces)]);
    Ok(Body::stream(Chain(all)))
}

/// How much is read at once.
const PIECE: usize = 64 << 10;

impl<R: AsyncRead + Unpin> Stream for Pieces<R> {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        let room = usize::try_from(self.left).map_or(PIECE, |left| left.min(PIECE));
        let mut piece = vec![0; room];
        let mut buffer = ReadBuf::new(&mut piece);
        let read = ready!(Pin::new(&mut self.from).poll_read(context, &mut buffer));
        let filled = buffer.filled().len();
        piece.truncate(filled);
        let read_bytes = u64::try_from(filled).unwrap_or(u64::MAX);
        self.left = self.left.saturating_sub(read_bytes);
        Poll::Ready(match read {
            Ok(()) if filled == 0 => None,
            Ok(()) => Some(Ok(piece.into())),
            Err(error) => Some(Err(error)),
        })
    }
}

/// A body in parts, for those descriptions that do not name them: each part is added by hand.
#[derive(Debug, Default)]
#[must_use]
pub struct Multipart {
    parts: Vec<Part>,
    problem: Option<String>,
}

#[derive(Debug)]
struct Part {
    name: String,
    head: String,
    body: Body,
}

impl Multipart {
    /// A body without parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part that is text.
    pub fn text(mut self, name: &str, value: impl Into<String>) -> Self {
        self.add(name, None, None, value.into().into());
        self
    }

    /// Adds a part that is JSON.
    pub fn json<T: Serialize + ?Sized>(mut self, name: &str, value: &T) -> Self {
        self.add_json(name, "application/json", value);
        self
    }

    /// Adds a part that is a file.
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

    /// Adds a value: text as it is, an object as JSON, a part for each element of a list, nothing for `null`.
    #[allow(dead_code, reason = "a description may have no such part")]
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

    /// Adds a list as one part that is text, with `separator` between its elements; nothing where it has none.
    #[allow(dead_code, reason = "a description may have no such part")]
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
        let body = match file.content {
            Content::Whole(bytes) => Some(bytes.into()),
            Content::Stream(body) => body.lock().unwrap_or_else(PoisonError::into_inner).take(),
        };
        let media_type = file.media_type.as_deref().or(media_type);
        let media_type = media_type.unwrap_or("application/octet-stream");
        let file_name = file.name.as_deref().unwrap_or(name);
        match body {
            Some(body) => self.add(name, Some(file_name), Some(media_type), body),
            None => self.refuse("a file that is a stream was sent already".to_owned()),
        }
    }

    fn add(&mut self, name: &str, file_name: Option<&str>, media_type: Option<&str>, body: Body) {
        let mut head = format!("Content-Disposition: form-data; name=\"{}\"", quoted(name));
        if let Some(file_name) = file_name {
            head.push_str(&format!("; filename=\"{}\"", quoted(file_name)));
        }
        if let Some(media_type) = media_type {
            if media_type.bytes().any(|byte| byte.is_ascii_control()) {
                self.refuse(format!("the media type of the part `{name}` is not one"));
            }
            head.push_str(&format!("\r\nContent-Type: {media_type}"));
        }
        self.parts.push(Part {
            name: name.to_owned(),
            head,
            body,
        });
    }

    /// Gives all parts of this name more headers.
    #[allow(dead_code, reason = "a description may have no such part")]
    pub(crate) fn add_headers(&mut self, name: &str, headers: &[(&str, &str)]) {
        for part in self.parts.iter_mut().filter(|part| part.name == name) {
            for (header, value) in headers {
                part.head.push_str(&format!("\r\n{header}: {value}"));
            }
        }
    }

    fn refuse(&mut self, problem: String) {
        self.problem.get_or_insert(problem);
    }

    /// The boundary between the parts, and the body as a whole.
    ///
    /// # Errors
    /// One of the parts could not be written; the text tells why.
    pub(crate) fn into_body(self) -> Result<(String, Body), String> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let boundary = format!("oasmith-{:016x}{:016x}", random(), random());
        let mut pieces = VecDeque::new();
        for part in self.parts {
            let head = format!("--{boundary}\r\n{}\r\n\r\n", part.head);
            pieces.extend([Body::from(head), part.body, Body::from("\r\n")]);
        }
        pieces.push_back(Body::from(format!("--{boundary}--\r\n")));
        Ok((boundary, joined(pieces)))
    }
}

/// One body after the other: in memory if all are.
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

/// Bodies, one after the other.
struct Chain(VecDeque<Body>);

impl Stream for Chain {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while let Some(body) = self.0.front_mut() {
            match ready!(body.poll_next(context)) {
                Some(piece) => return Poll::Ready(Some(piece)),
                None => self.0.pop_front(),
            };
        }
        Poll::Ready(None)
    }
}

/// A name as it stands between quotes (WHATWG HTML, "Multipart form data").
fn quoted(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A number that no part contains by chance.
fn random() -> u64 {
    RandomState::new().hash_one(0)
}

/// A type whose fields are parts of a body.
pub(crate) trait IntoMultipart {
    /// The parts.
    fn into_multipart(self) -> Multipart;
}

impl IntoMultipart for Multipart {
    fn into_multipart(self) -> Multipart {
        self
    }
}

impl super::call::Call {
    /// A body in parts.
    pub(crate) fn multipart(&mut self, media_type: &str, body: impl IntoMultipart) {
        match self.noting(|| body.into_multipart()).into_body() {
            Ok((boundary, body)) => self.parts(format!("{media_type}; boundary={boundary}"), body),
            Err(reason) => self.refuse(super::error::InvalidRequest::Body { reason }),
        }
    }
}
