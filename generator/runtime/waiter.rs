//! Long-running operations: polls another operation until the work is done.
//!
//! An operation has a table of how to poll, and of the places of the state and the result;
//! `poll_schedule` is the poll schedule.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::task::{Context as TaskContext, Poll, ready};
use std::time::Duration;

use futures_core::Stream;

use super::call::Call;
use super::client::Client;
use super::decode_error::DecodeError;
use super::error::Error;
use super::long_running::{LongRunning, Problem, Progress};
use super::operation::{CallFuture, Operation, send_call_with_response};
use super::operation_info::OperationContext;
use super::poll_schedule::PollSchedule;
use super::response::{RawResponse, Response};
use super::retry_after::asked_delay;
use super::wait_error::WaitError;

/// A call that is being sent.
type PendingCall<O> = CallFuture<Response<<O as Operation>::Output>, <O as Operation>::Error>;

/// A long-running operation: `.await` returns the result, and `next` each response, as a stream.
///
/// Nothing is sent before it is polled. The intervals between polls grow. `Retry-After` of a
/// response sets the next one, unless it is shorter than the first. Dropping the future stops
/// polling, not the operation.
///
/// The timeouts and the [`RetryPolicy`](crate::RetryPolicy) of the call apply to each poll. Headers
/// that were added to the call are sent once, not with polls.
#[must_use = "a call does nothing until it is awaited"]
pub struct Waiter<O: LongRunning> {
    schedule: PollSchedule,
    phase: Phase<O>,
    /// The first response.
    started: Option<O::Output>,
    /// The call to poll, which is copied for each poll.
    ask: Option<Call>,
    /// The last response to it.
    last: Option<RawResponse>,
}

enum Phase<O: LongRunning> {
    /// Nothing was sent.
    Ready(Call),
    /// The operation is being started.
    Starting(Call, PendingCall<O>),
    /// The next poll is after the interval.
    Pause,
    /// A poll is being sent.
    Asking(PendingCall<O::Poll>),
    /// Complete.
    Over,
}

/// A response, and whether it is the last.
type PollItem<O> = Option<Result<(Progress<O>, bool), WaitError<O>>>;

impl<O: LongRunning> Waiter<O> {
    pub(crate) fn new(operation: O) -> Self {
        Self {
            schedule: PollSchedule::new(O::SETTINGS),
            phase: Phase::Ready(operation.into_call()),
            started: None,
            ask: None,
            last: None,
        }
    }

    /// Sets the interval before the first poll, and the longest interval.
    pub fn every(mut self, first: Duration, longest: Duration) -> Self {
        self.schedule.every(first, longest);
        self
    }

    /// Sets the deadline, from the start of the operation. Default: the one of the description,
    /// else 1 hour. [`Duration::MAX`] means none.
    pub fn within(mut self, deadline: Duration) -> Self {
        self.schedule.within = Some(deadline);
        self
    }

    /// Returns the response to the call that started the operation, once it has arrived.
    pub fn started(&self) -> Option<&O::Output> {
        self.started.as_ref()
    }

    /// Returns the next response of the polled operation, after an interval; `None` after the last
    /// one, with which the operation is done.
    ///
    /// # Errors
    /// The operation could not be started, failed, has an unknown state, or passed the deadline:
    /// that ends the stream. Or a poll failed: after a [transient](Error::is_retryable) failure the
    /// next call polls again, any other ends the stream.
    pub async fn next(&mut self) -> Option<Result<Progress<O>, WaitError<O>>> {
        let item = std::future::poll_fn(|task| self.poll(task)).await?;
        Some(item.map(|(outcome, _)| outcome))
    }

    /// Waits for the result. Like `.await`, but after a poll that failed with a
    /// [transient](Error::is_retryable) error, it can be called again.
    ///
    /// # Errors
    /// The operation could not be started, failed, has an unknown state, or passed the deadline; or
    /// a poll failed.
    pub async fn done(&mut self) -> Result<O::Done, WaitError<O>> {
        std::future::poll_fn(|task| self.poll_done(task)).await
    }

    fn poll_done(&mut self, task: &mut TaskContext<'_>) -> Poll<Result<O::Done, WaitError<O>>> {
        loop {
            match ready!(self.poll(task)) {
                Some(Ok((_, false))) => {}
                Some(Ok((outcome, true))) => return Poll::Ready(self.result(outcome)),
                Some(Err(error)) => return Poll::Ready(Err(error)),
                None => return Poll::Ready(Err(WaitError::Over)),
            }
        }
    }

    fn result(&self, outcome: Progress<O>) -> Result<O::Done, WaitError<O>> {
        O::done(outcome).ok_or_else(|| match (&self.ask, &self.last) {
            (Some(ask), Some(response)) => {
                WaitError::Poll(lacking(ask, response, "reports success, but has no result"))
            }
            _ => WaitError::Over,
        })
    }

    fn poll(&mut self, task: &mut TaskContext<'_>) -> Poll<PollItem<O>> {
        if matches!(self.phase, Phase::Over) {
            return Poll::Ready(None);
        }
        if self.schedule.is_past_deadline(task) {
            self.phase = Phase::Over;
            let outcome = self.last.take();
            let outcome = outcome.and_then(|mut response| O::Poll::output(&mut response).ok());
            let outcome = outcome.map(Box::new);
            return Poll::Ready(Some(Err(WaitError::Deadline { response: outcome })));
        }
        loop {
            match &mut self.phase {
                Phase::Ready(call) => {
                    let own = call.repeat();
                    let phase = std::mem::replace(&mut self.phase, Phase::Over);
                    if let Phase::Ready(call) = phase {
                        self.phase = Phase::Starting(own, send_call_with_response::<O>(call));
                    }
                    if self.schedule.start(task) {
                        return self.poll(task);
                    }
                }
                Phase::Starting(call, outcome) => {
                    let outcome = ready!(Pin::new(outcome).poll(task));
                    let poll = outcome
                        .map_err(WaitError::Start)
                        .and_then(|outcome| poll_call::<O>(call, outcome));
                    self.phase = Phase::Over;
                    match poll {
                        Ok((ask, started, response)) => {
                            self.ask = Some(ask);
                            self.started = Some(started);
                            self.pause(Some(&response));
                        }
                        Err(error) => return Poll::Ready(Some(Err(error))),
                    }
                }
                Phase::Pause => {
                    if let Some(pause) = &mut self.schedule.pause {
                        ready!(pause.as_mut().poll(task));
                    }
                    match &self.ask {
                        Some(ask) => {
                            self.phase =
                                Phase::Asking(send_call_with_response::<O::Poll>(ask.repeat()));
                        }
                        None => self.phase = Phase::Over,
                    }
                }
                Phase::Asking(outcome) => {
                    let outcome = ready!(Pin::new(outcome).poll(task));
                    return Poll::Ready(Some(self.read_poll(outcome)));
                }
                Phase::Over => return Poll::Ready(None),
            }
        }
    }

    /// Interprets a response to a poll.
    fn read_poll(
        &mut self,
        outcome: Result<Response<Progress<O>>, Error<Problem<O>>>,
    ) -> Result<(Progress<O>, bool), WaitError<O>> {
        let Response {
            body,
            raw: response,
        } = match outcome {
            Ok(outcome) => outcome,
            Err(error) => {
                if error.is_retryable() {
                    self.pause(error.response());
                } else {
                    self.phase = Phase::Over;
                }
                return Err(WaitError::Poll(error));
            }
        };
        let state = O::state(&body).unwrap_or_default();
        let is = |states: &[&str]| states.contains(&state.as_str());
        if is(O::SETTINGS.failure) {
            self.phase = Phase::Over;
            let response = Box::new(body);
            return Err(WaitError::Failed { state, response });
        }
        let done = is(O::SETTINGS.success);
        if done {
            self.phase = Phase::Over;
        } else if O::SETTINGS.pending.is_empty() || is(O::SETTINGS.pending) {
            self.pause(Some(&response));
        } else {
            self.phase = Phase::Over;
            let response = Box::new(body);
            return Err(WaitError::UnknownState { state, response });
        }
        self.last = Some(response);
        Ok((body, done))
    }

    fn pause(&mut self, response: Option<&RawResponse>) {
        self.schedule.pause(response.and_then(asked_delay));
        self.phase = Phase::Pause;
    }
}

/// Creates the call to poll from the first response.
fn poll_call<O: LongRunning>(
    call: &Call,
    outcome: Response<O::Output>,
) -> Result<(Call, O::Output, RawResponse), WaitError<O>> {
    let Response {
        body,
        raw: response,
    } = outcome;
    match O::ask(&Client::from_call(call), call, &body) {
        Some(ask) => {
            let mut ask = ask.into_call();
            ask.inherit_timeouts(call);
            Ok((ask, body, response))
        }
        None => {
            let message = "has no value by which the operation can be polled";
            Err(WaitError::Start(lacking(call, &response, message)))
        }
    }
}

/// Creates the error of a response that lacks a member.
fn lacking<E>(call: &Call, response: &RawResponse, message: &str) -> Error<E> {
    Error::Decode {
        operation: OperationContext::answered(call.info(), response.attempts()),
        source: DecodeError::whole(message),
        response: Box::new(response.clone()),
    }
}

impl<O: LongRunning> Stream for Waiter<O> {
    type Item = Result<Progress<O>, WaitError<O>>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        let item = ready!(self.poll(task));
        Poll::Ready(item.map(|item| item.map(|(outcome, _)| outcome)))
    }
}

/// Nothing in it is ever pinned.
impl<O: LongRunning> Unpin for Waiter<O> {}

impl<O: LongRunning> IntoFuture for Waiter<O> {
    type Output = Result<O::Done, WaitError<O>>;
    type IntoFuture = UntilDone<O>;

    fn into_future(self) -> UntilDone<O> {
        UntilDone(self)
    }
}

impl<O: LongRunning> fmt::Debug for Waiter<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Waiter")
            .field("last", &self.last)
            .finish_non_exhaustive()
    }
}

/// The future of the result.
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct UntilDone<O: LongRunning>(Waiter<O>);

impl<O: LongRunning> Future for UntilDone<O> {
    type Output = Result<O::Done, WaitError<O>>;

    fn poll(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<Self::Output> {
        self.0.poll_done(task)
    }
}
