//! The dry run: a request shown and not sent.

use geminidb_client::InvalidRequest;

use crate::server::{Answer, Server};
use crate::{BACKUP, CANARY, PROJECT, client, stop};

#[tokio::test]
async fn a_dry_run_shows_the_request_and_sends_nothing() {
    let server = Server::start(Answer::json(202, "{}")).await;
    let preview = client(&server.url)
        .stop_backup(BACKUP, stop())
        .preview()
        .unwrap();
    let url = format!("{}/v3/{PROJECT}/backups/{BACKUP}", server.url);
    assert_eq!(preview.method(), "PUT");
    assert_eq!(preview.url(), url);
    assert_eq!(preview.body().unwrap().as_ref(), br#"{"action":"stop"}"#);

    let text = preview.to_string();
    let (head, body) = text.split_once("\n\n").unwrap();
    let mut lines = head.lines();
    assert_eq!(lines.next(), Some(&*format!("PUT {url}")));
    let mut headers: Vec<_> = lines.collect();
    headers.retain(|line| !line.starts_with("user-agent: "));
    headers.sort_unstable();
    assert_eq!(
        headers,
        [
            "accept: application/json",
            "content-type: application/json",
            "x-auth-token: …"
        ]
    );
    assert_eq!(body, r#"{"action":"stop"}"#);
    let debug = format!("{preview:?}");
    assert!(debug.contains("x-auth-token: …"), "{debug}");
    assert!(debug.ends_with("\n\n(17 bytes)"), "{debug}");
    server.assert_untouched().await;
}

#[tokio::test]
async fn a_dry_run_shows_what_is_sent() {
    let server = Server::start(Answer::json(202, "{}")).await;
    let call = || {
        client(&format!("{}/gateway/", server.url))
            .stop_backup("a/b ä", stop())
            .header("x-trace", "7")
    };
    let preview = call().preview().unwrap();
    call().await.unwrap();

    let request = server.only_request();
    let path = preview.url().replace(&server.url, "");
    assert_eq!(
        request.line(),
        format!("{} {path} HTTP/1.1", preview.method())
    );
    assert_eq!(request.body(), preview.body().unwrap().as_ref());
    let text = preview.to_string();
    let (head, _) = text.split_once("\n\n").unwrap();
    for (name, value) in head
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(": "))
    {
        let value = value.replace('…', CANARY);
        assert_eq!(request.header(name), [value], "the header {name}");
    }
}

#[tokio::test]
async fn a_dry_run_of_a_request_that_cannot_be_made_says_why() {
    let client = client("http://127.0.0.1:1");
    let table = [
        (
            client.stop_backup("..", stop()),
            InvalidRequest::PathParameter { name: "backup_id" },
        ),
        (
            client.stop_backup(BACKUP, stop()).header("x-trace", "a\nb"),
            InvalidRequest::Header {
                name: "x-trace".to_owned(),
            },
        ),
    ];
    for (call, problem) in table {
        assert_eq!(call.preview().unwrap_err(), problem);
    }
}
