//! When a call is made again, and how long it waits before.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use http::header::RETRY_AFTER;

use super::error::{TransportError, TransportErrorKind};
use super::response::RawResponse;

/// How often a call is made, and how long it waits in between. Set for a client
/// ([`ClientBuilder::retry`](crate::ClientBuilder::retry)) or for a call (`retry`).
///
/// A call is made again when the server was not reached, or answered 429 or 503, or when its credential could not be got for a
/// reason that may pass; when its method is idempotent (RFC 9110,
/// section 9.2.2), or it carries an `Idempotency-Key`, also when the connection was lost, an attempt took too long, or the
/// server answered 408, 500, 502 or 504. A body that is a stream is sent once.
///
/// Before the second attempt it waits up to the first delay, before the third up to twice that, and so on: how long, chance
/// decides ("full jitter"), so that clients that failed together do not come back together. What the server asks for in
/// `Retry-After` (RFC 9110, section 10.2.3) is waited for instead where it is longer. A call whose time would run out
/// meanwhile ends with what it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetryPolicy {
    max_attempts: u32,
    initial_backoff: Duration,
    max_backoff: Duration,
    retry_non_idempotent: bool,
}

impl RetryPolicy {
    /// Makes a call once.
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

    /// Whether a call with this method may be sent twice, with a key by which the server recognises it or without.
    pub(super) fn may_repeat(&self, method: &str, has_key: bool) -> bool {
        let idempotent = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY"];
        idempotent.contains(&method) || self.retry_non_idempotent || has_key
    }

    /// How long to wait before the call is made again; `None` when it is not.
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

/// Whether the server does its work: it answered, and neither failed nor was too busy.
pub(super) fn is_healthy(outcome: &Result<RawResponse, TransportError>) -> bool {
    outcome
        .as_ref()
        .map(|response| response.status().as_u16())
        .is_ok_and(|status| status < 500 && !matches!(status, 408 | 429))
}

/// Whether a failure may be gone the next time, and the call may be made then.
fn is_passing(outcome: Result<&RawResponse, &TransportError>, may_repeat: bool) -> bool {
    match outcome {
        Ok(response) => match response.status().as_u16() {
            429 | 503 => true,
            408 | 500 | 502 | 504 => may_repeat,
            _ => false,
        },
        Err(error) => match error.kind() {
            TransportErrorKind::Connect | TransportErrorKind::Credential => true,
            kind => kind.may_pass() && may_repeat,
        },
    }
}

/// How long the server asks to wait.
pub(super) fn asked_delay(response: &RawResponse) -> Option<Duration> {
    let value = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    retry_after(value, SystemTime::now())
}

/// What `Retry-After` asks for: seconds, or a date in any of the three forms of HTTP (RFC 9110, section 5.6.7).
pub(super) fn retry_after(value: &str, now: SystemTime) -> Option<Duration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(value.parse().map_or(Duration::MAX, Duration::from_secs));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

/// What all calls of a client may repeat together, so that a server that fails for long is not hammered: each repetition
/// takes as much as ten calls give back that the server did its work for.
#[derive(Debug)]
pub(crate) struct RetryBudget {
    left: AtomicU32,
    full: u32,
}

/// What a repetition takes. A call that the server did its work for gives back one.
const REPETITION: u32 = 10;

impl RetryBudget {
    /// A budget of this many repetitions.
    pub fn new(repetitions: u32) -> Self {
        let full = repetitions.saturating_mul(REPETITION);
        Self {
            left: full.into(),
            full,
        }
    }

    /// Takes one repetition, if one is left.
    pub fn take(&self) -> bool {
        let taken = |left: u32| left.checked_sub(REPETITION);
        let update = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, taken);
        update.is_ok()
    }

    /// The server did its work.
    pub fn give(&self) {
        let given = |left: u32| (left < self.full).then_some(left + 1);
        // Full is full.
        let _ = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, given);
    }
}
