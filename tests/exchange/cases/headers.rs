//! Typed headers of answers.

use std::collections::BTreeMap;

use responses_headers::headers;

use crate::client;
use crate::server::{Answer, Server};

#[tokio::test]
async fn headers_are_read_as_their_types() {
    let sent = [
        ("X-Rate-Limit", "42"),
        ("Allow", "GET"),
        ("Allow", "PUT, BREW"),
        ("X-Point", "x,1,y,-2"),
        ("X-Exploded", "a=1,b=two"),
        ("X-Json", "[1,2]"),
    ];
    let server = Server::start(Answer::new(200, &sent, "")).await;
    let client = client!(responses_headers, &server.url);
    let answer = client.get_one().send_with_response().await.unwrap();
    assert_eq!(answer.header(headers::X_RATE_LIMIT).unwrap(), Some(42));
    assert_eq!(answer.header(headers::LINK).unwrap(), None);
    let allowed = answer.header(headers::ALLOW).unwrap().unwrap();
    let allowed: Vec<String> = allowed.iter().map(ToString::to_string).collect();
    assert_eq!(allowed, ["GET", "PUT", "BREW"]);
    let point = answer.header(headers::X_POINT).unwrap().unwrap();
    assert_eq!((point.x, point.y), (Some(1), Some(-2)));
    let pairs = [
        ("a".to_owned(), "1".to_owned()),
        ("b".to_owned(), "two".to_owned()),
    ];
    assert_eq!(
        answer.header(headers::X_EXPLODED).unwrap(),
        Some(BTreeMap::from(pairs))
    );
    assert_eq!(answer.header(headers::X_JSON).unwrap(), Some(vec![1, 2]));
}

#[tokio::test]
async fn each_cookie_is_a_value_of_its_own() {
    let lines = [
        "a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT",
        "b=2; HttpOnly",
    ];
    let sent = lines.map(|line| ("Set-Cookie", line));
    let server = Server::start(Answer::new(200, &sent, "")).await;
    let client = client!(responses_headers, &server.url);
    let answer = client.get_one().send_with_response().await.unwrap();
    let cookies = answer.header(headers::SET_COOKIE).unwrap().unwrap();
    assert_eq!(cookies, lines);
}

#[tokio::test]
async fn a_header_of_another_type_is_an_error_that_names_it() {
    let server = Server::start(Answer::new(200, &[("X-Rate-Limit", "many")], "")).await;
    let client = client!(responses_headers, &server.url);
    let answer = client.get_one().send_with_response().await.unwrap();
    let error = answer.header(headers::X_RATE_LIMIT).unwrap_err();
    assert!(error.to_string().contains("x-rate-limit"), "{error}");
}

#[tokio::test]
async fn failures_have_headers_too() {
    let server = Server::start(Answer::new(429, &[("Retry-After", "7")], "")).await;
    let client = client!(responses_headers, &server.url);
    let error = client.get_one().await.unwrap_err();
    let wait = error
        .response()
        .unwrap()
        .header(headers::RETRY_AFTER)
        .unwrap();
    assert_eq!(wait, Some(7));
}
