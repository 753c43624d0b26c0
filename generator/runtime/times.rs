//! Timeouts.

use std::time::Duration;

use tokio::time::{Instant, Timeout};

/// The timeouts of a call or a client; unset ones have a default.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Times {
    /// The call as a whole.
    pub whole: Option<Duration>,
    /// One attempt.
    pub attempt: Option<Duration>,
}

/// The default timeout of a call.
const WHOLE: Duration = Duration::from_secs(60);
/// The default timeout of an attempt.
const ATTEMPT: Duration = Duration::from_secs(30);

impl Times {
    /// Returns the timeouts of a call and of an attempt: the call's, else the client's. The default
    /// of an attempt is the timeout of the call, if that is set.
    pub fn resolve(&self, client: &Self) -> (Duration, Duration) {
        let whole = self.whole.or(client.whole);
        let attempt = self.attempt.or(client.attempt);
        let attempt = attempt.or(whole).unwrap_or(ATTEMPT);
        (whole.unwrap_or(WHOLE), attempt)
    }
}

/// Returns the end of a duration; decades ahead if the clock cannot represent it.
pub(crate) fn end(duration: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(duration).unwrap_or(now + LONGEST)
}

/// 30 years, instead of a duration that the clock cannot represent.
const LONGEST: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

/// Runs a future until a deadline. Not an `async fn`, which would hold the future twice.
pub(crate) fn until<F: Future>(end: Instant, future: F) -> Timeout<F> {
    tokio::time::timeout_at(end, future)
}
