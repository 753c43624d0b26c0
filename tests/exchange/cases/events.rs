//! Streams of events that break off and go on, and that tell errors.

use std::time::Duration;

use openapi32_streams::{EventStream, Resume, StreamError, types};

use responses_media_types::StreamError as OtherStreamError;

use crate::client;
use crate::server::{Answer, Server};

/// Events after which the connection breaks.
fn broken(events: &str) -> Answer {
    Answer::raw(format!(
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 10000\r\n\r\n{events}"
    ))
}

/// Events after which the server ends the stream.
fn ended(events: &str) -> Answer {
    Answer::of(200, &[("content-type", "text/event-stream")], events)
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
async fn a_stream_that_breaks_off_goes_on_after_the_last_event() {
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
    assert_eq!(told, [vec![], vec!["3".to_owned()], vec!["3".to_owned()]]);
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

#[tokio::test]
async fn a_server_that_only_breaks_off_is_left() {
    let server = Server::scripted(|number, _| match number {
        0 => broken("retry: 1\nid: 1\ndata: a\n\n"),
        _ => broken(""),
    })
    .await;
    let client = client!(openapi32_streams, &server.url);
    let items = all(client.listen_to_events().await.unwrap()).await;
    assert_eq!(data(&items), ["a"]);
    assert!(matches!(items.last(), Some(Err(StreamError::Transport(_)))));
    assert_eq!(server.received().len(), 4);
}

#[tokio::test]
async fn one_without_an_end_goes_on_until_the_server_says_that_nothing_follows() {
    let server = Server::in_turn([
        ended("retry: 1\nid: 1\ndata: a\n\n"),
        ended("id: 2\ndata: b\n\n"),
        Answer::of(204, &[], ""),
    ])
    .await;
    let client = client!(openapi32_streams, &server.url);
    let stream = client.listen_to_events().await.unwrap();
    let items = all(stream.resume(Resume::Always)).await;
    assert_eq!(data(&items), ["a", "b"]);
    assert_eq!(items.len(), 2);
}

#[tokio::test]
async fn a_call_that_may_not_be_repeated_is_not() {
    let server = Server::start(broken("id: 1\ndata: {\"text\":\"a\"}\n\n")).await;
    let client = client!(responses_media_types, &server.url);
    let mut stream = client.complete().send_event_stream().await.unwrap();
    stream.next().await.unwrap().unwrap();
    let error = stream.next().await.unwrap().unwrap_err();
    assert!(matches!(error, OtherStreamError::Transport(_)), "{error:?}");
    server.only_request();
}

#[tokio::test]
async fn an_error_in_the_stream_is_told_as_one_and_what_follows_still_comes() {
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
