//! Operations that start work which goes on after their answer: asks another operation until it says that the work is done.
//!
//! An operation brings a table of how to ask and where the answers have the state and the result; `pace` says when to ask.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::task::{Context as TaskContext, Poll, ready};
use std::time::Duration;

use futures_core::Stream;

use super::call::Call;
use super::client::Client;
use super::error::{Error, OperationContext};
use super::operation::{CallFuture, Operation, send_call_with_response};
use super::pace::{Clock, Wait};
use super::response::{DecodeError, RawResponse, Response};
use super::retry::asked_delay;
use super::wait_error::WaitError;

/// A call that starts work which goes on after its answer.
pub trait LongRunning: Operation {
    /// The operation that says how the work goes.
    type Poll: Operation;
    /// What the work results in.
    type Done;

    /// When to ask, and what the states mean.
    #[doc(hidden)]
    const WAIT: Wait;

    /// The call that asks; `None` where the first answer has not what it needs.
    fn ask(client: &Client, call: &Call, answer: &Self::Output) -> Option<Self::Poll>;

    /// The state of the work.
    fn state(answer: &Progress<Self>) -> Option<String>;

    /// The result, once the work is done.
    fn done(answer: Progress<Self>) -> Option<Self::Done>;
}

/// What the operation that is asked answers.
pub(crate) type Progress<O> = <<O as LongRunning>::Poll as Operation>::Output;

/// The documented failure of the operation that is asked.
pub(crate) type Problem<O> = <<O as LongRunning>::Poll as Operation>::Error;

/// A call for the whole answer, on its way.
type Asked<O> = CallFuture<Response<<O as Operation>::Output>, <O as Operation>::Error>;

/// The work of a call: `.await` it for the result, or look at each answer on the way with `next`, which is that of a stream.
///
/// Nothing is sent before. The pauses between two questions grow, unless the server says how long to wait
/// (`Retry-After`); it cannot ask for a pause that is shorter than the first. Dropping it ends the waiting, not the work.
///
/// The timeouts and the [`RetryPolicy`](crate::RetryPolicy) of the call are those of each question, too. Headers that were added
/// to it are not: they are sent once.
#[must_use = "a call does nothing until it is awaited"]
pub struct Waiter<O: LongRunning> {
    clock: Clock,
    phase: Phase<O>,
    /// The first answer.
    started: Option<O::Output>,
    /// The call that asks, to be made again and again.
    ask: Option<Call>,
    /// The last answer to it.
    last: Option<RawResponse>,
}

enum Phase<O: LongRunning> {
    /// Nothing is sent yet.
    Ready(Call),
    /// The work is being started, by this call.
    Starting(Call, Asked<O>),
    /// It is asked again when the pause is over.
    Pause,
    /// It is being asked.
    Asking(Asked<O::Poll>),
    /// Nothing comes any more.
    Over,
}

/// An answer, and whether it is the last.
type Look<O> = Option<Result<(Progress<O>, bool), WaitError<O>>>;

impl<O: LongRunning> Waiter<O> {
    pub(crate) fn of(operation: O) -> Self {
        Self {
            clock: Clock::new(O::WAIT),
            phase: Phase::Ready(operation.into_call()),
            started: None,
            ask: None,
            last: None,
        }
    }

    /// How long to pause before the first question, and at most before any other.
    pub fn every(mut self, first: Duration, longest: Duration) -> Self {
        self.clock.every(first, longest);
        self
    }

    /// How long to go on from the moment the work is started, in place of what the description says or else an hour.
    /// [`Duration::MAX`] is without end.
    pub fn within(mut self, deadline: Duration) -> Self {
        self.clock.within = Some(deadline);
        self
    }

    /// What the call that started the work answered, once it has.
    pub fn started(&self) -> Option<&O::Output> {
        self.started.as_ref()
    }

    /// The next answer of the operation that is asked, after a pause; `None` after the last, in which the work is done.
    ///
    /// # Errors
    /// The work could not be started, has failed, is in a state that says neither, or takes too long: that ends the stream.
    /// Or a question failed: where that [may pass](Error::is_retryable), it is asked again for the next answer, and else
    /// that ends the stream, too.
    pub async fn next(&mut self) -> Option<Result<Progress<O>, WaitError<O>>> {
        let look = std::future::poll_fn(|task| self.poll(task)).await?;
        Some(look.map(|(answer, _)| answer))
    }

    /// The result of the work. The same as `.await`, but what is waited for is not lost with an error: after a question
    /// that failed for a reason that [may pass](Error::is_retryable), it can be waited for again.
    ///
    /// # Errors
    /// The work could not be started, has failed, is in a state that says neither, or takes too long, or a question failed.
    pub async fn done(&mut self) -> Result<O::Done, WaitError<O>> {
        std::future::poll_fn(|task| self.poll_done(task)).await
    }

    fn poll_done(&mut self, task: &mut TaskContext<'_>) -> Poll<Result<O::Done, WaitError<O>>> {
        loop {
            match ready!(self.poll(task)) {
                Some(Ok((_, false))) => {}
                Some(Ok((answer, true))) => return Poll::Ready(self.result(answer)),
                Some(Err(error)) => return Poll::Ready(Err(error)),
                None => return Poll::Ready(Err(WaitError::Over)),
            }
        }
    }

    fn result(&self, answer: Progress<O>) -> Result<O::Done, WaitError<O>> {
        O::done(answer).ok_or_else(|| match (&self.ask, &self.last) {
            (Some(ask), Some(response)) => WaitError::Ask(lacking(
                ask,
                response,
                "says that the work is done, but has no result",
            )),
            _ => WaitError::Over,
        })
    }

    fn poll(&mut self, task: &mut TaskContext<'_>) -> Poll<Look<O>> {
        if matches!(self.phase, Phase::Over) {
            return Poll::Ready(None);
        }
        if self.clock.is_over(task) {
            self.phase = Phase::Over;
            let answer = self.last.take();
            let answer = answer.and_then(|mut response| O::Poll::output(&mut response).ok());
            let answer = answer.map(Box::new);
            return Poll::Ready(Some(Err(WaitError::Deadline { answer })));
        }
        loop {
            match &mut self.phase {
                Phase::Ready(call) => {
                    let own = call.repeat();
                    let phase = std::mem::replace(&mut self.phase, Phase::Over);
                    if let Phase::Ready(call) = phase {
                        self.phase = Phase::Starting(own, send_call_with_response::<O>(call));
                    }
                    if self.clock.starts(task) {
                        return self.poll(task);
                    }
                }
                Phase::Starting(call, answer) => {
                    let answer = ready!(Pin::new(answer).poll(task));
                    let asked = answer
                        .map_err(WaitError::Start)
                        .and_then(|answer| asked::<O>(call, answer));
                    self.phase = Phase::Over;
                    match asked {
                        Ok((ask, started, response)) => {
                            self.ask = Some(ask);
                            self.started = Some(started);
                            self.pause(Some(&response));
                        }
                        Err(error) => return Poll::Ready(Some(Err(error))),
                    }
                }
                Phase::Pause => {
                    if let Some(pause) = &mut self.clock.pause {
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
                Phase::Asking(answer) => {
                    let answer = ready!(Pin::new(answer).poll(task));
                    return Poll::Ready(Some(self.looked(answer)));
                }
                Phase::Over => return Poll::Ready(None),
            }
        }
    }

    /// What an answer to the question means.
    fn looked(
        &mut self,
        answer: Result<Response<Progress<O>>, Error<Problem<O>>>,
    ) -> Result<(Progress<O>, bool), WaitError<O>> {
        let Response {
            body,
            raw: response,
        } = match answer {
            Ok(answer) => answer,
            Err(error) => {
                if error.is_retryable() {
                    self.pause(error.response());
                } else {
                    self.phase = Phase::Over;
                }
                return Err(WaitError::Ask(error));
            }
        };
        let state = O::state(&body).unwrap_or_default();
        let is = |states: &[&str]| states.contains(&state.as_str());
        if is(O::WAIT.failure) {
            self.phase = Phase::Over;
            let answer = Box::new(body);
            return Err(WaitError::Failed { state, answer });
        }
        let done = is(O::WAIT.success);
        if done {
            self.phase = Phase::Over;
        } else if O::WAIT.pending.is_empty() || is(O::WAIT.pending) {
            self.pause(Some(&response));
        } else {
            self.phase = Phase::Over;
            let answer = Box::new(body);
            return Err(WaitError::UnknownState { state, answer });
        }
        self.last = Some(response);
        Ok((body, done))
    }

    fn pause(&mut self, response: Option<&RawResponse>) {
        self.clock.pause(response.and_then(asked_delay));
        self.phase = Phase::Pause;
    }
}

/// The call that asks, by what the first call answered.
fn asked<O: LongRunning>(
    call: &Call,
    answer: Response<O::Output>,
) -> Result<(Call, O::Output, RawResponse), WaitError<O>> {
    let Response {
        body,
        raw: response,
    } = answer;
    match O::ask(&Client::of(call), call, &body) {
        Some(ask) => {
            let mut ask = ask.into_call();
            ask.as_patient_as(call);
            Ok((ask, body, response))
        }
        None => {
            let message = "does not say by what the work that it starts can be asked for";
            Err(WaitError::Start(lacking(call, &response, message)))
        }
    }
}

/// An answer that lacks what it should have.
fn lacking<E>(call: &Call, response: &RawResponse, message: &str) -> Error<E> {
    Error::Decode {
        operation: OperationContext::answered(call.info(), response),
        source: DecodeError::whole(message),
        response: Box::new(response.clone()),
    }
}

impl<O: LongRunning> Stream for Waiter<O> {
    type Item = Result<Progress<O>, WaitError<O>>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        let look = ready!(self.poll(task));
        Poll::Ready(look.map(|look| look.map(|(answer, _)| answer)))
    }
}

/// What is ready is handed out where it is: nothing of it is ever pinned.
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

/// The result of work, on its way.
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited"]
pub struct UntilDone<O: LongRunning>(Waiter<O>);

impl<O: LongRunning> Future for UntilDone<O> {
    type Output = Result<O::Done, WaitError<O>>;

    fn poll(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<Self::Output> {
        self.0.poll_done(task)
    }
}

/// Says how to ask for the work that a call starts, and where the answers have its state and its result.
macro_rules! long_running {
    ($type:ident -> $poll:ty {
        ask: |$client:ident, $call:ident, $started:ident| $ask:expr,
        state: |$asked:ident| $state:expr,
        success: [$($success:literal),+],
        failure: [$($failure:literal),*],
        $(pending: [$($pending:literal),+],)?
        done: |$last:ident| $done:expr => $result:ty,
        every: $first:literal..=$longest:literal,
        $(within: $within:literal,)?
    }) => {
        impl $crate::LongRunning for $type {
            type Poll = $poll;
            type Done = $result;

            const WAIT: $crate::runtime::pace::Wait = $crate::runtime::pace::Wait::new(
                &[$($success),+],
                &[$($failure),*],
                &[$($($pending),+)?],
                ($first, $longest),
                [$($within)?].as_slice(),
            );

            #[allow(deprecated, unused_variables, reason = "what is asked may be, and need some of these")]
            fn ask(
                $client: &$crate::Client,
                $call: &$crate::Call,
                $started: &<Self as $crate::runtime::Operation>::Output,
            ) -> Option<$poll> {
                Some($ask)
            }

            fn state($asked: &<$poll as $crate::runtime::Operation>::Output) -> Option<String> {
                $state.map(ToString::to_string)
            }

            fn done($last: <$poll as $crate::runtime::Operation>::Output) -> Option<$result> {
                $done
            }
        }
    };
}

pub(crate) use long_running;
