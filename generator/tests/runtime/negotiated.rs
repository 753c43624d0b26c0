//! One value as JSON or as text: which of both a body is.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};

use crate::runtime::response::RawResponse;

fn response(media_type: Option<&'static str>, body: &'static str) -> RawResponse {
    let mut headers = HeaderMap::new();
    if let Some(media_type) = media_type {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    }
    RawResponse::new(StatusCode::OK, headers, Bytes::from_static(body.as_bytes()))
}

const JSON: Option<&str> = Some("application/json; charset=utf-8");
const PROBLEM: Option<&str> = Some("application/problem+json");
const TEXT: Option<&str> = Some("Text/Plain; charset=utf-8");
const BYTES: Option<&str> = Some("application/octet-stream");

#[test]
fn what_is_described_as_both_is_what_the_response_says() {
    for (media_type, body, value) in [
        (JSON, r#""a\nb""#, Some("a\nb")),
        (PROBLEM, r#""a""#, Some("a")),
        (JSON, "a", None),
        (TEXT, r#""a""#, Some(r#""a""#)),
        (TEXT, "a\n", Some("a\n")),
        (TEXT, "5", Some("5")),
        (TEXT, "", Some("")),
        (BYTES, r#""a""#, Some("a")),
        (BYTES, "a", Some("a")),
        (None, r#""a""#, Some("a")),
        (None, "a", Some("a")),
    ] {
        let read = response(media_type, body).negotiated::<String>();
        assert_eq!(read.ok().as_deref(), value, "{media_type:?} {body}");
    }
}

#[test]
fn what_is_described_as_json_is_text_only_if_it_is_not_json_and_says_so() {
    for (media_type, body, value) in [
        (JSON, r#""a""#, Some("a")),
        (JSON, "a", None),
        (TEXT, r#""a""#, Some("a")),
        (TEXT, "a", Some("a")),
        (TEXT, "5", Some("5")),
        (BYTES, "a", None),
        (None, "a", None),
    ] {
        let read = response(media_type, body).json_or_text::<String>();
        assert_eq!(read.ok().as_deref(), value, "{media_type:?} {body}");
    }
}

#[test]
fn text_is_also_a_number_a_truth_value_or_nothing() {
    assert_eq!(response(TEXT, "5\n").negotiated::<i64>().unwrap(), 5);
    assert_eq!(response(TEXT, "5\n").scalar::<i64>().unwrap(), 5);
    assert_eq!(response(JSON, "5").negotiated::<i64>().unwrap(), 5);
    assert!(response(TEXT, " true ").scalar::<bool>().unwrap());
    assert_eq!(
        response(TEXT, "null").negotiated::<Option<i64>>().unwrap(),
        None
    );
    assert_eq!(
        response(TEXT, "5").negotiated::<Option<i64>>().unwrap(),
        Some(5)
    );
    assert_eq!(
        response(TEXT, "a").negotiated::<Option<String>>().unwrap(),
        Some("a".to_owned())
    );
    assert!(response(TEXT, "five").negotiated::<i64>().is_err());
}
