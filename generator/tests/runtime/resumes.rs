//! How often a server can have a stream of events asked for anew. Time is virtual.

use std::time::Duration;

use tokio::time::Instant;

use crate::runtime::event_resume::Resume;
use crate::runtime::testing::{MockResponse, Script};

use super::api::{body, client};

/// Streams of one event with an id, each of which the server ends, and after these a last answer.
fn streams(count: usize, retry: &str) -> Script {
    let mut script = Script::new();
    for number in 0..count {
        let retry = if number == 0 { retry } else { "" };
        script = script.respond(body(format!("{retry}id: {number}\ndata: a\n\n")));
    }
    script.respond(MockResponse::new(204))
}

#[tokio::test(start_paused = true)]
async fn a_server_is_asked_ten_times_a_second_at_most() {
    for (retry, milliseconds) in [
        ("retry: 0\n", 100),
        ("retry: 99\n", 100),
        ("retry: 101\n", 101),
        ("", 1000),
    ] {
        let script = streams(10, retry);
        let stream = client(&script).watch().await.unwrap();
        let mut stream = stream.resume(Resume::Always);
        let start = Instant::now();
        let mut items = 0;
        while let Some(item) = stream.next().await {
            item.unwrap();
            items += 1;
        }
        assert_eq!(items, 10);
        assert_eq!(start.elapsed().as_millis(), 10 * milliseconds, "{retry}");
    }
}

#[tokio::test(start_paused = true)]
async fn streams_that_end_at_once_are_asked_for_five_times() {
    let first = "retry: 0\nid: 1\ndata: a\n\n";
    let script = Script::new().respond(body(first)).otherwise(body(""));
    let stream = client(&script).watch().await.unwrap();
    let mut stream = stream.resume(Resume::Always);
    let start = Instant::now();
    stream.next().await.unwrap().unwrap();
    assert!(stream.next().await.is_none());
    assert_eq!(script.requests().len(), 1 + 5);
    let waited = Duration::from_millis(100) + Duration::from_secs(2 + 4 + 8 + 16);
    assert_eq!(start.elapsed(), waited);
}
