//! When a call is made again, and when it is not. Time is virtual.

use std::time::{Duration, SystemTime};

use geminidb_client::testing::{MockResponse, Script};
use geminidb_client::{Client, ClientBuilder, Error, RetryPolicy, TransportErrorKind};
use tokio::time::Instant;

use crate::server::{Answer as WireAnswer, Server};
use crate::{BACKUP, CANARY, Failure, PROJECT, call, kind, stop};

fn builder(script: &Script) -> ClientBuilder {
    Client::builder()
        .x_auth_token(CANARY)
        .project_id(PROJECT)
        .transport(script.clone())
}

fn client(script: &Script) -> Client {
    builder(script).build().unwrap()
}

fn accepted() -> MockResponse {
    MockResponse::new(202).body("{}")
}

/// The answers, one after the other, and then success.
fn script(answers: impl IntoIterator<Item = MockResponse>) -> Script {
    let script = answers.into_iter().fold(Script::new(), Script::respond);
    script.otherwise(accepted())
}

/// How often a call was sent whose first answer is this one.
async fn sent(answer: MockResponse, policy: RetryPolicy) -> usize {
    let script = script([answer]);
    let client = builder(&script).retry(policy).build().unwrap();
    let _ = call(&client).await;
    script.requests().len()
}

#[tokio::test(start_paused = true)]
async fn what_is_made_again() {
    // The documented call is a `PUT`, which is idempotent.
    for status in [408, 429, 500, 502, 503, 504] {
        let sent = sent(MockResponse::new(status), RetryPolicy::default()).await;
        assert_eq!(sent, 2, "{status}");
    }
    for status in (100..=599).filter(|status| ![408, 429, 500, 502, 503, 504].contains(status)) {
        let sent = sent(MockResponse::new(status), RetryPolicy::default()).await;
        assert_eq!(sent, 1, "{status}");
    }
    for (kind, times) in [
        (TransportErrorKind::Connect, 2),
        (TransportErrorKind::Broken, 2),
        (TransportErrorKind::Timeout, 2),
        (TransportErrorKind::RequestBody, 1),
        (TransportErrorKind::BodyTooLarge, 1),
        (TransportErrorKind::BodyEncoding, 1),
        (TransportErrorKind::NotSent, 1),
    ] {
        let sent = sent(MockResponse::failure(kind), RetryPolicy::default()).await;
        assert_eq!(sent, times, "{kind:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_truncated_response_is_retried() {
    let script = script([accepted().truncate(1)]);
    call(&client(&script)).await.unwrap();
    assert_eq!(script.requests().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn the_last_failure_names_the_number_of_attempts() {
    let script = Script::new().otherwise(MockResponse::new(503).body("busy"));
    let error = call(&client(&script)).await.unwrap_err();
    assert_eq!(error.attempts(), 3);
    assert_eq!(script.requests().len(), 3);
    assert_eq!(error.status().unwrap(), 503);
    assert_eq!(error.raw_body(), Some(&b"busy"[..]));
    let numbers = script.requests().into_iter();
    let numbers: Vec<u32> = numbers
        .map(|request| request.operation().unwrap().attempts())
        .collect();
    assert_eq!(numbers, [1, 2, 3]);
}

#[tokio::test(start_paused = true)]
async fn every_attempt_sends_the_same() {
    let script = Script::new().otherwise(MockResponse::new(500));
    call(&client(&script)).await.unwrap_err();
    let requests = script.requests();
    for request in &requests {
        assert_eq!(request.url(), requests[0].url());
        assert_eq!(request.headers(), requests[0].headers());
        assert_eq!(request.body(), r#"{"action":"stop"}"#);
    }
}

#[tokio::test(start_paused = true)]
async fn a_client_and_a_call_may_set_how_often() {
    for attempts in [0, 1, 2, 5] {
        let policy = RetryPolicy::default().max_attempts(attempts);
        let script = Script::new().otherwise(MockResponse::new(500));
        let client = builder(&script).retry(policy).build().unwrap();
        let error = call(&client).await.unwrap_err();
        assert_eq!(error.attempts(), attempts.max(1));

        let own = client
            .stop_backup(BACKUP, stop())
            .retry(RetryPolicy::none());
        assert_eq!(own.await.unwrap_err().attempts(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn the_waits_grow_by_chance_up_to_the_longest() {
    let policy = RetryPolicy::default()
        .max_attempts(8)
        .initial_backoff(Duration::from_secs(1))
        .max_backoff(Duration::from_secs(4));
    let script = Script::new().otherwise(MockResponse::new(500));
    let client = builder(&script)
        .retry(policy)
        .timeout(Duration::from_secs(1000))
        .build()
        .unwrap();
    let start = Instant::now();
    call(&client).await.unwrap_err();
    // 1 + 2 + 4 + 4 + 4 + 4 + 4 at most, and all of them nothing in one case of a million million.
    let waited = start.elapsed();
    assert!(
        waited <= Duration::from_secs(23) && !waited.is_zero(),
        "{waited:?}"
    );
}

/// How long the client waited before the second attempt, if it made one.
async fn waited(retry_after: &str) -> Option<Duration> {
    let script = script([MockResponse::new(429).header("retry-after", retry_after)]);
    let start = Instant::now();
    call(&client(&script)).await.ok()?;
    Some(start.elapsed())
}

#[tokio::test(start_paused = true)]
async fn the_server_says_when_to_come_back() {
    assert_eq!(waited("7").await, Some(Duration::from_secs(7)));
    assert_eq!(waited(" 7 ").await, Some(Duration::from_secs(7)));
    // Later than the call may take: it ends with what it has.
    assert_eq!(waited("61").await, None);
    assert_eq!(waited("99999999999999999999999999").await, None);
    // Not a time: as if nothing were said.
    for nonsense in ["-1", "1.5", "soon", "", "Tomorrow, 12 Nov 2026"] {
        let waited = waited(nonsense).await.unwrap();
        assert!(
            waited <= Duration::from_millis(200),
            "{nonsense}: {waited:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_that_asks_for_no_wait_gets_the_clients_own() {
    let busy = MockResponse::new(429).header("retry-after", "0");
    let policy = RetryPolicy::default()
        .max_attempts(20)
        .initial_backoff(Duration::from_secs(1))
        .max_backoff(Duration::from_secs(1));
    let script = Script::new().otherwise(busy);
    let client = builder(&script).retry(policy).build().unwrap();
    let start = Instant::now();
    call(&client).await.unwrap_err();
    let waited = start.elapsed();
    assert!(waited > Duration::from_secs(1), "{waited:?}");
}

#[tokio::test(start_paused = true)]
async fn the_server_may_say_it_as_a_date() {
    let soon = SystemTime::now() + Duration::from_secs(20);
    let waited_for = waited(&httpdate::fmt_http_date(soon)).await.unwrap();
    assert!((18..=20).contains(&waited_for.as_secs()), "{waited_for:?}");
    let past = [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
    ];
    for date in past {
        let waited = waited(date).await.unwrap();
        assert!(waited <= Duration::from_millis(200), "{date}: {waited:?}");
    }
    assert_eq!(waited("Sat, 06 Nov 2094 08:49:37 GMT").await, None);
}

#[tokio::test(start_paused = true)]
async fn the_time_of_the_call_holds_for_all_attempts_together() {
    let slow = MockResponse::new(500).delay(Duration::from_secs(4));
    let script = Script::new().otherwise(slow);
    let client = builder(&script)
        .timeout(Duration::from_secs(10))
        .retry(RetryPolicy::default().max_attempts(100))
        .build()
        .unwrap();
    let start = Instant::now();
    let error = call(&client).await.unwrap_err();
    assert!(start.elapsed() <= Duration::from_secs(10));
    assert!(matches!(script.requests().len(), 2 | 3), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_takes_too_long_is_given_up_and_made_again() {
    let script = script([accepted().delay(Duration::from_secs(3))]);
    let client = builder(&script)
        .attempt_timeout(Duration::from_secs(2))
        .build()
        .unwrap();
    let start = Instant::now();
    call(&client).await.unwrap();
    assert_eq!(script.requests().len(), 2);
    assert!(start.elapsed() >= Duration::from_secs(2));
}

#[tokio::test(start_paused = true)]
async fn many_failures_exhaust_the_retry_budget() {
    let script = Script::new().otherwise(MockResponse::new(503));
    let client = builder(&script).retry_budget(5).build().unwrap();
    for _ in 0..20 {
        call(&client).await.unwrap_err();
    }
    assert_eq!(script.requests().len(), 20 + 5);

    // Ten calls that end well allow one repetition more.
    let script = script.otherwise(accepted());
    for _ in 0..10 {
        call(&client).await.unwrap();
    }
    let before = script.requests().len();
    let script = script.otherwise(MockResponse::new(503));
    for _ in 0..3 {
        call(&client).await.unwrap_err();
    }
    assert_eq!(script.requests().len() - before, 3 + 1);
}

/// How often a call is sent that may be repeated once more, after ten of these answers were given to others.
async fn repeated_after(answer: MockResponse) -> usize {
    let script = Script::new().otherwise(MockResponse::new(503));
    let client = builder(&script).retry_budget(1).build().unwrap();
    call(&client).await.unwrap_err();
    let script = script.otherwise(answer);
    for _ in 0..10 {
        let once = client.stop_backup(BACKUP, stop());
        let _ = once.retry(RetryPolicy::none()).await;
    }
    let script = script.otherwise(MockResponse::new(503));
    let before = script.requests().len();
    call(&client).await.unwrap_err();
    script.requests().len() - before
}

#[tokio::test(start_paused = true)]
async fn only_a_server_that_does_its_work_gives_repetitions_back() {
    for status in [200, 202, 301, 400, 401, 404, 409] {
        assert_eq!(
            repeated_after(MockResponse::new(status)).await,
            2,
            "{status}"
        );
    }
    for status in [408, 429, 500, 501, 502, 503, 504] {
        assert_eq!(
            repeated_after(MockResponse::new(status)).await,
            1,
            "{status}"
        );
    }
    for kind in [
        TransportErrorKind::Connect,
        TransportErrorKind::Timeout,
        TransportErrorKind::Broken,
        TransportErrorKind::BodyTooLarge,
        TransportErrorKind::NotSent,
    ] {
        assert_eq!(
            repeated_after(MockResponse::failure(kind)).await,
            1,
            "{kind:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_that_was_reached_once_may_have_acted() {
    let script = script([
        MockResponse::failure(TransportErrorKind::Broken),
        MockResponse::failure(TransportErrorKind::Connect),
        MockResponse::failure(TransportErrorKind::Connect),
    ]);
    let error = call(&client(&script)).await.unwrap_err();
    assert!(error.is_connect() && error.reached_server());

    let script = Script::new().otherwise(MockResponse::failure(TransportErrorKind::Connect));
    let error = call(&client(&script)).await.unwrap_err();
    assert!(error.is_connect() && !error.reached_server());
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_is_not_made_again() {
    let script = Script::new().otherwise(MockResponse::new(503).header("retry-after", "10"));
    let client = client(&script);
    let call = client.stop_backup(BACKUP, stop()).send();
    tokio::time::timeout(Duration::from_secs(5), call)
        .await
        .unwrap_err();
    tokio::time::sleep(Duration::from_secs(59)).await;
    assert_eq!(script.requests().len(), 1);
}

#[tokio::test]
async fn a_server_that_recovers_is_not_noticed() {
    let server = Server::in_turn([
        WireAnswer::HangUp,
        WireAnswer::new(503, &[("retry-after", "0")], ""),
        WireAnswer::json(202, r#"{"job_id":"j"}"#),
    ])
    .await;
    let client = crate::builder(&server.url)
        .retry(RetryPolicy::default())
        .build()
        .unwrap();
    let answer = call(&client).await.unwrap();
    assert_eq!(answer.job_id.as_deref(), Some("j"));
    assert_eq!(server.received().len(), 3);
}

#[tokio::test]
async fn a_connection_that_breaks_at_any_byte_of_the_response_is_retried() {
    let whole = "HTTP/1.1 202 Accepted\r\ncontent-length: 14\r\n\r\n{\"job_id\":\"j\"}";
    for length in 0..whole.len() {
        let server = Server::in_turn([
            WireAnswer::raw(&whole.as_bytes()[..length]),
            WireAnswer::json(202, r#"{"job_id":"again"}"#),
        ])
        .await;
        let policy = RetryPolicy::default()
            .initial_backoff(Duration::ZERO)
            .max_backoff(Duration::ZERO);
        let client = crate::builder(&server.url).retry(policy).build().unwrap();
        let answer: Result<_, Failure> = call(&client).await;
        let answer = answer.unwrap_or_else(|error| panic!("after {length} bytes: {error:?}"));
        assert_eq!(answer.job_id.as_deref(), Some("again"), "after {length}");
    }
}

#[tokio::test]
async fn a_failure_keeps_its_status_if_its_body_fails() {
    let long = "x".repeat(5000);
    let broken = "HTTP/1.1 404 No\r\ncontent-length: 100\r\n\r\nhalf";
    let table = [
        (WireAnswer::new(404, &[], &long), 1000),
        (WireAnswer::raw(broken), 4),
    ];
    for (answer, bytes) in table {
        let server = Server::start(answer).await;
        let client = crate::builder(&server.url)
            .max_response_bytes(1000)
            .build()
            .unwrap();
        let error = call(&client).await.unwrap_err();
        assert!(matches!(error, Error::Api { .. }), "{error:?}");
        assert_eq!(error.status().unwrap(), 404);
        assert!(error.response().unwrap().is_truncated());
        assert_eq!(error.raw_body().unwrap().len(), bytes);
        assert_eq!(kind(&error), None);
    }
}
