//! The one road of all calls: authenticate, send, read the answer, and again if it must be.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::HeaderValue;
use http::response::Parts;
use tokio::time::Instant;

use super::body::{Body, BoxError};
use super::call::Call;
use super::error::{Context, InvalidRequest, TransportError, TransportErrorKind};
use super::middleware::Next;
use super::reply::Reply;
use super::request::{Prepared, Proof};
use super::retry;
use super::times;
use super::trace::Span;
use super::transport::BoxFuture;

/// Why no answer came.
pub(crate) enum CallFailure {
    /// The request could not be made.
    Invalid(InvalidRequest),
    /// It was lost on the way, or the answer was.
    Transport(TransportError),
}

/// How a call ended.
pub(crate) struct Ended {
    /// The operation, and how often it was sent.
    pub operation: Context,
    /// The answer.
    pub outcome: Result<Reply, CallFailure>,
}

impl Call {
    /// Sends the call and reads its answer, up to its headers if its body is to be read as a stream.
    pub(crate) fn execute(self) -> BoxFuture<'static, Ended> {
        let operation = Context::new(self.info());
        match self.prepare() {
            Ok(prepared) => Box::pin(Exchange::new(prepared).run()),
            Err(problem) => Box::pin(std::future::ready(Ended {
                operation,
                outcome: Err(CallFailure::Invalid(problem)),
            })),
        }
    }
}

/// A call under way.
pub(crate) struct Exchange {
    prepared: Prepared,
    operation: Context,
    /// When the time of the call as a whole is over: it begins when the call is awaited.
    end: Instant,
    /// How often it was tried: sent, or a credential asked for in vain.
    tries: u32,
    /// Whether the credentials were got anew because the server refused them.
    renewed: bool,
}

impl Exchange {
    /// In a box, so that it is not copied from future to future.
    pub fn new(prepared: Prepared) -> Box<Self> {
        Box::new(Self {
            operation: Context::new(prepared.info),
            end: Instant::now(),
            prepared,
            tries: 0,
            renewed: false,
        })
    }

    /// Makes the call, as often as it takes.
    pub async fn run(mut self: Box<Self>) -> Ended {
        let outcome = self.call().await;
        let operation = self.operation;
        let outcome = outcome.map(|reply| reply.resumed_by(self));
        Ended { operation, outcome }
    }

    async fn call(&mut self) -> Result<Reply, CallFailure> {
        self.end = times::end(self.prepared.timeout);
        let span = Span::call(self.operation, &self.prepared.url);
        let outcome = span.within(self.attempts()).await;
        span.ended(&outcome);
        outcome
    }

    async fn attempts(&mut self) -> Result<Reply, CallFailure> {
        loop {
            self.tries = self.tries.saturating_add(1);
            let proofs = match self.proofs().await {
                Ok(proofs) => proofs,
                Err(error) if self.asks_again(&error).await => continue,
                Err(error) => return Err(CallFailure::Transport(error)),
            };
            let request = self.prepared.request(&proofs, self.operation.sent_again());
            let request = request.map_err(CallFailure::Invalid)?;
            self.operation = self.operation.sent_again();
            let span = Span::attempt(self.operation, &request);
            let outcome = span.within(self.attempt(request)).await;
            span.attempted(&outcome);
            self.operation.saw(&outcome);
            if !self.goes_on(&outcome, &proofs).await {
                let sent = self.prepared.sent(proofs);
                return match outcome {
                    Ok(reply) => Ok(reply.to(sent)),
                    Err(error) => Err(CallFailure::Transport(error.of(sent))),
                };
            }
        }
    }

    /// The credentials, if they come in time: that of an attempt.
    async fn proofs(&self) -> Result<Vec<Proof>, TransportError> {
        let end = times::end(self.prepared.attempt_timeout).min(self.end);
        let proofs = times::until(end, self.prepared.proofs()).await;
        let proofs = proofs.map_err(|_| out_of_time())?;
        proofs.map_err(|error| {
            let kind = if error.may_pass() {
                TransportErrorKind::Credential
            } else {
                TransportErrorKind::NotSent
            };
            TransportError::new(kind, Some(error.into()))
        })
    }

    /// Whether a credential that could not be got is to be asked for again; waits until it is time to. Nothing was sent, so
    /// a body that is a stream is still there.
    async fn asks_again(&self, error: &TransportError) -> bool {
        match self.prepared.retry.delay(self.tries, true, Err(error)) {
            Some(delay) => self.waits(delay).await,
            None => false,
        }
    }

    /// Sends the request once.
    async fn attempt(&self, request: http::Request<Body>) -> Result<Reply, TransportError> {
        let shared = &self.prepared.shared;
        let end = times::end(self.prepared.attempt_timeout).min(self.end);
        let sent = times::until(end, Next::new(shared, self.operation).run(request)).await;
        let (head, body) = sent.map_err(|_| out_of_time())??.into_parts();
        let status = head.status.as_u16();
        let mut streams = self.prepared.streams.iter();
        if streams.any(|range| range.contains(&status)) {
            let unread = Unread {
                body,
                limit: shared.max_response_bytes,
                idle: shared.idle_timeout,
                exchange: None,
            };
            return Ok(Reply::unread(head.status, head.headers, unread));
        }
        read(head, body, shared.max_response_bytes, end).await
    }

    /// Whether the call is to be made again; waits until it is time to.
    async fn goes_on(&mut self, outcome: &Result<Reply, TransportError>, proofs: &[Proof]) -> bool {
        if self.is_renewed(outcome, proofs) {
            return true;
        }
        let prepared = &self.prepared;
        if retry::is_healthy(outcome) {
            prepared.shared.retry_budget.give();
        }
        if !prepared.is_replayable() {
            return false;
        }
        let may_repeat = prepared.may_repeat();
        match prepared
            .retry
            .delay(self.tries, may_repeat, outcome.as_ref())
        {
            Some(delay) => self.waits(delay).await,
            None => false,
        }
    }

    /// Gives up credentials that the server refused, whatever becomes of this call: the next one must not send them. Whether
    /// the call is to be made again with others.
    fn is_renewed(&mut self, outcome: &Result<Reply, TransportError>, proofs: &[Proof]) -> bool {
        if !outcome.as_ref().is_ok_and(|reply| reply.status() == 401) {
            return false;
        }
        let again = self.prepared.refused(proofs) && !self.renewed && self.prepared.is_replayable();
        self.renewed |= again;
        again
    }

    /// Waits, where there is time for it and the client may repeat one more call. Whether it did.
    async fn waits(&self, delay: Duration) -> bool {
        let wake = times::end(delay);
        if self.end <= wake || !self.prepared.shared.retry_budget.take() {
            return false;
        }
        tokio::time::sleep_until(wake).await;
        true
    }

    /// How often the request was sent.
    pub fn attempts_made(&self) -> u32 {
        self.operation.attempts()
    }

    /// Whether the call may be made again to go on with a stream that broke off.
    pub fn may_resume(&self) -> bool {
        self.prepared.is_replayable() && self.prepared.may_repeat()
    }

    /// Makes the call again, to go on with a stream after this event. What it answers, and the call itself.
    #[allow(dead_code, reason = "a description may have no stream of events")]
    pub async fn resume(
        self: Box<Self>,
        last_event_id: HeaderValue,
    ) -> (Result<Reply, CallFailure>, Box<Self>) {
        let mut again = Self::new(self.prepared);
        let headers = &mut again.prepared.headers;
        headers.insert("last-event-id", last_event_id);
        let outcome = again.call().await;
        (outcome, again)
    }
}

/// Reads an answer. Of a failure, as much as comes: its status tells more than why its body ends early. Of anything else the
/// error tells what came.
async fn read(
    head: Parts,
    body: Body,
    limit: usize,
    end: Instant,
) -> Result<Reply, TransportError> {
    let mut read = Gathered::default();
    let whole = times::until(end, whole(body, limit, &mut read)).await;
    let whole = whole.unwrap_or_else(|_| Err(out_of_time()));
    let is_failure = head.status.is_client_error() || head.status.is_server_error();
    let reply = Reply::new(head.status, head.headers, read.into_bytes());
    match whole {
        Ok(()) => Ok(reply),
        Err(_) if is_failure => Ok(reply.cut_short()),
        Err(error) => Err(error.within(reply.cut_short())),
    }
}

/// Puts all of a body into `read`, up to as much as the client accepts.
pub(crate) async fn whole(
    mut body: Body,
    limit: usize,
    read: &mut Gathered,
) -> Result<(), TransportError> {
    while let Some(piece) = body.next().await {
        let mut piece: Bytes = piece.map_err(broken)?;
        let room = limit - read.len().min(limit);
        let is_more = piece.len() > room;
        piece.truncate(room);
        read.add(piece);
        if is_more {
            return Err(TransportError::new(TransportErrorKind::BodyTooLarge, None));
        }
    }
    Ok(())
}

/// What was read so far. Most bodies come in one piece, which is not copied.
#[derive(Default)]
pub(crate) struct Gathered {
    first: Bytes,
    rest: BytesMut,
}

impl Gathered {
    fn len(&self) -> usize {
        self.first.len() + self.rest.len()
    }

    fn add(&mut self, piece: Bytes) {
        if self.len() == 0 {
            self.first = piece;
            return;
        }
        self.rest
            .extend_from_slice(&std::mem::take(&mut self.first));
        self.rest.extend_from_slice(&piece);
    }

    /// All of it.
    pub fn into_bytes(self) -> Bytes {
        if self.rest.is_empty() {
            self.first
        } else {
            self.rest.freeze()
        }
    }
}

/// An error of a body as one of the way: the transport's own, or a broken connection.
pub(crate) fn broken(error: BoxError) -> TransportError {
    match error.downcast::<TransportError>() {
        Ok(error) => *error,
        Err(error) => TransportError::new(TransportErrorKind::Broken, Some(error)),
    }
}

fn out_of_time() -> TransportError {
    TransportError::new(TransportErrorKind::Timeout, None)
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
    /// The call, to go on with it if the stream breaks off.
    pub exchange: Option<Box<Exchange>>,
}
