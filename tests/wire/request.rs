//! What arrives at the server.

use geminidb_client::types::{StopBackupAction, StopBackupRequest};
use geminidb_client::{BuildError, Client, Error, InvalidRequest};

use crate::server::{Answer, Server};
use crate::{BACKUP, CANARY, PROJECT, call, client, stop};

fn accepted() -> Answer {
    Answer::json(202, r#"{"job_id":"b52cc59d-e1e2-4e63-bb00-7694e126f66a"}"#)
}

fn header<'r>(request: &'r str, name: &str) -> Option<&'r str> {
    let head = request.split("\r\n\r\n").next()?;
    head.lines()
        .find_map(|line| {
            line.split_once(": ")
                .filter(|(found, _)| found.eq_ignore_ascii_case(name))
        })
        .map(|(_, value)| value)
}

#[tokio::test]
async fn the_documented_call_arrives_as_documented() {
    let server = Server::start(accepted()).await;
    let answer = call(&client(&server.url)).await.unwrap();
    assert_eq!(
        answer.job_id.as_deref(),
        Some("b52cc59d-e1e2-4e63-bb00-7694e126f66a")
    );

    let request = server.only_request();
    assert_eq!(
        request.lines().next(),
        Some(&*format!("PUT /v3/{PROJECT}/backups/{BACKUP} HTTP/1.1"))
    );
    assert_eq!(header(&request, "x-auth-token"), Some(CANARY));
    assert_eq!(header(&request, "content-type"), Some("application/json"));
    assert_eq!(header(&request, "accept"), Some("application/json"));
    let version = concat!("geminidb-client/", "0.1.0");
    assert_eq!(header(&request, "user-agent"), Some(version));
    assert_eq!(
        request.split("\r\n\r\n").nth(1),
        Some(r#"{"action":"stop"}"#)
    );
}

#[tokio::test]
async fn path_parameters_are_percent_encoded() {
    let table = [
        ("a b", "a%20b"),
        ("a/b", "a%2Fb"),
        ("a?b", "a%3Fb"),
        ("a#b", "a%23b"),
        ("a%b", "a%25b"),
        ("a+b", "a%2Bb"),
        ("a:b@c", "a%3Ab%40c"),
        ("ä", "%C3%A4"),
        ("...", "..."),
        ("a;b=c", "a%3Bb%3Dc"),
        ("-._~", "-._~"),
    ];
    for (value, encoded) in table {
        let server = Server::start(accepted()).await;
        client(&server.url)
            .stop_backup(value, stop())
            .await
            .unwrap();
        let line = server.only_request().lines().next().unwrap().to_owned();
        assert_eq!(
            line,
            format!("PUT /v3/{PROJECT}/backups/{encoded} HTTP/1.1"),
            "for {value:?}"
        );
    }
}

#[tokio::test]
async fn a_path_parameter_that_would_change_the_path_is_refused_before_anything_is_sent() {
    let server = Server::start(accepted()).await;
    for value in ["", ".", ".."] {
        let error = client(&server.url)
            .stop_backup(value, stop())
            .await
            .unwrap_err();
        let refused = matches!(
            error,
            Error::InvalidRequest {
                source: InvalidRequest::PathParameter { name: "backup_id" },
                ..
            }
        );
        assert!(refused, "{value:?}: {error:?}");
        assert!(!error.reached_server());

        let built = Client::builder()
            .base_url(&*server.url)
            .x_auth_token("t")
            .project_id(value)
            .build();
        assert!(
            matches!(
                built,
                Err(BuildError::MissingPathParameter { name: "project_id" })
            ),
            "{built:?}"
        );
    }
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_prefix_of_the_base_url_is_kept() {
    for end in ["/gateway/nosql", "/gateway/nosql/"] {
        let server = Server::start(accepted()).await;
        call(&client(&format!("{}{end}", server.url)))
            .await
            .unwrap();
        let line = server.only_request().lines().next().unwrap().to_owned();
        assert_eq!(
            line,
            format!("PUT /gateway/nosql/v3/{PROJECT}/backups/{BACKUP} HTTP/1.1")
        );
    }
}

#[test]
fn a_base_url_that_is_none_is_refused() {
    for url in [
        "",
        "example.com",
        "ftp://example.com",
        "/v3",
        "https://",
        "https://example.com?a=b",
        "https://u:p@example.com",
    ] {
        let built = Client::builder()
            .base_url(url)
            .x_auth_token("t")
            .project_id("p")
            .build();
        assert!(
            matches!(built, Err(BuildError::BaseUrl { .. })),
            "{url:?}: {built:?}"
        );
    }
}

#[tokio::test]
async fn an_action_that_the_description_does_not_name_is_sent_as_it_is() {
    let server = Server::start(accepted()).await;
    let body = StopBackupRequest::new(StopBackupAction::from("postpone"));
    client(&server.url).stop_backup(BACKUP, body).await.unwrap();
    assert!(server.only_request().ends_with(r#"{"action":"postpone"}"#));
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
    let missing = matches!(
        error,
        Error::InvalidRequest {
            source: InvalidRequest::MissingCredential { .. },
            ..
        }
    );
    assert!(missing, "{error:?}");
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn headers_can_be_added_and_broken_ones_are_refused() {
    let server = Server::start(accepted()).await;
    client(&server.url)
        .stop_backup(BACKUP, stop())
        .header("x-trace", "7")
        .await
        .unwrap();
    assert_eq!(header(&server.only_request(), "x-trace"), Some("7"));

    let quiet = Server::start(accepted()).await;
    for (name, value) in [("x-trace", "a\r\nx-evil: 1"), ("x trace", "a"), ("", "a")] {
        let error = client(&quiet.url)
            .stop_backup(BACKUP, stop())
            .header(name, value)
            .await
            .unwrap_err();
        let refused = matches!(
            error,
            Error::InvalidRequest {
                source: InvalidRequest::Header { .. },
                ..
            }
        );
        assert!(refused, "{name:?}: {value:?}: {error:?}");
    }
    assert!(quiet.received().is_empty());
}

#[tokio::test]
async fn calls_run_at_once_and_move_between_threads() {
    let server = Server::start(accepted()).await;
    let client = client(&server.url);
    let calls = (0..50).map(|_| tokio::spawn(client.stop_backup(BACKUP, stop()).send()));
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap().unwrap();
    }
    assert_eq!(server.received().len(), 50);
}

#[tokio::test]
async fn a_dry_run_shows_the_request_and_sends_nothing() {
    let server = Server::start(accepted()).await;
    let preview = client(&server.url)
        .stop_backup(BACKUP, stop())
        .preview()
        .unwrap();
    let text = preview.to_string();
    assert!(
        text.starts_with(&format!(
            "PUT {}/v3/{PROJECT}/backups/{BACKUP}\n",
            server.url
        )),
        "{text}"
    );
    assert!(text.contains("x-auth-token: …\n"), "{text}");
    assert!(text.ends_with("\n\n{\"action\":\"stop\"}"), "{text}");
    assert!(server.received().is_empty());
}
