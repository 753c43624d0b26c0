//! The default transport: `reqwest`.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use super::body::{Body, BoxError};
use super::error::{TransportError, TransportErrorKind};
use super::transport::{BoxFuture, Transport};

/// What a user does to the connection before it is set up.
pub(crate) type Configure =
    Box<dyn FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send>;

/// The default transport.
pub(crate) struct Reqwest(reqwest::Client);

impl Reqwest {
    /// A connection pool. Redirects are not followed.
    pub fn new(
        connect_timeout: Duration,
        configure: Option<Configure>,
    ) -> Result<Self, reqwest::Error> {
        let builder = reqwest::Client::builder().connect_timeout(connect_timeout);
        let builder = configure
            .into_iter()
            .fold(builder, |builder, configure| configure(builder));
        builder
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map(Self)
    }
}

impl Transport for Reqwest {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let response = self.0.execute(outgoing(request)?).await.map_err(failure)?;
            Ok(http::Response::from(response).map(|body| Body::pieces(Incoming(body))))
        })
    }
}

/// The request as reqwest has it.
fn outgoing(request: http::Request<Body>) -> Result<reqwest::Request, TransportError> {
    let (head, body) = request.into_parts();
    let url = reqwest::Url::parse(&address(&head.uri)).ok();
    let url = url.ok_or_else(|| {
        let reason = "the address of the request is no URL";
        TransportError::new(TransportErrorKind::NotSent, Some(reason.into()))
    })?;
    let mut request = reqwest::Request::new(head.method, url);
    *request.headers_mut() = head.headers;
    *request.version_mut() = head.version;
    *request.body_mut() = match body.as_bytes() {
        Some(bytes) if bytes.is_empty() => None,
        Some(bytes) => Some(bytes.clone().into()),
        None => Some(reqwest::Body::wrap(body)),
    };
    Ok(request)
}

/// A URI as text, put together from its parts: its `Display` takes ten times as long.
fn address(uri: &http::Uri) -> String {
    let scheme = uri.scheme_str().unwrap_or_default();
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    let rest = uri.path_and_query().map_or("/", |rest| rest.as_str());
    [scheme, "://", authority, rest].concat()
}

/// The body of an answer as reqwest reads it.
struct Incoming(reqwest::Body);

impl Stream for Incoming {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let frame = http_body::Body::poll_frame(Pin::new(&mut self.0), context);
            match std::task::ready!(frame) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(failure(error).into()))),
                // Trailers are no part of the body.
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        return Poll::Ready(Some(Ok(data)));
                    }
                }
            }
        }
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
