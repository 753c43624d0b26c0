//! No answer takes more memory than the client accepts.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use geminidb_client::{Client, Error, InvalidRequest, TransportErrorKind};

use crate::server::{Answer, Server};
use crate::{builder, call, client, kind};

fn modest_client(url: &str, bytes: usize) -> Client {
    builder(url).max_response_bytes(bytes).build().unwrap()
}

#[tokio::test]
async fn a_request_may_have_as_many_bytes_as_the_client_sends_and_not_one_more() {
    let server = Server::start(Answer::json(202, "{}")).await;
    let bytes = u64::try_from(r#"{"action":"stop"}"#.len()).unwrap();
    let limited = |limit| {
        builder(&server.url)
            .max_request_bytes(limit)
            .build()
            .unwrap()
    };
    call(&limited(bytes)).await.unwrap();
    let error = call(&limited(bytes - 1)).await.unwrap_err();
    let Error::InvalidRequest { source, .. } = &error else {
        panic!("{error:?}");
    };
    let limit = bytes - 1;
    assert_eq!(*source, InvalidRequest::BodyTooLarge { bytes, limit });
    assert!(!error.reached_server() && error.attempts() == 0);
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_body_may_have_as_many_bytes_as_the_client_accepts_and_not_one_more() {
    let body = format!(r#"{{"job_id":"{}"}}"#, "x".repeat(5000));
    let forms = [
        Answer::json(202, &body),
        Answer::raw(format!("HTTP/1.1 202 Accepted\r\n\r\n{body}")),
        Answer::raw(format!(
            "HTTP/1.1 202 Accepted\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n",
            body.len()
        )),
    ];
    for form in forms {
        let server = Server::start(form).await;
        call(&modest_client(&server.url, body.len())).await.unwrap();
        let error = call(&modest_client(&server.url, body.len() - 1))
            .await
            .unwrap_err();
        assert_eq!(kind(&error), Some(TransportErrorKind::BodyTooLarge));
        assert!(error.reached_server() && !error.is_retryable());
        assert!(!error.is_timeout() && !error.is_connect());
        let text = error.to_string();
        assert!(text.contains("larger than `max_response_bytes`"), "{text}");
    }
}

#[tokio::test]
async fn a_client_that_accepts_nothing_reads_an_empty_body() {
    let server = Server::start(Answer::new(404, &[], "")).await;
    let error = call(&modest_client(&server.url, 0)).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 404);

    let server = Server::start(Answer::new(202, &[], "{}")).await;
    let error = call(&modest_client(&server.url, 0)).await.unwrap_err();
    assert_eq!(kind(&error), Some(TransportErrorKind::BodyTooLarge));
}

#[tokio::test]
async fn a_body_without_an_end_is_left() {
    let piece = Bytes::from(vec![b'x'; 8192]);
    let forms = [
        Answer::Endless(Bytes::from("HTTP/1.1 202 Accepted\r\n\r\n"), piece.clone()),
        Answer::Endless(
            Bytes::from("HTTP/1.1 202 Accepted\r\ncontent-length: 99999999999999\r\n\r\n"),
            piece.clone(),
        ),
        Answer::Endless(
            Bytes::from("HTTP/1.1 202 Accepted\r\ntransfer-encoding: chunked\r\n\r\n"),
            [b"2000\r\n", &piece[..], b"\r\n"].concat().into(),
        ),
    ];
    for form in forms {
        let server = Server::start(form).await;
        let error = call(&modest_client(&server.url, 100_000))
            .await
            .unwrap_err();
        assert_eq!(kind(&error), Some(TransportErrorKind::BodyTooLarge));
        server.a_client_leaves().await;
    }
}

#[tokio::test]
async fn a_head_without_an_end_is_left() {
    let forms = [
        Answer::Endless(Bytes::from("HTTP/1.1 202 "), vec![b'x'; 8192].into()),
        Answer::Endless(
            Bytes::from("HTTP/1.1 202 Accepted\r\n"),
            b"a: b\r\n".repeat(1000).into(),
        ),
        Answer::Endless(
            Bytes::from("HTTP/1.1 202 Accepted\r\na: "),
            vec![b'x'; 8192].into(),
        ),
    ];
    for form in forms {
        let server = Server::start(form.clone()).await;
        let error = call(&client(&server.url)).await.unwrap_err();
        let broken = Some(TransportErrorKind::Broken);
        assert_eq!(kind(&error), broken, "{form:?}: {error:?}");
        server.a_client_leaves().await;
    }
}

#[tokio::test]
async fn endless_interim_responses_are_bounded_by_the_call_timeout() {
    let interim = b"HTTP/1.1 100 Continue\r\n\r\n".repeat(100).into();
    let server = Server::start(Answer::Endless(Bytes::new(), interim)).await;
    let hasty = builder(&server.url)
        .timeout(Duration::from_millis(100))
        .build()
        .unwrap();
    assert!(call(&hasty).await.unwrap_err().is_timeout());
    server.a_client_leaves().await;
}

/// A server of its own thread, which no client keeps waiting: sends the same again and again, and counts the bytes.
fn flood(piece: Vec<u8>) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let sent = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&sent);
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = [0; 4096];
        while stream.read(&mut request).unwrap() == request.len() {}
        while stream.write_all(&piece).is_ok() {
            count.fetch_add(piece.len(), Ordering::Relaxed);
        }
    });
    (url, sent)
}

/// hyper reads interim answers until tokio's budget of a task is spent: 128 reads of up to 512 KiB. No timer of the same thread
/// gets its turn before that.
#[tokio::test]
async fn a_flood_of_interim_responses_ends_with_the_timeout() {
    let interim = format!(
        "HTTP/1.1 103 Early Hints\r\nlink: {}\r\n\r\n",
        "x".repeat(16 << 10)
    );
    let (url, sent) = flood(interim.into_bytes());
    let hasty = builder(&url)
        .timeout(Duration::from_millis(100))
        .build()
        .unwrap();
    assert!(call(&hasty).await.unwrap_err().is_timeout());
    // Those of the time before, a task's budget, and what the kernel keeps.
    let sent = sent.load(Ordering::Relaxed);
    assert!(sent < 3 * (128 * (512 << 10)), "{sent} bytes");
}

#[tokio::test]
async fn a_long_response_is_read_to_the_end() {
    let job = "x".repeat(3 << 20);
    let server = Server::start(Answer::json(202, &format!(r#"{{"job_id":"{job}"}}"#))).await;
    let answer = call(&client(&server.url)).await.unwrap();
    assert!(answer.job_id == Some(job), "the job id is the one sent");
}
