//! Tokens for a client's own credentials (RFC 6749, section 4.4).

use std::error::Error as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use security_oauth2::testing::{MockResponse as Scripted, Script};
use security_oauth2::{
    Body, BoxFuture, Client, ClientBuilder, ClientCredentials, RetryPolicy, TokenError, Transport,
    TransportError,
};

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
    let api = Server::in_turn([Answer::new(401, &[], ""), Answer::json(200, "[]")]).await;
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
async fn a_token_endpoint_without_a_token_fails_the_call_unsent() {
    let refusal = r#"{"error":"invalid_client","error_description":"canary"}"#;
    let table = [
        (
            Answer::json(401, refusal),
            "the token endpoint responded 401 Unauthorized: invalid_client",
        ),
        (
            Answer::new(500, &[], "<canary>"),
            "the token endpoint responded 500 Internal Server Error",
        ),
        (
            Answer::json(200, "{}"),
            "the response of the token endpoint has no token",
        ),
        (
            Answer::json(200, "canary"),
            "the response of the token endpoint has no token",
        ),
    ];
    for (answer, expected) in table {
        let api = Server::start(Answer::json(200, "[]")).await;
        let endpoint = Server::start(answer).await;
        let client = builder(&api, &endpoint).build().unwrap();
        let error = client.list_things().await.unwrap_err();
        let credential = error.source().unwrap();
        assert_eq!(
            credential.to_string(),
            "the credential of `service` could not be obtained"
        );
        let cause = credential.source().unwrap().to_string();
        assert_eq!(cause, expected);
        assert!(!format!("{error:?} {client:?}").contains("canary"));
        api.assert_untouched().await;
    }
}

#[tokio::test]
async fn an_endpoint_that_sends_elsewhere_is_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let api = Server::start(Answer::json(200, "[]")).await;
        let other = Server::start(token("t-1", "")).await;
        let location = format!("{}/token", other.url);
        let endpoint = Answer::new(status, &[("location", &location)], "");
        let endpoint = Server::start(endpoint).await;
        let client = builder(&api, &endpoint).build().unwrap();
        let error = client.list_things().await.unwrap_err();
        let credential = error.source().unwrap();
        let cause = credential.source().unwrap().downcast_ref::<TokenError>();
        assert!(
            matches!(cause, Some(TokenError::Refused { status: told, .. }) if *told == status),
            "{cause:?}"
        );
        assert!(!error.is_retryable());
        endpoint.only_request();
        other.assert_untouched().await;
        api.assert_untouched().await;
    }
}

#[tokio::test]
async fn an_endpoint_that_fails_in_passing_is_asked_again() {
    for first in [
        Answer::new(503, &[], ""),
        Answer::new(429, &[], ""),
        Answer::HangUp,
    ] {
        let api = Server::start(Answer::json(200, "[]")).await;
        let endpoint = Server::in_turn([first, token("t-1", "")]).await;
        let client = builder(&api, &endpoint).build().unwrap();
        client.list_things().await.unwrap();
        assert_eq!(endpoint.received().len(), 2);
        assert_eq!(api.only_request().header("authorization"), ["Bearer t-1"]);
    }
}

#[tokio::test]
async fn the_token_endpoint_gets_the_user_agent() {
    let api = Server::start(Answer::json(200, "[]")).await;
    let endpoint = Server::start(token("t-1", "")).await;
    let client = builder(&api, &endpoint).user_agent("tool/1");
    client.build().unwrap().list_things().await.unwrap();
    let told = endpoint.only_request().header("user-agent").concat();
    assert!(told.starts_with("tool/1 security-oauth2/"), "{told}");
    assert_eq!(api.only_request().header("user-agent"), [told]);
}

/// How often a token is asked for that is said to live so long, by two calls half an hour apart.
async fn asked(lifetime: &str) -> usize {
    let script = Script::new();
    let body = format!(r#"{{"access_token":"t","expires_in":{lifetime}}}"#);
    let script = script.otherwise(Scripted::new(200).body("[]"));
    let transport = Endpoint(script.clone(), body);
    let credentials = ClientCredentials::new("https://auth.example.com/token", "me", SECRET);
    let client = Client::builder().transport(transport).service(credentials);
    let client = client.build().unwrap();
    client.list_things().await.unwrap();
    tokio::time::sleep(Duration::from_secs(1800)).await;
    client.list_things().await.unwrap();
    script.requests().len() - 2
}

/// A token endpoint, and a script for all else; both remember.
struct Endpoint(Script, String);

impl Transport for Endpoint {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let is_token = request.uri().path() == "/token";
        Box::pin(async move {
            let answer = self.0.send(request).await?;
            let token = || Body::from(self.1.clone());
            Ok(if is_token {
                answer.map(|_| token())
            } else {
                answer
            })
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_lifetime_is_read_in_every_notation() {
    for long in ["3600", "\"3600\"", "3600.0", "null", "\"soon\"", "-1"] {
        assert_eq!(asked(long).await, 1, "{long}");
    }
    for short in ["60", "\" 60 \"", "60.5", "0"] {
        assert_eq!(asked(short).await, 2, "{short}");
    }
}

#[tokio::test]
async fn only_a_bearer_token_is_used() {
    for (kind, fits) in [
        ("Bearer", true),
        ("bearer", true),
        ("BearerToken", true),
        ("mac", false),
        ("", false),
    ] {
        let api = Server::start(Answer::json(200, "[]")).await;
        let body = format!(r#"{{"access_token":"t","token_type":"{kind}"}}"#);
        let endpoint = Server::start(Answer::json(200, &body)).await;
        let client = builder(&api, &endpoint).build().unwrap();
        let answer = client.list_things().await;
        assert_eq!(answer.is_ok(), fits, "{kind}");
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

/// A token endpoint that never answers its first question, and a script for all else.
#[derive(Clone)]
struct Hanging(Script, Arc<AtomicUsize>);

impl Transport for Hanging {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            if request.uri().path() != "/token" {
                return self.0.send(request).await;
            }
            if self.1.fetch_add(1, Ordering::SeqCst) == 0 {
                std::future::pending::<()>().await;
            }
            let token = r#"{"access_token":"t","token_type":"Bearer"}"#;
            Ok(http::Response::new(Body::from(token)))
        })
    }
}

fn hanging() -> (Hanging, ClientBuilder) {
    let script = Script::new().otherwise(Scripted::new(200).body("[]"));
    let transport = Hanging(script, Arc::default());
    let credentials = ClientCredentials::new("https://auth.example.com/token", "me", SECRET);
    let builder = Client::builder().transport(transport.clone());
    (transport, builder.service(credentials))
}

#[tokio::test(start_paused = true)]
async fn an_endpoint_that_hangs_is_asked_anew() {
    let (transport, builder) = hanging();
    let client = builder.build().unwrap();
    let start = tokio::time::Instant::now();
    client.list_things().await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 30);
    assert_eq!(transport.1.load(Ordering::SeqCst), 2);

    // As long as an attempt may take, however long the call may.
    let (_, builder) = hanging();
    let client = builder.attempt_timeout(Duration::from_secs(2));
    let client = client.retry(RetryPolicy::none()).build().unwrap();
    let start = tokio::time::Instant::now();
    let error = client.list_things().await.unwrap_err();
    assert!(error.is_timeout() && !error.reached_server(), "{error:?}");
    assert!(error.is_retryable());
    assert_eq!(start.elapsed().as_secs(), 2);
    client.list_things().await.unwrap();
}

#[test]
fn a_flight_of_a_blocked_runtime_is_started_again() {
    let (transport, builder) = hanging();
    let client = builder.attempt_timeout(Duration::from_millis(50));
    let client = client.retry(RetryPolicy::none()).build().unwrap();
    let runtime = || {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        builder.enable_all().build().unwrap()
    };
    let [still, moving] = [runtime(), runtime()];
    let given_up = still.block_on(async {
        tokio::time::timeout(Duration::from_millis(5), client.list_things()).await
    });
    given_up.unwrap_err();
    std::thread::sleep(Duration::from_millis(60));
    let answer = moving.block_on(async { client.list_things().await });
    answer.unwrap();
    assert_eq!(transport.1.load(Ordering::SeqCst), 2);
}

#[tokio::test(start_paused = true)]
async fn an_endpoint_says_when_to_come_again() {
    let api = Script::new().otherwise(Scripted::new(200).body("[]"));
    let client = |status, seconds: &str| {
        let busy = Scripted::new(status).header("retry-after", seconds);
        let token = Scripted::new(200).body(r#"{"access_token":"t"}"#);
        let script = api.clone().respond(busy).respond(token);
        let credentials = ClientCredentials::new("https://auth.example.com/token", "me", SECRET);
        let client = Client::builder().transport(script).service(credentials);
        client.build().unwrap()
    };
    for status in [429, 503] {
        let start = tokio::time::Instant::now();
        client(status, "7").list_things().await.unwrap();
        assert_eq!(start.elapsed().as_secs(), 7);
    }
    // Not where there is no time for it.
    let start = tokio::time::Instant::now();
    client(503, "61").list_things().await.unwrap_err();
    assert_eq!(start.elapsed().as_secs(), 0);
}
