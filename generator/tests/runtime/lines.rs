//! Streams of JSON values, however their bytes are cut (RFC 7464, and one a line).

use std::time::Duration;

use bytes::Bytes;
use serde_json::{Value, json};

use crate::runtime::stream::StreamError;
use crate::runtime::transport_error::TransportErrorKind;

use super::pieces::{cut, response};

async fn items(
    bytes: impl Into<Bytes>,
    size: usize,
    limit: usize,
) -> Vec<Result<Value, StreamError>> {
    let mut response = response(cut(bytes, size), limit, Duration::from_secs(1));
    let mut stream = response.json_lines().unwrap();
    let mut items = Vec::new();
    while let Some(item) = stream.next().await {
        items.push(item);
    }
    items
}

#[tokio::test]
async fn items_end_where_lines_or_records_do() {
    let table: &[(&str, &[Option<Value>])] = &[
        ("", &[]),
        ("\n \r\n", &[]),
        (
            "1\n2\r\n\n3",
            &[Some(json!(1)), Some(json!(2)), Some(json!(3))],
        ),
        (
            "{\"a\":1}\n{\"a\":\n{}",
            &[Some(json!({"a": 1})), None, Some(json!({}))],
        ),
        (
            "\u{1e}{\n  \"a\": [\n1]\n}\n\u{1e}[]\n",
            &[Some(json!({"a": [1]})), Some(json!([]))],
        ),
        // The end of the line is enough, and so is the next separator.
        (
            "\u{1e}{\"a\":1}\u{1e}\u{1e}[1,\n2]\n\n",
            &[Some(json!({"a": 1})), Some(json!([1, 2]))],
        ),
        // Brackets and quotes in strings are not counted.
        (
            "\u{1e}[\"]\\\"]\\\\\",\n1]\n\u{1e}[\"[\"]\n\u{1e}1\n",
            &[
                Some(json!(["]\"]\\", 1])),
                Some(json!(["["])),
                Some(json!(1)),
            ],
        ),
        // One that its sender did not end does not take the next with it.
        (
            "\u{1e}{\"a\":\n\u{1e}{\"b\":\"\u{1e}[1]\n",
            &[None, None, Some(json!([1]))],
        ),
        // A number that nothing follows may be the beginning of another.
        (
            "\u{1e}12\u{1e}12 \u{1e}tru\n\u{1e}true",
            &[None, Some(json!(12)), None, None],
        ),
        (
            "\u{1e}\"a\"\u{1e}{}\u{1e}[]",
            &[Some(json!("a")), Some(json!({})), Some(json!([]))],
        ),
        // Both in one.
        (
            "1\n\u{1e}2\n3\n",
            &[Some(json!(1)), Some(json!(2)), Some(json!(3))],
        ),
    ];
    for (text, expected) in table {
        for size in [1, 2, 3, 5, 1000] {
            let items = items(*text, size, 1000).await;
            let items: Vec<_> = items.into_iter().map(Result::ok).collect();
            assert_eq!(items, *expected, "{text:?} in pieces of {size}");
        }
    }
}

#[tokio::test]
async fn the_limit_holds_for_each_item_of_a_chunk() {
    for size in [1, 7, 10_000] {
        for item in [
            "[0123456789]\n".replace('0', "1"),
            "\u{1e}[\n123456789]\n".to_owned(),
        ] {
            let many = items(item.repeat(50), size, 12).await;
            assert_eq!(
                many.iter().filter(|item| item.is_ok()).count(),
                50,
                "{size}"
            );
            assert_eq!(many.len(), 50);

            let large = items(format!("{item}{item}[12345678901]\n{item}"), size, 12).await;
            assert_eq!(large.len(), 3, "{size}: {large:?}");
            let Some(Err(StreamError::Transport(error))) = large.last() else {
                panic!("{size}: {large:?}");
            };
            assert_eq!(error.kind(), TransportErrorKind::BodyTooLarge);
        }
    }
}

/// A long line in small pieces. Were each piece to be looked for in all that came before, this would take minutes.
#[tokio::test]
async fn a_long_line_is_looked_at_once() {
    let line = format!("\"{}\"\n", "x".repeat(4 << 20));
    let read = items(line.clone(), 64, 8 << 20).await;
    assert!(read[0].is_ok());
    let read = items(format!("\u{1e}{line}"), 64, 8 << 20).await;
    assert!(read[0].is_ok());
}

#[tokio::test]
async fn a_byte_order_mark_before_the_first_item_is_passed_over() {
    for text in [
        "\u{FEFF}{\"a\":1}\n2.0\n",
        "\u{FEFF}\n{\"a\":1}\n2",
        "\u{FEFF}\u{1E}{\"a\":1}\n\u{1E}2\n",
    ] {
        let items = items(text, 2, 100).await;
        let items: Vec<Value> = items.into_iter().map(Result::unwrap).collect();
        assert_eq!(items.len(), 2, "{text:?}");
        assert_eq!(items[0], json!({"a": 1}), "{text:?}");
    }
}
