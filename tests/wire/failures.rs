//! What happens on the way.

use std::time::{Duration, Instant};

use geminidb_client::{Error, TransportErrorKind};
use tokio::net::TcpListener;

use crate::server::{Answer, Server};
use crate::{BACKUP, call, client, stop};

fn kind<E>(error: &Error<E>) -> Option<TransportErrorKind> {
    match error {
        Error::Transport { source, .. } => Some(source.kind()),
        _ => None,
    }
}

#[tokio::test]
async fn nobody_listens() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = call(&client(&url)).await.unwrap_err();
    assert_eq!(kind(&error), Some(TransportErrorKind::Connect));
    assert!(error.is_connect() && error.is_retryable() && !error.reached_server());
}

#[tokio::test]
async fn the_server_never_answers() {
    let server = Server::start(Answer::Silence).await;
    let started = Instant::now();
    let error = client(&server.url)
        .stop_backup(BACKUP, stop())
        .timeout(Duration::from_millis(50))
        .await
        .unwrap_err();
    assert_eq!(kind(&error), Some(TransportErrorKind::Timeout));
    assert!(error.is_timeout() && error.reached_server());
    assert!(started.elapsed() < Duration::from_secs(4));
}

#[tokio::test]
async fn the_answer_comes_too_slowly() {
    let Answer::Bytes(bytes) = Answer::json(202, r#"{"job_id":"j"}"#) else {
        panic!("a sound answer is bytes")
    };
    let server = Server::start(Answer::Drip(bytes, Duration::from_millis(20))).await;
    let error = client(&server.url)
        .stop_backup(BACKUP, stop())
        .timeout(Duration::from_millis(200))
        .await
        .unwrap_err();
    assert_eq!(kind(&error), Some(TransportErrorKind::Timeout));
}

#[tokio::test]
async fn the_connection_breaks() {
    let cut = [
        Answer::HangUp,
        Answer::Bytes(b"HTTP/1.1 202 Acc".to_vec()),
        Answer::Bytes(b"HTTP/1.1 202 Accepted\r\ncontent-length: 100\r\n\r\n{\"job_id\":".to_vec()),
        Answer::Bytes(
            b"HTTP/1.1 202 Accepted\r\ntransfer-encoding: chunked\r\n\r\n20\r\n{\"job".to_vec(),
        ),
        Answer::Bytes(b"this is not HTTP\r\n\r\n".to_vec()),
    ];
    for answer in cut {
        let server = Server::start(answer.clone()).await;
        let error = call(&client(&server.url)).await.unwrap_err();
        assert_eq!(
            kind(&error),
            Some(TransportErrorKind::Broken),
            "{answer:?}: {error:?}"
        );
        assert!(error.reached_server());
    }
}

#[tokio::test]
async fn dropping_a_call_cancels_it() {
    let server = Server::start(Answer::Silence).await;
    let call = client(&server.url).stop_backup(BACKUP, stop()).send();
    assert!(
        tokio::time::timeout(Duration::from_millis(50), call)
            .await
            .is_err()
    );
}
