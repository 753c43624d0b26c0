//! Scripts of streams: what they send, and when.

use std::time::Duration;

use bytes::Bytes;
use openapi32_streams::operations::untagged::{ListenToEvents, ReadLog};
use openapi32_streams::testing::{MockResponse, Script};
use openapi32_streams::{Client, StreamError};
use responses_media_types::operations::untagged::Download;
use responses_media_types::testing::MockResponse as OtherAnswer;
use serde_json::json;
use tokio::time::Instant;

fn client(script: &Script) -> Client {
    let client = Client::builder().base_url("http://localhost");
    client.transport(script.clone()).build().unwrap()
}

#[test]
fn the_items_of_a_stream_are_held_against_the_description() {
    MockResponse::stream_of::<ListenToEvents>(200, "event: a\ndata: b\n\ndata: c\n\n").unwrap();
    MockResponse::stream_of::<ReadLog>(200, "{\"data\":\"a\"}\n{\"data\":\"b\"}\n").unwrap();
    let wrong =
        MockResponse::stream_of::<ReadLog>(200, "{\"data\":\"a\"}\n{\"data\":1}\n").unwrap_err();
    assert!(matches!(
        wrong.downcast_ref(),
        Some(StreamError::Decode(error)) if error.path() == ".data"
    ));
    MockResponse::stream_of::<ReadLog>(99, "").unwrap_err();
}

#[test]
fn an_operation_with_a_stream_has_json_responses_too() {
    OtherAnswer::for_operation::<Download>(202, &json!({"detail": "wait"})).unwrap();
    OtherAnswer::for_operation::<Download>(202, &json!({})).unwrap_err();
    OtherAnswer::for_operation::<Download>(200, &json!({})).unwrap();
    // JSON is no stream of events.
    MockResponse::for_operation::<ListenToEvents>(200, &json!({})).unwrap_err();
}

#[tokio::test(start_paused = true)]
async fn pieces_come_when_the_script_says() {
    let second = Duration::from_secs(1);
    let answer = MockResponse::stream_of::<ReadLog>(200, "{\"data\":\"a\"}\n").unwrap();
    let answer = answer
        .then(2 * second, "{\"data\":")
        .then(3 * second, "\"b\"}\n{\"da");
    let script = Script::new()
        .respond(answer.clone())
        .otherwise(answer.truncate(20));
    let start = Instant::now();
    let mut log = client(&script).read_log().await.unwrap();
    assert_eq!(log.next().await.unwrap().unwrap().data, "a");
    assert_eq!(start.elapsed(), Duration::ZERO);
    assert_eq!(log.next().await.unwrap().unwrap().data, "b");
    assert_eq!(start.elapsed(), 5 * second);
    log.next().await.unwrap().unwrap_err();
    assert!(log.next().await.is_none());

    // The second piece breaks off within.
    let mut log = client(&script).read_log().await.unwrap();
    assert_eq!(log.next().await.unwrap().unwrap().data, "a");
    let error = log.next().await.unwrap().unwrap_err();
    assert!(matches!(error, StreamError::Transport(_)), "{error:?}");
    assert_eq!(start.elapsed(), 7 * second);
    assert!(log.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn a_server_that_is_silent_for_too_long_is_left() {
    let minute = Duration::from_secs(60);
    let answer = MockResponse::new(200)
        .body("{\"data\":\"a\"}\n")
        .then(2 * minute, "\n");
    let mut log = client(&Script::new().respond(answer))
        .read_log()
        .await
        .unwrap();
    let start = Instant::now();
    log.next().await.unwrap().unwrap();
    log.next().await.unwrap().unwrap_err();
    assert_eq!(start.elapsed(), minute);
}

#[tokio::test]
async fn mock_responses_may_depend_on_requests() {
    let script = Script::new()
        .otherwise(MockResponse::new(404))
        .on_with::<ReadLog>(|request| {
            let name = request.header("x-name").unwrap_or_default();
            MockResponse::new(200).body(format!("{{\"data\":\"{name}\"}}"))
        })
        .on::<ReadLog>(MockResponse::new(200).body("{\"data\":\"first\"}"));
    let client = client(&script);
    for expected in ["first", "b", "c"] {
        let call = client.read_log().header("x-name", expected);
        let item = call.await.unwrap().next().await.unwrap();
        assert_eq!(item.unwrap().data, expected);
    }
    let error = client.listen_to_events().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 404);

    // The script may be looked at meanwhile, and the last word counts.
    let seen = script.clone();
    let _ = script.clone().otherwise_with(move |request| {
        let count = seen.requests().len();
        MockResponse::new(200).body(Bytes::from(format!("data: {count} {}\n\n", request.path())))
    });
    let mut events = client.listen_to_events().await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().data, "5 /events");
}
