//! Streams of events, however their bytes are cut ("Server-sent events" of the HTML standard).

use std::time::Duration;

use crate::runtime::event_stream::{EventStream, ServerSentEvent};

use super::pieces::{cut, reply};

async fn events(text: &'static [u8], size: usize) -> Vec<ServerSentEvent> {
    let mut reply = reply(cut(text, size), 1000, Duration::from_secs(1));
    let mut stream: EventStream<String> = reply.text_events().unwrap();
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
        (b"id: a\0b\ndata: nul\n\n", &[(None, "nul", None, None)]),
        (
            b"unknown: x\ndata: \xFF\n\n",
            &[(None, "\u{FFFD}", None, None)],
        ),
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
