//! How often a server can have itself asked. Time is virtual.

use std::time::Duration;

use tokio::time::Instant;

use crate::runtime::testing::{MockResponse, Script};

use super::api::{body, client};

const SECOND: Duration = Duration::from_secs(1);

/// A job that goes on for some questions, each answer with this `Retry-After`.
fn job(questions: usize, retry_after: &str) -> Script {
    let pending = || body(r#"{"state":"pending"}"#).header("retry-after", retry_after);
    let mut script = Script::new().respond(pending());
    for _ in 0..questions {
        script = script.respond(pending());
    }
    script.respond(body(r#"{"state":"done"}"#))
}

#[tokio::test(start_paused = true)]
async fn retry_after_can_not_shorten_the_interval_of_a_waiter() {
    // The schedule without `Retry-After`: 2, 3 and 4.5 seconds.
    for (retry_after, waited) in [
        ("soon", 9_500),
        ("0", 9_500),
        ("1", 9_500),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 9_500),
        ("2", 6_000),
        ("20", 60_000),
    ] {
        let start = Instant::now();
        let script = job(2, retry_after);
        client(&script).start_job().await.unwrap();
        assert_eq!(script.requests().len(), 4);
        // Timers have a resolution of a millisecond.
        assert_eq!(
            start.elapsed().as_millis() / 10,
            waited / 10,
            "{retry_after}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_failed_question_can_not_shorten_the_interval_either() {
    let busy = MockResponse::new(503).header("retry-after", "0");
    let script = Script::new().respond(body("{}")).otherwise(busy);
    let mut waiter = client(&script).start_job();
    let start = Instant::now();
    while start.elapsed() < 100 * SECOND {
        waiter.next().await.unwrap().unwrap_err();
    }
    // 2, 3, 4.5, 6.75 … up to 30 seconds between two questions.
    assert_eq!(script.requests().len(), 1 + 9);
}

#[tokio::test(start_paused = true)]
async fn the_interval_of_the_caller_is_kept_too() {
    let script = job(3, "0");
    let start = Instant::now();
    let waiter = client(&script).start_job();
    waiter.every(10 * SECOND, 10 * SECOND).await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 40);
}
