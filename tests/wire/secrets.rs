//! The token is in the header it is for, and in no text anybody may log.

use std::error::Error as StdError;
use std::fmt::{Debug, Display};
use std::time::Duration;

use bytes::Bytes;
use geminidb_client::{Client, Credential, Secret};

use crate::server::{Answer, Server};
use crate::{BACKUP, CANARY, PROJECT, builder, call, client, stop};

fn assert_hidden(what: &str, text: &str) {
    assert!(!text.contains(CANARY), "{what} shows the token: {text}");
}

fn assert_debug(what: &str, value: &impl Debug) {
    assert_hidden(what, &format!("{value:?}"));
    assert_hidden(what, &format!("{value:#?}"));
}

fn assert_shown(what: &str, value: &(impl Debug + Display)) {
    assert_debug(what, value);
    assert_hidden(what, &format!("{value}"));
    assert_hidden(what, &format!("{value:#}"));
}

/// The error and everything it was caused by.
fn assert_error(what: &str, error: &(impl StdError + 'static)) {
    let mut cause: Option<&(dyn StdError + 'static)> = Some(error);
    while let Some(inner) = cause {
        assert_shown(what, &inner);
        cause = inner.source();
    }
}

#[tokio::test]
async fn no_value_shows_the_token() {
    let echo = [("x-echo", CANARY), ("set-cookie", CANARY)];
    let server = Server::start(Answer::new(202, &echo, "{}")).await;
    let client = client(&server.url);
    assert_debug("secret", &Secret::from(CANARY));
    assert_debug("credential", &Credential::from(CANARY));
    assert_debug("credential", &Credential::from(Secret::from(CANARY)));
    assert_debug("builder", &builder(&server.url));
    assert_debug("client", &client);
    assert_debug("call", &client.stop_backup(BACKUP, stop()));
    assert_debug("future", &client.stop_backup(BACKUP, stop()).send());
    assert_debug(
        "future",
        &client.stop_backup(BACKUP, stop()).send_with_response(),
    );
    let preview = client.stop_backup(BACKUP, stop()).preview();
    assert_shown("preview", &preview.unwrap());
    let answer = client.stop_backup(BACKUP, stop()).send_with_response();
    let answer = answer.await.unwrap();
    assert_debug("answer", &answer);
    assert_debug("reply", &answer.raw);
    assert_eq!(
        server.only_request().header("x-auth-token"),
        [CANARY],
        "and it is sent"
    );
}

#[tokio::test]
async fn a_header_that_authorizes_is_not_shown_either() {
    let client = client("http://127.0.0.1:1");
    let call = client
        .stop_backup(BACKUP, stop())
        .header("Authorization", CANARY)
        .header("Cookie", CANARY);
    assert_debug("call", &call);
    assert_shown("preview", &call.preview().unwrap());
}

#[tokio::test]
async fn no_error_shows_a_token_that_the_server_echoes() {
    let echo = [("x-echo", CANARY), ("location", CANARY)];
    let as_member = format!(r#"{{"token":"{CANARY}"}}"#);
    let as_job = format!(r#"{{"job_id":["{CANARY}"]}}"#);
    let as_code = format!(r#"{{"error_code":{{"{CANARY}":1}},"error_msg":"m"}}"#);
    let page = format!("<html>{CANARY}</html>");
    let mut answers = vec![
        Answer::HangUp,
        Answer::Silence,
        Answer::Reset(Bytes::new()),
        Answer::raw(CANARY),
        Answer::raw(format!("HTTP/1.1 {CANARY}\r\n\r\n")),
        Answer::raw(format!("HTTP/1.1 202 Accepted\r\n{CANARY}\r\n\r\n")),
        Answer::raw(format!(
            "HTTP/1.1 202 Accepted\r\ncontent-length: {CANARY}\r\n\r\n"
        )),
        Answer::raw(format!(
            "HTTP/1.1 202 Accepted\r\ncontent-length: 100\r\n\r\n{CANARY}"
        )),
        Answer::raw(format!(
            "HTTP/1.1 202 Accepted\r\ntransfer-encoding: chunked\r\n\r\n{CANARY}\r\n"
        )),
        Answer::new(202, &echo, &format!("{{}}{}", " ".repeat(2000))),
    ];
    for status in [302, 307, 400, 401, 403, 404, 409, 429, 500, 503] {
        for body in [&page, &as_member, &as_job, &as_code, CANARY] {
            answers.push(Answer::new(status, &echo, body));
        }
    }
    for body in [&page, &as_job, CANARY] {
        answers.push(Answer::new(200, &echo, body));
        answers.push(Answer::new(202, &echo, body));
    }
    let script = answers.clone();
    let server = Server::scripted(move |number, _| script[number / 2].clone()).await;
    let client = builder(&server.url)
        .max_response_bytes(1000)
        .timeout(Duration::from_millis(200))
        .build()
        .unwrap();
    for answer in answers {
        let error = match call(&client).await {
            Ok(success) => panic!("{answer:?}: {success:?}"),
            Err(error) => error,
        };
        assert_error("error", &error);
        if let Some(response) = error.response() {
            assert_debug("reply", response);
        }
        let full = client.stop_backup(BACKUP, stop()).send_with_response();
        assert_error("error", &full.await.unwrap_err());
    }
}

#[tokio::test]
async fn no_error_before_or_without_a_connection_shows_the_token() {
    let nobody = client("http://127.0.0.1:1");
    assert_error("refused", &call(&nobody).await.unwrap_err());
    let server = Server::start(Answer::new(400, &[], CANARY)).await;
    let tls = client(&server.url.replace("http:", "https:"));
    assert_error("TLS", &call(&tls).await.unwrap_err());
    let path = nobody.stop_backup("..", stop());
    assert_error("path", &path.await.unwrap_err());
    let value = format!("{CANARY}\n");
    let header = nobody.stop_backup(BACKUP, stop()).header("x", &value);
    assert_error("header", &header.await.unwrap_err());

    let refused = [
        builder("http://127.0.0.1:1").header("x", &value).build(),
        builder("http://127.0.0.1:1").project_id("").build(),
        builder(&format!("https://user:{CANARY}@example.com")).build(),
        builder(&format!("https://example.com?token={CANARY}")).build(),
        builder(&format!("{CANARY}://example.com")).build(),
    ];
    for built in refused {
        assert_error("build", &built.unwrap_err());
    }
}

#[tokio::test]
async fn a_token_that_no_header_may_hold_is_refused_unseen() {
    let server = Server::start(Answer::json(202, "{}")).await;
    let table = [
        format!("{CANARY}\n"),
        format!("{CANARY}\r\nx-evil: 1"),
        format!("\r{CANARY}"),
        format!("{CANARY}\0"),
        format!("{CANARY}\u{7f}"),
    ];
    for token in table {
        let client = Client::builder()
            .base_url(&*server.url)
            .x_auth_token(&*token)
            .project_id(PROJECT)
            .build()
            .unwrap();
        assert_debug("client", &client);
        let error = call(&client).await.unwrap_err();
        assert!(!error.reached_server(), "{error:?}");
        assert!(error.to_string().contains("XAuthToken"), "{error}");
        assert_error("error", &error);
        let preview = client.stop_backup(BACKUP, stop()).preview();
        assert_error("preview", &preview.unwrap_err());
    }
    server.assert_untouched().await;
}

#[test]
fn a_header_of_the_client_that_authorizes_is_not_shown() {
    for name in ["Authorization", "Proxy-Authorization", "Cookie"] {
        let client = builder("http://127.0.0.1:1")
            .header(name, CANARY)
            .build()
            .unwrap();
        let preview = client.stop_backup(BACKUP, stop()).preview();
        assert_shown(name, &preview.unwrap());
    }
}

#[test]
fn a_password_in_the_base_url_is_not_shown() {
    let url = format!("https://user:{CANARY}@example.com");
    assert_debug("builder", &builder(&url));
}

#[tokio::test]
async fn a_panic_over_an_error_does_not_show_the_token() {
    let server = Server::start(Answer::new(500, &[("x-echo", CANARY)], CANARY)).await;
    let refused = call(&client(&server.url)).await;
    let lost = call(&client("http://127.0.0.1:1")).await;
    for answer in [refused, lost] {
        let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| answer.unwrap()));
        let text = panic.unwrap_err();
        let text = text.downcast_ref::<String>().unwrap();
        assert!(text.contains("StopBackup"), "{text}");
        assert_hidden("panic", text);
    }
}
