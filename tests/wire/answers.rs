//! What the client makes of a success.

use geminidb_client::Error;

use crate::server::{Answer, Server};
use crate::{BACKUP, JOB, call, client, stop};

#[tokio::test]
async fn a_success_is_read_despite_undescribed_members() {
    let documented = format!(r#"{{"job_id":"{JOB}"}}"#);
    let deep = format!(
        r#"{{"x":{}{},"job_id":"j"}}"#,
        "[".repeat(5000),
        "]".repeat(5000)
    );
    let table = [
        (documented.as_str(), Some(JOB)),
        (r#"{"job_id":"j","later":{"deep":[1,{}]}}"#, Some("j")),
        (r#"{"later":null,"job_id":"j"}"#, Some("j")),
        (&deep, Some("j")),
        (" \r\n\t{ \"job_id\" : \"j\" } \n", Some("j")),
        (r#"{"job_id":"\u00e4\n\ud83e\udd80"}"#, Some("ä\n🦀")),
        (r#"{"job\u005fid":"j"}"#, Some("j")),
        (r#"{"job_id":""}"#, Some("")),
        (r#"{"Job_Id":"j"}"#, None),
        (r"{}", None),
        (r#"{"job_id":null}"#, None),
    ];
    let server = Server::in_turn(table.map(|(body, _)| Answer::json(202, body))).await;
    let client = client(&server.url);
    for (body, job) in table {
        let answer = call(&client).await.unwrap();
        assert_eq!(answer.job_id.as_deref(), job, "for {body}");
    }
}

#[tokio::test]
async fn a_call_is_sent_by_await_by_send_and_by_send_full() {
    let server = Server::start(Answer::json(202, r#"{"job_id":"j"}"#)).await;
    let client = client(&server.url);
    let awaited = client.stop_backup(BACKUP, stop()).await.unwrap();
    let sent = client.stop_backup(BACKUP, stop()).send().await.unwrap();
    let full = client
        .stop_backup(BACKUP, stop())
        .send_with_response()
        .await
        .unwrap();
    assert_eq!(awaited.job_id.as_deref(), Some("j"));
    assert_eq!(awaited, sent);
    assert_eq!(awaited, full.body);

    let requests = server.received();
    assert_eq!(requests.len(), 3);
    assert!(
        requests
            .iter()
            .all(|request| request.bytes == requests[0].bytes)
    );
}

#[tokio::test]
async fn the_response_has_status_headers_and_request_id() {
    let body = r#"{"job_id":"j","later":1}"#;
    let headers = [
        ("X-Request-Id", "req-1"),
        ("set-cookie", "a=1"),
        ("set-cookie", "b=2"),
    ];
    let server = Server::start(Answer::new(202, &headers, body)).await;
    let call = client(&server.url).stop_backup(BACKUP, stop());
    let answer = call.send_with_response().await.unwrap();
    assert_eq!(answer.raw.status(), 202);
    assert_eq!(answer.raw.status(), http::StatusCode::ACCEPTED);
    assert_eq!(answer.raw.request_id(), Some("req-1"));
    let cookies = answer.raw.headers().get_all("set-cookie").iter();
    assert_eq!(cookies.collect::<Vec<_>>(), ["a=1", "b=2"]);
    assert_eq!(answer.raw.body().as_ref(), body.as_bytes());
    let value: serde_json::Value = answer.raw.json().unwrap();
    assert_eq!(value["later"], 1);
    assert_eq!(answer.body.job_id.as_deref(), Some("j"));
}

#[tokio::test]
async fn the_request_id_is_found_under_its_usual_names() {
    let table = [
        (vec![], None),
        (vec![("x-request-id", "a")], Some("a")),
        (vec![("request-id", "a")], Some("a")),
        (vec![("x-correlation-id", "a")], Some("a")),
        (
            vec![("x-correlation-id", "b"), ("x-request-id", "a")],
            Some("a"),
        ),
        (vec![("x-request-id", "ä")], None),
    ];
    let answers = table
        .iter()
        .map(|(headers, _)| Answer::new(202, headers, "{}"));
    let server = Server::in_turn(answers).await;
    let client = client(&server.url);
    for (headers, id) in table {
        let call = client.stop_backup(BACKUP, stop());
        let answer = call.send_with_response().await.unwrap();
        assert_eq!(answer.raw.request_id(), id, "for {headers:?}");
    }
}

#[tokio::test]
async fn a_success_of_another_status_is_read_as_the_documented_one() {
    let table = [200, 201, 202, 203, 206, 226, 299];
    let answers = table.map(|status| Answer::json(status, r#"{"job_id":"j"}"#));
    let server = Server::in_turn(answers).await;
    let client = client(&server.url);
    for status in table {
        let call = client.stop_backup(BACKUP, stop());
        let answer = call.send_with_response().await.unwrap();
        assert_eq!(answer.body.job_id.as_deref(), Some("j"), "for {status}");
        assert_eq!(answer.raw.status(), status);
    }
}

#[tokio::test]
async fn the_body_may_come_in_any_sound_form() {
    let forms = [
        "HTTP/1.1 202 Accepted\r\n\r\n{\"job_id\":\"j\"}",
        "HTTP/1.0 202 Accepted\r\n\r\n{\"job_id\":\"j\"}",
        "HTTP/1.1 202\r\ncontent-length: 14\r\n\r\n{\"job_id\":\"j\"}",
        "HTTP/1.1 202 Accepted\r\ncontent-length: 14\r\n\r\n{\"job_id\":\"j\"}and more",
        "HTTP/1.1 202 Accepted\r\ncontent-type: text/plain\r\ncontent-length: 14\r\n\r\n{\"job_id\":\"j\"}",
        "HTTP/1.1 202 Accepted\r\ntransfer-encoding: chunked\r\n\r\n\
         3\r\n{\"j\r\nB;a=b\r\nob_id\":\"j\"}\r\n0\r\ntrailer: 1\r\n\r\n",
    ];
    let server = Server::in_turn(forms.map(Answer::raw)).await;
    let client = client(&server.url);
    for form in forms {
        let answer = call(&client).await;
        assert_eq!(
            answer.as_ref().unwrap().job_id.as_deref(),
            Some("j"),
            "for {form}"
        );
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
        (
            "{\n  \"other\": [1, 2],\n  \"job_id\": [\"j\"]\n}",
            ".job_id",
            "expected a string",
        ),
        (r#"{"job_id":true}"#, ".job_id", "expected a string"),
        ("[]", "", "expected an object"),
        (r#""j""#, "", "expected an object"),
        ("null", "", "expected an object"),
        ("7", "", "expected an object"),
        ("<html>", "", "is not JSON"),
        ("", "", "is empty"),
        ("{", "", "is not JSON"),
        (r#"{"job_id":"#, ".job_id", "is not JSON"),
        (r#"{"job_id":"j"#, ".job_id", "is not JSON"),
        (r#"{"job_id":"j"}{}"#, "", "is not JSON"),
        ("\u{feff}<html>", "", "is not JSON"),
    ];
    let server = Server::in_turn(table.map(|(body, ..)| Answer::json(202, body))).await;
    let client = client(&server.url);
    for (body, path, message) in table {
        let error = call(&client).await.unwrap_err();
        let Error::Decode {
            source, response, ..
        } = &error
        else {
            panic!("{body}: {error:?}")
        };
        assert_eq!(source.path(), path, "for {body}");
        assert!(source.to_string().contains(message), "for {body}: {source}");
        assert!(error.to_string().contains(&source.to_string()), "{error}");
        assert_eq!(response.status(), 202);
        assert_eq!(response.body().as_ref(), body.as_bytes());
        assert_eq!(error.raw_body(), Some(body.as_bytes()));
        assert_eq!(error.request_id(), Some("req-1"));
        assert_eq!(error.headers().unwrap()["content-type"], "application/json");
        assert!(error.error_body().is_none());
        assert!(error.reached_server() && !error.is_retryable());
    }
}

#[tokio::test]
async fn a_body_that_is_not_text_is_kept_unchanged() {
    let server = Server::start(Answer::raw(
        &b"HTTP/1.1 202 Accepted\r\n\r\n{\"job_id\":\"\xff\xfe\"}"[..],
    ))
    .await;
    let error = call(&client(&server.url)).await.unwrap_err();
    assert!(matches!(error, Error::Decode { .. }), "{error:?}");
    assert_eq!(error.raw_body(), Some(&b"{\"job_id\":\"\xff\xfe\"}"[..]));
}

#[tokio::test]
async fn a_body_in_an_encoding_that_was_not_asked_for_says_so() {
    // `{}`, compressed.
    let gzip =
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xab\xae\x05\x00\x43\xbf\xa6\xa3\x02\x00\x00\x00";
    let head = "HTTP/1.1 202 Accepted\r\ncontent-encoding: gzip\r\ncontent-length: 22\r\n\r\n";
    let server = Server::start(Answer::raw([head.as_bytes(), gzip].concat())).await;
    let error = call(&client(&server.url)).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 202);
    assert_eq!(error.raw_body(), Some(&gzip[..]));
    let text = error.to_string();
    assert!(
        text.contains("was not requested (`content-encoding`)"),
        "{text}"
    );
    assert!(server.only_request().header("accept-encoding").is_empty());
}

#[tokio::test]
async fn a_success_without_a_body_is_not_the_documented_one() {
    let server = Server::start(Answer::raw("HTTP/1.1 204 No Content\r\n\r\n")).await;
    let error = call(&client(&server.url)).await.unwrap_err();
    assert!(matches!(error, Error::Decode { .. }), "{error:?}");
    assert_eq!(error.status().unwrap(), 204);
    assert_eq!(error.raw_body(), Some(&b""[..]));
}
