//! What the client makes of a failure that the server answers.

use geminidb_client::Error;

use crate::server::{Answer, Server};
use crate::{Failure, call, client};

#[tokio::test]
async fn documented_failures_are_typed() {
    let body = r#"{"error_code":"DBS.200001","error_msg":"Parameter error"}"#;
    let table = [
        (400, false),
        (401, false),
        (403, false),
        (404, false),
        (408, true),
        (409, false),
        (422, false),
        (429, true),
        (499, false),
        (500, true),
        (501, false),
        (502, true),
        (503, true),
        (504, true),
        (599, false),
    ];
    let server = Server::in_turn(table.map(|(status, _)| Answer::json(status, body))).await;
    let client = client(&server.url);
    for (status, retryable) in table {
        let error = call(&client).await.unwrap_err();
        let problem = error.error_body().unwrap();
        assert_eq!(
            (&*problem.error_code, &*problem.error_msg),
            ("DBS.200001", "Parameter error")
        );
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!(error.headers().unwrap()["content-type"], "application/json");
        assert_eq!(error.request_id(), Some("req-1"));
        assert_eq!(error.raw_body(), Some(body.as_bytes()));
        assert_eq!(error.is_retryable(), retryable, "for {status}");
        assert!(error.reached_server() && !error.is_timeout() && !error.is_connect());
        assert_eq!(error.operation().operation_id(), "StopBackup");
        assert_eq!(error.operation().method(), "PUT");
        assert_eq!(
            error.operation().path_template(),
            "/v3/{project_id}/backups/{backup_id}"
        );
    }
    let requests = server.received().len();
    assert_eq!(requests, table.len(), "a call is made once, whatever comes");
}

#[tokio::test]
async fn a_failure_reads_as_one_line() {
    let body = r#"{"error_code":"DBS.200011","error_msg":"the instance is busy"}"#;
    let server = Server::start(Answer::json(403, body)).await;
    let text = call(&client(&server.url)).await.unwrap_err().to_string();
    let parts = [
        "StopBackup",
        "PUT /v3/{project_id}/backups/{backup_id}",
        "403 Forbidden: the instance is busy",
        "req-1",
    ];
    for part in parts {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert_eq!(text.lines().count(), 1, "{text}");
}

/// Why the body is not the documented one.
fn decode_error(error: &Failure) -> &geminidb_client::DecodeError {
    let Error::Api { source, .. } = error else {
        panic!("{error:?}")
    };
    assert!(source.body().is_none());
    source.decode_error().unwrap()
}

#[tokio::test]
async fn failures_of_another_shape_keep_status_and_bytes() {
    let table = [
        (
            r#"{"errorCode":"APIG.0101","errorMsg":"gone"}"#,
            "",
            "missing field `error_code`",
        ),
        (
            r#"{"code":"APIGW.0301","message":"token"}"#,
            "",
            "missing field `error_code`",
        ),
        (
            r#"{"error":{"code":401,"message":"token"}}"#,
            "",
            "missing field `error_code`",
        ),
        (r#"{"error_code":"DBS.1"}"#, "", "missing field `error_msg`"),
        (
            r#"{"error_code":null,"error_msg":"m"}"#,
            ".error_code",
            "expected a string",
        ),
        (
            r#"{"error_code":"DBS.1","error_msg":{"text":"m"}}"#,
            ".error_msg",
            "expected a string",
        ),
        (
            "<html><body>502 Bad Gateway</body></html>",
            "",
            "is not JSON",
        ),
        ("upstream connect error", "", "is not JSON"),
        ("", "", "is empty"),
        ("[]", "", "expected an object"),
        ("null", "", "expected an object"),
        ("{", "", "is not JSON"),
    ];
    let headers = [("content-type", "text/html"), ("x-request-id", "gate-1")];
    let server = Server::in_turn(table.map(|(body, ..)| Answer::new(502, &headers, body))).await;
    let client = client(&server.url);
    for (body, path, message) in table {
        let error = call(&client).await.unwrap_err();
        let problem = decode_error(&error);
        assert_eq!(problem.path(), path, "for {body}");
        let text = problem.to_string();
        assert!(text.contains(message), "for {body}: {text}");
        assert!(error.error_body().is_none());
        assert_eq!(error.status().unwrap().as_u16(), 502);
        assert_eq!(error.headers().unwrap()["content-type"], "text/html");
        assert_eq!(error.request_id(), Some("gate-1"));
        assert_eq!(error.raw_body(), Some(body.as_bytes()));
        assert!(error.is_retryable() && error.reached_server());
    }
}

#[tokio::test]
async fn another_type_can_be_read_from_the_response() {
    let body = r#"{"error":{"code":"IAM.1","message":"token"}}"#;
    let server = Server::start(Answer::json(401, body)).await;
    let error = call(&client(&server.url)).await.unwrap_err();
    let value: serde_json::Value = error.response().unwrap().json().unwrap();
    assert_eq!(value["error"]["code"], "IAM.1");
}

#[tokio::test]
async fn a_failure_may_say_more_than_is_documented() {
    let body = r#"{"request":"r","error_msg":"m","error_code":"DBS.1","detail":{"a":[1]}}"#;
    let server = Server::start(Answer::json(409, body)).await;
    let error = call(&client(&server.url)).await.unwrap_err();
    assert_eq!(error.error_body().unwrap().error_code, "DBS.1");
}
