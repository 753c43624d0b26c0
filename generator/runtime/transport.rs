//! The way to the server and back.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::error::{TransportError, TransportErrorKind};

/// A future that may move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends requests. The default uses `reqwest`; a test, or another HTTP library, brings its own.
pub trait Transport: Send + Sync + 'static {
    /// Sends the request and answers once status and headers are there. Must not follow redirects: they would carry
    /// credentials elsewhere.
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<TransportReply, TransportError>>;
}

/// An answer whose body is still coming.
pub struct TransportReply {
    /// The status code.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Box<dyn TransportBody>,
}

impl std::fmt::Debug for TransportReply {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("TransportReply")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// A body that comes in pieces.
pub trait TransportBody: Send {
    /// The next piece; `None` at the end.
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>>;
}

/// A body that is already there.
impl TransportBody for Option<Bytes> {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        let whole = self.take();
        Box::pin(async move { Ok(whole) })
    }
}

/// The default transport.
pub(crate) struct Reqwest(reqwest::Client);

impl Reqwest {
    /// A connection pool. Redirects are not followed.
    pub fn new(connect_timeout: Duration) -> Result<Self, reqwest::Error> {
        reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(connect_timeout)
            .build()
            .map(Self)
    }
}

impl Transport for Reqwest {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<TransportReply, TransportError>> {
        Box::pin(async move {
            let request = reqwest::Request::try_from(request).map_err(failure)?;
            let mut response = self.0.execute(request).await.map_err(failure)?;
            Ok(TransportReply {
                status: response.status(),
                headers: std::mem::take(response.headers_mut()),
                body: Box::new(response),
            })
        })
    }
}

impl TransportBody for reqwest::Response {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async move { self.chunk().await.map_err(failure) })
    }
}

/// A failure of reqwest, without the URL: its query may hold a key.
fn failure(error: reqwest::Error) -> TransportError {
    let kind = if error.is_timeout() && !error.is_connect() {
        TransportErrorKind::Timeout
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else {
        TransportErrorKind::Broken
    };
    TransportError::new(kind, Some(error.without_url().into()))
}
