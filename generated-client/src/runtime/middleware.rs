//! Middleware and request signers.

use std::sync::Arc;

use super::body::{Body, BoxError};
use super::credential::{self, SecurityScheme};
use super::operation_info::OperationContext;
use super::transport::{BoxFuture, Transport};
use super::transport_error::{TransportError, TransportErrorKind};

/// Handles each attempt of each call: can add headers, observe, wait, respond itself, or reject.
/// Set with [`ClientBuilder::middleware`](crate::ClientBuilder::middleware).
///
/// The first one added is the outermost. The request has its credentials; the signer runs after all
/// middleware.
pub trait Middleware: Send + Sync + 'static {
    /// Handles one attempt, usually by `next.run(request)`.
    ///
    /// # Errors
    /// To reject the request, return a [`TransportError`] of kind
    /// [`NotSent`](TransportErrorKind::NotSent).
    fn handle<'a>(
        &'a self,
        request: http::Request<Body>,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<http::Response<Body>, TransportError>>;
}

/// What each attempt of a client passes through.
pub(crate) struct Chain {
    pub middleware: Vec<Box<dyn Middleware>>,
    pub signer: Option<Box<dyn RequestSigner>>,
    pub transport: Arc<dyn Transport>,
    pub schemes: &'static [&'static SecurityScheme],
    /// Whether caller code (middleware, signer, transport) gets the requests.
    pub is_seen: bool,
}

/// The rest of the chain after a [`Middleware`]: the next one, or the transport.
#[derive(Clone, Copy)]
pub struct Next<'a> {
    chain: &'a Chain,
    rest: &'a [Box<dyn Middleware>],
    operation: OperationContext,
}

impl<'a> Next<'a> {
    pub(super) fn new(chain: &'a Chain, operation: OperationContext) -> Self {
        Self {
            chain,
            rest: &chain.middleware,
            operation,
        }
    }

    /// Returns the operation, and the number of attempts including this one.
    #[must_use]
    pub fn operation(&self) -> OperationContext {
        self.operation
    }

    /// Passes the request on.
    pub fn run(
        self,
        mut request: http::Request<Body>,
    ) -> BoxFuture<'a, Result<http::Response<Body>, TransportError>> {
        if let Some((first, rest)) = self.rest.split_first() {
            return first.handle(request, Self { rest, ..self });
        }
        if let Some(signer) = &self.chain.signer {
            #[cfg(feature = "reqwest")]
            super::connection::settle(&mut request);
            if let Err(error) = signer.sign(&mut request) {
                let error = TransportError::new(TransportErrorKind::NotSent, Some(error));
                return Box::pin(std::future::ready(Err(error)));
            }
        }
        if self.chain.is_seen {
            // Also the headers that middleware and signer added.
            credential::hide(self.chain.schemes, request.headers_mut());
        }
        self.chain.transport.send(request)
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

/// Signs requests, for services that require a signature in addition to a key or instead of one.
/// Set with [`ClientBuilder::sign_requests`](crate::ClientBuilder::sign_requests).
pub trait RequestSigner: Send + Sync + 'static {
    /// Adds the signature, usually as a header.
    ///
    /// The request is final: method, URL, headers, and a body whose [bytes](Body::as_bytes) can be
    /// hashed unless it is a stream. Each attempt is signed. The headers that the transport adds
    /// are missing: `Host` (the authority of the URL), `Content-Length` or `Transfer-Encoding`, and
    /// `Accept-Encoding` with the feature `gzip`.
    ///
    /// # Errors
    /// Any error: the request is not sent.
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
