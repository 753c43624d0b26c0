//! How long a client waits before it makes a call again.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, StatusCode};

use crate::runtime::response::RawResponse;
use crate::runtime::retry::{RetryBudget, RetryPolicy};
use crate::runtime::retry_after::retry_after;
use crate::runtime::transport_error::{TransportError, TransportErrorKind};

fn lost() -> Result<RawResponse, TransportError> {
    Err(TransportError::new(TransportErrorKind::Connect, None))
}

#[test]
fn waits_are_anything_up_to_twice_the_one_before() {
    let policy = RetryPolicy::default()
        .max_attempts(100)
        .initial_backoff(Duration::from_millis(100))
        .max_backoff(Duration::from_secs(1));
    let longest = [100, 200, 400, 800, 1000, 1000];
    for (attempt, longest) in (1..).zip(longest) {
        let longest = Duration::from_millis(longest);
        let waits: Vec<_> = (0..500)
            .map(|_| policy.delay(attempt, true, lost().as_ref()).unwrap())
            .collect();
        assert!(waits.iter().all(|wait| *wait <= longest), "{attempt}");
        assert!(waits.iter().any(|wait| *wait > longest / 2), "{attempt}");
        assert!(waits.iter().any(|wait| *wait < longest / 2), "{attempt}");
    }
    // No attempt is so late that the wait is none.
    assert!(policy.delay(99, true, lost().as_ref()).unwrap() <= Duration::from_secs(1));
    let endless = policy
        .initial_backoff(Duration::MAX)
        .max_backoff(Duration::MAX);
    endless.delay(50, true, lost().as_ref()).unwrap();
}

#[test]
fn the_server_may_say_how_long() {
    let epoch = SystemTime::UNIX_EPOCH;
    let at = |seconds| epoch + Duration::from_secs(seconds);
    let seconds = |seconds| Some(Duration::from_secs(seconds));
    let table = [
        ("0", seconds(0)),
        ("120", seconds(120)),
        (" 3 ", seconds(3)),
        ("00012", seconds(12)),
        ("18446744073709551616", Some(Duration::MAX)),
        ("Fri, 31 Dec 1999 23:59:59 GMT", seconds(19)),
        ("Friday, 31-Dec-99 23:59:59 GMT", seconds(19)),
        ("Fri Dec 31 23:59:59 1999", seconds(19)),
        ("Thu, 30 Dec 1999 23:59:59 GMT", seconds(0)),
        ("", None),
        ("-1", None),
        ("+1", None),
        ("1.5", None),
        ("1e3", None),
        ("soon", None),
        ("Fri, 31 Dec 1999 23:59:59 CET", None),
    ];
    for (text, expected) in table {
        assert_eq!(retry_after(text, at(946_684_780)), expected, "{text:?}");
    }
}

#[test]
fn idempotent_methods_are_retried() {
    let policy = RetryPolicy::default();
    for method in ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY"] {
        assert!(policy.may_repeat(method, false), "{method}");
    }
    for method in ["POST", "PATCH", "CONNECT", "LOCK"] {
        assert!(!policy.may_repeat(method, false), "{method}");
        assert!(
            policy
                .clone()
                .retry_non_idempotent(true)
                .may_repeat(method, false)
        );
        assert!(policy.may_repeat(method, true));
    }
}

#[test]
fn non_idempotent_calls_are_retried_only_if_the_server_did_nothing() {
    let policy = RetryPolicy::default()
        .initial_backoff(Duration::ZERO)
        .max_backoff(Duration::ZERO);
    for (status, unsafe_too) in [
        (429, true),
        (503, true),
        (500, false),
        (408, false),
        (502, false),
        (504, false),
    ] {
        let status = StatusCode::from_u16(status).unwrap();
        let response: Result<_, TransportError> = Ok(RawResponse::new(
            status,
            HeaderMap::new(),
            bytes::Bytes::new(),
        ));
        assert!(
            policy.delay(1, true, response.as_ref()).is_some(),
            "{status}"
        );
        assert_eq!(
            policy.delay(1, false, response.as_ref()).is_some(),
            unsafe_too,
            "{status}"
        );
    }
    for (kind, unsafe_too) in [
        (TransportErrorKind::Connect, true),
        (TransportErrorKind::Credential, true),
        (TransportErrorKind::Timeout, false),
        (TransportErrorKind::Broken, false),
    ] {
        let error: Result<RawResponse, _> = Err(TransportError::new(kind, None));
        assert!(policy.delay(1, true, error.as_ref()).is_some(), "{kind:?}");
        assert_eq!(
            policy.delay(1, false, error.as_ref()).is_some(),
            unsafe_too,
            "{kind:?}"
        );
    }
}

#[test]
fn a_budget_is_never_more_than_full() {
    let budget = RetryBudget::new(2);
    for _ in 0..1000 {
        budget.give();
    }
    assert_eq!((0..10).filter(|_| budget.take()).count(), 2);
    for _ in 0..9 {
        budget.give();
    }
    assert!(!budget.take());
    budget.give();
    assert!(budget.take());
    assert!(!RetryBudget::new(0).take());
    assert!(RetryBudget::new(u32::MAX).take());
}
