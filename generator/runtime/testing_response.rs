//! What a script answers. Feature `testing`.

use std::pin::pin;
use std::task::{self, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use futures_core::TryStream;
use http::{HeaderMap, StatusCode};
use serde::Serialize;

use super::body::{Body, BoxError};
use super::error::{TransportError, TransportErrorKind};
use super::exchange::Unread;
use super::header::header;
use super::operation::Operation;
use super::response::{DecodeError, RawResponse};
use super::testing_body::Pieces;

/// What a [`Script`](super::testing::Script) answers.
#[derive(Debug, Clone)]
pub struct MockResponse {
    status: u16,
    headers: Vec<(String, String)>,
    body: Pieces,
    pub(super) delay: Duration,
    failure: Option<TransportErrorKind>,
}

impl MockResponse {
    /// An answer with this status and no body.
    pub fn new(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Pieces::default(),
            delay: Duration::ZERO,
            failure: None,
        }
    }

    /// An answer in JSON. It may be anything: [`of`](Self::of) looks at what the description says.
    ///
    /// # Errors
    /// The body cannot be written as JSON.
    pub fn json(status: u16, body: &impl Serialize) -> Result<Self, serde_json::Error> {
        let json = serde_json::to_vec(body)?;
        Ok(Self::new(status)
            .header("content-type", "application/json")
            .body(json))
    }

    /// An answer in JSON, of which it is made sure that the operation's own types can read it: `MockResponse::of::<CALL>(…)`,
    /// where `CALL` is the type that the operation's method returns.
    ///
    /// Of an operation that answers with a stream of items, [`stream_of`](Self::stream_of) reads them.
    ///
    /// # Errors
    /// The body is not what the description says of this status.
    pub fn of<O: Operation>(status: u16, body: &impl Serialize) -> Result<Self, DecodeError> {
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

    /// An answer that is a stream, of which it is made sure that the operation's own types can read each item. The body is
    /// written as it is sent: lines, or events with their fields. [`then`](Self::then) sends more, later.
    ///
    /// # Errors
    /// The body, or an item of it, is not what the description says.
    pub fn stream_of<O>(status: u16, body: impl Into<Bytes>) -> Result<Self, BoxError>
    where
        O: Operation,
        O::Output: TryStream,
        <O::Output as TryStream>::Error: Into<BoxError>,
    {
        let answer = Self::new(status).body(body);
        let mut items = pin!(O::output(&mut answer.whole()?)?);
        let mut context = task::Context::from_waker(Waker::noop());
        // All bytes are there: nothing is waited for.
        while let Poll::Ready(Some(item)) = items.as_mut().try_poll_next(&mut context) {
            item.map(drop).map_err(Into::into)?;
        }
        Ok(answer)
    }

    /// No answer: the request or the answer is lost.
    pub fn failure(kind: TransportErrorKind) -> Self {
        Self {
            failure: Some(kind),
            ..Self::new(200)
        }
    }

    /// The same with a header.
    #[must_use]
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let (name, value) = (name.as_ref().to_owned(), value.as_ref().to_owned());
        self.headers.push((name, value));
        self
    }

    /// The same with this body.
    #[must_use]
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = Pieces::whole(body.into());
        self
    }

    /// The same with one more piece of the body, which comes this long after the one before it was read. With tokio's clock
    /// paused, no time passes.
    #[must_use]
    pub fn then(mut self, pause: Duration, piece: impl Into<Bytes>) -> Self {
        self.body.add(pause, piece.into());
        self
    }

    /// The same after this time. With tokio's clock paused, no time passes.
    #[must_use]
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// The same, but the connection breaks after this many bytes of the body.
    #[must_use]
    pub fn truncate(mut self, bytes: usize) -> Self {
        self.body.truncate(bytes);
        self
    }

    /// The answer, to be read at once, whole or as a stream.
    fn whole(&self) -> Result<RawResponse, DecodeError> {
        let status = StatusCode::from_u16(self.status);
        let status = status.map_err(|_| DecodeError::whole("has a status that is none"))?;
        let headers = self.header_map();
        let headers = headers.ok_or_else(|| DecodeError::whole("has a header that is none"))?;
        let body = self.body.to_bytes();
        let unread = Unread {
            body: body.clone().into(),
            limit: usize::MAX,
            idle: Duration::MAX,
            exchange: None,
        };
        Ok(RawResponse::new(status, headers, body).with_unread(unread))
    }

    fn header_map(&self) -> Option<HeaderMap> {
        let headers = self.headers.iter();
        headers.map(|(name, value)| header(name, value)).collect()
    }

    /// The answer as it is sent.
    pub(super) fn response(self) -> Result<http::Response<Body>, TransportError> {
        let unfit = |what: &str| {
            TransportError::new(TransportErrorKind::NotSent, Some(what.to_owned().into()))
        };
        if let Some(kind) = self.failure {
            return Err(TransportError::new(kind, Some("the script says so".into())));
        }
        let headers = self.header_map();
        let headers = headers.ok_or_else(|| unfit("the script's header is none"))?;
        let status = StatusCode::from_u16(self.status);
        let status = status.map_err(|_| unfit("the script's status is none"))?;
        let mut response = http::Response::new(self.body.into_body());
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        Ok(response)
    }
}
