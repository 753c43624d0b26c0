//! When a call is made again, and how long it waits before.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use http::header::RETRY_AFTER;

use super::error::{TransportError, TransportErrorKind};
use super::reply::Reply;

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
    attempts: u32,
    first_delay: Duration,
    longest_delay: Duration,
    repeatable: bool,
}

impl RetryPolicy {
    /// Makes a call once.
    #[must_use]
    pub fn none() -> Self {
        Self::default().attempts(1)
    }

    /// How often a call is made at most, the first time included. 3 unless it is set; 0 is taken for 1.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// The longest wait before the second attempt, and before any. 200 milliseconds and 20 seconds unless they are set.
    #[must_use]
    pub fn delays(mut self, first: Duration, longest: Duration) -> Self {
        self.first_delay = first;
        self.longest_delay = longest;
        self
    }

    /// Whether a call may be repeated although its method does not promise that a repetition does no harm: `POST` and
    /// `PATCH`, where the server is known to recognise one.
    #[must_use]
    pub fn repeatable(mut self, repeatable: bool) -> Self {
        self.repeatable = repeatable;
        self
    }

    /// Whether a call with this method may be sent twice, with a key by which the server recognises it or without.
    pub(super) fn may_repeat(&self, method: &str, has_key: bool) -> bool {
        let idempotent = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY"];
        idempotent.contains(&method) || self.repeatable || has_key
    }

    /// How long to wait before the call is made again; `None` when it is not.
    pub(super) fn delay(
        &self,
        attempts: u32,
        may_repeat: bool,
        outcome: Result<&Reply, &TransportError>,
    ) -> Option<Duration> {
        if attempts >= self.attempts || !is_passing(outcome, may_repeat) {
            return None;
        }
        let asked = match outcome {
            Ok(reply) => asked_delay(reply),
            Err(error) => error.asked_delay(),
        };
        Some(asked.unwrap_or_default().max(self.jitter(attempts)))
    }

    fn jitter(&self, attempts: u32) -> Duration {
        let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1));
        let longest = self.first_delay.saturating_mul(doubled);
        let longest = longest.min(self.longest_delay).as_micros();
        Duration::from_micros(fastrand::u64(
            0..=u64::try_from(longest).unwrap_or(u64::MAX),
        ))
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            attempts: 3,
            first_delay: Duration::from_millis(200),
            longest_delay: Duration::from_secs(20),
            repeatable: false,
        }
    }
}

/// Whether the server does its work: it answered, and neither failed nor was too busy.
pub(super) fn is_healthy(outcome: &Result<Reply, TransportError>) -> bool {
    outcome
        .as_ref()
        .is_ok_and(|reply| reply.status() < 500 && !matches!(reply.status(), 408 | 429))
}

/// Whether a failure may be gone the next time, and the call may be made then.
fn is_passing(outcome: Result<&Reply, &TransportError>, may_repeat: bool) -> bool {
    match outcome {
        Ok(reply) => match reply.status() {
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
pub(super) fn asked_delay(reply: &Reply) -> Option<Duration> {
    let value = reply.headers().get(RETRY_AFTER)?.to_str().ok()?;
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
