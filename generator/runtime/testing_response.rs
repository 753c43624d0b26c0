//! Scripted responses. Feature `testing`.

use std::pin::pin;
use std::task::{self, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use futures_core::TryStream;
use http::{HeaderMap, StatusCode};
use serde::Serialize;

use super::body::{Body, BoxError};
use super::decode_error::DecodeError;
use super::header::header;
use super::operation::Operation;
use super::response::RawResponse;
use super::response::Unread;
use super::testing_body::Pieces;
use super::transport_error::{TransportError, TransportErrorKind};

/// A response of a [`Script`](super::testing::Script).
#[derive(Debug, Clone)]
pub struct MockResponse {
    status: u16,
    headers: Vec<(String, String)>,
    body: Pieces,
    pub(super) delay: Duration,
    failure: Option<TransportErrorKind>,
}

impl MockResponse {
    /// Creates a response without a body.
    pub fn new(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Pieces::default(),
            delay: Duration::ZERO,
            failure: None,
        }
    }

    /// Creates a JSON response of any type. [`of`](Self::of) checks it against the description.
    ///
    /// # Errors
    /// The body cannot be serialized.
    pub fn json(status: u16, body: &impl Serialize) -> Result<Self, serde_json::Error> {
        let json = serde_json::to_vec(body)?;
        Ok(Self::new(status)
            .header("content-type", "application/json")
            .body(json))
    }

    /// Creates a JSON response, and checks that the operation's types decode it:
    /// `MockResponse::for_operation::<CALL>(…)`, where `CALL` is the return type of the operation's
    /// method. For a streamed response, see [`stream_of`](Self::stream_of).
    ///
    /// # Errors
    /// The body does not match the description of this status.
    pub fn for_operation<O: Operation>(
        status: u16,
        body: &impl Serialize,
    ) -> Result<Self, DecodeError> {
        let unfit = |_| DecodeError::whole("cannot be written as JSON");
        let answer = Self::json(status, body).map_err(unfit)?;
        let mut response = answer.whole()?;
        if O::is_success(status) {
            O::output(&mut response).map(drop)?;
        } else {
            O::error(&response).map(drop)?;
        }
        Ok(answer)
    }

    /// Creates a streamed response, and checks that the operation's types decode each item. The
    /// body is in its wire format: lines, or events with their fields. [`then`](Self::then) adds
    /// later chunks.
    ///
    /// # Errors
    /// The body, or an item of it, does not match the description.
    pub fn stream_of<O>(status: u16, body: impl Into<Bytes>) -> Result<Self, BoxError>
    where
        O: Operation,
        O::Output: TryStream,
        <O::Output as TryStream>::Error: Into<BoxError>,
    {
        let answer = Self::new(status).body(body);
        let mut items = pin!(O::output(&mut answer.whole()?)?);
        let mut context = task::Context::from_waker(Waker::noop());
        // All bytes are in memory: the stream is never pending.
        while let Poll::Ready(Some(item)) = items.as_mut().try_poll_next(&mut context) {
            item.map(drop).map_err(Into::into)?;
        }
        Ok(answer)
    }

    /// Creates a transport error instead of a response.
    pub fn failure(kind: TransportErrorKind) -> Self {
        Self {
            failure: Some(kind),
            ..Self::new(200)
        }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let (name, value) = (name.as_ref().to_owned(), value.as_ref().to_owned());
        self.headers.push((name, value));
        self
    }

    /// Sets the body.
    #[must_use]
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = Pieces::whole(body.into());
        self
    }

    /// Adds a chunk to the body, with a delay after the previous one was read. If the clock of
    /// tokio is paused, no time passes.
    #[must_use]
    pub fn then(mut self, pause: Duration, piece: impl Into<Bytes>) -> Self {
        self.body.add(pause, piece.into());
        self
    }

    /// Delays the response. If the clock of tokio is paused, no time passes.
    #[must_use]
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Loses the connection after this many bytes of the body.
    #[must_use]
    pub fn truncate(mut self, bytes: usize) -> Self {
        self.body.truncate(bytes);
        self
    }

    /// Returns the whole response, to be decoded at once.
    fn whole(&self) -> Result<RawResponse, DecodeError> {
        let status = StatusCode::from_u16(self.status);
        let status = status.map_err(|_| DecodeError::whole("has an invalid status"))?;
        let headers = self.header_map();
        let headers = headers.ok_or_else(|| DecodeError::whole("has an invalid header"))?;
        let body = self.body.to_bytes();
        let unread = Unread {
            body: body.clone().into(),
            limit: usize::MAX,
            idle: Duration::MAX,
            resume: None,
        };
        Ok(RawResponse::new(status, headers, body).with_unread(unread))
    }

    fn header_map(&self) -> Option<HeaderMap> {
        let headers = self.headers.iter();
        headers.map(|(name, value)| header(name, value)).collect()
    }

    /// Converts it to the response of a transport.
    pub(super) fn response(self) -> Result<http::Response<Body>, TransportError> {
        let unfit = |what: &str| {
            TransportError::new(TransportErrorKind::NotSent, Some(what.to_owned().into()))
        };
        if let Some(kind) = self.failure {
            return Err(TransportError::new(kind, Some("scripted failure".into())));
        }
        let headers = self.header_map();
        let headers = headers.ok_or_else(|| unfit("invalid header in the script"))?;
        let status = StatusCode::from_u16(self.status);
        let status = status.map_err(|_| unfit("invalid status in the script"))?;
        let mut response = http::Response::new(self.body.into_body());
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        Ok(response)
    }
}
