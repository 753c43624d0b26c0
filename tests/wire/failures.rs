//! What happens on the way to the server and back.

use std::error::Error as _;
use std::time::{Duration, Instant};

use bytes::Bytes;
use geminidb_client::{RetryPolicy, TransportErrorKind};
use tokio::net::{TcpListener, TcpSocket, TcpStream};

use crate::server::{Answer, Server};
use crate::{BACKUP, CANARY, Failure, builder, call, client, kind, stop};

/// No connection came about: nothing was sent, and the call may be made again.
fn assert_not_connected(error: &Failure) {
    assert_eq!(kind(error), Some(TransportErrorKind::Connect), "{error:?}");
    assert!(error.is_connect() && !error.is_timeout());
    assert!(error.is_retryable() && !error.reached_server());
    assert!(error.response().is_none() && error.status().is_none() && error.raw_body().is_none());
}

/// Time ran out, and the server may have acted.
fn assert_timed_out(error: &Failure) {
    assert_eq!(kind(error), Some(TransportErrorKind::Timeout), "{error:?}");
    assert!(error.is_timeout() && !error.is_connect());
    assert!(error.is_retryable() && error.reached_server());
}

/// The connection broke, and the server may have acted.
fn assert_broken(error: &Failure) {
    assert_eq!(kind(error), Some(TransportErrorKind::Broken), "{error:?}");
    assert!(!error.is_timeout() && !error.is_connect());
    assert!(error.is_retryable() && error.reached_server());
    let cause = error.source();
    assert!(cause.is_some(), "the cause is kept: {error:?}");
}

#[tokio::test]
async fn nobody_listens() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = call(&client(&url)).await.unwrap_err();
    assert_not_connected(&error);
    let text = error.to_string();
    assert!(text.contains("could not connect"), "{text}");
}

/// A listener that takes nobody: its queue is full, so connections hang.
#[cfg(target_os = "linux")]
async fn busy() -> (TcpListener, Vec<TcpStream>, String) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut queue = Vec::new();
    let wait = Duration::from_millis(50);
    while let Ok(Ok(stream)) = tokio::time::timeout(wait, TcpStream::connect(address)).await {
        queue.push(stream);
        assert!(queue.len() < 10, "the queue is never full");
    }
    (listener, queue, format!("http://{address}"))
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn the_connection_takes_too_long() {
    let (_listener, _queue, url) = busy().await;
    let client = builder(&url)
        .connect_timeout(Duration::from_millis(50))
        .build()
        .unwrap();
    assert_not_connected(&call(&client).await.unwrap_err());
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn an_attempt_that_finds_nobody_in_time_is_known_not_to_have_connected() {
    let (_listener, _queue, url) = busy().await;
    let half = Duration::from_millis(500);
    let attempt = builder(&url).attempt_timeout(half).build().unwrap();
    assert_not_connected(&call(&attempt).await.unwrap_err());
    let whole = builder(&url).timeout(half).build().unwrap();
    assert_not_connected(&call(&whole).await.unwrap_err());
}

#[tokio::test]
async fn a_request_that_the_connection_refuses_is_not_sent() {
    let server = Server::start(Answer::json(202, "{}")).await;
    let client = builder(&server.url)
        .retry(RetryPolicy::default())
        .configure_reqwest(|builder| builder.https_only(true))
        .build()
        .unwrap();
    let error = call(&client).await.unwrap_err();
    assert_eq!(kind(&error), Some(TransportErrorKind::NotSent), "{error:?}");
    assert!(!error.reached_server() && !error.is_retryable());
    assert_eq!(error.attempts(), 1);
    server.assert_untouched().await;
}

#[tokio::test]
async fn a_success_that_is_lost_on_the_way_keeps_what_came_of_it() {
    let head = "HTTP/1.1 202 Accepted\r\nx-request-id: r-1\r\n";
    let long = format!("{head}content-length: 2000\r\n\r\n{}", "x".repeat(2000));
    let table = [
        (Answer::raw(long), TransportErrorKind::BodyTooLarge, 1000),
        (
            Answer::raw(format!("{head}content-length: 100\r\n\r\nhalf")),
            TransportErrorKind::Broken,
            4,
        ),
        (
            Answer::Stay(format!("{head}content-length: 100\r\n\r\nhalf").into()),
            TransportErrorKind::Timeout,
            4,
        ),
    ];
    for (answer, expected, bytes) in table {
        let server = Server::start(answer).await;
        let client = builder(&server.url)
            .max_response_bytes(1000)
            .timeout(Duration::from_millis(300))
            .build()
            .unwrap();
        let error = call(&client).await.unwrap_err();
        assert_eq!(kind(&error), Some(expected), "{error:?}");
        assert_eq!(error.status().unwrap(), 202);
        assert_eq!(error.request_id(), Some("r-1"));
        assert!(error.to_string().ends_with("(request id r-1)"), "{error}");
        assert_eq!(error.raw_body().unwrap().len(), bytes);
        assert!(error.response().unwrap().is_truncated());
    }
}

#[tokio::test]
async fn the_server_does_not_speak_tls_and_the_token_is_not_sent() {
    let server = Server::start(Answer::new(400, &[], "TLS was not expected here")).await;
    let url = server.url.replace("http://", "https://");
    assert_not_connected(&call(&client(&url)).await.unwrap_err());
    for request in server.received() {
        let text = String::from_utf8_lossy(&request.bytes).into_owned();
        assert!(!text.contains(CANARY) && !text.contains(BACKUP), "{text}");
    }
}

#[tokio::test]
async fn the_server_never_responds() {
    let server = Server::start(Answer::Silence).await;
    let started = Instant::now();
    let call = client(&server.url)
        .stop_backup(BACKUP, stop())
        .timeout(Duration::from_millis(50));
    assert_timed_out(&call.await.unwrap_err());
    assert!(started.elapsed() >= Duration::from_millis(50));
    assert!(started.elapsed() < Duration::from_secs(4));
    server.a_client_leaves().await;
    server.only_request();
}

#[tokio::test]
async fn the_time_of_the_client_holds_unless_the_call_has_its_own() {
    let server = Server::start(Answer::Silence).await;
    let hasty = builder(&server.url)
        .timeout(Duration::from_millis(50))
        .build()
        .unwrap();
    assert_timed_out(&call(&hasty).await.unwrap_err());

    let slow = Answer::Drip(
        Bytes::new(),
        Bytes::from("HTTP/1.0 202\r\n\r\n{}"),
        Duration::from_millis(5),
    );
    let server = Server::start(slow).await;
    let hasty = builder(&server.url)
        .timeout(Duration::from_millis(1))
        .build()
        .unwrap();
    let patient = hasty
        .stop_backup(BACKUP, stop())
        .timeout(Duration::from_secs(5));
    patient.await.unwrap();
}

#[tokio::test]
async fn the_response_is_too_slow() {
    let (head, body) = (
        "HTTP/1.1 202 Accepted\r\ncontent-length: 14\r\n\r\n",
        "{\"job_id\":\"j\"}",
    );
    let pause = Duration::from_millis(50);
    let slow = [
        Answer::Drip(Bytes::new(), format!("{head}{body}").into(), pause),
        Answer::Drip(head.into(), body.into(), pause),
        Answer::Stay(head.into()),
    ];
    let calls = slow.len();
    let server = Server::in_turn(slow).await;
    let client = client(&server.url);
    for _ in 0..calls {
        let call = client
            .stop_backup(BACKUP, stop())
            .timeout(Duration::from_millis(150));
        assert_timed_out(&call.await.unwrap_err());
    }
}

#[tokio::test]
async fn the_shortest_and_the_longest_time_are_sound() {
    let server = Server::start(Answer::Silence).await;
    let call = client(&server.url).stop_backup(BACKUP, stop());
    assert_timed_out(&call.timeout(Duration::ZERO).await.unwrap_err());

    let server = Server::start(Answer::json(202, "{}")).await;
    let client = builder(&server.url)
        .timeout(Duration::MAX)
        .connect_timeout(Duration::MAX)
        .build()
        .unwrap();
    crate::call(&client).await.unwrap();
}

#[tokio::test]
async fn the_connection_breaks() {
    let accepted = "HTTP/1.1 202 Accepted\r\n";
    let cut = [
        Answer::HangUp,
        Answer::Reset(Bytes::new()),
        Answer::raw("HTTP/1.1 202 Acc"),
        Answer::raw(format!("{accepted}content-type: application/json\r\n")),
        Answer::raw(format!("{accepted}content-length: 100\r\n\r\n")),
        Answer::raw(format!(
            "{accepted}content-length: 100\r\n\r\n{{\"job_id\":\"j\"}}"
        )),
        Answer::Reset(format!("{accepted}content-length: 100\r\n\r\n{{\"job_id\":").into()),
        Answer::raw(format!(
            "{accepted}transfer-encoding: chunked\r\n\r\n20\r\n{{\"job"
        )),
        Answer::raw(format!(
            "{accepted}transfer-encoding: chunked\r\n\r\n2\r\n{{}}\r\n"
        )),
        Answer::raw(format!(
            "{accepted}transfer-encoding: chunked\r\n\r\nzz\r\n{{}}\r\n0\r\n\r\n"
        )),
        Answer::raw(format!(
            "{accepted}content-length: 2\r\ncontent-length: 3\r\n\r\n{{}} "
        )),
        Answer::raw(format!("{accepted}content-length: two\r\n\r\n{{}}")),
        Answer::raw("HTTP/1.1 2002 Accepted\r\n\r\n{}"),
        Answer::raw("HTTP/1.1 100 Continue\r\n\r\n"),
        Answer::raw("this is not HTTP\r\n\r\n"),
        Answer::raw(vec![0; 64]),
    ];
    let server = Server::in_turn(cut.clone()).await;
    let client = client(&server.url);
    for answer in &cut {
        match call(&client).await {
            Ok(success) => panic!("{answer:?}: {success:?}"),
            Err(error) => assert_broken(&error),
        }
    }
    let requests = server.received().len();
    assert_eq!(requests, cut.len(), "no call is sent twice");
}

#[tokio::test]
async fn a_call_is_not_sent_twice_when_a_kept_connection_breaks() {
    let server = Server::scripted(|number, _| match number {
        0 => Answer::kept(202, "{}"),
        _ => Answer::HangUp,
    })
    .await;
    let client = client(&server.url);
    call(&client).await.unwrap();
    assert_broken(&call(&client).await.unwrap_err());
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn the_next_call_after_a_failure_succeeds() {
    let server = Server::scripted(|number, _| match number {
        0 => Answer::HangUp,
        1 => Answer::raw("HTTP/1.1 202 Accepted\r\ncontent-length: 100\r\n\r\n{"),
        _ => Answer::json(202, "{}"),
    })
    .await;
    let client = client(&server.url);
    assert_broken(&call(&client).await.unwrap_err());
    assert_broken(&call(&client).await.unwrap_err());
    call(&client).await.unwrap();
}
