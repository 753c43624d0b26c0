//! What the client makes of every answer.

use geminidb_client::Error;

use crate::server::{Answer, Server};
use crate::{BACKUP, call, client, stop};

#[tokio::test]
async fn a_success_is_read_whatever_else_is_in_it() {
    let table = [
        (r#"{"job_id":"j"}"#, Some("j")),
        (r#"{"job_id":"j","later":{"deep":[1,{}]}}"#, Some("j")),
        (r"{}", None),
        (r#"{"job_id":null}"#, None),
    ];
    for (body, job) in table {
        let server = Server::start(Answer::json(202, body)).await;
        let answer = call(&client(&server.url)).await.unwrap();
        assert_eq!(answer.job_id.as_deref(), job, "for {body}");
    }
}

#[tokio::test]
async fn the_full_answer_has_status_headers_and_request_id() {
    let server = Server::start(Answer::json(202, r#"{"job_id":"j"}"#)).await;
    let answer = client(&server.url)
        .stop_backup(BACKUP, stop())
        .send_full()
        .await
        .unwrap();
    assert_eq!(answer.reply.status(), 202);
    assert_eq!(answer.reply.request_id(), Some("req-1"));
    assert_eq!(answer.reply.headers()["content-type"], "application/json");
    assert_eq!(answer.body.job_id.as_deref(), Some("j"));
}

#[tokio::test]
async fn a_success_of_another_status_is_read_as_the_documented_one() {
    let server = Server::start(Answer::json(200, r#"{"job_id":"j"}"#)).await;
    assert_eq!(
        call(&client(&server.url)).await.unwrap().job_id.as_deref(),
        Some("j")
    );
}

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
        (429, true),
        (500, true),
        (501, false),
        (503, true),
    ];
    for (status, retryable) in table {
        let server = Server::start(Answer::json(status, body)).await;
        let error = call(&client(&server.url)).await.unwrap_err();
        let problem = error.api().unwrap();
        assert_eq!(
            (&*problem.error_code, &*problem.error_msg),
            ("DBS.200001", "Parameter error")
        );
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!(error.request_id(), Some("req-1"));
        assert_eq!(error.raw_body(), Some(body.as_bytes()));
        assert_eq!(error.is_retryable(), retryable, "for {status}");
        assert!(error.reached_server());
        assert_eq!(error.operation().operation_id(), "StopBackup");
        assert_eq!(error.operation().method(), "PUT");
        assert_eq!(
            error.operation().path_template(),
            "/v3/{project_id}/backups/{backup_id}"
        );
    }
}

#[tokio::test]
async fn failures_of_another_shape_keep_status_and_bytes() {
    let bodies = [
        r#"{"errorCode":"APIG.0101","errorMsg":"gone"}"#,
        r#"{"error":{"code":401,"message":"token"}}"#,
        "<html><body>502 Bad Gateway</body></html>",
        "",
        "[]",
        "{",
    ];
    for body in bodies {
        let server = Server::start(Answer::of(502, &[("content-type", "text/html")], body)).await;
        let error = call(&client(&server.url)).await.unwrap_err();
        assert!(error.api().is_none());
        assert_eq!(error.status().unwrap().as_u16(), 502);
        assert_eq!(error.raw_body(), Some(body.as_bytes()));
        let Error::Api { source, .. } = &error else {
            panic!("{error:?}")
        };
        assert!(source.decode_error().is_some());
    }
}

#[tokio::test]
async fn a_success_that_is_not_as_documented_says_where() {
    let table = [
        (r#"{"job_id":7}"#, ".job_id", "expected a string"),
        (
            r#"{"other":1, "job_id":{}}"#,
            ".job_id",
            "expected a string",
        ),
        ("[]", "", "expected an object"),
        ("<html>", "", "is not JSON"),
        (r#"{"job_id":"#, ".job_id", "is not JSON"),
    ];
    for (body, path, message) in table {
        let server = Server::start(Answer::json(202, body)).await;
        let error = call(&client(&server.url)).await.unwrap_err();
        let Error::Decode { source, reply, .. } = &error else {
            panic!("{body}: {error:?}")
        };
        assert_eq!(source.path(), path, "for {body}");
        assert!(source.to_string().contains(message), "for {body}: {source}");
        assert_eq!(reply.status(), 202);
        assert_eq!(reply.body().as_ref(), body.as_bytes());
    }
}

#[tokio::test]
async fn redirects_are_not_followed_and_the_token_goes_nowhere_else() {
    let other = Server::start(Answer::json(202, "{}")).await;
    for status in [301, 302, 303, 307, 308] {
        let server = Server::start(Answer::of(status, &[("location", &other.url)], "")).await;
        let error = call(&client(&server.url)).await.unwrap_err();
        assert!(
            matches!(error, Error::UnexpectedStatus { .. }),
            "{status}: {error:?}"
        );
        assert_eq!(error.status().unwrap().as_u16(), status);
    }
    assert!(other.received().is_empty());
}

#[tokio::test]
async fn an_answer_larger_than_accepted_is_an_error() {
    let server = Server::start(Answer::json(
        202,
        &format!(r#"{{"job_id":"{}"}}"#, "x".repeat(5000)),
    ))
    .await;
    let client = geminidb_client::Client::builder()
        .base_url(&*server.url)
        .x_auth_token("t")
        .project_id("p")
        .max_response_bytes(1000)
        .build()
        .unwrap();
    let error = call(&client).await.unwrap_err();
    let Error::Transport { source, .. } = &error else {
        panic!("{error:?}")
    };
    assert_eq!(
        source.kind(),
        geminidb_client::TransportErrorKind::BodyTooLarge
    );
}
