//! Files, as parts of a body: from memory, from disk, or from a stream.

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

impl FilePart {
    /// What is sent of it.
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

/// What is sent of a file.
pub(super) struct Sent {
    /// Its content; nothing where that is a stream that was sent already.
    pub body: Option<Body>,
    /// Its name, if the caller gave one.
    pub file_name: Option<String>,
    /// Its media type, if the caller gave one.
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

/// Bodies, one after the other.
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
