//! How a stream of events that broke off goes on: the call is made again, with the id of the last event.

use std::task::{Context, Poll, ready};
use std::time::Duration;

use http::HeaderValue;
use tokio::time::Instant;

use super::error::{TransportError, TransportErrorKind};
use super::exchange::{CallFailure, Exchange};
use super::response::RawResponse;
use super::retry::RetryPolicy;
use super::stream::{ByteStream, StreamError};
use super::transport::BoxFuture;

/// When the call of an [`EventStream`](crate::EventStream) is made again. It must be idempotent, and an event must have had
/// an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Resume {
    /// Never.
    Never,
    /// When the connection broke, or was silent for too long.
    #[default]
    WhenBroken,
    /// Also when the server ended the stream, as browsers do: for streams without an end.
    Always,
}

/// How often the call is made again without an event in between.
const LONGEST_ROW: u32 = 5;

/// How long a stream stays open that is cut for being quiet, by a proxy say, and not because something is wrong.
const STEADY: Duration = Duration::from_secs(10);

/// How long is waited before the call is made again, where the server does not say.
const USUAL_WAIT: Duration = Duration::from_secs(1);

/// How long is waited at least, whatever the server says: a stream that ends after each event would be asked for in a loop.
const SHORTEST_WAIT: Duration = Duration::from_millis(100);

/// How long is waited at most, whatever the server says.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Where a stream is to go on.
#[derive(Clone)]
pub(super) struct Place {
    /// The id of the last event, as a header.
    id: HeaderValue,
    /// How long the server asked to wait.
    wait: Option<Duration>,
}

impl Place {
    /// The place after this event. One whose id no header can carry is none.
    pub fn after(id: &str, wait: Option<Duration>) -> Option<Self> {
        let id = HeaderValue::from_bytes(id.as_bytes()).ok()?;
        Some(Self { id, wait })
    }
}

/// What came of a call that was made again.
pub(super) enum Resumed {
    /// The stream goes on here.
    Stream(ByteStream),
    /// The server says that nothing follows (204).
    Nothing,
    /// There is no way on.
    Failed(StreamError),
}

/// A call, while it is made again.
type Again = BoxFuture<'static, (Result<RawResponse, CallFailure>, Box<Exchange>)>;

/// The way on after a stream broke off.
pub(super) struct WayOn {
    pub when: Resume,
    /// How often the call was made again since the last event, or since a stream stayed open for long.
    row: u32,
    /// Since when the stream is open.
    open: Instant,
    /// The call, where it may be made again and is not just being made.
    exchange: Option<Box<Exchange>>,
    again: Option<(Again, Place)>,
}

impl WayOn {
    pub fn new(exchange: Option<Box<Exchange>>) -> Self {
        Self {
            when: Resume::default(),
            row: 0,
            open: Instant::now(),
            exchange,
            again: None,
        }
    }

    /// An event came: the row of failures is over.
    pub fn is_good(&mut self) {
        self.row = 0;
    }

    /// Makes the call again, if it is to be, where the connection `broke` or the server ended the stream. One that was open for
    /// long was cut for being quiet: the row of failures is over.
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

    /// Whether the call is being made again.
    pub fn is_under_way(&self) -> bool {
        self.again.is_some()
    }

    /// What comes of the call that is made again. One that fails for a passing reason is made once more.
    pub fn poll(&mut self, context: &mut Context<'_>) -> Poll<Resumed> {
        while let Some((again, _)) = &mut self.again {
            let (outcome, exchange) = ready!(again.as_mut().poll(context));
            let place = self.again.take().map(|(_, place)| place);
            self.exchange = Some(exchange);
            let outcome = match outcome {
                Ok(response) => Ok(response),
                Err(CallFailure::Transport(error)) => Err(error),
                Err(CallFailure::Invalid(problem)) => Err(TransportError::new(
                    TransportErrorKind::NotSent,
                    Some(problem.into()),
                )),
            };
            let passing = RetryPolicy::default().delay(1, true, outcome.as_ref());
            let (Some(place), Some(asked)) = (place, passing) else {
                self.open = Instant::now();
                return Poll::Ready(Resumed::of(outcome));
            };
            if !self.call_again(place, asked) {
                return Poll::Ready(Resumed::of(outcome));
            }
        }
        Poll::Ready(Resumed::Nothing)
    }

    /// Makes the call again after a while, which is no shorter than was `asked` for, unless it was made too often or may not
    /// be made.
    fn call_again(&mut self, place: Place, asked: Duration) -> bool {
        let Some(exchange) = self.exchange.take_if(|_| self.row < LONGEST_ROW) else {
            return false;
        };
        let wait = wait(self.row, place.wait).max(asked);
        self.row += 1;
        let id = place.id.clone();
        let again = async move {
            tokio::time::sleep(wait.min(LONGEST_WAIT)).await;
            exchange.resume(id).await
        };
        self.again = Some((Box::pin(again), place));
        true
    }
}

/// How long is waited before the call is made again: the first time, as long as the server asked for; from then on twice as
/// long each time.
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
    fn of(outcome: Result<RawResponse, TransportError>) -> Self {
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
