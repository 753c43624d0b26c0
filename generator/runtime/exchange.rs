//! The one road of all calls: a request goes out, an answer comes back.

use std::sync::Arc;
use std::time::Duration;

use bytes::BytesMut;

use super::body::{Body, BoxError};
use super::call::Call;
use super::client::Shared;
use super::error::{InvalidRequest, TransportError, TransportErrorKind};
use super::reply::Reply;

/// Why no answer came.
pub(crate) enum CallFailure {
    /// The request could not be made.
    Invalid(InvalidRequest),
    /// It was lost on the way, or the answer was.
    Transport(TransportError),
}

impl Call {
    /// Sends the call and reads its answer, up to its headers if its body is to be read as a stream.
    pub(crate) async fn execute(self) -> Result<Reply, CallFailure> {
        let (shared, timeout) = (Arc::clone(&self.shared), self.timeout);
        let streams = self.streams;
        let request = self.request().map_err(CallFailure::Invalid)?;
        let reads_later = |status: u16| streams.iter().any(|range| range.contains(&status));
        let exchange = exchange(&shared, request, reads_later);
        match tokio::time::timeout(timeout, exchange).await {
            Ok(reply) => reply.map_err(CallFailure::Transport),
            Err(_) => Err(CallFailure::Transport(TransportError::new(
                TransportErrorKind::Timeout,
                None,
            ))),
        }
    }
}

async fn exchange(
    shared: &Shared,
    request: http::Request<Body>,
    reads_later: impl Fn(u16) -> bool,
) -> Result<Reply, TransportError> {
    let (head, body) = shared.transport.send(request).await?.into_parts();
    let limit = shared.max_response_bytes;
    if reads_later(head.status.as_u16()) {
        let unread = Unread {
            body,
            limit,
            idle: shared.idle_timeout,
        };
        return Ok(Reply::unread(head.status, head.headers, unread));
    }
    let body = whole(body, limit).await?;
    Ok(Reply::new(head.status, head.headers, body))
}

/// All of a body, unless it is larger than the client accepts.
pub(crate) async fn whole(mut body: Body, limit: usize) -> Result<bytes::Bytes, TransportError> {
    let mut all = BytesMut::new();
    while let Some(piece) = body.next().await {
        let piece = piece.map_err(broken)?;
        if all.len() + piece.len() > limit {
            return Err(TransportError::new(TransportErrorKind::BodyTooLarge, None));
        }
        all.extend_from_slice(&piece);
    }
    Ok(all.freeze())
}

/// An error of a body as one of the way: the transport's own, or a broken connection.
pub(crate) fn broken(error: BoxError) -> TransportError {
    match error.downcast::<TransportError>() {
        Ok(error) => *error,
        Err(error) => TransportError::new(TransportErrorKind::Broken, Some(error)),
    }
}

/// The body of an answer that is still coming.
#[allow(dead_code, reason = "a description may have no stream")]
pub(crate) struct Unread {
    /// The body.
    pub body: Body,
    /// How many bytes the client keeps in memory at once.
    pub limit: usize,
    /// How long it may take until the next piece comes.
    pub idle: Duration,
}
