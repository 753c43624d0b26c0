//! Answers that are compressed (feature `gzip`).

use std::io::Write as _;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use responses_bodiless::{Client, Error, TransportErrorKind};

use crate::client;
use crate::server::{Answer, Server};

/// A text as `gzip` writes it.
pub(crate) fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

/// An answer with this body, which says that it is compressed.
fn compressed(status: u16, body: &[u8]) -> Answer {
    let head = format!(
        "HTTP/1.1 {status} Whatever\r\ncontent-type: application/json\r\nx-request-id: r-1\r\n\
         content-encoding: gzip\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    Answer::raw([head.as_bytes(), body].concat())
}

#[tokio::test]
async fn a_compressed_response_is_requested_and_decompressed() {
    let server = Server::start(compressed(200, &gzip(br#"{"id":"1"}"#))).await;
    let client = client!(responses_bodiless, &server.url);
    let answer = client.get_any().send_with_response().await.unwrap();
    assert_eq!(answer.body.id, "1");
    assert_eq!(answer.raw.body(), r#"{"id":"1"}"#);
    // Nothing says any more that it was, nor how long it was so.
    let headers = answer.raw.headers();
    assert!(!headers.contains_key("content-encoding") && !headers.contains_key("content-length"));
    assert_eq!(server.only_request().header("accept-encoding"), ["gzip"]);
}

#[tokio::test]
async fn an_uncompressed_response_is_read_unchanged() {
    let server = Server::start(Answer::json(200, r#"{"id":"1"}"#)).await;
    let client = client!(responses_bodiless, &server.url);
    assert_eq!(client.get_any().await.unwrap().id, "1");
}

#[tokio::test]
async fn the_limit_of_responses_counts_decompressed_bytes() {
    let megabyte = 1 << 20;
    // 64 megabytes in as many kilobytes.
    let bomb = gzip(&[&br#"{"id":""#[..], &vec![b'0'; 64 * megabyte], b"\"}"].concat());
    assert!(bomb.len() < megabyte / 8);
    for status in [200, 500] {
        let server = Server::start(compressed(status, &bomb)).await;
        let client = Client::builder()
            .base_url(&server.url)
            .max_response_bytes(megabyte)
            .retry(responses_bodiless::RetryPolicy::none())
            .timeout(Duration::from_secs(20))
            .build()
            .unwrap();
        let error = client.get_any().await.unwrap_err();
        let response = match &error {
            Error::Transport { source, .. } => {
                assert_eq!(source.kind(), TransportErrorKind::BodyTooLarge);
                assert_eq!(status, 200);
                source.response().unwrap()
            }
            // Of a failure, the status tells more.
            Error::Api { source, .. } => source.response(),
            Error::UnexpectedStatus { response, .. } => response,
            error => panic!("{error:?}"),
        };
        assert_eq!(
            (response.status().as_u16(), response.is_truncated()),
            (status, true)
        );
        assert_eq!(response.body().len(), megabyte);
    }
}

#[tokio::test]
async fn a_damaged_compressed_response_is_a_body_encoding_error() {
    let whole = gzip(br#"{"id":"1"}"#);
    let mut changed = whole.clone();
    // The checksum, which is all that tells.
    let checksum = changed.len() - 8;
    changed[checksum] ^= 1;
    for body in [&changed[..], &whole[..whole.len() - 9], b"{\"id\":\"1\"}"] {
        let server = Server::start(compressed(200, body)).await;
        let client = client!(responses_bodiless, &server.url);
        let error = client.get_any().await.unwrap_err();
        let Error::Transport { source, .. } = &error else {
            panic!("{error:?}")
        };
        assert_eq!(source.kind(), TransportErrorKind::BodyEncoding, "{error:?}");
        assert!(error.reached_server() && !error.is_retryable());
        assert_eq!(error.request_id(), Some("r-1"));
        server.only_request();
    }
}
