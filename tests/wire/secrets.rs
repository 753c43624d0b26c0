//! The token is in the header it is for, and in no text anybody may log.

use std::error::Error as _;
use std::fmt::{Debug, Display};
use std::time::Duration;

use geminidb_client::{Client, Credential, Secret};

use crate::server::{Answer, Server};
use crate::{BACKUP, CANARY, call, client, stop};

fn assert_hidden(what: &str, text: &str) {
    assert!(!text.contains(CANARY), "{what} shows the token: {text}");
}

fn assert_debug(what: &str, value: &impl Debug) {
    assert_hidden(what, &format!("{value:?}"));
    assert_hidden(what, &format!("{value:#?}"));
}

fn assert_shown(what: &str, value: &(impl Debug + Display)) {
    assert_debug(what, value);
    assert_hidden(what, &value.to_string());
}

#[tokio::test]
async fn no_value_shows_the_token() {
    let server = Server::start(Answer::Silence).await;
    assert_debug("secret", &Secret::from(CANARY));
    assert_debug("credential", &Credential::from(CANARY));
    assert_debug(
        "builder",
        &Client::builder()
            .base_url("https://example.com")
            .x_auth_token(CANARY),
    );
    let client = client(&server.url);
    assert_debug("client", &client);
    assert_debug("call", &client.stop_backup(BACKUP, stop()));
    assert_debug("future", &client.stop_backup(BACKUP, stop()).send());
    assert_shown(
        "preview",
        &client.stop_backup(BACKUP, stop()).preview().unwrap(),
    );
}

#[tokio::test]
async fn no_error_shows_the_token_even_if_the_server_repeats_it() {
    let echo = format!(r#"{{"token":"{CANARY}"}}"#);
    let answers = [
        Answer::HangUp,
        Answer::Silence,
        Answer::of(500, &[("x-echo", CANARY)], &echo),
        Answer::of(302, &[("location", CANARY)], ""),
        Answer::of(202, &[("x-echo", CANARY)], &format!("[\"{CANARY}\"]")),
    ];
    for answer in answers {
        let server = Server::start(answer.clone()).await;
        let call = client(&server.url)
            .stop_backup(BACKUP, stop())
            .timeout(Duration::from_millis(300));
        let error = call.await.unwrap_err();
        assert_shown("error", &error);
        let mut cause = error.source();
        while let Some(inner) = cause {
            assert_hidden("cause", &format!("{inner} {inner:?}"));
            cause = inner.source();
        }
    }
}

#[tokio::test]
async fn a_token_that_no_header_may_hold_is_refused_unseen() {
    let server = Server::start(Answer::Silence).await;
    let token = format!("{CANARY}\r\nx-evil: 1");
    let client = Client::builder()
        .base_url(&*server.url)
        .x_auth_token(token)
        .project_id("p")
        .build()
        .unwrap();
    let error = call(&client).await.unwrap_err();
    assert!(!error.reached_server(), "{error:?}");
    assert_shown("error", &error);
    assert!(server.received().is_empty());
}
