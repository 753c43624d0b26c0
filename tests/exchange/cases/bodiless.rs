//! Answers whose status comes without a body, though the description has one.

use std::fmt::Debug;

use responses_bodiless::operations::untagged::{GetEitherOutput, GetSeveralOutput};
use responses_bodiless::{Client, Error};

use crate::client;
use crate::server::{Answer, Server};

/// A client of a server that answers all with this status, and nothing else.
async fn client(status: u16) -> (Server, Client) {
    let head = format!("HTTP/1.1 {status} Whatever\r\nconnection: close\r\n\r\n");
    let server = Server::start(Answer::raw(head)).await;
    let client = client!(responses_bodiless, &server.url);
    (server, client)
}

/// It says that there is no body, and why.
fn assert_told<T: Debug, E: Debug>(answer: Result<T, Error<E>>, status: u16) {
    let error = answer.unwrap_err();
    let Error::Decode {
        source, response, ..
    } = &error
    else {
        panic!("{error:?}");
    };
    assert_eq!(response.status(), status);
    assert_eq!(source.path(), "");
    let message = format!("the body: is missing: a response with status {status} has none");
    assert_eq!(source.to_string(), message);
    assert!(!error.is_retryable());
}

#[tokio::test]
async fn a_body_that_cannot_come_is_missed_by_name() {
    for status in [204, 205] {
        let (_server, client) = client(status).await;
        assert_told(client.get_any().await, status);
        assert_told(client.get_count().await, status);
        assert_told(client.get_any().send_with_response().await, status);
    }
}

#[tokio::test]
async fn a_described_body_of_status_204_or_205_is_not_required() {
    for status in [204, 205] {
        let (_server, client) = client(status).await;
        // The one that the description does not know is read as the one that it knows.
        let (): () = client.get_done().await.unwrap();
        let (): () = client.get_reset().await.unwrap();
        assert!(matches!(
            client.get_either().await.unwrap(),
            GetEitherOutput::NoContentOrResetContent
        ));
    }
}

#[tokio::test]
async fn no_body_is_null_where_there_may_be_null() {
    for status in [204, 205] {
        let (_server, client) = client(status).await;
        assert_eq!(client.get_maybe().await.unwrap(), None);
        assert!(client.get_free().await.unwrap().is_null());
    }
    let (_server, client) = client(204).await;
    let GetSeveralOutput::NoContent = client.get_several().await.unwrap() else {
        panic!("none");
    };
}

#[tokio::test]
async fn a_body_that_could_have_come_is_empty() {
    let server = Server::start(Answer::new(200, &[], "")).await;
    let client = client!(responses_bodiless, &server.url);
    for error in [
        client.get_any().await.unwrap_err().to_string(),
        client.get_maybe().await.unwrap_err().to_string(),
    ] {
        assert!(error.ends_with("the body: is empty"), "{error}");
    }
}
