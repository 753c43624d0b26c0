//! Timeouts.

use std::time::Duration;

use tokio::time::{Instant, Timeout};

/// The timeouts of a call or a client; unset ones have a default.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Timeouts {
    /// The call as a whole.
    pub call: Option<Duration>,
    /// One attempt.
    pub attempt: Option<Duration>,
}

/// The default timeout of a call.
const DEFAULT_CALL_TIMEOUT: Duration = Duration::from_secs(60);
/// The default timeout of an attempt.
const DEFAULT_ATTEMPT_TIMEOUT: Duration = Duration::from_secs(30);

impl Timeouts {
    /// Returns the timeouts of a call and of an attempt: the call's, else the client's. The default
    /// of an attempt is the timeout of the call, if that is set.
    pub fn resolve(&self, client: &Self) -> (Duration, Duration) {
        let call = self.call.or(client.call);
        let attempt = self.attempt.or(client.attempt);
        let attempt = attempt.or(call).unwrap_or(DEFAULT_ATTEMPT_TIMEOUT);
        (call.unwrap_or(DEFAULT_CALL_TIMEOUT), attempt)
    }
}

/// Returns the deadline a duration from now; decades ahead if the clock cannot represent it.
pub(crate) fn deadline_in(duration: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(duration).unwrap_or(now + LONGEST)
}

/// 30 years, instead of a duration that the clock cannot represent.
const LONGEST: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

/// Runs a future until a deadline. Not an `async fn`, which would hold the future twice.
pub(crate) fn until<F: Future>(deadline: Instant, future: F) -> Timeout<F> {
    tokio::time::timeout_at(deadline, future)
}
