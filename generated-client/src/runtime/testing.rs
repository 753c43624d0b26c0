//! Tests without a server: a transport that answers from a script and remembers what it was sent. Feature `testing`.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::body::Body;
use super::error::{Context, TransportError, TransportErrorKind};
use super::header::header;
use super::operation::Operation;
use super::reply::{DecodeError, Reply};
use super::transport::{BoxFuture, Transport};

/// A transport that answers from a script, and remembers what it was sent. Clones share both: give one to
/// [`ClientBuilder::transport`](crate::ClientBuilder::transport), keep the other.
///
/// A request gets the first answer that is left for its operation, else the first that is left for any, else the one for all
/// others; where there is none, its call fails.
#[derive(Clone, Default)]
pub struct Script {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    answers: VecDeque<(Option<&'static str>, Answer)>,
    otherwise: Option<Answer>,
    requests: Vec<Recorded>,
}

impl Script {
    /// A script without answers.
    pub fn new() -> Self {
        Self::default()
    }

    /// The next request gets this answer.
    #[must_use]
    pub fn answer(self, answer: Answer) -> Self {
        self.state().answers.push_back((None, answer));
        self
    }

    /// The next request of an operation gets this answer: `script.on::<CALL>(…)`, where `CALL` is the type that the
    /// operation's method returns.
    #[must_use]
    pub fn on<O: Operation>(self, answer: Answer) -> Self {
        let operation = O::context().operation_id();
        self.state().answers.push_back((Some(operation), answer));
        self
    }

    /// All requests for which no answer is left get this one.
    #[must_use]
    pub fn otherwise(self, answer: Answer) -> Self {
        self.state().otherwise = Some(answer);
        self
    }

    /// The requests so far, in the order they came.
    pub fn requests(&self) -> Vec<Recorded> {
        self.state().requests.clone()
    }

    /// The requests of an operation so far.
    pub fn requests_of<O: Operation>(&self) -> Vec<Recorded> {
        let wanted = O::context().operation_id();
        let mut requests = self.requests();
        requests.retain(|request| {
            let operation = request.operation;
            operation.is_some_and(|operation| operation.operation_id() == wanted)
        });
        requests
    }

    /// How many answers nobody has asked for yet.
    pub fn left(&self) -> usize {
        self.state().answers.len()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers a request and picks its answer.
    fn next(&self, request: Recorded) -> Option<Answer> {
        let operation = request.operation.map(|operation| operation.operation_id());
        let mut state = self.state();
        state.requests.push(request);
        let mut answers = state.answers.iter();
        let own = answers.position(|(wanted, _)| wanted.is_some() && *wanted == operation);
        let mut answers = state.answers.iter();
        let position = own.or_else(|| answers.position(|(wanted, _)| wanted.is_none()));
        match position.and_then(|position| state.answers.remove(position)) {
            Some((_, answer)) => Some(answer),
            None => state.otherwise.clone(),
        }
    }
}

impl Transport for Script {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let request = Recorded::of(request).await?;
            let operation = request.operation;
            let Some(answer) = self.next(request) else {
                let operation = operation.map(|operation| operation.to_string());
                let operation = operation.unwrap_or_else(|| "a request".to_owned());
                let cause = format!("the script has no answer left for {operation}").into();
                return Err(TransportError::new(
                    TransportErrorKind::NotSent,
                    Some(cause),
                ));
            };
            tokio::time::sleep(answer.delay).await;
            answer.response()
        })
    }
}

impl fmt::Debug for Script {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        formatter
            .debug_struct("Script")
            .field("left", &state.answers.len())
            .field("requests", &state.requests.len())
            .finish()
    }
}

/// What a [`Script`] answers.
#[derive(Debug, Clone)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Bytes,
    delay: Duration,
    cut: Option<usize>,
    failure: Option<TransportErrorKind>,
}

impl Answer {
    /// An answer with this status and no body.
    pub fn new(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Bytes::new(),
            delay: Duration::ZERO,
            cut: None,
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

    /// An answer in JSON, of which it is made sure that the operation's own types can read it: `Answer::of::<CALL>(…)`,
    /// where `CALL` is the type that the operation's method returns.
    ///
    /// # Errors
    /// The body is not what the description says of this status.
    pub fn of<O: Operation>(status: u16, body: &impl Serialize) -> Result<Self, DecodeError> {
        let unfit = |_| DecodeError::whole("cannot be written as JSON");
        let answer = Self::json(status, body).map_err(unfit)?;
        let known = StatusCode::from_u16(status);
        let known = known.map_err(|_| DecodeError::whole("has a status that is none"))?;
        let mut reply = Reply::new(known, HeaderMap::new(), answer.body.clone());
        if O::is_success(status) {
            O::output(&mut reply).map(drop)?;
        } else {
            O::error(&reply).map(drop)?;
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
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The same with this body.
    #[must_use]
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
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
        self.cut = Some(bytes);
        self
    }

    fn response(self) -> Result<http::Response<Body>, TransportError> {
        let unfit = |what: &str| {
            TransportError::new(TransportErrorKind::NotSent, Some(what.to_owned().into()))
        };
        if let Some(kind) = self.failure {
            return Err(TransportError::new(kind, Some("the script says so".into())));
        }
        let body = match self.cut {
            Some(bytes) => Body::stream(Cut {
                piece: Some(self.body.slice(..bytes.min(self.body.len()))),
                broken: false,
            }),
            None => self.body.into(),
        };
        let mut response = http::Response::new(body);
        *response.status_mut() =
            StatusCode::from_u16(self.status).map_err(|_| unfit("the script's status is none"))?;
        for (name, value) in &self.headers {
            let (name, value) =
                header(name, value).ok_or_else(|| unfit("the script's header is none"))?;
            response.headers_mut().append(name, value);
        }
        Ok(response)
    }
}

/// A body that breaks off.
struct Cut {
    piece: Option<Bytes>,
    broken: bool,
}

impl futures_core::Stream for Cut {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        let piece = self.piece.take().map(Ok).or_else(|| {
            let error = TransportError::new(TransportErrorKind::Broken, None);
            (!std::mem::replace(&mut self.broken, true)).then_some(Err(error))
        });
        std::task::Poll::Ready(piece)
    }
}

/// A request that a [`Script`] was sent. `Debug` shows no header's value, no query and no body.
#[derive(Clone)]
pub struct Recorded {
    operation: Option<Context>,
    parts: http::request::Parts,
    body: Bytes,
}

impl Recorded {
    async fn of(request: http::Request<Body>) -> Result<Self, TransportError> {
        let (parts, mut body) = request.into_parts();
        let mut read = BytesMut::new();
        while let Some(piece) = body.next().await {
            let broken = |error| TransportError::new(TransportErrorKind::Broken, Some(error));
            read.extend_from_slice(&piece.map_err(broken)?);
        }
        Ok(Self {
            operation: parts.extensions.get().copied(),
            parts,
            body: read.freeze(),
        })
    }

    /// The operation, and how often it was sent; `None` for a request for a token.
    pub fn operation(&self) -> Option<Context> {
        self.operation
    }

    /// The HTTP method.
    pub fn method(&self) -> &str {
        self.parts.method.as_str()
    }

    /// The URL, its query with it.
    pub fn url(&self) -> String {
        self.parts.uri.to_string()
    }

    /// The path of the URL.
    pub fn path(&self) -> &str {
        self.parts.uri.path()
    }

    /// The query of the URL, as it was sent.
    pub fn query(&self) -> Option<&str> {
        self.parts.uri.query()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// The text of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.parts.headers.get(name)?.to_str().ok()
    }

    /// The body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// It is not JSON, or not of this type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        serde_json::from_slice(&self.body).map_err(|error| DecodeError::json(&error, &self.body))
    }
}

impl fmt::Debug for Recorded {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Recorded")
            .field("method", &self.parts.method)
            .field("path", &self.parts.uri.path())
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}
