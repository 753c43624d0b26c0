//! Numbers that 32 bits cannot hold are not read as infinity.

use std::collections::BTreeMap;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use crate::RawResponse;
use crate::runtime::decode_error::DecodeError;
use crate::runtime::event_stream::EventStream;
use crate::runtime::float32::{self, InRange, in_range};
use crate::runtime::json_lines::JsonLines;
use crate::runtime::operation::read;
use crate::runtime::response_header::Header;
use crate::runtime::stream::StreamError;

use super::pieces::{cut, response};

fn from<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let read: Result<InRange<T>, DecodeError> = DecodeError::read(text.as_bytes());
    read.map(in_range).map_err(|error| error.to_string())
}

#[test]
fn a_number_beyond_32_bits_is_an_error_at_every_place() {
    let too_large =
        "does not match the description: expected a number of 32 bits, found a number out of range";
    assert_eq!(from::<f32>("3.4028235e38"), Ok(f32::MAX));
    assert_eq!(
        from::<f32>("-1e39").unwrap_err(),
        format!("the body: {too_large}")
    );
    let list = from::<Vec<f32>>("[1, 2e38, 4e38]").unwrap_err();
    assert_eq!(list, format!("[2]: {too_large}"));
    type Deep = BTreeMap<String, Vec<(String, Option<f32>)>>;
    let deep = from::<Deep>(r#"{"a":[["b",null],["c",1e39]]}"#).unwrap_err();
    assert_eq!(deep, format!(".a[1][1]: {too_large}"));
    from::<Deep>(r#"{"a":[["b",null],["c",1e38]]}"#).unwrap();
    assert_eq!(from::<Option<f32>>("null"), Ok(None));
    // Others are read as ever.
    assert_eq!(
        from::<(f64, i8, bool)>("[1e39,-1,true]"),
        Ok((1e39, -1, true))
    );
    assert_eq!(from::<f32>("1e-50"), Ok(0.0));
    from::<f32>("\"1\"").unwrap_err();
}

/// An answer of this media type.
fn answer(media_type: &str, body: &str) -> RawResponse {
    let headers = [("content-type", media_type), ("x-load", body)];
    let headers = headers.map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
    let body = Bytes::from(body.to_owned());
    RawResponse::new(StatusCode::OK, HeaderMap::from_iter(headers), body)
}

#[test]
fn bodies_and_headers_are_read_alike() {
    let json = |body| -> Result<Vec<f32>, _> {
        let response = answer("application/json", body);
        read!(response, json_in_range)
    };
    assert_eq!(json("[0.5]").unwrap(), [0.5]);
    assert_eq!(json("[1e39]").unwrap_err().path(), "[0]");
    let boxed = |body| -> Result<Option<Box<f32>>, _> {
        let response = answer("application/json", body);
        read!(response, boxed_in_range, Some)
    };
    assert_eq!(boxed("0.5").unwrap(), Some(Box::new(0.5)));
    boxed("1e39").unwrap_err();

    for media_type in ["text/plain", "application/json"] {
        let value = |text| answer(media_type, text).scalar::<f32>();
        assert_eq!(value("0.5").unwrap(), 0.5);
        for text in ["1e39", "-1e39", "inf", "NaN"] {
            value(text).unwrap_err();
        }
    }
    let plain = |text| answer("text/plain", text).header(Header::<f32>::plain("x-load"));
    let long = |text| answer("text/plain", text).header(Header::<f64>::plain("x-load"));
    const JSON: Header<Vec<f32>> = Header::json_as("x-load", float32::header);
    let json = |text| answer("text/plain", text).header(JSON);
    assert_eq!(plain("0.5").unwrap(), Some(0.5));
    assert_eq!(long("1e39").unwrap(), Some(1e39));
    for text in ["1e39", "inf", "NaN", "-infinity"] {
        plain(text).unwrap_err();
    }
    for text in ["1e309", "inf", "NaN"] {
        long(text).unwrap_err();
    }
    assert_eq!(json("[0.5]").unwrap(), Some(vec![0.5]));
    json("[1e39]").unwrap_err();
}

#[tokio::test]
async fn so_are_the_items_of_streams() {
    let mut lines = response(cut("[1]\n[1e39]\n[2]\n", 4), 100, Duration::from_secs(1));
    let lines: Result<JsonLines<Vec<f32>>, _> = read!(lines, json_lines_in_range);
    let mut lines = lines.unwrap();
    assert_eq!(lines.next().await.unwrap().unwrap(), [1.0]);
    let error = lines.next().await.unwrap().unwrap_err();
    assert!(matches!(error, StreamError::Decode(_)), "{error:?}");
    assert_eq!(lines.next().await.unwrap().unwrap(), [2.0]);

    let mut events = response(
        cut("data: 1\n\ndata: 1e39\n\n", 4),
        100,
        Duration::from_secs(1),
    );
    let events: Result<EventStream<f32>, _> = read!(events, json_events_in_range);
    let mut events = events.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap(), 1.0);
    events.next().await.unwrap().unwrap_err();
}
