//! The default transport: `reqwest`.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::pin::Pin;
use std::sync::OnceLock;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::header::CONTENT_LENGTH;
use http::uri::Authority;
use http::{HeaderValue, Method, Uri};
use http_body::{Frame, SizeHint};
use reqwest::Url;

use super::body::{Body, BoxError};
use super::transport::{BoxFuture, Transport};
use super::transport_error::{TransportError, TransportErrorKind};

/// The caller's configuration of `reqwest`.
pub(crate) type Configure =
    Box<dyn FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send>;

/// The default transport.
pub(crate) struct Reqwest {
    client: reqwest::Client,
    /// The origin of the first request, to which most others go.
    origin: OnceLock<Origin>,
}

impl Reqwest {
    /// Creates a connection pool that does not follow redirects.
    pub fn new(
        connect_timeout: Duration,
        configure: Option<Configure>,
    ) -> Result<Self, reqwest::Error> {
        let builder = reqwest::Client::builder().connect_timeout(connect_timeout);
        let builder = configure
            .into_iter()
            .fold(builder, |builder, configure| configure(builder));
        let builder = builder.redirect(reqwest::redirect::Policy::none());
        Ok(Self {
            client: builder.build()?,
            origin: OnceLock::new(),
        })
    }

    /// Converts a URI for reqwest.
    fn url(&self, uri: &Uri) -> Result<Url, TransportError> {
        let known = self.origin.get().and_then(|origin| origin.url(uri));
        known.map_or_else(|| self.read_url(uri), Ok)
    }

    /// Parses the URL of a request to an origin that has not been used yet.
    #[cold]
    fn read_url(&self, uri: &Uri) -> Result<Url, TransportError> {
        if let Some(origin) = Origin::from_uri(uri) {
            // The origin of the first call stays: most others have it.
            let _ = self.origin.set(origin);
        }
        Url::parse(&address(uri)).map_err(|_| {
            let reason = "invalid URL";
            TransportError::new(TransportErrorKind::NotSent, Some(reason.into()))
        })
    }

    /// Converts a request for reqwest.
    fn outgoing(&self, request: http::Request<Body>) -> Result<reqwest::Request, TransportError> {
        let (head, body) = request.into_parts();
        let mut request = reqwest::Request::new(head.method, self.url(&head.uri)?);
        *request.headers_mut() = head.headers;
        *request.version_mut() = head.version;
        *request.body_mut() = match body.as_bytes() {
            Some(bytes) if bytes.is_empty() => None,
            Some(bytes) => Some(bytes.clone().into()),
            None => Some(reqwest::Body::wrap(Outgoing(body))),
        };
        // An empty body of these methods is declared (RFC 9110, section 8.6).
        if request.body().is_none() && has_body(request.method()) {
            let none = HeaderValue::from_static("0");
            request.headers_mut().insert(CONTENT_LENGTH, none);
        }
        Ok(request)
    }

    /// Sends the request. Not an `async fn`, which would hold the request while it waits for the
    /// response.
    fn begin(
        &self,
        request: http::Request<Body>,
    ) -> impl Future<Output = Result<http::Response<Body>, TransportError>> {
        let request = self.outgoing(request);
        let sent = request.map(|request| self.client.execute(request));
        async move {
            let response = sent?.await.map_err(failure)?;
            Ok(http::Response::from(response).map(|body| Body::pieces(Incoming(body))))
        }
    }
}

/// A parsed origin, cached: parsing the host takes longer than the rest of the URL.
struct Origin {
    scheme: String,
    authority: String,
    url: Url,
}

impl Origin {
    /// Returns the origin of a URI.
    fn from_uri(uri: &Uri) -> Option<Self> {
        let scheme = uri.scheme_str()?.to_owned();
        let authority = uri.authority()?.to_string();
        let url = Url::parse(&[&scheme, "://", &authority].concat()).ok()?;
        Some(Self {
            scheme,
            authority,
            url,
        })
    }

    /// Returns the URL of a URI with this origin.
    fn url(&self, uri: &Uri) -> Option<Url> {
        let authority = uri.authority().map(Authority::as_str);
        if uri.scheme_str() != Some(&self.scheme) || authority != Some(&self.authority) {
            return None;
        }
        let mut url = self.url.clone();
        url.set_path(uri.path());
        url.set_query(uri.query());
        Some(url)
    }
}

impl Transport for Reqwest {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        if is_empty_stream(request.body()) {
            return Box::pin(async move { self.begin(looked_at(request).await?).await });
        }
        Box::pin(self.begin(request))
    }
}

/// Normalizes the URL of a request to the one that is sent: host in lower case, no default port,
/// invalid characters percent-encoded.
pub(crate) fn settle(request: &mut http::Request<Body>) {
    let url = Url::parse(&address(request.uri())).ok();
    if let Some(uri) = url.and_then(|url| String::from(url).try_into().ok()) {
        *request.uri_mut() = uri;
    }
}

/// Whether a body is a stream with a declared length of 0.
fn is_empty_stream(body: &Body) -> bool {
    body.as_bytes().is_none() && body.length() == Some(0)
}

/// Checks that a body with a declared length of 0 is empty: a connection does not poll it.
async fn looked_at(
    mut request: http::Request<Body>,
) -> Result<http::Request<Body>, TransportError> {
    if let Some(Err(error)) = request.body_mut().next().await {
        let kind = TransportErrorKind::RequestBody;
        return Err(TransportError::new(kind, Some(error)));
    }
    Ok(request)
}

/// Whether requests with this method usually have a body.
fn has_body(method: &Method) -> bool {
    [Method::POST, Method::PUT, Method::PATCH].contains(method)
}

/// Writes a URI from its components, ten times as fast as its `Display`.
fn address(uri: &Uri) -> String {
    let scheme = uri.scheme_str().unwrap_or_default();
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    let rest = uri.path_and_query().map_or("/", |rest| rest.as_str());
    [scheme, "://", authority, rest].concat()
}

/// A body that is sent in chunks; its own failures are distinguished from those of the connection.
struct Outgoing(Body);

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = Unreadable;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Unreadable>>> {
        let piece = self.0.poll_next(context);
        piece.map(|piece| piece.map(|piece| piece.map(Frame::data).map_err(Unreadable)))
    }

    fn size_hint(&self) -> SizeHint {
        http_body::Body::size_hint(&self.0)
    }
}

/// The failure of a request body.
#[derive(Debug)]
struct Unreadable(BoxError);

impl fmt::Display for Unreadable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the stream of the request body failed")
    }
}

impl StdError for Unreadable {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.0)
    }
}

/// A response body of reqwest.
struct Incoming(reqwest::Body);

impl Stream for Incoming {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let frame = http_body::Body::poll_frame(Pin::new(&mut self.0), context);
            match std::task::ready!(frame) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(failure(error).into()))),
                // Trailers are not part of the body.
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        return Poll::Ready(Some(Ok(data)));
                    }
                }
            }
        }
    }
}

/// Converts an error of reqwest, without the URL, whose query may contain a key.
#[cold]
fn failure(error: reqwest::Error) -> TransportError {
    let kind = if causes(&error).any(|cause| cause.is::<Unreadable>()) {
        TransportErrorKind::RequestBody
    } else if error.is_builder() {
        TransportErrorKind::NotSent
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if is_decoder(&error) {
        TransportErrorKind::BodyEncoding
    } else {
        TransportErrorKind::Broken
    };
    TransportError::new(kind, Some(error.without_url().into()))
}

/// Returns an error and all its sources.
fn causes<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&cause| cause.source())
}

/// Whether the decoder of bodies failed: its errors are `io::Error`s, those of the connection are
/// hyper's.
fn is_decoder(error: &reqwest::Error) -> bool {
    let own = causes(error).find(|cause| !cause.is::<reqwest::Error>());
    error.is_decode() || error.is_body() && own.is_some_and(<dyn StdError>::is::<io::Error>)
}
