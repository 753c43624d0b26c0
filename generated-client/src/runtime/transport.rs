//! The way to the server and back.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use http::HeaderValue;
use http::header::USER_AGENT;

use super::body::Body;
use super::error::TransportError;

/// A future that may move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends requests. The default uses `reqwest`; a test, or another HTTP library, brings its own.
pub trait Transport: Send + Sync + 'static {
    /// Sends the request and answers once status and headers are there; the body may still be coming. Must not follow
    /// redirects: they would carry credentials elsewhere.
    ///
    /// The request carries the [`OperationContext`](crate::OperationContext) of its operation as an extension.
    ///
    /// A [`TransportError`] in the stream of the answer's body is told to the caller as it is; any other error there is
    /// told as a broken connection.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;
}

/// A transport that says who sends, for credential providers that do not.
pub(crate) struct Named {
    pub transport: Arc<dyn Transport>,
    pub user_agent: Option<HeaderValue>,
}

impl Transport for Named {
    fn send(
        &self,
        mut request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        if let Some(name) = &self.user_agent {
            let headers = request.headers_mut();
            headers.entry(USER_AGENT).or_insert_with(|| name.clone());
        }
        self.transport.send(request)
    }
}
