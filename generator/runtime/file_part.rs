//! Files in multipart bodies: from memory, from disk, or from a stream.

use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::path::Path;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use serde::Serialize;
use tokio::io::{AsyncRead, ReadBuf};

use super::body::{Body, BoxError};

/// A file in a multipart body: from memory with `into()` or [`FilePart::new`], from disk with
/// [`FilePart::open`].
#[derive(Clone)]
pub struct FilePart {
    content: Content,
    name: Option<String>,
    media_type: Option<String>,
}

#[derive(Clone)]
enum Content {
    Whole(Bytes),
    /// Sent once, by the first call that has it.
    Stream(Arc<Mutex<Option<Body>>>),
}

impl FilePart {
    /// Creates a file from bytes, text, or a stream. It has no name yet.
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

    /// Opens the file at `path`, with its own name. It is read while it is sent, up to the length
    /// that it has now; anything that is not a regular file, such as a pipe, is read to its end.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub async fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let file = tokio::fs::File::open(path).await?;
        let about = file.metadata().await?;
        let length = Some(about.len()).filter(|_| about.is_file());
        let body = match length {
            // Virtual files, such as those in `/proc`, have a length of 0, too.
            Some(0) => not_quite_empty(Pieces::all_of(file)).await?,
            Some(length) => Body::stream(Pieces::new(file, length)).with_length(length),
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

    /// Sets the file name that is sent.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the media type. Default: the one of the description, else `application/octet-stream`.
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }
}

impl FilePart {
    /// Takes the content that is sent.
    pub(super) fn into_sent(self) -> Sent {
        let body = match self.content {
            Content::Whole(bytes) => Some(bytes.into()),
            Content::Stream(body) => body.lock().unwrap_or_else(PoisonError::into_inner).take(),
        };
        Sent {
            body,
            file_name: self.name,
            own_media_type: self.media_type,
        }
    }
}

/// The content of a file as it is sent.
pub(super) struct Sent {
    /// The content; `None` if it is a stream that was sent already.
    pub body: Option<Body>,
    /// The file name, if the caller set one.
    pub file_name: Option<String>,
    /// The media type, if the caller set one.
    pub own_media_type: Option<String>,
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

/// Files are equal if name, media type and bytes are; a stream is equal only to its clones.
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

/// In JSON, a file is a string.
impl Serialize for FilePart {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = match &self.content {
            Content::Whole(bytes) => std::str::from_utf8(bytes).ok(),
            Content::Stream(_) => None,
        };
        let text = text.ok_or_else(|| serde::ser::Error::custom("the file is not text"))?;
        serializer.serialize_str(text)
    }
}

impl<'de> serde::Deserialize<'de> for FilePart {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

/// Reads a file or a pipe in chunks.
struct Pieces<R> {
    from: R,
    /// The number of bytes to read.
    left: u64,
}

impl<R: AsyncRead + Unpin> Pieces<R> {
    fn new(from: R, left: u64) -> Self {
        Self { from, left }
    }

    fn all_of(from: R) -> Self {
        Self::new(from, u64::MAX)
    }
}

/// Creates a body of unknown length, or an empty one if the first read is at the end.
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

/// The size of a chunk.
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

/// A sequence of bodies.
pub(super) struct Chain(pub VecDeque<Body>);

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
