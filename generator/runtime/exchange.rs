//! Sends a call: applies credentials, sends the request, reads the response, and retries.

use std::ops::RangeInclusive;
use std::time::Duration;

use http::HeaderValue;
use http::response::Parts;
use tokio::time::Instant;

use super::body::Body;
use super::call::Call;
use super::call_outcome::{CallFailure, Ended};
use super::credential_error::CredentialError;
use super::middleware::Next;
use super::operation_info::OperationContext;
use super::read_body::{self, Gathered};
use super::request::{AppliedCredential, Prepared};
use super::response::{RawResponse, ResumeCall, Resuming, Unread};
use super::retry;
use super::timeouts;
use super::trace::Span;
use super::transport::BoxFuture;
use super::transport_error::{TransportError, TransportErrorKind};

impl Call {
    /// Sends the call and reads its response; of a streamed one, the headers.
    pub(crate) fn execute(self) -> BoxFuture<'static, Ended> {
        let operation = OperationContext::new(self.info());
        match self.prepare() {
            Ok(prepared) => Box::pin(Exchange::new(prepared).run()),
            Err(problem) => Box::pin(std::future::ready(Ended {
                operation,
                outcome: Err(CallFailure::Invalid(problem)),
            })),
        }
    }
}

/// A call that is being sent.
pub(crate) struct Exchange {
    prepared: Prepared,
    operation: OperationContext,
    /// When the call times out. The timeout starts when the call is awaited.
    end: Instant,
    /// The number of attempts, failed requests for a credential included.
    tries: u32,
    /// Whether the credentials were renewed after a 401.
    renewed: bool,
}

impl Exchange {
    /// Boxed, so that it is not moved from future to future.
    pub fn new(prepared: Prepared) -> Box<Self> {
        Box::new(Self {
            operation: OperationContext::new(prepared.info),
            end: Instant::now(),
            prepared,
            tries: 0,
            renewed: false,
        })
    }

    /// Sends the call with its retries.
    pub async fn run(mut self: Box<Self>) -> Ended {
        let outcome = self.call().await;
        let operation = self.operation;
        let outcome = outcome.map(|response| {
            let call = self.may_resume().then_some(self as Box<dyn ResumeCall>);
            response.with_call(operation.attempts(), call)
        });
        Ended { operation, outcome }
    }

    async fn call(&mut self) -> Result<RawResponse, CallFailure> {
        self.end = timeouts::deadline_in(self.prepared.timeout);
        let span = Span::call(self.operation, &self.prepared.url);
        let outcome = span.within(self.attempts()).await;
        span.ended(&outcome);
        outcome
    }

    async fn attempts(&mut self) -> Result<RawResponse, CallFailure> {
        loop {
            self.tries = self.tries.saturating_add(1);
            // Rare steps are boxed, so that they do not enlarge the future of every call.
            let applied = match self.prepared.fixed_credentials() {
                Some(applied) => applied,
                None => match Box::pin(self.request_credentials()).await? {
                    Some(applied) => applied,
                    None => continue,
                },
            };
            let operation = self.operation.sent_again();
            let request = self.prepared.request(&applied, operation);
            let request = request.map_err(CallFailure::Invalid)?;
            self.operation = operation;
            let (span, sent) = self.send(request);
            let outcome = span.within(self.answer(sent)).await;
            span.attempted(&outcome);
            let reached = |error: &TransportError| error.kind().reached_server();
            self.operation
                .note_reached(outcome.as_ref().err().is_none_or(reached));
            if !self.is_done(&outcome) && Box::pin(self.should_retry(&outcome, &applied)).await {
                continue;
            }
            let sent = self.prepared.sent(applied);
            return match outcome {
                Ok(response) => Ok(response.to(sent)),
                Err(error) => Err(CallFailure::Transport(error.with_secrets(sent))),
            };
        }
    }

    /// Obtains the credentials within the timeout of an attempt. `None`: they could not be
    /// obtained, and it is time to try again.
    async fn request_credentials(&self) -> Result<Option<Vec<AppliedCredential>>, CallFailure> {
        let applied =
            timeouts::until(self.attempt_end(), self.prepared.applied_credentials()).await;
        let applied = applied.map_err(|_| out_of_time());
        match applied.and_then(|applied| applied.map_err(without_credential)) {
            Ok(applied) => Ok(Some(applied)),
            Err(error) if self.should_request_again(&error).await => Ok(None),
            Err(error) => Err(CallFailure::Transport(error)),
        }
    }

    /// Returns when an attempt that begins now times out.
    fn attempt_end(&self) -> Instant {
        timeouts::deadline_in(self.prepared.attempt_timeout).min(self.end)
    }

    /// Whether a credential is to be requested again; waits for the delay. Nothing was sent, so a
    /// body that is a stream has not been consumed.
    async fn should_request_again(&self, error: &TransportError) -> bool {
        match self.prepared.retry.delay(self.tries, true, Err(error)) {
            Some(delay) => self.wait_before_retry(delay).await,
            None => false,
        }
    }

    /// Sends the request once. Not an `async fn`, which would hold the request while it waits for
    /// the response.
    fn send(&self, request: http::Request<Body>) -> (Span, Sending<'_>) {
        let span = Span::attempt(self.operation, &request);
        let next = Next::new(&self.prepared.shared.chain, self.operation);
        let sent = span.enter(|| next.run(request));
        (span, sent)
    }

    /// Reads the response within the timeout.
    async fn answer(&self, sent: Sending<'_>) -> Result<RawResponse, TransportError> {
        let mut answer = Answer::default();
        let limit = self.prepared.shared.max_response_bytes;
        let comes = answer.comes(sent, self.prepared.streams, limit);
        let outcome = timeouts::until(self.attempt_end(), comes).await;
        let unread = outcome.unwrap_or_else(|_| Err(out_of_time()));
        let unread = unread.map(|body| body.map(|body| self.unread(body)));
        answer.response(unread)
    }

    /// Wraps a body that the caller reads as a stream.
    fn unread(&self, body: Body) -> Unread {
        let shared = &self.prepared.shared;
        Unread {
            body,
            limit: shared.max_response_bytes,
            idle: shared.idle_timeout,
            resume: None,
        }
    }

    /// Whether the call is done because the server works; that refills the retry budget.
    fn is_done(&self, outcome: &Result<RawResponse, TransportError>) -> bool {
        let is_done = retry::is_healthy(outcome) && !is_unauthorized(outcome);
        if is_done {
            self.prepared.shared.retry_budget.give();
        }
        is_done
    }

    /// Whether to retry; waits for the delay.
    async fn should_retry(
        &mut self,
        outcome: &Result<RawResponse, TransportError>,
        applied: &[AppliedCredential],
    ) -> bool {
        if self.is_renewed(outcome, applied) {
            return true;
        }
        let prepared = &self.prepared;
        if retry::is_healthy(outcome) {
            prepared.shared.retry_budget.give();
            return false;
        }
        if !prepared.is_replayable() {
            return false;
        }
        let may_repeat = prepared.may_repeat();
        match prepared
            .retry
            .delay(self.tries, may_repeat, outcome.as_ref())
        {
            Some(delay) => self.wait_before_retry(delay).await,
            None => false,
        }
    }

    /// Discards credentials that the server rejected, so that no later call sends them. Whether to
    /// retry with new ones.
    fn is_renewed(
        &mut self,
        outcome: &Result<RawResponse, TransportError>,
        applied: &[AppliedCredential],
    ) -> bool {
        if !is_unauthorized(outcome) {
            return false;
        }
        let again = self.prepared.reject_credentials(applied)
            && !self.renewed
            && self.prepared.is_replayable();
        self.renewed |= again;
        again
    }

    /// Waits, if there is time and the retry budget allows it. Returns whether it did.
    async fn wait_before_retry(&self, delay: Duration) -> bool {
        let wake = timeouts::deadline_in(delay);
        if self.end <= wake || !self.prepared.shared.retry_budget.take() {
            return false;
        }
        tokio::time::sleep_until(wake).await;
        true
    }

    /// Whether the call may be sent again to resume a stream.
    fn may_resume(&self) -> bool {
        self.prepared.is_replayable() && self.prepared.may_repeat()
    }
}

impl ResumeCall for Exchange {
    fn resume(self: Box<Self>, last_event_id: HeaderValue) -> Resuming {
        let mut again = Self::new(self.prepared);
        let headers = &mut again.prepared.headers;
        headers.insert("last-event-id", last_event_id);
        Box::pin(async move {
            let outcome = again.call().await.map_err(|failure| match failure {
                CallFailure::Transport(error) => error,
                CallFailure::Invalid(problem) => {
                    TransportError::new(TransportErrorKind::NotSent, Some(problem.into()))
                }
            });
            (outcome, again as Box<dyn ResumeCall>)
        })
    }
}

/// A request that is being sent.
type Sending<'a> = BoxFuture<'a, Result<http::Response<Body>, TransportError>>;

/// The part of a response that has arrived.
#[derive(Default)]
struct Answer {
    head: Option<Parts>,
    read: Gathered,
}

impl Answer {
    /// Reads the response. Returns the body if its status is one of those that are streamed.
    async fn comes(
        &mut self,
        sent: Sending<'_>,
        streams: &[RangeInclusive<u16>],
        limit: usize,
    ) -> Result<Option<Body>, TransportError> {
        let mut body = self.begins(sent.await?);
        let status = self.head.as_ref().map(|head| head.status.as_u16());
        let is_stream = |status| streams.iter().any(|range| range.contains(&status));
        if status.is_some_and(is_stream) {
            return Ok(Some(body));
        }
        read_body::whole(&mut body, limit, &mut self.read).await?;
        Ok(None)
    }

    /// Stores the head, and returns the body.
    fn begins(&mut self, response: http::Response<Body>) -> Body {
        let (head, body) = response.into_parts();
        self.head = Some(head);
        body
    }

    /// Returns the response or the error. A truncated body of a failure is not an error, because
    /// the status is more useful. Any other error has what arrived.
    fn response(
        self,
        outcome: Result<Option<Unread>, TransportError>,
    ) -> Result<RawResponse, TransportError> {
        let Some(head) = self.head else {
            return Err(outcome.err().unwrap_or_else(out_of_time));
        };
        let is_failure = head.status.is_client_error() || head.status.is_server_error();
        let response = RawResponse::new(head.status, head.headers, self.read.into_bytes());
        match outcome {
            Ok(Some(unread)) => Ok(response.with_unread(unread)),
            Ok(None) => Ok(response),
            Err(_) if is_failure => Ok(response.cut_short()),
            Err(error) => Err(error.within(response.cut_short())),
        }
    }
}

/// Whether the server rejected the credentials (RFC 9110, section 15.5.2).
fn is_unauthorized(outcome: &Result<RawResponse, TransportError>) -> bool {
    outcome
        .as_ref()
        .is_ok_and(|response| response.status() == 401)
}

/// Converts the failure to obtain a credential.
fn without_credential(error: CredentialError) -> TransportError {
    let kind = if error.is_transient() {
        TransportErrorKind::Credential
    } else {
        TransportErrorKind::NotSent
    };
    TransportError::new(kind, Some(error.into()))
}

#[cold]
fn out_of_time() -> TransportError {
    TransportError::new(TransportErrorKind::Timeout, None)
}
