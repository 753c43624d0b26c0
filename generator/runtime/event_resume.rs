//! Reconnection of event streams: sends the call again, with the last event id.

use std::task::{Context, Poll, ready};
use std::time::Duration;

use http::HeaderValue;
use tokio::time::Instant;

use super::response::{RawResponse, ResumeCall, Resuming};
use super::retry::RetryPolicy;
use super::stream::{ByteStream, StreamError};
use super::transport_error::TransportError;

/// When an [`EventStream`](crate::EventStream) reconnects. Its call must be idempotent, and an
/// event must have had an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Resume {
    /// Never.
    Never,
    /// When the connection was lost or idle for too long.
    #[default]
    WhenBroken,
    /// Also when the server ended the stream, as browsers do: for feeds that do not end.
    Always,
}

/// The maximum number of consecutive reconnections without an event.
const LONGEST_ROW: u32 = 5;

/// A stream that was open for this long has not failed: it was closed because it was idle, by a
/// proxy for example.
const STEADY: Duration = Duration::from_secs(10);

/// The reconnection delay, if the server sets none.
const USUAL_WAIT: Duration = Duration::from_secs(1);

/// The shortest reconnection delay: without it, a stream that ends after each event would be
/// requested in a loop.
const SHORTEST_WAIT: Duration = Duration::from_millis(100);

/// The longest reconnection delay.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// The position at which a stream resumes.
#[derive(Clone)]
pub(super) struct Place {
    /// The last event id, as a header.
    id: HeaderValue,
    /// The reconnection delay that the server set.
    wait: Option<Duration>,
}

impl Place {
    /// Returns the position after an event; `None` if its id is not a valid header.
    pub fn after(id: &str, wait: Option<Duration>) -> Option<Self> {
        let id = HeaderValue::from_bytes(id.as_bytes()).ok()?;
        Some(Self { id, wait })
    }
}

/// The outcome of a reconnection.
pub(super) enum Resumed {
    /// The stream continues.
    Stream(ByteStream),
    /// The server ended the stream (204).
    Nothing,
    /// The reconnection failed.
    Failed(StreamError),
}

/// A call that is being sent again.
type Again = Resuming;

/// The reconnection of a stream.
pub(super) struct WayOn {
    pub when: Resume,
    /// The number of reconnections since the last event, or since a stream was open for long.
    row: u32,
    /// The time when the stream was opened.
    open: Instant,
    /// The call, if it may be sent again and is not being sent.
    call: Option<Box<dyn ResumeCall>>,
    again: Option<(Again, Place)>,
}

impl WayOn {
    pub fn new(call: Option<Box<dyn ResumeCall>>) -> Self {
        Self {
            when: Resume::default(),
            row: 0,
            open: Instant::now(),
            call,
            again: None,
        }
    }

    /// Resets the number of reconnections after an event.
    pub fn is_good(&mut self) {
        self.row = 0;
    }

    /// Begins to reconnect if `when` allows it. `broke`: whether the connection was lost; if not,
    /// the server ended the stream. The number of reconnections is reset if the stream was open for
    /// [`STEADY`].
    pub fn set_out(&mut self, broke: bool, place: Option<Place>) -> bool {
        let wanted = match self.when {
            Resume::Never => false,
            Resume::WhenBroken => broke,
            Resume::Always => true,
        };
        if self.open.elapsed() >= STEADY {
            self.row = 0;
        }
        wanted && place.is_some_and(|place| self.call_again(place, Duration::ZERO))
    }

    /// Whether the stream is reconnecting.
    pub fn is_under_way(&self) -> bool {
        self.again.is_some()
    }

    /// Polls the reconnection. After a transient failure, the call is sent again.
    pub fn poll(&mut self, context: &mut Context<'_>) -> Poll<Resumed> {
        while let Some((again, _)) = &mut self.again {
            let (outcome, call) = ready!(again.as_mut().poll(context));
            let place = self.again.take().map(|(_, place)| place);
            self.call = Some(call);
            let passing = RetryPolicy::default().delay(1, true, outcome.as_ref());
            let (Some(place), Some(asked)) = (place, passing) else {
                self.open = Instant::now();
                return Poll::Ready(Resumed::from_outcome(outcome));
            };
            if !self.call_again(place, asked) {
                return Poll::Ready(Resumed::from_outcome(outcome));
            }
        }
        Poll::Ready(Resumed::Nothing)
    }

    /// Sends the call again after a delay of at least `asked`. Returns `false` if the limit is
    /// reached, or the call may not be sent again.
    fn call_again(&mut self, place: Place, asked: Duration) -> bool {
        let Some(call) = self.call.take_if(|_| self.row < LONGEST_ROW) else {
            return false;
        };
        let wait = wait(self.row, place.wait).max(asked);
        self.row += 1;
        let id = place.id.clone();
        let again = async move {
            tokio::time::sleep(wait.min(LONGEST_WAIT)).await;
            call.resume(id).await
        };
        self.again = Some((Box::pin(again), place));
        true
    }
}

/// Returns the delay: the one that the server set, then at least [`USUAL_WAIT`], doubled for each
/// further reconnection.
fn wait(row: u32, asked: Option<Duration>) -> Duration {
    let first = asked.unwrap_or(USUAL_WAIT).max(SHORTEST_WAIT);
    match row {
        0 => first,
        row => first
            .max(USUAL_WAIT)
            .saturating_mul(2_u32.saturating_pow(row)),
    }
}

impl Resumed {
    fn from_outcome(outcome: Result<RawResponse, TransportError>) -> Self {
        match outcome {
            Ok(response) if response.status() == 204 => Self::Nothing,
            Ok(mut response) => match response.event_bytes() {
                Ok(bytes) => Self::Stream(bytes),
                Err(_) => Self::Failed(StreamError::NotResumed(Box::new(response))),
            },
            Err(error) => Self::Failed(StreamError::Transport(error)),
        }
    }
}
