//! Statuses that are neither success nor failure; redirects above all, which are not followed.

use geminidb_client::Error;

use crate::server::{Answer, Server};
use crate::{BACKUP, call, client, stop};

#[tokio::test]
async fn redirects_are_not_followed_and_the_token_is_not_sent_elsewhere() {
    let other = Server::start(Answer::json(202, r#"{"job_id":"other"}"#)).await;
    let elsewhere = format!("{}/v3/p/backups/b", other.url);
    let headers = [("location", elsewhere.as_str()), ("x-request-id", "req-1")];
    let table = [301, 302, 303, 307, 308];
    let server = Server::in_turn(table.map(|status| Answer::new(status, &headers, "moved"))).await;
    let client = client(&server.url);
    for status in table {
        let error = call(&client).await.unwrap_err();
        assert!(
            matches!(error, Error::UnexpectedStatus { .. }),
            "{status}: {error:?}"
        );
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!(error.headers().unwrap()["location"], elsewhere.as_str());
        assert_eq!(error.raw_body(), Some(&b"moved"[..]));
        assert_eq!(error.request_id(), Some("req-1"));
        assert!(error.reached_server() && !error.is_retryable());
    }
    assert_eq!(server.received().len(), table.len());
    other.assert_untouched().await;
}

#[tokio::test]
async fn a_redirect_to_the_same_server_is_not_followed_either() {
    let server = Server::start(Answer::new(307, &[("location", "/elsewhere")], "")).await;
    let error = call(&client(&server.url)).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 307);
    server.only_request();
}

#[tokio::test]
async fn no_other_status_is_taken_for_success_or_failure() {
    let table = [300, 304, 305, 306, 399, 600, 999];
    let server = Server::in_turn(table.map(|status| Answer::new(status, &[], ""))).await;
    let client = client(&server.url);
    for status in table {
        let error = call(&client).await.unwrap_err();
        assert!(
            matches!(error, Error::UnexpectedStatus { .. }),
            "{status}: {error:?}"
        );
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert!(error.error_body().is_none());
        assert!(error.to_string().contains(&status.to_string()), "{error}");
    }
}

#[tokio::test]
async fn every_status_is_a_success_a_failure_or_neither() {
    let server = Server::scripted(|number, _| {
        let status = u16::try_from(number + 200).unwrap();
        Answer::new(status, &[], "{}")
    })
    .await;
    let client = client(&server.url);
    for status in 200..=599 {
        let answer = call(&client).await;
        // These have no body, so what the description says of it is not there.
        let has_body = !matches!(status, 204 | 304);
        match (status, answer) {
            (200..=299, Ok(_)) if has_body => {}
            (200..=299, Err(Error::Decode { .. })) if !has_body => {}
            (400..=599, Err(Error::Api { source, .. })) => {
                assert_eq!(source.response().status(), status);
            }
            (300..=399, Err(Error::UnexpectedStatus { response, .. })) => {
                assert_eq!(response.status(), status);
            }
            (_, answer) => panic!("{status}: {answer:?}"),
        }
    }
}

#[tokio::test]
async fn interim_responses_are_skipped() {
    let interim = [
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 102 Processing\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n",
    ];
    let last = "HTTP/1.1 202 Accepted\r\ncontent-length: 2\r\n\r\n{}";
    let server = Server::in_turn(interim.map(|first| Answer::raw(format!("{first}{last}")))).await;
    let client = client(&server.url);
    for interim in interim {
        let call = client.stop_backup(BACKUP, stop());
        let answer = call.send_with_response().await.unwrap();
        assert_eq!(answer.raw.status(), 202, "after {interim}");
    }
}

#[tokio::test]
async fn unknown_interim_responses_are_skipped() {
    let server = Server::scripted(|number, _| {
        let last = "HTTP/1.1 202 Accepted\r\ncontent-length: 2\r\n\r\n{}";
        Answer::raw(format!(
            "HTTP/1.1 {} Soon\r\nx: 1\r\n\r\n{last}",
            number + 104
        ))
    })
    .await;
    let client = client(&server.url);
    for interim in 104..=199 {
        let call = client.stop_backup(BACKUP, stop());
        let answer = call.send_with_response().await.unwrap();
        assert_eq!(answer.raw.status(), 202, "after {interim}");
        assert!(answer.raw.headers().get("x").is_none());
    }
}

#[tokio::test]
async fn status_101_is_not_a_response() {
    let server = Server::start(Answer::raw(
        "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n",
    ))
    .await;
    let error = call(&client(&server.url)).await.unwrap_err();
    assert!(matches!(error, Error::UnexpectedStatus { .. }), "{error:?}");
    assert_eq!(error.status().unwrap(), 101);
}
