//! Code of the user's between a call and the transport.

use std::error::Error as _;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use geminidb_client::testing::{MockResponse, Script};
use geminidb_client::{
    Body, BoxError, BoxFuture, Client, ClientBuilder, Middleware, Next, TransportError,
    TransportErrorKind,
};
use hmac::{Hmac, Mac as _};
use http::{Request, Response};
use sha2::{Digest as _, Sha256};

use crate::{CANARY, PROJECT, call, kind};

type Answered<'a> = BoxFuture<'a, Result<Response<Body>, TransportError>>;

fn builder(script: &Script) -> ClientBuilder {
    Client::builder()
        .x_auth_token(CANARY)
        .project_id(PROJECT)
        .transport(script.clone())
}

fn accepting() -> Script {
    Script::new().otherwise(MockResponse::new(202).body("{}"))
}

/// Writes down what passes it, both ways.
#[derive(Clone)]
struct Log(&'static str, Arc<Mutex<Vec<String>>>);

impl Middleware for Log {
    fn handle<'a>(&'a self, mut request: Request<Body>, next: Next<'a>) -> Answered<'a> {
        Box::pin(async move {
            let attempt = next.operation().attempts();
            let line = format!("{} > {attempt}", self.0);
            self.1.lock().unwrap().push(line);
            request
                .headers_mut()
                .insert("x-seen", self.0.parse().unwrap());
            let response = next.run(request).await?;
            let line = format!("{} < {}", self.0, response.status().as_u16());
            self.1.lock().unwrap().push(line);
            Ok(response)
        })
    }
}

/// Answers itself.
struct Cache;

impl Middleware for Cache {
    fn handle<'a>(&'a self, _: Request<Body>, _: Next<'a>) -> Answered<'a> {
        Box::pin(async { Ok(Response::new(Body::from(r#"{"job_id":"cached"}"#))) })
    }
}

/// Refuses.
struct Gate;

impl Middleware for Gate {
    fn handle<'a>(&'a self, _: Request<Body>, _: Next<'a>) -> Answered<'a> {
        let error = TransportError::new(TransportErrorKind::NotSent, Some("not today".into()));
        Box::pin(async { Err(error) })
    }
}

/// Sends another key, and does not say who sends.
struct Disguise;

impl Middleware for Disguise {
    fn handle<'a>(&'a self, mut request: Request<Body>, next: Next<'a>) -> Answered<'a> {
        let headers = request.headers_mut();
        headers.insert("x-auth-token", "another-key".parse().unwrap());
        headers.remove("user-agent");
        next.run(request)
    }
}

#[tokio::test(start_paused = true)]
async fn it_sees_each_attempt_both_ways_the_first_outermost() {
    let script = accepting().respond(MockResponse::new(500));
    let lines = Arc::new(Mutex::new(Vec::new()));
    let client = builder(&script)
        .middleware(Log("outer", Arc::clone(&lines)))
        .middleware(Log("inner", Arc::clone(&lines)))
        .build()
        .unwrap();
    call(&client).await.unwrap();
    assert_eq!(
        *lines.lock().unwrap(),
        [
            "outer > 1",
            "inner > 1",
            "inner < 500",
            "outer < 500",
            "outer > 2",
            "inner > 2",
            "inner < 202",
            "outer < 202",
        ]
    );
    for request in script.requests() {
        assert_eq!(request.header("x-seen"), Some("inner"));
        assert_eq!(request.header("x-auth-token"), Some(CANARY));
    }
}

#[tokio::test]
async fn it_has_the_last_word_on_headers_and_a_key_that_it_sets_is_hidden() {
    let script = accepting();
    let client = builder(&script).middleware(Disguise).build().unwrap();
    call(&client).await.unwrap();
    let requests = script.requests();
    let headers = requests[0].headers();
    assert_eq!(headers["x-auth-token"], "another-key");
    assert!(headers["x-auth-token"].is_sensitive());
    assert!(!headers.contains_key("user-agent"));
}

#[tokio::test]
async fn a_middleware_may_respond_itself() {
    let script = accepting();
    let client = builder(&script).middleware(Cache).build().unwrap();
    let answer = call(&client).await.unwrap();
    assert_eq!(answer.job_id.as_deref(), Some("cached"));
    assert!(script.requests().is_empty());
}

#[tokio::test]
async fn it_may_refuse() {
    let script = accepting();
    let client = builder(&script).middleware(Gate).build().unwrap();
    let error = call(&client).await.unwrap_err();
    assert_eq!(kind(&error), Some(TransportErrorKind::NotSent));
    assert!(!error.reached_server() && !error.is_retryable());
    let cause = error.source().unwrap();
    assert_eq!(cause.to_string(), "not today");
    assert!(script.requests().is_empty());
}

/// A signature as many services want it: over the method, the path, the query, a header and the hash of the body.
fn sign(request: &mut Request<Body>) -> Result<(), BoxError> {
    let body = request.body().as_bytes().ok_or("streams are not signed")?;
    let text = format!(
        "{}\n{}\n{}\n{}\n{}",
        request.method(),
        request.uri().path(),
        request.uri().query().unwrap_or_default(),
        request.headers()["content-type"].to_str()?,
        hex(&Sha256::digest(body)),
    );
    let mut mac = Hmac::<Sha256>::new_from_slice(b"key")?;
    mac.update(text.as_bytes());
    let signature = hex(&mac.finalize().into_bytes());
    request
        .headers_mut()
        .insert("x-signature", signature.parse()?);
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[tokio::test(start_paused = true)]
async fn a_signer_gets_the_final_request_of_each_attempt() {
    let script = accepting().respond(MockResponse::new(503));
    let lines = Arc::new(Mutex::new(Vec::new()));
    let client = builder(&script)
        .sign_requests(sign)
        .middleware(Log("before", lines))
        .build()
        .unwrap();
    call(&client).await.unwrap();
    let requests = script.requests();
    assert_eq!(requests.len(), 2);
    for request in requests {
        let mut expected = Request::new(Body::from(request.body().clone()));
        *expected.method_mut() = request.method().parse().unwrap();
        *expected.uri_mut() = request.url().parse().unwrap();
        *expected.headers_mut() = request.headers().clone();
        expected.headers_mut().remove("x-signature");
        sign(&mut expected).unwrap();
        let signature = request.header("x-signature").unwrap();
        assert_eq!(expected.headers()["x-signature"], signature);
        assert_eq!(signature.len(), 64);
    }
}

#[tokio::test]
async fn a_signer_that_fails_stops_the_request() {
    let script = accepting();
    let signer = |_: &mut Request<Body>| -> Result<(), BoxError> { Err("no key".into()) };
    let client = builder(&script).sign_requests(signer).build().unwrap();
    let error = call(&client).await.unwrap_err();
    assert_eq!(kind(&error), Some(TransportErrorKind::NotSent));
    assert!(!error.reached_server());
    assert!(script.requests().is_empty());
}
