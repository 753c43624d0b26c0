//! Streams of events that break off and go on, and that tell errors.

use std::time::Duration;

use openapi32_streams::testing::{MockResponse as Scripted, Script};
use openapi32_streams::{EventStream, Resume, StreamError, TransportErrorKind, types};

use responses_media_types::StreamError as OtherStreamError;

use crate::client;
use crate::server::{Answer, Server};
use tokio::time::Instant;

/// Events after which the connection breaks.
fn broken(events: &str) -> Answer {
    Answer::raw(format!(
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 10000\r\n\r\n{events}"
    ))
}

/// Events after which the server ends the stream.
fn ended(events: &str) -> Answer {
    Answer::new(200, &[("content-type", "text/event-stream")], events)
}

/// What a stream holds, up to its end or the failure of the connection.
async fn all(mut stream: EventStream<types::Event>) -> Vec<Result<String, StreamError>> {
    let mut items = Vec::new();
    while let Some(item) = stream.next().await {
        items.push(item.map(|event| event.data));
    }
    items
}

fn data(items: &[Result<String, StreamError>]) -> Vec<&str> {
    items
        .iter()
        .filter_map(|item| item.as_deref().ok())
        .collect()
}

#[tokio::test]
async fn a_broken_stream_resumes_after_the_last_event() {
    let server = Server::in_turn([
        broken("retry: 10\nid: 1\ndata: a\n\nid: 2\ndata: b\n\nid: 3\ndata: lost"),
        broken("id: 3\ndata: c\n\n"),
        ended("id: 4\ndata: d\n\n"),
    ])
    .await;
    let client = client!(openapi32_streams, &server.url);
    let items = all(client.listen_to_events().await.unwrap()).await;
    assert_eq!(data(&items), ["a", "b", "c", "d"]);
    assert_eq!(items.len(), 4);
    let told: Vec<_> = server
        .received()
        .iter()
        .map(|request| request.header("last-event-id"))
        .collect();
    // The third event was not whole: its id does not count.
    assert_eq!(told, [vec![], vec!["2".to_owned()], vec!["3".to_owned()]]);
}

#[tokio::test]
async fn one_without_ids_or_that_is_not_to_go_on_ends() {
    let server = Server::start(broken("data: a\n\n")).await;
    let client = client!(openapi32_streams, &server.url);
    let items = all(client.listen_to_events().await.unwrap()).await;
    assert_eq!(data(&items), ["a"]);
    assert!(matches!(items.last(), Some(Err(StreamError::Transport(_)))));

    let server = Server::start(broken("id: 1\ndata: a\n\n")).await;
    let client = client!(openapi32_streams, &server.url);
    let stream = client.listen_to_events().await.unwrap();
    let items = all(stream.resume(Resume::Never)).await;
    assert_eq!(data(&items), ["a"]);
    server.only_request();
}

/// Events after which the connection breaks, by script.
fn cut(events: &str) -> Scripted {
    let answer = Scripted::new(200).header("content-type", "text/event-stream");
    answer.body(events.to_owned()).truncate(events.len())
}

/// What a client makes of a script, up to the end of the stream.
async fn told(script: &Script) -> Vec<Result<String, StreamError>> {
    let client = openapi32_streams::Client::builder()
        .base_url("http://localhost")
        .transport(script.clone())
        .build()
        .unwrap();
    all(client.listen_to_events().await.unwrap()).await
}

/// The `Last-Event-ID` of each request.
fn ids(script: &Script) -> Vec<Option<Vec<u8>>> {
    let requests = script.requests();
    let ids = requests
        .iter()
        .map(|request| request.headers().get("last-event-id"));
    ids.map(|id| id.map(|id| id.as_bytes().to_owned()))
        .collect()
}

fn failure(items: &[Result<String, StreamError>]) -> &StreamError {
    items.last().unwrap().as_ref().unwrap_err()
}

#[tokio::test(start_paused = true)]
async fn a_server_that_only_breaks_off_is_left() {
    let script = Script::new()
        .respond(cut("retry: 10\nid: 1\ndata: a\n\n"))
        .otherwise(cut(": no event\n\n"));
    let start = Instant::now();
    let items = told(&script).await;
    assert_eq!(data(&items), ["a"]);
    assert!(matches!(failure(&items), StreamError::Transport(_)));
    assert_eq!(script.requests().len(), 6);
    // No server is asked more often than ten times a second.
    let waited = Duration::from_millis(100) + Duration::from_secs(2 + 4 + 8 + 16);
    assert_eq!(start.elapsed(), waited);
}

#[tokio::test(start_paused = true)]
async fn a_stream_reconnects_after_every_idle_timeout() {
    let quiet = |seconds| {
        let pause = Duration::from_secs(seconds);
        cut(": here\n\n").then(pause, ": still\n\n").truncate(17)
    };
    for (seconds, cuts, heard) in [
        (30, 20, "a b"),
        (10, 20, "a b"),
        (9, 20, "a"),
        (9, 4, "a b"),
    ] {
        let mut script = Script::new().respond(cut("id: 1\ndata: a\n\n"));
        for _ in 0..cuts {
            script = script.respond(quiet(seconds));
        }
        let script = script
            .respond(cut("id: 2\ndata: b\n\n"))
            .otherwise(Scripted::new(204));
        let start = Instant::now();
        let items = told(&script).await;
        assert_eq!(
            data(&items).join(" "),
            heard,
            "{cuts} cuts after {seconds} s"
        );
        if heard == "a b" && cuts == 20 {
            // Each time it is waited for a second.
            let waited = 22 + cuts * seconds;
            assert_eq!(start.elapsed(), Duration::from_secs(waited));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_that_is_gone_for_a_while_is_asked_again() {
    let mut script = Script::new().respond(cut("id: 1\ndata: a\n\n"));
    // A call that is made again is itself three attempts.
    for _ in 0..7 {
        script = script.respond(Scripted::failure(TransportErrorKind::Connect));
    }
    let script = script
        .respond(Scripted::new(503))
        .respond(cut("id: 2\ndata: b\n\n"))
        .otherwise(Scripted::new(204));
    let items = told(&script).await;
    assert_eq!(data(&items), ["a", "b"]);
    assert_eq!(items.len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_cannot_resume_reports_the_reason() {
    let begin = || Script::new().respond(cut("id: 1\ndata: a\n\n"));
    let page = Scripted::new(200).header("content-type", "text/html");
    for (answer, status, requests) in [
        (Scripted::new(401), 401, 2),
        (page.body("<p>log in"), 200, 2),
        (Scripted::new(500), 500, 1 + 5 * 3),
    ] {
        let script = begin().otherwise(answer);
        let items = told(&script).await;
        assert_eq!(data(&items), ["a"]);
        let StreamError::NotResumed(response) = failure(&items) else {
            panic!("{items:?}");
        };
        assert_eq!(response.status(), status);
        assert_eq!(script.requests().len(), requests);
    }
    let script = begin().otherwise(Scripted::failure(TransportErrorKind::Connect));
    let items = told(&script).await;
    let StreamError::Transport(error) = failure(&items) else {
        panic!("{items:?}");
    };
    assert_eq!(error.kind(), TransportErrorKind::Connect);
    assert_eq!(script.requests().len(), 1 + 5 * 3);
}

#[tokio::test(start_paused = true)]
async fn no_server_is_waited_for_longer_than_a_minute() {
    let script = Script::new()
        .respond(cut("retry: 99999999999\nid: 1\ndata: a\n\n"))
        .otherwise(Scripted::new(204));
    let start = Instant::now();
    assert_eq!(told(&script).await.len(), 1);
    assert_eq!(start.elapsed(), Duration::from_secs(60));
}

#[tokio::test(start_paused = true)]
async fn an_id_counts_once_its_event_is_whole() {
    for (events, id) in [
        ("id: 1\ndata: a\n\nid: 2\ndata: b", Some("1")),
        // Data or none: the blank line decides.
        ("id: 1\ndata: a\n\nid: 2\n\n", Some("2")),
        ("id: \u{e9}\ndata: a\n\n", Some("\u{e9}")),
        // The server took it back.
        ("id: 1\ndata: a\n\nid\n\n", None),
        ("id:\ndata: a\n\n", None),
        // What no header can carry is no place to go on from.
        ("id: \u{7}\ndata: a\n\n", None),
    ] {
        let script = Script::new()
            .respond(cut(events))
            .otherwise(Scripted::new(204));
        let items = told(&script).await;
        assert_eq!(data(&items), ["a"], "{events:?}");
        let told: Vec<_> = ids(&script).split_off(1);
        let expected: Vec<_> = id
            .map(|id| Some(id.as_bytes().to_owned()))
            .into_iter()
            .collect();
        assert_eq!(told, expected, "{events:?}");
        assert_eq!(items.len(), if id.is_some() { 1 } else { 2 }, "{events:?}");
    }
}

#[tokio::test]
async fn a_resumed_stream_ends_with_status_204() {
    let server = Server::in_turn([
        ended("retry: 1\nid: 1\ndata: a\n\n"),
        ended("id: 2\ndata: b\n\n"),
        Answer::new(204, &[], ""),
    ])
    .await;
    let client = client!(openapi32_streams, &server.url);
    let stream = client.listen_to_events().await.unwrap();
    let items = all(stream.resume(Resume::Always)).await;
    assert_eq!(data(&items), ["a", "b"]);
    assert_eq!(items.len(), 2);
}

#[tokio::test]
async fn a_call_that_is_not_idempotent_is_not_retried() {
    let server = Server::start(broken("id: 1\ndata: {\"text\":\"a\"}\n\n")).await;
    let client = client!(responses_media_types, &server.url);
    let mut stream = client.complete().send_event_stream().await.unwrap();
    stream.next().await.unwrap().unwrap();
    let error = stream.next().await.unwrap().unwrap_err();
    assert!(matches!(error, OtherStreamError::Transport(_)), "{error:?}");
    server.only_request();
}

#[tokio::test]
async fn an_error_in_a_stream_does_not_end_it() {
    let events = "data: {\"text\":\"a\"}\n\nevent: error\ndata: {\"code\":\"busy\"}\n\n\
                  data: {\"error\":{\"code\":\"gone\"}}\n\ndata: nonsense\n\ndata: {\"text\":\"b\"}\n\n";
    let server = Server::start(ended(events)).await;
    let client = client!(responses_media_types, &server.url);
    let mut stream = client.complete().send_event_stream().await.unwrap();
    let mut told = Vec::new();
    while let Some(item) = stream.next().await {
        told.push(match item {
            Ok(piece) => piece.text,
            Err(OtherStreamError::Server(error)) => {
                assert!(!format!("{error:?}").contains("code"));
                let data: serde_json::Value = error.json().unwrap();
                assert_eq!(data.to_string(), error.data());
                error.data().to_owned()
            }
            Err(OtherStreamError::Decode(_)) => "not JSON".to_owned(),
            Err(error) => panic!("{error:?}"),
        });
    }
    let expected = [
        "a",
        "{\"code\":\"busy\"}",
        "{\"error\":{\"code\":\"gone\"}}",
        "not JSON",
        "b",
    ];
    assert_eq!(told, expected);
}

#[tokio::test]
async fn a_dropped_stream_does_not_come_back() {
    let server = Server::start(broken("retry: 20\nid: 1\ndata: a\n\n")).await;
    let client = client!(openapi32_streams, &server.url);
    let mut stream = client.listen_to_events().await.unwrap();
    stream.next().await.unwrap().unwrap();
    drop(stream);
    tokio::time::sleep(Duration::from_millis(100)).await;
    server.only_request();
}
