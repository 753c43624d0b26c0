//! Parameters that are written in ways of their own, and what a call says in place of a credential.

use parameters_unusual::types::{Deep, Flat};

use crate::client;
use crate::server::{Answer, Server};

async fn server() -> Server {
    Server::start(Answer::of(204, &[], "")).await
}

macro_rules! keyed {
    ($server:expr) => {
        parameters_unusual::Client::builder()
            .base_url(&$server.url)
            .key("mine")
            .header_credential("secret")
            .build()
            .unwrap()
    };
}

#[tokio::test]
async fn reserved_characters_of_a_path_stay() {
    let server = server().await;
    let client = client!(parameters_unusual, &server.url);
    client.get_file("a:b;c/d").await.unwrap();
    assert_eq!(
        server.only_request().line(),
        "GET /files/a:b;c%2Fd HTTP/1.1"
    );
    for dots in ["..", "%2e%2E", ""] {
        let error = client.get_file(dots).await.unwrap_err();
        assert!(!error.reached_server(), "{dots:?}: {error}");
    }
}

#[tokio::test]
async fn the_empty_is_not_sent() {
    let server = server().await;
    let client = client!(parameters_unusual, &server.url);
    client
        .get_file("a")
        .comma(&[])
        .x_list(&[])
        .session(&[])
        .colour("red")
        .deep(&Deep::default())
        .await
        .unwrap();
    let request = server.only_request();
    assert_eq!(request.line(), "GET /files/a HTTP/1.1");
    assert_eq!(request.header("cookie"), ["colour=red"]);
    assert!(request.header("x-list").is_empty());
}

#[tokio::test]
async fn values_are_written_as_their_style_or_media_type_says() {
    let server = server().await;
    let client = client!(parameters_unusual, &server.url);
    let flat = || Flat::default().r(1).g("a b");
    let deep = Deep::default().z(1).tags(vec!["1".into()]).flat(flat());
    client
        .get_file("a")
        .deep(&deep)
        .shallow("s")
        .xml("<deep/>")
        .form(&flat())
        .note("")
        .x_id(7)
        .await
        .unwrap();
    let request = server.only_request();
    let line = request.line();
    let query = line.split(['?', ' ']).nth(2).unwrap();
    let mut pairs: Vec<&str> = query.split('&').collect();
    pairs.sort_unstable();
    let expected = [
        "deep%5Bflat%5D%5Bg%5D=a%20b",
        "deep%5Bflat%5D%5Br%5D=1",
        "deep%5Btags%5D%5B0%5D=1",
        "deep%5Bz%5D=1",
        "form=r%3D1%26g%3Da%2520b",
        "note=",
        "shallow=s",
        "xml=%3Cdeep%2F%3E",
    ];
    assert_eq!(pairs, expected);
    assert_eq!(request.header("x-id"), ["7"]);
}

#[tokio::test]
async fn plain_cookies_are_not_encoded() {
    let server = server().await;
    let client = client!(parameters_unusual, &server.url);
    let call = || {
        client
            .get_file("a")
            .session(&["1&2".to_owned(), "3".to_owned()])
    };
    call()
        .crumbs(&["a/b%20".to_owned(), "c&d=e".to_owned()])
        .trail(&Flat::default().r(1))
        .await
        .unwrap();
    let request = server.only_request();
    assert_eq!(
        request.header("cookie"),
        ["session=1%262; session=3; crumbs=a/b%20; crumbs=c&d=e; trail=r,1"]
    );
    for bad in ["a b", "a;b", "a,b", "a\"b", "a\\b", "\n"] {
        let error = call().crumbs(&[bad.to_owned()]).await.unwrap_err();
        assert!(!error.reached_server(), "{bad:?}: {error}");
        assert!(error.to_string().contains("crumbs"), "{error}");
    }
}

#[tokio::test]
async fn what_security_decides_is_not_asked_for_and_sent_once() {
    let server = server().await;
    let client = keyed!(server);
    client.get_keyed().await.unwrap();
    client.get_keyed().x_key("argument").await.unwrap();
    let requests = server.received();
    for (request, key) in requests.iter().zip(["secret", "argument"]) {
        assert_eq!(request.line(), "GET /keyed?api_key=mine HTTP/1.1");
        assert_eq!(request.header("x-key"), [key]);
    }
}

#[tokio::test]
async fn what_a_call_says_stands_in_place_of_a_credential() {
    let server = server().await;
    let client = parameters_unusual::Client::builder()
        .base_url(&server.url)
        .bearer("theirs")
        .build()
        .unwrap();
    client
        .get_maybe()
        .header("authorization", "Basic mine")
        .await
        .unwrap();
    assert_eq!(
        server.only_request().header("authorization"),
        ["Basic mine"]
    );
}
