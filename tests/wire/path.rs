//! Path parameters: what they may be, and how they arrive.

use geminidb_client::{BuildError, Client, Error, InvalidRequest};

use crate::server::{Answer, Server};
use crate::{BACKUP, PROJECT, builder, call, client, stop};

/// Values, and how they arrive.
const VALUES: [(&str, &str); 27] = [
    (BACKUP, BACKUP),
    ("a b", "a%20b"),
    (" ", "%20"),
    ("a/b", "a%2Fb"),
    ("/", "%2F"),
    ("../x", "..%2Fx"),
    ("a\\b", "a%5Cb"),
    ("a?b", "a%3Fb"),
    ("a#b", "a%23b"),
    ("a%b", "a%25b"),
    ("%2F", "%252F"),
    ("%2e%2e", "%252e%252e"),
    ("a+b", "a%2Bb"),
    ("a:b@c", "a%3Ab%40c"),
    ("a;b=c,d", "a%3Bb%3Dc%2Cd"),
    ("a&b", "a%26b"),
    ("{x}", "%7Bx%7D"),
    ("{backup_id}", "%7Bbackup_id%7D"),
    ("a\"<>|^`'b", "a%22%3C%3E%7C%5E%60%27b"),
    ("a\r\nb\tc\0", "a%0D%0Ab%09c%00"),
    ("ä", "%C3%A4"),
    ("a\u{308}", "a%CC%88"),
    ("備份", "%E5%82%99%E4%BB%BD"),
    ("🦀", "%F0%9F%A6%80"),
    ("-._~", "-._~"),
    ("...", "..."),
    (".a", ".a"),
];

fn accepted() -> Answer {
    Answer::json(202, "{}")
}

#[tokio::test]
async fn the_argument_is_percent_encoded() {
    let server = Server::start(accepted()).await;
    let client = client(&server.url);
    for (value, _) in VALUES {
        client.stop_backup(value, stop()).await.unwrap();
    }
    for ((value, encoded), request) in VALUES.iter().zip(server.received()) {
        let expected = format!("PUT /v3/{PROJECT}/backups/{encoded} HTTP/1.1");
        assert_eq!(request.line(), expected, "for {value:?}");
    }
    assert_eq!(server.received().len(), VALUES.len());
}

#[tokio::test]
async fn the_parameter_of_the_client_is_percent_encoded() {
    let server = Server::start(accepted()).await;
    let values: Vec<_> = VALUES.iter().step_by(4).collect();
    for (value, _) in &values {
        let client = builder(&server.url).project_id(*value).build().unwrap();
        call(&client).await.unwrap();
    }
    for ((value, encoded), request) in values.iter().zip(server.received()) {
        let expected = format!("PUT /v3/{encoded}/backups/{BACKUP} HTTP/1.1");
        assert_eq!(request.line(), expected, "for {value:?}");
    }
    assert_eq!(server.received().len(), values.len());
}

/// Values by which the path would be another one.
const REFUSED: [&str; 3] = ["", ".", ".."];

#[tokio::test]
async fn an_argument_that_would_change_the_path_is_refused_before_anything_is_sent() {
    let server = Server::start(accepted()).await;
    let client = client(&server.url);
    for value in REFUSED {
        let error = client.stop_backup(value, stop()).await.unwrap_err();
        let Error::InvalidRequest { source, .. } = &error else {
            panic!("{value:?}: {error:?}")
        };
        assert_eq!(
            source,
            &InvalidRequest::PathParameter { name: "backup_id" },
            "for {value:?}"
        );
        assert!(!error.reached_server() && !error.is_retryable());
        assert!(error.response().is_none() && error.status().is_none());
        let text = error.to_string();
        assert!(
            text.contains("not sent") && text.contains("backup_id"),
            "{text}"
        );
    }
    server.assert_untouched().await;
}

#[test]
fn a_parameter_of_the_client_that_would_change_the_path_is_refused_when_it_is_built() {
    let project_missing = |built: &Result<Client, BuildError>| {
        matches!(
            built,
            Err(BuildError::MissingPathParameter { name: "project_id" })
        )
    };
    for value in REFUSED {
        let built = builder("http://127.0.0.1:1").project_id(value).build();
        assert!(project_missing(&built), "{value:?}: {built:?}");
    }
    let built = Client::builder().x_auth_token("t").build();
    assert!(project_missing(&built), "{built:?}");
}
