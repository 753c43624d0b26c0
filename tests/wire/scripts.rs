//! The transport that users write their own tests with.

use std::time::Duration;

use geminidb_client::operations::backups::StopBackup;
use geminidb_client::testing::{MockResponse, Script};
use geminidb_client::types::StopBackupResponse;
use geminidb_client::{Client, Error, RetryPolicy, TransportErrorKind};
use serde_json::json;
use tokio::time::Instant;

use crate::{BACKUP, CANARY, PROJECT, call, kind};

fn client(script: &Script) -> Client {
    Client::builder()
        .x_auth_token(CANARY)
        .project_id(PROJECT)
        .transport(script.clone())
        .retry(RetryPolicy::none())
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_script_responds_in_order_and_records_requests() {
    let first =
        MockResponse::for_operation::<StopBackup>(202, &json!({"job_id": "first"})).unwrap();
    let refused = json!({"error_code": "DBS.1", "error_msg": "no"});
    let second = MockResponse::for_operation::<StopBackup>(409, &refused).unwrap();
    let script = Script::new().on::<StopBackup>(first).respond(second);
    let client = client(&script);

    let answer: StopBackupResponse = call(&client).await.unwrap();
    assert_eq!(answer.job_id.as_deref(), Some("first"));
    let error = call(&client).await.unwrap_err();
    assert_eq!(error.error_body().unwrap().error_code, "DBS.1");
    assert_eq!(script.left(), 0);

    let requests = script.requests_of::<StopBackup>();
    assert_eq!(requests.len(), 2);
    let request = &requests[0];
    assert_eq!(request.operation().unwrap().operation_id(), "StopBackup");
    assert_eq!(request.method(), "PUT");
    assert_eq!(request.path(), format!("/v3/{PROJECT}/backups/{BACKUP}"));
    assert_eq!(request.query(), None);
    assert!(request.url().starts_with("https://"));
    assert_eq!(request.header("x-auth-token"), Some(CANARY));
    assert_eq!(request.headers()["content-type"], "application/json");
    let body: serde_json::Value = request.json().unwrap();
    assert_eq!(body, json!({"action": "stop"}));
    assert!(!format!("{request:?} {script:?}").contains(CANARY));
}

#[test]
fn a_response_that_does_not_match_the_description_cannot_be_scripted() {
    let wrong = MockResponse::for_operation::<StopBackup>(202, &json!({"job_id": 7})).unwrap_err();
    assert_eq!(wrong.path(), ".job_id");
    let wrong = MockResponse::for_operation::<StopBackup>(400, &json!({"error_code": "DBS.1"}))
        .unwrap_err();
    assert_eq!(wrong.to_string(), "the body: missing field `error_msg`");
    MockResponse::for_operation::<StopBackup>(99, &json!({})).unwrap_err();
}

#[tokio::test]
async fn an_unscripted_request_fails_with_a_message() {
    let error = call(&client(&Script::new())).await.unwrap_err();
    assert_eq!(kind(&error), Some(TransportErrorKind::NotSent));
    let Error::Transport { source, .. } = error else {
        panic!("{error:?}");
    };
    let cause = std::error::Error::source(&source).unwrap().to_string();
    assert!(
        cause.starts_with("the script has no response left for StopBackup"),
        "{cause}"
    );
}

#[tokio::test(start_paused = true)]
async fn it_can_be_slow_fail_and_break_off() {
    let script = Script::new()
        .respond(
            MockResponse::new(202)
                .body("{}")
                .delay(Duration::from_secs(3)),
        )
        .respond(MockResponse::failure(TransportErrorKind::Connect))
        .respond(MockResponse::new(202).body(r#"{"job_id":"j"}"#).truncate(5))
        .respond(MockResponse::new(7))
        .respond(MockResponse::new(202).header("a\nb", "c"));
    let client = client(&script);
    let start = Instant::now();
    call(&client).await.unwrap();
    assert_eq!(start.elapsed(), Duration::from_secs(3));
    for expected in [
        TransportErrorKind::Connect,
        TransportErrorKind::Broken,
        TransportErrorKind::NotSent,
        TransportErrorKind::NotSent,
    ] {
        let error = call(&client).await.unwrap_err();
        assert_eq!(kind(&error), Some(expected));
    }
}
