//! Retries: whether to make another attempt, and the delay before it.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::response::RawResponse;
use super::retry_after::asked_delay;
use super::transport_error::{TransportError, TransportErrorKind};

/// How many attempts a call makes, and the delay between them. Set for a client
/// ([`ClientBuilder::retry`](crate::ClientBuilder::retry)) or a call (`retry`).
///
/// A call is retried after:
///
/// - a failed connect, a 429 or 503 response, or a transient failure to obtain its credential;
/// - a lost connection, a timeout of the attempt, or a 408, 500, 502 or 504 response, if its method
///   is idempotent (RFC 9110, section 9.2.2) or it has the header `Idempotency-Key`.
///
/// A body that is a stream is sent once, so its call is not retried.
///
/// The delay is exponential backoff with full jitter: a random duration up to
/// [`initial_backoff`](Self::initial_backoff) before the second attempt, up to twice that before
/// the third, and so on, up to [`max_backoff`](Self::max_backoff). A longer `Retry-After` (RFC
/// 9110, section 10.2.3) replaces it. If the call would time out during the delay, it ends with the
/// last outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetryPolicy {
    max_attempts: u32,
    initial_backoff: Duration,
    max_backoff: Duration,
    retry_non_idempotent: bool,
}

impl RetryPolicy {
    /// A policy without retries: a call makes one attempt.
    #[must_use]
    pub fn none() -> Self {
        Self::default().max_attempts(1)
    }

    /// Sets the largest number of attempts, the first one included. Default: 3; 0 counts as 1.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts.max(1);
        self
    }

    /// Sets the largest delay before the second attempt. It doubles with each attempt. Default:
    /// 200 ms.
    #[must_use]
    pub fn initial_backoff(mut self, delay: Duration) -> Self {
        self.initial_backoff = delay;
        self
    }

    /// Sets the largest delay before any attempt, if the server does not ask for a longer one.
    /// Default: 20 s.
    #[must_use]
    pub fn max_backoff(mut self, delay: Duration) -> Self {
        self.max_backoff = delay;
        self
    }

    /// Retries `POST` and `PATCH` as if they were idempotent: for servers that recognise a request
    /// that is sent twice. Default: `false`.
    #[must_use]
    pub fn retry_non_idempotent(mut self, retry: bool) -> Self {
        self.retry_non_idempotent = retry;
        self
    }

    /// Whether a call with this method may be sent twice. `has_key`: whether it has an
    /// `Idempotency-Key`.
    pub(super) fn may_repeat(&self, method: &str, has_key: bool) -> bool {
        let idempotent = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY"];
        idempotent.contains(&method) || self.retry_non_idempotent || has_key
    }

    /// Returns the delay before the next attempt; `None` if there is none.
    pub(super) fn delay(
        &self,
        attempts: u32,
        may_repeat: bool,
        outcome: Result<&RawResponse, &TransportError>,
    ) -> Option<Duration> {
        if attempts >= self.max_attempts || !is_passing(outcome, may_repeat) {
            return None;
        }
        let asked = match outcome {
            Ok(response) => asked_delay(response),
            Err(error) => error.asked_delay(),
        };
        Some(asked.unwrap_or_default().max(self.jitter(attempts)))
    }

    fn jitter(&self, attempts: u32) -> Duration {
        let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1));
        let longest = self.initial_backoff.saturating_mul(doubled);
        let longest = longest.min(self.max_backoff).as_micros();
        Duration::from_micros(fastrand::u64(
            0..=u64::try_from(longest).unwrap_or(u64::MAX),
        ))
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            max_attempts: 3,
            initial_backoff: Duration::from_millis(200),
            max_backoff: Duration::from_secs(20),
            retry_non_idempotent: false,
        }
    }
}

/// Whether the server works: it responded, and neither failed nor was overloaded.
pub(super) fn is_healthy(outcome: &Result<RawResponse, TransportError>) -> bool {
    outcome
        .as_ref()
        .map(|response| response.status().as_u16())
        .is_ok_and(|status| status < 500 && !matches!(status, 408 | 429))
}

/// Whether the failure is transient and the call may be retried.
fn is_passing(outcome: Result<&RawResponse, &TransportError>, may_repeat: bool) -> bool {
    match outcome {
        Ok(response) => match response.status().as_u16() {
            429 | 503 => true,
            408 | 500 | 502 | 504 => may_repeat,
            _ => false,
        },
        Err(error) => match error.kind() {
            TransportErrorKind::Connect | TransportErrorKind::Credential => true,
            kind => kind.is_transient() && may_repeat,
        },
    }
}

/// The retry budget of a client, a token bucket: a retry takes [`RETRY_COST`] tokens, and a
/// response of a working server returns one. It limits the load on a server that keeps failing.
#[derive(Debug)]
pub(crate) struct RetryBudget {
    left: AtomicU32,
    full: u32,
}

/// The tokens that a retry takes.
const RETRY_COST: u32 = 10;

impl RetryBudget {
    /// Creates a full budget for this many retries.
    pub fn new(retries: u32) -> Self {
        let full = retries.saturating_mul(RETRY_COST);
        Self {
            left: full.into(),
            full,
        }
    }

    /// Takes the tokens of one retry. Returns whether there were enough.
    pub fn take(&self) -> bool {
        let taken = |left: u32| left.checked_sub(RETRY_COST);
        let update = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, taken);
        update.is_ok()
    }

    /// Returns one token.
    pub fn give(&self) {
        let given = |left: u32| (left < self.full).then_some(left + 1);
        // An error means that the budget is full.
        let _ = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, given);
    }
}
