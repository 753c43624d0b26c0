//! What arrives at the server: method, path, headers and body.

use geminidb_client::types::{StopBackupAction, StopBackupRequest};
use geminidb_client::{BuildError, Client, Error, InvalidRequest, Server as Endpoint};

use crate::server::{Answer, Server};
use crate::{BACKUP, CANARY, JOB, PROJECT, builder, call, client, stop};

fn accepted() -> Answer {
    Answer::json(202, &format!(r#"{{"job_id":"{JOB}"}}"#))
}

#[tokio::test]
async fn the_documented_call_arrives_as_documented() {
    let server = Server::start(accepted()).await;
    let answer = call(&client(&server.url)).await.unwrap();
    assert_eq!(answer.job_id.as_deref(), Some(JOB));

    let request = server.only_request();
    assert_eq!(
        request.line(),
        format!("PUT /v3/{PROJECT}/backups/{BACKUP} HTTP/1.1")
    );
    let host = server.url.strip_prefix("http://").unwrap();
    let agent = format!("geminidb-client/{}", version_of_the_client());
    let documented = [
        ("accept", "application/json"),
        ("content-length", "17"),
        ("content-type", "application/json"),
        ("host", host),
        ("user-agent", &agent),
        ("x-auth-token", CANARY),
    ];
    for (name, value) in documented {
        assert_eq!(request.header(name), [value], "the header {name}");
    }
    let names = documented.map(|(name, _)| name);
    assert_eq!(
        request.header_names(),
        names,
        "no other header is sent, and none twice"
    );
    assert_eq!(request.body(), br#"{"action":"stop"}"#);
}

/// The version in the manifest of the client.
fn version_of_the_client() -> String {
    let manifest = include_str!("../../generated-client/Cargo.toml");
    let line = manifest
        .lines()
        .find_map(|line| line.strip_prefix("version = "));
    line.unwrap().trim_matches('"').to_owned()
}

#[tokio::test]
async fn an_action_that_the_description_does_not_name_is_sent_as_it_is() {
    let table = [
        ("later", r#"{"action":"later"}"#),
        ("stop", r#"{"action":"stop"}"#),
        ("STOP", r#"{"action":"STOP"}"#),
        ("", r#"{"action":""}"#),
        ("a\"b\\c\nd", r#"{"action":"a\"b\\c\nd"}"#),
        ("später", r#"{"action":"später"}"#),
    ];
    let server = Server::start(accepted()).await;
    let client = client(&server.url);
    for (action, _) in table {
        let body = StopBackupRequest::new(StopBackupAction::from(action));
        client.stop_backup(BACKUP, body).await.unwrap();
    }
    for ((action, sent), request) in table.iter().zip(server.received()) {
        assert_eq!(request.body(), sent.as_bytes(), "for {action:?}");
    }
    assert_eq!(server.received().len(), table.len());
}

#[tokio::test]
async fn a_prefix_of_the_base_url_is_kept() {
    let table = [
        ("", ""),
        ("/", ""),
        ("//", ""),
        ("/gateway/nosql", "/gateway/nosql"),
        ("/gateway/nosql/", "/gateway/nosql"),
        ("/a%20b", "/a%20b"),
    ];
    for (given, sent) in table {
        let server = Server::start(accepted()).await;
        call(&client(&format!("{}{given}", server.url)))
            .await
            .unwrap();
        assert_eq!(
            server.only_request().line(),
            format!("PUT {sent}/v3/{PROJECT}/backups/{BACKUP} HTTP/1.1"),
            "for {given:?}"
        );
    }
}

#[test]
fn an_invalid_base_url_is_refused() {
    let table = [
        "",
        " ",
        "example.com",
        "//example.com",
        "ftp://example.com",
        "file:///etc/hosts",
        "/v3",
        "https://",
        "https:///v3",
        "https://example.com/a b",
        "https://example.com?a=b",
        "https://example.com#a",
        "https://u:p@example.com",
        "https://example.com\r\nx-evil: 1",
    ];
    for url in table {
        let built = builder(url).build();
        assert!(
            matches!(built, Err(BuildError::BaseUrl { .. })),
            "{url:?}: {built:?}"
        );
    }
}

#[test]
fn the_servers_of_the_description_are_base_urls() {
    let url = |builder: geminidb_client::ClientBuilder| {
        let client = builder.project_id("p").build().unwrap();
        client.base_url().to_owned()
    };
    let table = [
        (
            url(Client::builder()),
            "https://gaussdb-nosql.ap-southeast-1.myhuaweicloud.com",
        ),
        (
            url(Client::builder().server(Endpoint::region("eu-north-9"))),
            "https://gaussdb-nosql.eu-north-9.myhuaweicloud.com",
        ),
        (
            url(Client::builder().server(Endpoint::eu_west_101())),
            "https://gaussdb-nosql.eu-west-101.myhuaweicloud.eu",
        ),
        (
            url(Client::builder().server(Endpoint::endpoint("nosql.example.com:8443"))),
            "https://nosql.example.com:8443",
        ),
    ];
    for (built, expected) in table {
        assert_eq!(built, expected);
    }
}

#[tokio::test]
async fn a_call_without_a_token_is_not_sent() {
    let server = Server::start(accepted()).await;
    let client = Client::builder()
        .base_url(&*server.url)
        .project_id(PROJECT)
        .build()
        .unwrap();
    let error = call(&client).await.unwrap_err();
    let Error::InvalidRequest {
        source: InvalidRequest::MissingCredential { alternatives },
        ..
    } = &error
    else {
        panic!("{error:?}")
    };
    assert_eq!(alternatives, &[["XAuthToken"]]);
    assert!(!error.reached_server() && !error.is_retryable());
    server.assert_untouched().await;
}

#[tokio::test]
async fn headers_can_be_added_for_all_calls_and_replaced_for_one() {
    let server = Server::start(accepted()).await;
    let client = builder(&server.url)
        .header("x-trace", "all")
        .header("x-language", "en-us")
        .user_agent("my-tool/2")
        .build()
        .unwrap();
    client
        .stop_backup(BACKUP, stop())
        .header("X-Trace", "one")
        .await
        .unwrap();
    let request = server.only_request();
    assert_eq!(request.header("x-trace"), ["one"]);
    assert_eq!(request.header("x-language"), ["en-us"]);
    let agent = format!("my-tool/2 geminidb-client/{}", version_of_the_client());
    assert_eq!(request.header("user-agent"), [agent]);
}

#[tokio::test]
async fn the_token_overrides_a_client_header_and_a_call_header_overrides_the_token() {
    let server = Server::start(accepted()).await;
    let client = builder(&server.url)
        .header("x-auth-token", "for all")
        .build()
        .unwrap();
    let call = || client.stop_backup(BACKUP, stop());
    call().await.unwrap();
    let own = call().header("X-AUTH-TOKEN", "for one");
    own.await.unwrap();
    let requests = server.received();
    let tokens: Vec<_> = requests
        .iter()
        .flat_map(|request| request.header("x-auth-token"))
        .collect();
    assert_eq!(tokens, [CANARY, "for one"]);
    let preview = call().header("X-AUTH-TOKEN", "for one").preview().unwrap();
    assert!(!format!("{preview:?}").contains("for one"));
}

/// Names and values that headers may not have.
const BROKEN_HEADERS: [(&str, &str); 8] = [
    ("x-trace", "a\r\nx-evil: 1"),
    ("x-trace", "a\nb"),
    ("x-trace", "a\rb"),
    ("x-trace", "a\0b"),
    ("x-trace\r\nx-evil", "a"),
    ("x trace", "a"),
    ("x:trace", "a"),
    ("", "a"),
];

#[tokio::test]
async fn a_broken_header_of_a_call_is_refused_before_anything_is_sent() {
    let server = Server::start(accepted()).await;
    let client = client(&server.url);
    for (name, value) in BROKEN_HEADERS {
        let call = client.stop_backup(BACKUP, stop()).header(name, value);
        let error = call.await.unwrap_err();
        let Error::InvalidRequest {
            source: InvalidRequest::Header { name: named },
            ..
        } = &error
        else {
            panic!("{name:?}: {value:?}: {error:?}")
        };
        assert_eq!(named, name);
        assert!(!error.reached_server());
    }
    server.assert_untouched().await;
}

#[test]
fn a_broken_header_of_the_client_is_refused_when_it_is_built() {
    for (name, value) in BROKEN_HEADERS {
        let built = builder("http://127.0.0.1:1").header(name, value).build();
        let Err(BuildError::Header { name: named }) = &built else {
            panic!("{name:?}: {value:?}: {built:?}")
        };
        assert_eq!(named, name);
    }
}

#[test]
fn a_base_url_that_no_request_can_have_is_refused() {
    let table = [
        "https://example.com:99999",
        "https://1.2.3.4.5",
        "https://example.com/a/../b",
        "https://example.com/a/%2e%2e/b",
        "https://example.com/./a",
        "https://example.com/a\\b",
    ];
    for url in table {
        let built = builder(url).build();
        assert!(
            matches!(built, Err(BuildError::BaseUrl { .. })),
            "{url:?}: {built:?}"
        );
    }
}

#[tokio::test]
async fn a_header_that_frames_the_body_is_refused() {
    let server = Server::start(accepted()).await;
    let client = client(&server.url);
    for (name, value) in [
        ("Content-Length", "3"),
        ("content-length", "17"),
        ("Transfer-Encoding", "chunked"),
    ] {
        let call = client.stop_backup(BACKUP, stop()).header(name, value);
        let refused = matches!(
            call.preview(),
            Err(InvalidRequest::Header { name: named }) if named == name
        );
        assert!(refused, "{name}: {value}");
        let built = builder(&server.url).header(name, value).build();
        assert!(
            matches!(built, Err(BuildError::Header { .. })),
            "{name}: {built:?}"
        );
    }
    server.assert_untouched().await;
}

#[tokio::test]
async fn an_empty_token_is_not_sent() {
    let server = Server::start(accepted()).await;
    let client = builder(&server.url).x_auth_token("").build().unwrap();
    let error = call(&client).await.unwrap_err();
    assert!(!error.reached_server(), "{error:?}");
    assert!(error.to_string().contains("XAuthToken"), "{error}");
    server.assert_untouched().await;
}
