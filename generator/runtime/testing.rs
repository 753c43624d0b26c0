//! Tests without a server: a transport that answers from a script and remembers what it was sent. Feature `testing`.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::{Bytes, BytesMut};
use http::HeaderMap;
use serde::de::DeserializeOwned;

use super::body::Body;
use super::error::{OperationContext, TransportError, TransportErrorKind};
use super::operation::Operation;
use super::response::DecodeError;
use super::transport::{BoxFuture, Transport};

pub use super::testing_response::MockResponse;

/// A transport that answers from a script, and remembers what it was sent. Clones share both: give one to
/// [`ClientBuilder::transport`](crate::ClientBuilder::transport), keep the other.
///
/// A request gets the first answer that is left for its operation, else the first that is left for any, else the one for all
/// others of its operation, else the one for all others; where there is none, its call fails.
#[derive(Clone, Default)]
pub struct Script {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    answers: VecDeque<(Option<&'static str>, MockResponse)>,
    /// For the requests of an operation, or of any, for which no answer is left.
    otherwise: Vec<(Option<&'static str>, Arc<Respond>)>,
    requests: Vec<Recorded>,
}

/// Makes an answer to a request.
type Respond = dyn Fn(&Recorded) -> MockResponse + Send + Sync;

impl Script {
    /// A script without answers.
    pub fn new() -> Self {
        Self::default()
    }

    /// The next request gets this answer.
    #[must_use]
    pub fn respond(self, answer: MockResponse) -> Self {
        self.state().answers.push_back((None, answer));
        self
    }

    /// The next request of an operation gets this answer: `script.on::<CALL>(…)`, where `CALL` is the type that the
    /// operation's method returns.
    #[must_use]
    pub fn on<O: Operation>(self, answer: MockResponse) -> Self {
        let operation = O::context().operation_id();
        self.state().answers.push_back((Some(operation), answer));
        self
    }

    /// All requests for which no answer is left get this one.
    #[must_use]
    pub fn otherwise(self, answer: MockResponse) -> Self {
        self.otherwise_with(move |_| answer.clone())
    }

    /// All requests for which no answer is left get what this makes of them.
    #[must_use]
    pub fn otherwise_with(
        self,
        answer: impl Fn(&Recorded) -> MockResponse + Send + Sync + 'static,
    ) -> Self {
        self.fall_back(None, Arc::new(answer))
    }

    /// The requests of an operation for which no answer is left get what this makes of them: `script.on_with::<CALL>(…)`,
    /// where `CALL` is the type that the operation's method returns.
    #[must_use]
    pub fn on_with<O: Operation>(
        self,
        answer: impl Fn(&Recorded) -> MockResponse + Send + Sync + 'static,
    ) -> Self {
        self.fall_back(Some(O::context().operation_id()), Arc::new(answer))
    }

    /// The last that was said of an operation, or of all, counts.
    fn fall_back(self, operation: Option<&'static str>, answer: Arc<Respond>) -> Self {
        self.state().otherwise.insert(0, (operation, answer));
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
    fn next(&self, request: Recorded) -> Option<MockResponse> {
        let operation = request.operation.map(|operation| operation.operation_id());
        let mut state = self.state();
        let is_own = |wanted: &Option<&str>| wanted.is_some() && *wanted == operation;
        let mut answers = state.answers.iter();
        let own = answers.position(|(wanted, _)| is_own(wanted));
        let mut answers = state.answers.iter();
        let position = own.or_else(|| answers.position(|(wanted, _)| wanted.is_none()));
        let answer = position.and_then(|position| state.answers.remove(position));
        let mut otherwise = state.otherwise.iter();
        let own = otherwise.find(|(wanted, _)| is_own(wanted));
        let mut otherwise = state.otherwise.iter();
        let respond = own.or_else(|| otherwise.find(|(wanted, _)| wanted.is_none()));
        let respond = respond.map(|(_, respond)| Arc::clone(respond));
        state.requests.push(request.clone());
        // Whoever makes an answer may look at the script.
        drop(state);
        let answer = answer.map(|(_, answer)| answer);
        answer.or_else(|| Some(respond?(&request)))
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

/// A request that a [`Script`] was sent. `Debug` shows no header's value, no query and no body.
#[derive(Clone)]
pub struct Recorded {
    operation: Option<OperationContext>,
    parts: http::request::Parts,
    body: Bytes,
}

impl Recorded {
    async fn of(request: http::Request<Body>) -> Result<Self, TransportError> {
        let (parts, mut body) = request.into_parts();
        let mut read = BytesMut::new();
        while let Some(piece) = body.next().await {
            let unreadable =
                |error| TransportError::new(TransportErrorKind::RequestBody, Some(error));
            read.extend_from_slice(&piece.map_err(unreadable)?);
        }
        Ok(Self {
            operation: parts.extensions.get().copied(),
            parts,
            body: read.freeze(),
        })
    }

    /// The operation, and how often it was sent; `None` for a request for a token.
    pub fn operation(&self) -> Option<OperationContext> {
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
        DecodeError::read(&self.body)
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
