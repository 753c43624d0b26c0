//! Calls as values: they move between threads, run at once, share what their client has, and end when they are dropped.

use std::time::Duration;

use bytes::Bytes;
use geminidb_client::types::StopBackupResponse;
use geminidb_client::{BuildError, Client, ClientBuilder, Response};

use crate::server::{Answer, Request, Server};
use crate::{BACKUP, CANARY, Failure, call, client, stop};

/// The name of the backup, as the job.
fn repeat_the_backup(_: usize, request: &Request) -> Answer {
    let line = request.line();
    let path = line.split(' ').nth(1).unwrap();
    let backup = path.rsplit('/').next().unwrap();
    Answer::kept(202, &format!(r#"{{"job_id":"{backup}"}}"#))
}

#[test]
fn everything_moves_between_threads() {
    fn moves<T: Send + 'static>() {}
    fn is_shared<T: Send + Sync + 'static>() {}
    fn moves_as_value<T: Send + 'static>(value: T) -> T {
        value
    }
    is_shared::<Client>();
    moves::<ClientBuilder>();
    is_shared::<BuildError>();
    is_shared::<Failure>();
    is_shared::<Response<StopBackupResponse>>();
    let client = client("http://127.0.0.1:1");
    drop(moves_as_value(client.stop_backup(BACKUP, stop())));
    drop(moves_as_value(client.stop_backup(BACKUP, stop()).send()));
    drop(moves_as_value(
        client.stop_backup(BACKUP, stop()).send_with_response(),
    ));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_concurrent_calls_each_get_their_own_response() {
    let server = Server::scripted(repeat_the_backup).await;
    let client = client(&server.url);
    let calls: Vec<_> = (0..100)
        .map(|number| {
            let backup = format!("backup-{number}");
            let call = client.stop_backup(&backup, stop()).send();
            (backup, tokio::spawn(call))
        })
        .collect();
    drop(client);
    for (backup, call) in calls {
        let answer = call.await.unwrap().unwrap();
        assert_eq!(answer.job_id, Some(backup));
    }
    assert_eq!(server.received().len(), 100);
}

#[tokio::test]
async fn clones_share_what_the_client_has() {
    let server = Server::scripted(repeat_the_backup).await;
    let client = client(&server.url);
    for _ in 0..20 {
        let clone = client.clone();
        assert_eq!(clone.base_url(), client.base_url());
        call(&clone).await.unwrap();
        tokio::task::yield_now().await;
    }
    let requests = server.received();
    assert_eq!(requests.len(), 20);
    for request in requests {
        assert_eq!(request.header("x-auth-token"), [CANARY]);
    }
    assert!(
        server.connections() < 10,
        "connections are used again: {} were made",
        server.connections()
    );
}

#[tokio::test]
async fn nothing_is_sent_before_the_call_is_awaited() {
    let server = Server::start(Answer::json(202, "{}")).await;
    let client = client(&server.url);
    drop(client.stop_backup(BACKUP, stop()));
    drop(client.stop_backup(BACKUP, stop()).send());
    drop(client.stop_backup(BACKUP, stop()).send_with_response());
    server.assert_untouched().await;
}

#[tokio::test]
async fn dropping_a_call_cancels_it() {
    let server = Server::start(Answer::Silence).await;
    let client = client(&server.url);
    let call = tokio::spawn(client.stop_backup(BACKUP, stop()).send());
    server.a_request_arrives().await;
    call.abort();
    assert!(call.await.unwrap_err().is_cancelled());
    server.a_client_leaves().await;
    server.only_request();
}

#[tokio::test]
async fn dropping_one_call_leaves_the_others() {
    let server = Server::scripted(|number, _| match number {
        0 => Answer::Silence,
        _ => Answer::json(202, r#"{"job_id":"j"}"#),
    })
    .await;
    let client = client(&server.url);
    let first = tokio::spawn(client.stop_backup(BACKUP, stop()).send());
    server.a_request_arrives().await;
    let second = client.stop_backup(BACKUP, stop()).send();
    first.abort();
    assert_eq!(second.await.unwrap().job_id.as_deref(), Some("j"));
}

#[tokio::test]
async fn bytes_after_a_response_are_not_the_next_response() {
    let answer = |job| {
        format!("HTTP/1.1 202 Accepted\r\ncontent-length: 18\r\n\r\n{{\"job_id\":\"{job}\"}}")
    };
    let both = Bytes::from(answer("first") + &answer("stray"));
    let server = Server::scripted(move |number, _| match number {
        0 => Answer::Stay(both.clone()),
        _ => Answer::json(202, r#"{"job_id":"second"}"#),
    })
    .await;
    let client = client(&server.url);
    assert_eq!(
        call(&client).await.unwrap().job_id.as_deref(),
        Some("first")
    );
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert_eq!(
        call(&client).await.unwrap().job_id.as_deref(),
        Some("second")
    );
}
