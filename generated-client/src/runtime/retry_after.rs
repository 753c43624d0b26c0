//! The header `Retry-After`.

use std::time::{Duration, SystemTime};

use http::header::RETRY_AFTER;

use super::response::RawResponse;

/// Returns the delay that the response asks for (`Retry-After`).
pub(super) fn asked_delay(response: &RawResponse) -> Option<Duration> {
    let value = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    retry_after(value, SystemTime::now())
}

/// Parses `Retry-After`: seconds, or a date in any of the three formats of HTTP (RFC 9110, section
/// 5.6.7).
pub(super) fn retry_after(value: &str, now: SystemTime) -> Option<Duration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(value.parse().map_or(Duration::MAX, Duration::from_secs));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}
