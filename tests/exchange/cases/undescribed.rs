//! Bodies that the description does not have: of whatever size, they do not fail a call that does not read them.

use swagger2_undescribed_bytes::Client;

use crate::SOON;
use crate::server::{Answer, Server};

/// A server whose bodies are larger than the client of it accepts.
async fn large() -> (Server, Client) {
    let head = [("content-type", "application/x-tar")];
    let server = Server::start(Answer::new(200, &head, "0123456789")).await;
    let client = Client::builder()
        .base_url(&server.url)
        .max_response_bytes(4)
        .timeout(SOON);
    (server, client.build().unwrap())
}

#[tokio::test]
async fn a_body_that_is_not_read_does_not_fail_the_call_by_its_size() {
    let (_server, client) = large().await;
    client.export().await.unwrap();
    client.table().await.unwrap();
    let full = client.report().send_with_response().await.unwrap();
    assert!(full.raw.is_truncated());
    assert_eq!(full.raw.body().as_ref(), b"0123");
}

#[tokio::test]
async fn a_body_within_the_limit_can_be_read() {
    let server = Server::start(Answer::new(200, &[], "0123456789")).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    let full = client.export().send_with_response().await.unwrap();
    assert!(!full.raw.is_truncated());
    assert_eq!(full.raw.body().as_ref(), b"0123456789");
}

#[tokio::test]
async fn an_overlay_makes_it_a_stream() {
    let (_server, client) = large().await;
    let mut archive = client.overlaid().await.unwrap();
    let mut all = Vec::new();
    while let Some(piece) = archive.next().await {
        all.extend_from_slice(&piece.unwrap());
    }
    assert_eq!(all, b"0123456789");
}

#[tokio::test]
async fn a_body_that_is_read_still_fails_the_call_by_its_size() {
    let head = [("content-type", "application/json")];
    let server = Server::start(Answer::new(200, &head, "0123456789")).await;
    let client = responses_text_beside_json::Client::builder()
        .base_url(&server.url)
        .max_response_bytes(4)
        .build()
        .unwrap();
    // Its beginning is a number, too.
    let error = client.get_count().await.unwrap_err();
    let responses_text_beside_json::Error::Transport { source, .. } = error else {
        panic!("{error:?}");
    };
    let kind = responses_text_beside_json::TransportErrorKind::BodyTooLarge;
    assert_eq!(source.kind(), kind);
    assert!(source.response().unwrap().is_truncated());
    assert_eq!(source.response().unwrap().json::<i64>().ok(), None);
}
