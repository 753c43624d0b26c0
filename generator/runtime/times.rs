//! How long things may take.

use std::time::Duration;

use tokio::time::{Instant, Timeout};

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

/// When a time is over; decades ahead when that is past all clocks.
pub(crate) fn end(duration: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(duration).unwrap_or(now + LONGEST)
}

/// As long as anything takes: thirty years.
const LONGEST: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

/// What a future answers, unless time runs out first. Not an `async fn`: that would hold the future twice.
pub(crate) fn until<F: Future>(end: Instant, future: F) -> Timeout<F> {
    tokio::time::timeout_at(end, future)
}
