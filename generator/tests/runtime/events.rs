//! Streams of events, however their bytes are cut ("Server-sent events" of the HTML standard).

use std::time::Duration;

use crate::runtime::event_parser::ServerSentEvent;
use crate::runtime::event_stream::EventStream;
use crate::runtime::stream::StreamError;
use crate::runtime::transport_error::TransportErrorKind;

use super::pieces::{cut, response};

async fn events(text: &'static [u8], size: usize) -> Vec<ServerSentEvent> {
    let mut response = response(cut(text, size), 1000, Duration::from_secs(1));
    let mut stream: EventStream<String> = response.text_events().unwrap();
    let mut events = Vec::new();
    while let Some(item) = stream.next().await {
        item.unwrap();
        events.push(stream.last_event().unwrap().clone());
    }
    events
}

/// An event's type, data, id and time to wait.
type Told<'a> = (Option<&'a str>, &'a str, Option<&'a str>, Option<u64>);

#[tokio::test]
async fn they_are_read_as_the_standard_says() {
    let table: &[(&[u8], &[Told<'_>])] = &[
        (b"data: a\n\n", &[(None, "a", None, None)]),
        (
            b"data:a\r\rdata:b\r\n\r\n",
            &[(None, "a", None, None), (None, "b", None, None)],
        ),
        (b"\xEF\xBB\xBFdata: bom\n\n", &[(None, "bom", None, None)]),
        (
            b"data: YHOO\ndata: +2\ndata: 10\n\n",
            &[(None, "YHOO\n+2\n10", None, None)],
        ),
        (
            b": test\n\ndata: first\nid: 1\n\ndata:second\nid\n\ndata:  third\n\n",
            &[
                (None, "first", Some("1"), None),
                (None, "second", Some(""), None),
                (None, " third", Some(""), None),
            ],
        ),
        (
            b"data\n\ndata\ndata\n\ndata:",
            &[(None, "", None, None), (None, "\n", None, None)],
        ),
        (
            b"event: add\ndata: 1\n\nevent:\ndata: 2\n\n",
            &[(Some("add"), "1", None, None), (None, "2", None, None)],
        ),
        (b"event: alone\n\ndata: x\n\n", &[(None, "x", None, None)]),
        (
            b"retry: 30\ndata: a\n\nretry: soon\ndata: b\n\n",
            &[(None, "a", None, Some(30)), (None, "b", None, None)],
        ),
        (
            b"retry: 30\nretry: +1\nretry: -1\nretry\ndata: a\n\n",
            &[(None, "a", None, Some(30))],
        ),
        (
            b"retry: 99999999999999999999\ndata: a\n\n",
            &[(None, "a", None, Some(u64::MAX))],
        ),
        (
            b"\xEF\xBB\xBF\xEF\xBB\xBFdata: a\n\n\xEF\xBB\xBFdata: b\n\ndata: c\n\n",
            &[(None, "c", None, None)],
        ),
        (b"id: 1\n\ndata: x\n\n", &[(None, "x", Some("1"), None)]),
        (b"id: a\0b\ndata: nul\n\n", &[(None, "nul", None, None)]),
        (
            b": \xFF\n\xFF: x\nunknown: \xFF\nid: 1\ndata: a\nid: \xFF\n\n",
            &[(None, "a", Some("1"), None)],
        ),
        (b"event: \xFF\n\ndata: a\n\n", &[(None, "a", None, None)]),
        (b"data: never ended", &[]),
        (b"", &[]),
    ];
    for (text, expected) in table {
        for size in [1, 2, 3, 5, 1000] {
            let events = events(text, size).await;
            let told: Vec<Told<'_>> = events
                .iter()
                .map(|event| {
                    let retry = event
                        .retry
                        .and_then(|retry| u64::try_from(retry.as_millis()).ok());
                    (
                        event.event.as_deref(),
                        event.data.as_str(),
                        event.id.as_deref(),
                        retry,
                    )
                })
                .collect();
            let text = String::from_utf8_lossy(text);
            assert_eq!(told, *expected, "{text:?} in pieces of {size}");
        }
    }
}

async fn outcome(text: String, size: usize, limit: usize) -> Vec<Result<String, StreamError>> {
    let mut response = response(cut(text, size), limit, Duration::from_secs(1));
    let mut stream = response.text_events().unwrap();
    let mut items = Vec::new();
    while let Some(item) = stream.next().await {
        items.push(item);
    }
    items
}

#[tokio::test]
async fn the_limit_holds_for_each_event_of_a_chunk() {
    let event = "data: 0123456789\n\n";
    for size in [1, 7, 10_000] {
        let items = outcome(event.repeat(50), size, 16).await;
        assert!(items.iter().all(Result::is_ok), "{size}: {items:?}");
        assert_eq!(items.len(), 50, "{size}");

        let large = format!("{event}{event}data: 01234567890\n\n{event}");
        let items = outcome(large, size, 16).await;
        assert_eq!(items.len(), 3, "{size}: {items:?}");
        let Some(Err(StreamError::Transport(error))) = items.last() else {
            panic!("{size}: {items:?}");
        };
        assert_eq!(error.kind(), TransportErrorKind::BodyTooLarge);

        // Lines of one event are kept together.
        let lines = "data: 0123\ndata: 0123\ndata: 0123\n\n".to_owned();
        assert!(outcome(lines, size, 16).await[0].is_err(), "{size}");
    }
}

#[tokio::test]
async fn an_event_that_is_an_error_by_its_type_is_one_though_its_data_is_text() {
    let items = outcome(
        "data: a\n\nevent: error\ndata: busy\n\ndata: {\"error\":1}\n\n".to_owned(),
        5,
        100,
    )
    .await;
    assert_eq!(items[0].as_deref().unwrap(), "a");
    let Err(StreamError::Server(error)) = &items[1] else {
        panic!("{items:?}");
    };
    assert_eq!(error.data(), "busy");
    // Text may say anything.
    assert_eq!(items[2].as_deref().unwrap(), "{\"error\":1}");
}

#[tokio::test]
async fn an_event_that_is_not_utf8_is_an_error_and_those_after_it_still_come() {
    for (events, expected) in [
        (&b"data: \xE9\n\ndata: a\n\n"[..], [None, Some("a")]),
        (b"data: a\n\nevent: \xE9\ndata: b\n\n", [Some("a"), None]),
        (
            b"data: b\ndata: {\"\xC3\ndata\n\ndata: a\n\n",
            [None, Some("a")],
        ),
    ] {
        let mut response = response(cut(events, 3), 100, Duration::from_secs(1));
        let mut stream = response.text_events().unwrap();
        for expected in expected {
            match (expected, stream.next().await.unwrap()) {
                (Some(text), Ok(item)) => assert_eq!(item, text),
                (None, Err(StreamError::Decode(error))) => {
                    assert_eq!(error.to_string(), "the body: is not UTF-8");
                    assert!(stream.last_event().is_none());
                }
                (_, other) => panic!("{other:?}"),
            }
        }
        assert!(stream.next().await.is_none());
    }
}
