//! Statuses 3xx that are documented, and failures without a body.

use responses_redirects::operations::untagged::{GetArchive, GetOtherFailure};
use responses_redirects::{Error, headers};

use crate::client;
use crate::server::{Answer, Server};

#[tokio::test]
async fn a_redirect_is_the_success_of_an_operation_without_another() {
    let answer = Answer::new(302, &[("location", "https://example.com/a.zip")], "");
    let server = Server::start(answer).await;
    let client = client!(responses_redirects, &server.url);
    let found = client.get_archive().send_with_response().await.unwrap();
    assert_eq!(found.raw.status(), 302);
    let location = found.header(headers::LOCATION).unwrap();
    assert_eq!(location.as_deref(), Some("https://example.com/a.zip"));
}

#[tokio::test]
async fn a_redirect_is_read_by_its_range() {
    let server = Server::start(Answer::new(303, &[], r#"{"url":"/jobs/1"}"#)).await;
    let client = client!(responses_redirects, &server.url);
    assert_eq!(client.get_job().await.unwrap().url, "/jobs/1");
}

#[tokio::test]
async fn a_redirect_beside_a_success_is_a_failure() {
    let server = Server::start(Answer::new(304, &[], "")).await;
    let client = client!(responses_redirects, &server.url);
    let error = client.get_thing().await.unwrap_err();
    let Error::Api { source, .. } = &error else {
        panic!("{error:?}")
    };
    assert_eq!(source.response().status(), 304);
    assert_eq!(
        source.decode_error().unwrap().to_string(),
        "the body: is empty"
    );
}

#[tokio::test]
async fn failures_without_a_body_have_variants() {
    let table = [
        (304, GetOtherFailure::NotModified),
        (404, GetOtherFailure::NotFound),
    ];
    for (status, expected) in table {
        let server = Server::start(Answer::new(status, &[], "")).await;
        let client = client!(responses_redirects, &server.url);
        let error = client.get_other().await.unwrap_err();
        assert_eq!(error.error_body(), Some(&expected), "{status}");
    }
    let server = Server::start(Answer::new(301, &[], r#"{"url":"/new"}"#)).await;
    let client = client!(responses_redirects, &server.url);
    let error = client.get_other().await.unwrap_err();
    let Some(GetOtherFailure::MovedPermanently(moved)) = error.error_body() else {
        panic!("{error:?}")
    };
    assert_eq!(moved.url, "/new");
}

#[tokio::test]
async fn a_redirect_that_is_not_documented_is_unexpected() {
    let server = Server::start(Answer::new(302, &[], "")).await;
    let client = client!(responses_redirects, &server.url);
    let error = client.get_thing().await.unwrap_err();
    assert!(matches!(error, Error::UnexpectedStatus { .. }), "{error:?}");
}

#[test]
fn mock_responses_know_which_side_reads_a_redirect() {
    use responses_redirects::testing::MockResponse;
    assert!(MockResponse::for_operation::<GetArchive>(302, &serde_json::json!(null)).is_ok());
}
