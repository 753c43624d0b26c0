//! A transport of the user's own: no network, no server.

use std::convert::Infallible;
use std::error::Error as _;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use geminidb_client::{
    Body, BoxFuture, Client, ClientBuilder, Error, RetryPolicy, Transport, TransportError,
    TransportErrorKind,
};
use http::{Request, Response, StatusCode};

use crate::{BACKUP, CANARY, PROJECT, call, kind, stop};

/// What a transport answers, or why it does not.
type Answer<'a> = BoxFuture<'a, Result<Response<Body>, TransportError>>;

/// Answers alike to every request, and remembers it.
#[derive(Clone)]
struct Canned {
    status: StatusCode,
    pieces: Vec<&'static str>,
    seen: Arc<Mutex<Vec<Request<Body>>>>,
}

impl Canned {
    fn new(status: u16, pieces: &[&'static str]) -> Self {
        Self {
            status: StatusCode::from_u16(status).unwrap(),
            pieces: pieces.to_vec(),
            seen: Arc::default(),
        }
    }
}

impl Transport for Canned {
    fn send(&self, request: Request<Body>) -> Answer<'_> {
        self.seen.lock().unwrap().push(request);
        let body = Body::stream(Pieces(self.pieces.clone().into_iter()));
        let answer = Response::builder().status(self.status).body(body).unwrap();
        Box::pin(async { Ok(answer) })
    }
}

/// A body that comes in pieces.
struct Pieces(std::vec::IntoIter<&'static str>);

impl futures_core::Stream for Pieces {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().map(|piece| Ok(Bytes::from(piece))))
    }
}

/// Fails alike for every request.
struct Failing(TransportErrorKind);

impl Transport for Failing {
    fn send(&self, _: Request<Body>) -> Answer<'_> {
        let cause: Box<dyn std::error::Error + Send + Sync> = "the cable is cut".into();
        let error = TransportError::new(self.0, Some(cause));
        Box::pin(async { Err(error) })
    }
}

/// Never answers.
struct Mute;

impl Transport for Mute {
    fn send(&self, _: Request<Body>) -> Answer<'_> {
        Box::pin(std::future::pending())
    }
}

fn builder(transport: impl Transport) -> ClientBuilder {
    Client::builder()
        .x_auth_token(CANARY)
        .project_id(PROJECT)
        .transport(transport)
        .retry(RetryPolicy::none())
}

fn client(transport: impl Transport) -> Client {
    builder(transport).build().unwrap()
}

#[tokio::test]
async fn a_script_responds_without_a_network() {
    let transport = Canned::new(202, &[r#"{"job_id":"canned"}"#]);
    let answer = call(&client(transport.clone())).await.unwrap();
    assert_eq!(answer.job_id.as_deref(), Some("canned"));

    let seen = transport.seen.lock().unwrap();
    let request = &seen[0];
    assert_eq!(request.method(), "PUT");
    assert_eq!(
        request.uri().to_string(),
        format!(
            "https://gaussdb-nosql.ap-southeast-1.myhuaweicloud.com/v3/{PROJECT}/backups/{BACKUP}"
        )
    );
    assert_eq!(request.headers()["accept"], "application/json");
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(request.headers()["x-auth-token"], CANARY);
    assert!(request.headers()["x-auth-token"].is_sensitive());
    assert!(!format!("{request:?}").contains(CANARY));
    assert_eq!(
        request.body().as_bytes().unwrap().as_ref(),
        br#"{"action":"stop"}"#
    );
}

#[tokio::test]
async fn a_body_in_memory_is_one_chunk() {
    let mut body = Body::from("{}");
    assert_eq!(body.length(), Some(2));
    assert_eq!(body.next().await.unwrap().unwrap(), "{}");
    assert!(body.next().await.is_none());
}

#[tokio::test]
async fn pieces_are_put_together() {
    let pieces = ["{\"job", "", "_id\":", "\"j\"", "}"];
    let answer = call(&client(Canned::new(202, &pieces))).await.unwrap();
    assert_eq!(answer.job_id.as_deref(), Some("j"));
}

#[tokio::test]
async fn the_limit_holds_for_the_pieces_together() {
    let transport = Canned::new(202, &["{\"job_id\":", "\"j\"}"]);
    let client = builder(transport).max_response_bytes(13).build().unwrap();
    let error = call(&client).await.unwrap_err();
    assert_eq!(kind(&error), Some(TransportErrorKind::BodyTooLarge));
}

#[tokio::test]
async fn scripted_responses_are_decoded_like_others() {
    let refused = Canned::new(409, &[r#"{"error_code":"DBS.1","error_msg":"m"}"#]);
    let error = call(&client(refused)).await.unwrap_err();
    assert_eq!(error.error_body().unwrap().error_code, "DBS.1");

    let moved = Canned::new(307, &[]);
    let error = call(&client(moved)).await.unwrap_err();
    assert!(matches!(error, Error::UnexpectedStatus { .. }), "{error:?}");
}

#[tokio::test]
async fn its_failures_reach_the_caller_with_their_cause() {
    let table = [
        (TransportErrorKind::Connect, false, true),
        (TransportErrorKind::Timeout, true, true),
        (TransportErrorKind::Broken, true, true),
        (TransportErrorKind::BodyTooLarge, true, false),
        (TransportErrorKind::NotSent, false, false),
    ];
    for (expected, reached, retryable) in table {
        let error = call(&client(Failing(expected))).await.unwrap_err();
        assert_eq!(kind(&error), Some(expected));
        assert_eq!(error.reached_server(), reached, "{expected:?}");
        assert_eq!(error.is_retryable(), retryable, "{expected:?}");
        let cause = error.source();
        assert_eq!(cause.unwrap().to_string(), "the cable is cut");
    }
}

#[tokio::test]
async fn the_time_of_a_call_holds_for_it() {
    let call = client(Mute).stop_backup(BACKUP, stop());
    let error = call.timeout(Duration::from_millis(20)).await.unwrap_err();
    assert!(error.is_timeout());
}

#[tokio::test]
async fn it_is_not_asked_for_a_request_that_cannot_be_made() {
    let transport = Canned::new(202, &["{}"]);
    let client = client(transport.clone());
    client.stop_backup("", stop()).await.unwrap_err();
    client.stop_backup(BACKUP, stop()).preview().unwrap();
    assert!(transport.seen.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_transport_gets_the_user_agent() {
    let transport = Canned::new(202, &["{}"]);
    let client = builder(transport.clone())
        .user_agent("my-tool/2")
        .build()
        .unwrap();
    call(&client).await.unwrap();
    let seen = transport.seen.lock().unwrap();
    let agent = seen[0].headers().get(http::header::USER_AGENT);
    let agent = agent.and_then(|agent| agent.to_str().ok());
    assert!(
        agent.is_some_and(|agent| agent.starts_with("my-tool/2 geminidb-client/")),
        "{agent:?}"
    );
}
