//! Tokens for a client's own credentials (RFC 6749, section 4.4).

use std::error::Error as _;

use security_oauth2::{Client, ClientBuilder, ClientCredentials};

use crate::server::{Answer, Server};

const SECRET: &str = "canary: a secret & more";

fn token(text: &str, lifetime: &str) -> Answer {
    let body = format!(r#"{{"access_token":"{text}","token_type":"Bearer"{lifetime}}}"#);
    Answer::json(200, &body)
}

fn builder(api: &Server, endpoint: &Server) -> ClientBuilder {
    let url = format!("{}/token", endpoint.url);
    let credentials = ClientCredentials::new(url, "me:and you", SECRET)
        .scope("read")
        .scope("write");
    Client::builder().base_url(&api.url).service(credentials)
}

#[tokio::test]
async fn a_token_is_asked_for_as_the_standard_says_and_sent_with_calls() {
    let api = Server::start(Answer::json(200, r#"["a"]"#)).await;
    let endpoint = Server::start(token("t-1", r#","expires_in":3600"#)).await;
    let client = builder(&api, &endpoint).build().unwrap();
    for _ in 0..2 {
        assert_eq!(client.list_things().await.unwrap(), ["a"]);
    }
    let request = endpoint.only_request();
    assert_eq!(request.line(), "POST /token HTTP/1.1");
    assert_eq!(
        request.header("content-type"),
        ["application/x-www-form-urlencoded"]
    );
    assert_eq!(
        String::from_utf8_lossy(request.body()),
        "grant_type=client_credentials&scope=read%20write"
    );
    // `me%3Aand%20you:canary%3A%20a%20secret%20%26%20more`, as base64.
    assert_eq!(
        request.header("authorization"),
        ["Basic bWUlM0FhbmQlMjB5b3U6Y2FuYXJ5JTNBJTIwYSUyMHNlY3JldCUyMCUyNiUyMG1vcmU="]
    );
    for request in api.received() {
        assert_eq!(request.header("authorization"), ["Bearer t-1"]);
    }
}

#[tokio::test]
async fn a_token_that_is_refused_is_asked_for_again() {
    let api = Server::in_turn([Answer::of(401, &[], ""), Answer::json(200, "[]")]).await;
    let endpoint = Server::in_turn([token("t-1", ""), token("t-2", "")]).await;
    let client = builder(&api, &endpoint).build().unwrap();
    client.list_things().await.unwrap();
    let sent: Vec<_> = api
        .received()
        .iter()
        .map(|one| one.header("authorization"))
        .collect();
    assert_eq!(sent, [["Bearer t-1"], ["Bearer t-2"]]);
}

#[tokio::test]
async fn an_endpoint_that_gives_no_token_is_told_and_the_call_not_sent() {
    let refusal = r#"{"error":"invalid_client","error_description":"canary"}"#;
    let table = [
        (
            Answer::json(401, refusal),
            "the token endpoint answered 401 Unauthorized: invalid_client",
        ),
        (
            Answer::of(500, &[], "<canary>"),
            "the token endpoint answered 500 Internal Server Error",
        ),
        (
            Answer::json(200, "{}"),
            "the token endpoint's answer holds no token",
        ),
        (
            Answer::json(200, "canary"),
            "the token endpoint's answer holds no token",
        ),
    ];
    for (answer, expected) in table {
        let api = Server::start(Answer::json(200, "[]")).await;
        let endpoint = Server::start(answer).await;
        let client = builder(&api, &endpoint).build().unwrap();
        let error = client.list_things().await.unwrap_err();
        let credential = error.source().unwrap().source().unwrap();
        assert_eq!(
            credential.to_string(),
            "the credential of `service` could not be got"
        );
        let cause = credential.source().unwrap().to_string();
        assert_eq!(cause, expected);
        assert!(!format!("{error:?} {client:?}").contains("canary"));
        api.assert_untouched().await;
    }
}

#[test]
fn the_description_says_where_tokens_are() {
    let client = Client::builder()
        .service_client_credentials("me", SECRET, &["read"])
        .build();
    client.unwrap();
    let shown = format!("{:?}", ClientCredentials::new("https://a", "me", SECRET));
    assert!(!shown.contains("canary"), "{shown}");
}
