//! What stands between a call and the transport: code of the user's that sees each attempt.

use super::body::{Body, BoxError};
use super::client::Shared;
use super::credential;
use super::error::{OperationContext, TransportError, TransportErrorKind};
use super::transport::BoxFuture;

/// Sees each attempt of each call: may add headers, observe, wait, answer itself, or refuse. Given to
/// [`ClientBuilder::middleware`](crate::ClientBuilder::middleware).
///
/// The first that was given is the outermost. The request has its credentials already; a signature, if there is one, comes
/// after all middleware.
pub trait Middleware: Send + Sync + 'static {
    /// Handles one attempt, mostly by `next.run(request)`.
    ///
    /// A refusal is a [`TransportError`] of kind [`NotSent`](TransportErrorKind::NotSent).
    fn handle<'a>(
        &'a self,
        request: http::Request<Body>,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<http::Response<Body>, TransportError>>;
}

/// What comes after a [`Middleware`]: the next one, or the transport.
#[derive(Clone, Copy)]
pub struct Next<'a> {
    shared: &'a Shared,
    rest: &'a [Box<dyn Middleware>],
    operation: OperationContext,
}

impl<'a> Next<'a> {
    pub(super) fn new(shared: &'a Shared, operation: OperationContext) -> Self {
        Self {
            shared,
            rest: &shared.middleware,
            operation,
        }
    }

    /// The operation that is called, and how often it was sent, this time included.
    #[must_use]
    pub fn operation(&self) -> OperationContext {
        self.operation
    }

    /// Sends the request on.
    pub fn run(
        self,
        mut request: http::Request<Body>,
    ) -> BoxFuture<'a, Result<http::Response<Body>, TransportError>> {
        if let Some((first, rest)) = self.rest.split_first() {
            return first.handle(request, Self { rest, ..self });
        }
        if let Some(signer) = &self.shared.signer {
            #[cfg(feature = "reqwest")]
            super::connection::settle(&mut request);
            if let Err(error) = signer.sign(&mut request) {
                let error = TransportError::new(TransportErrorKind::NotSent, Some(error));
                return Box::pin(std::future::ready(Err(error)));
            }
        }
        if self.shared.is_seen {
            // What they added, too.
            credential::hide(self.shared.spec.security_schemes, request.headers_mut());
        }
        self.shared.transport.send(request)
    }
}

impl std::fmt::Debug for Next<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Next")
            .field("operation", &self.operation)
            .finish_non_exhaustive()
    }
}

/// Signs requests: for services that want a signature over the request beside a key, or in its place. Given to
/// [`ClientBuilder::sign_requests`](crate::ClientBuilder::sign_requests).
pub trait RequestSigner: Send + Sync + 'static {
    /// Adds the signature, mostly as a header. The request is the one that goes out: method, URL, headers, and a body whose
    /// [bytes](Body::as_bytes) can be hashed unless it is a stream. Each attempt is signed anew.
    ///
    /// What the transport itself adds is not there yet: `Host`, which is the authority of the URL; `Content-Length` or
    /// `Transfer-Encoding`; `Accept-Encoding` where the crate's feature `gzip` is on.
    ///
    /// # Errors
    /// Anything: the request is not sent then.
    fn sign(&self, request: &mut http::Request<Body>) -> Result<(), BoxError>;
}

impl<F> RequestSigner for F
where
    F: Fn(&mut http::Request<Body>) -> Result<(), BoxError> + Send + Sync + 'static,
{
    fn sign(&self, request: &mut http::Request<Body>) -> Result<(), BoxError> {
        self(request)
    }
}
