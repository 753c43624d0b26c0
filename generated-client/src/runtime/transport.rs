//! The interface of transports.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use http::HeaderValue;
use http::header::USER_AGENT;

use super::body::Body;
use super::transport_error::TransportError;

/// A boxed future that can be sent between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends requests. The default uses `reqwest`; tests and other HTTP libraries implement their own.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request, and returns when status and headers of the response have arrived; the body
    /// may still be arriving. Must not follow redirects, which would forward credentials.
    ///
    /// The request has the [`OperationContext`](crate::OperationContext) of its operation as an
    /// extension.
    ///
    /// # Errors
    /// A [`TransportError`]. In the stream of the response body, a [`TransportError`] is returned
    /// to the caller unchanged, and any other error as a lost connection.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;
}

/// A transport that adds `User-Agent`, for credential providers.
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
