//! Which answers are read as streams of items.

use std::time::Duration;

use serde_json::Value;

use crate::runtime::response::RawResponse;

use super::pieces::{cut, typed_reply};

fn answer(media_type: &str) -> RawResponse {
    let body = cut("<html>log in</html>\n", 100);
    typed_reply(Some(media_type), body, 100, Duration::from_secs(1))
}

#[test]
fn another_media_type_is_not_a_stream_of_items() {
    let either = ["", "text/plain; charset=utf-8", "application/octet-stream"];
    let events = ["text/event-stream", "Text/Event-Stream;charset=UTF-8"];
    let lines = [
        "application/x-ndjson",
        "application/jsonl; charset=utf-8",
        "application/json-seq",
        "application/geo+json-seq",
        "application/json",
    ];
    let neither = ["text/html; charset=utf-8", "application/xml", "image/png"];
    for (media_types, is_events, is_lines) in [
        (&either[..], true, true),
        (&events[..], true, false),
        (&lines[..], false, true),
        (&neither[..], false, false),
    ] {
        for media_type in media_types {
            let mut response = answer(media_type);
            assert_eq!(
                response.json_events::<Value>().is_ok(),
                is_events,
                "{media_type}"
            );
            assert_eq!(answer(media_type).text_events().is_ok(), is_events);
            assert_eq!(
                answer(media_type).whole_events::<Value>().is_ok(),
                is_events
            );
            let mut response = answer(media_type);
            assert_eq!(
                response.json_lines::<Value>().is_ok(),
                is_lines,
                "{media_type}"
            );
        }
    }
    let error = answer("text/html").text_events().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the body: has a media type that is not in the description (`content-type`)"
    );
    // Bytes are bytes.
    answer("text/html").byte_stream().unwrap();
}
