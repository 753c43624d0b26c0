//! Tests without a server: a transport with scripted responses, which records the requests. Feature
//! `testing`.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::{Bytes, BytesMut};
use http::HeaderMap;
use serde::de::DeserializeOwned;

use super::body::Body;
use super::decode_error::DecodeError;
use super::operation::Operation;
use super::operation_info::OperationContext;
use super::transport::{BoxFuture, Transport};
use super::transport_error::{TransportError, TransportErrorKind};

pub use super::testing_response::MockResponse;

/// A transport with scripted responses, which records the requests. Clones share both: pass one to
/// [`ClientBuilder::transport`](crate::ClientBuilder::transport), and keep the other.
///
/// A request gets the first response left for its operation, else the first left for any operation,
/// else the fallback of its operation, else the fallback for all. Without any, the call fails.
#[derive(Clone, Default)]
pub struct Script {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    answers: VecDeque<(Option<&'static str>, MockResponse)>,
    /// The fallbacks of operations, or of all.
    otherwise: Vec<(Option<&'static str>, Arc<Respond>)>,
    requests: Vec<Recorded>,
}

/// Creates a response to a request.
type Respond = dyn Fn(&Recorded) -> MockResponse + Send + Sync;

impl Script {
    /// Creates a script without responses.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a response to the next request.
    #[must_use]
    pub fn respond(self, response: MockResponse) -> Self {
        self.state().answers.push_back((None, response));
        self
    }

    /// Adds a response to the next request of an operation: `script.on::<CALL>(…)`, where `CALL` is
    /// the return type of the operation's method.
    #[must_use]
    pub fn on<O: Operation>(self, response: MockResponse) -> Self {
        let operation = O::context().operation_id();
        self.state().answers.push_back((Some(operation), response));
        self
    }

    /// Sets the fallback, for all requests without a response left.
    #[must_use]
    pub fn otherwise(self, response: MockResponse) -> Self {
        self.otherwise_with(move |_| response.clone())
    }

    /// Sets the fallback to a function of the request.
    #[must_use]
    pub fn otherwise_with(
        self,
        respond: impl Fn(&Recorded) -> MockResponse + Send + Sync + 'static,
    ) -> Self {
        self.fall_back(None, Arc::new(respond))
    }

    /// Sets the fallback of an operation to a function of the request: `script.on_with::<CALL>(…)`,
    /// where `CALL` is the return type of the operation's method.
    #[must_use]
    pub fn on_with<O: Operation>(
        self,
        respond: impl Fn(&Recorded) -> MockResponse + Send + Sync + 'static,
    ) -> Self {
        self.fall_back(Some(O::context().operation_id()), Arc::new(respond))
    }

    /// The fallback that was set last is used.
    fn fall_back(self, operation: Option<&'static str>, respond: Arc<Respond>) -> Self {
        self.state().otherwise.insert(0, (operation, respond));
        self
    }

    /// Returns the recorded requests, in order.
    pub fn requests(&self) -> Vec<Recorded> {
        self.state().requests.clone()
    }

    /// Returns the recorded requests of an operation.
    pub fn requests_of<O: Operation>(&self) -> Vec<Recorded> {
        let wanted = O::context().operation_id();
        let mut requests = self.requests();
        requests.retain(|request| {
            let operation = request.operation;
            operation.is_some_and(|operation| operation.operation_id() == wanted)
        });
        requests
    }

    /// Returns the number of responses left.
    pub fn left(&self) -> usize {
        self.state().answers.len()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records a request and chooses its response.
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
        // The function may use the script.
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
            let request = Recorded::read(request).await?;
            let operation = request.operation;
            let Some(answer) = self.next(request) else {
                let operation = operation.map(|operation| operation.to_string());
                let operation = operation.unwrap_or_else(|| "a request".to_owned());
                let cause = format!("the script has no response left for {operation}").into();
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

/// A recorded request. `Debug` shows no header values, no query and no body.
#[derive(Clone)]
pub struct Recorded {
    operation: Option<OperationContext>,
    parts: http::request::Parts,
    body: Bytes,
}

impl Recorded {
    async fn read(request: http::Request<Body>) -> Result<Self, TransportError> {
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

    /// Returns the operation with the number of attempts; `None` for a request for a token.
    pub fn operation(&self) -> Option<OperationContext> {
        self.operation
    }

    /// Returns the HTTP method.
    pub fn method(&self) -> &str {
        self.parts.method.as_str()
    }

    /// Returns the URL with the query.
    pub fn url(&self) -> String {
        self.parts.uri.to_string()
    }

    /// Returns the path of the URL.
    pub fn path(&self) -> &str {
        self.parts.uri.path()
    }

    /// Returns the encoded query of the URL.
    pub fn query(&self) -> Option<&str> {
        self.parts.uri.query()
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// Returns the text of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.parts.headers.get(name)?.to_str().ok()
    }

    /// Returns the body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Decodes the body as JSON.
    ///
    /// # Errors
    /// It is not JSON, or does not match the type.
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
