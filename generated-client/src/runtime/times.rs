//! How long things may take.

use std::time::Duration;

use tokio::time::Instant;

/// How long a call may take; what is not set here is set elsewhere.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Times {
    /// The call as a whole.
    pub whole: Option<Duration>,
    /// One attempt.
    pub attempt: Option<Duration>,
}

/// A call as a whole, where nobody says otherwise.
const WHOLE: Duration = Duration::from_secs(60);
/// One attempt, where nobody says otherwise.
const ATTEMPT: Duration = Duration::from_secs(30);

impl Times {
    /// The time of a call as a whole, and that of one attempt: the call's own, else the client's. An attempt may take as
    /// long as a whole that was set, unless it was set itself.
    pub fn resolve(&self, client: &Self) -> (Duration, Duration) {
        let whole = self.whole.or(client.whole);
        let attempt = self.attempt.or(client.attempt);
        let attempt = attempt.or(whole).unwrap_or(ATTEMPT);
        (whole.unwrap_or(WHOLE), attempt)
    }
}

/// When a time is over; `None` when that is past all clocks.
pub(crate) fn end(duration: Duration) -> Option<Instant> {
    Instant::now().checked_add(duration)
}

/// The earlier of two ends.
pub(crate) fn earlier(one: Option<Instant>, other: Option<Instant>) -> Option<Instant> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// What a future answers, unless time runs out first.
pub(crate) async fn until<F: Future>(end: Option<Instant>, future: F) -> Option<F::Output> {
    match end {
        Some(end) => tokio::time::timeout_at(end, future).await.ok(),
        None => Some(future.await),
    }
}
