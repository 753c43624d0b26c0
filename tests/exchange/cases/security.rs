//! What calls send to prove who makes them: all of several schemes, one of several, their own; and what they do not show.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use security_alternatives::testing::{MockResponse as Scripted, Script};
use security_alternatives::{
    Body, Client, ClientBuilder, Credential, Error, InvalidRequest, IssuedCredential, Secret, types,
};

use crate::lengths::Pieces;
use crate::server::{Answer, Server};

pub(crate) fn accepting() -> Script {
    Script::new().otherwise(Scripted::new(204))
}

pub(crate) fn builder(script: &Script) -> ClientBuilder {
    Client::builder().transport(script.clone())
}

/// The query, the cookies and the authorization of the last request.
fn sent(script: &Script) -> [Option<String>; 3] {
    let requests = script.requests();
    let request = requests.last().unwrap();
    let header = |name| request.header(name).map(str::to_owned);
    let query = request.query().map(str::to_owned);
    [query, header("cookie"), header("authorization")]
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[tokio::test]
async fn an_operation_has_the_schemes_of_the_description_unless_it_has_its_own() {
    let script = accepting();
    let client = builder(&script).bearer("t").key("k").session("s");
    let client = client.build().unwrap();
    client.inherited().await.unwrap();
    assert_eq!(sent(&script), [None, None, some("Bearer t")]);
    client.own().await.unwrap();
    assert_eq!(sent(&script), [some("api_key=k"), None, None]);
    client.none().await.unwrap();
    assert_eq!(sent(&script), [None, None, None]);
}

#[tokio::test]
async fn schemes_that_go_together_are_sent_together() {
    let script = accepting();
    let client = builder(&script).key("k").session("s").build().unwrap();
    client.both().await.unwrap();
    assert_eq!(sent(&script), [some("api_key=k"), some("session=s"), None]);
    client.either().await.unwrap();
    assert_eq!(sent(&script), [some("api_key=k"), some("session=s"), None]);
}

#[tokio::test]
async fn the_first_alternative_that_can_be_met_is_taken() {
    let script = accepting();
    let all = builder(&script).bearer("t").key("k").session("s");
    all.build().unwrap().either().await.unwrap();
    assert_eq!(sent(&script), [None, None, some("Bearer t")]);
    let some_of_each = builder(&script).bearer("t").key("k").build().unwrap();
    some_of_each.either().await.unwrap();
    assert_eq!(sent(&script), [None, None, some("Bearer t")]);
    some_of_each.optional().await.unwrap();
    assert_eq!(sent(&script), [None, None, some("Bearer t")]);
    let nothing = builder(&script).build().unwrap();
    nothing.optional().await.unwrap();
    assert_eq!(sent(&script), [None, None, None]);
}

#[tokio::test]
async fn what_is_missing_is_named_and_nothing_else() {
    let script = accepting();
    let nothing = builder(&script).build().unwrap();
    let key = builder(&script).key("k").build().unwrap();
    let table = [
        (nothing.inherited().await.unwrap_err(), "bearer"),
        (nothing.both().await.unwrap_err(), "key and session"),
        (
            nothing.either().await.unwrap_err(),
            "bearer or key and session",
        ),
        (key.both().await.unwrap_err(), "session"),
        (key.either().await.unwrap_err(), "bearer or session"),
    ];
    for (error, names) in table {
        let text = format!("not sent: the client has no credential for {names}");
        assert!(error.to_string().ends_with(&text), "{error}");
    }
    assert!(script.requests().is_empty());
}

#[tokio::test]
async fn cookies_of_all_kinds_are_sent_together() {
    let script = accepting();
    let client = builder(&script).session("s").header("Cookie", "all=1");
    let client = client.build().unwrap();
    client.visit().seen("yes").await.unwrap();
    assert_eq!(sent(&script)[1], some("all=1; seen=yes; session=s"));
    client.visit().await.unwrap();
    assert_eq!(sent(&script)[1], some("all=1; session=s"));
    // The header of a call stands in place of the client's.
    let own = client.visit().seen("yes").header("Cookie", "one=2");
    own.await.unwrap();
    assert_eq!(sent(&script)[1], some("one=2; seen=yes; session=s"));
    for request in script.requests() {
        assert!(request.headers()["cookie"].is_sensitive());
    }
    let plain = builder(&script).session("s").build().unwrap();
    plain.visit().seen("yes").await.unwrap();
    assert!(script.requests()[3].headers()["cookie"].is_sensitive());
}

#[tokio::test]
async fn a_credential_is_one_cookie() {
    let script = accepting();
    let client = builder(&script).session("s; admin=1").build().unwrap();
    let error = client.visit().await.unwrap_err();
    let Error::InvalidRequest { source, .. } = error else {
        panic!("{error:?}")
    };
    assert_eq!(source, InvalidRequest::Credential { scheme: "session" });
    assert!(script.requests().is_empty());
}

/// Tokens with numbers.
fn numbered() -> Credential {
    let asked = Arc::new(AtomicUsize::new(0));
    Credential::from_provider(move || {
        let number = asked.fetch_add(1, Ordering::SeqCst);
        async move { Ok(IssuedCredential::new(format!("t{number}"))) }
    })
}

#[tokio::test]
async fn a_dry_run_shows_no_password() {
    let (password, pin) = ("canary \"5/ä%", Secret::from("canary-9"));
    let client = builder(&accepting()).build().unwrap();
    let call = || {
        let login = types::Login::new("me", password);
        client.log_in(login).pin("canary 7/").x_pin(&pin)
    };
    let preview = call().preview().unwrap();
    for shown in [
        preview.to_string(),
        format!("{preview:?}"),
        format!("{preview:#?}"),
        preview.url(),
    ] {
        assert!(!shown.contains("canary"), "{shown}");
    }
    let text = preview.to_string();
    assert!(text.contains("/logins?pin=…\n"), "{text}");
    assert!(text.contains("x-pin: …\n"), "{text}");
    assert!(text.ends_with(r#"{"user":"me","password":"…"}"#), "{text}");

    // And it is what is sent.
    let server = Server::start(Answer::new(204, &[], "")).await;
    let own = Client::builder().base_url(&server.url).build().unwrap();
    let login = types::Login::new("me", password);
    own.log_in(login).pin("canary 7/").await.unwrap();
    let request = server.only_request();
    assert_eq!(request.body(), preview.body().unwrap().as_ref());
    assert!(
        request.line().contains("pin=canary%207%2F"),
        "{}",
        request.line()
    );
}

/// An error and all that caused it, in every way that it can be shown.
fn assert_hidden(error: &(dyn std::error::Error + 'static)) {
    let chain = std::iter::successors(Some(error), |&cause| cause.source());
    for cause in chain {
        let shown = format!("{cause} {cause:#} {cause:?} {cause:#?}");
        assert!(!shown.contains("canary"), "{shown}");
    }
}

#[tokio::test]
async fn no_error_shows_a_key_of_the_query_or_a_cookie() {
    let answers = [
        Answer::new(500, &[], "canary"),
        Answer::new(302, &[("location", "/?api_key=canary")], ""),
        Answer::HangUp,
        Answer::raw("canary"),
        Answer::raw("HTTP/1.1 204 No\r\ncontent-length: 9\r\n\r\ncanary"),
        Answer::Reset("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\ncanary".into()),
        Answer::Silence,
    ];
    for answer in answers {
        let server = Server::start(answer).await;
        let client = Client::builder().base_url(&server.url);
        let client = client.key("canary").session("canary");
        let client = client.timeout(std::time::Duration::from_millis(200));
        let client = client.build().unwrap();
        if let Err(error) = client.both().await {
            assert_hidden(&error);
        }
        let preview = client.both().preview().unwrap();
        let shown = format!("{preview} {preview:?}");
        assert!(!shown.contains("canary"), "{shown}");
    }
    for url in ["http://127.0.0.1:1", "https://127.0.0.1:1"] {
        let client = Client::builder().base_url(url);
        let client = client.key("canary").session("canary").build().unwrap();
        assert_hidden(&client.both().await.unwrap_err());
    }
    for unfit in ["canary\n", "canary; other=1", "canary\0"] {
        let client = builder(&accepting()).key("k").session(unfit);
        assert_hidden(&client.build().unwrap().both().await.unwrap_err());
    }
}

#[tokio::test]
async fn a_refused_token_is_not_sent_again_if_the_call_is_not_retried() {
    let script = Script::new().otherwise(Scripted::new(401));
    let client = builder(&script).bearer(numbered()).build().unwrap();
    for number in 0..3 {
        let body = Body::stream(Pieces(vec![Ok(Bytes::from("piece"))]));
        let error = client.upload(body).await.unwrap_err();
        assert_eq!(error.attempts(), 1);
        assert_eq!(sent(&script)[2], Some(format!("Bearer t{number}")));
    }
}

#[tokio::test]
async fn what_is_signed_is_what_is_sent() {
    let server = Server::start(Answer::new(204, &[], "")).await;
    let signed = Arc::new(Mutex::new(String::new()));
    let seen = Arc::clone(&signed);
    let client = Client::builder()
        .base_url(server.url.replace("127.0.0.1", "LocalHost"))
        .key("k")
        .sign_requests(move |request: &mut http::Request<Body>| {
            *seen.lock().unwrap() = request.uri().to_string();
            Ok(())
        })
        .build()
        .unwrap();
    client.own().filter("it's").await.unwrap();
    let request = server.only_request();
    let line = request.line();
    let target = line.split(' ').nth(1).unwrap();
    let host = request.header("host").concat();
    assert_eq!(*signed.lock().unwrap(), format!("http://{host}{target}"));
    assert!(
        host.starts_with("localhost:") && target.contains("it%27s"),
        "{target}"
    );
}

#[tokio::test]
async fn a_header_of_the_call_replaces_a_credential() {
    let script = Script::new().otherwise(Scripted::new(401));
    let nothing = builder(&script).build().unwrap();
    let own = nothing.inherited().header("Authorization", "Bearer own");
    assert_eq!(own.await.unwrap_err().attempts(), 1);
    assert_eq!(sent(&script)[2], some("Bearer own"));
    let own = nothing.both().header("Cookie", "session=own");
    let error = own.await.unwrap_err().to_string();
    assert!(error.ends_with("no credential for key"), "{error}");

    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let credential = Credential::from_provider(move || {
        count.fetch_add(1, Ordering::SeqCst);
        async { Ok(IssuedCredential::new("t")) }
    });
    let script = accepting();
    let client = builder(&script).bearer(credential).build().unwrap();
    let own = || client.inherited().header("Authorization", "Bearer own");
    own().await.unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 0);
    client.inherited().await.unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    let script = script.respond(Scripted::new(401));
    assert_eq!(own().await.unwrap_err().attempts(), 1);
    client.inherited().await.unwrap();
    assert_eq!(sent(&script)[2], some("Bearer t"));
    assert_eq!(asked.load(Ordering::SeqCst), 1);

    // What is given is what is meant, whatever else the client has.
    let key = builder(&script).key("k").session("s").build().unwrap();
    let own = key.either().header("Authorization", "Bearer own");
    own.await.unwrap();
    assert_eq!(sent(&script), [None, None, some("Bearer own")]);
}

#[tokio::test]
async fn headers_that_authorize_are_redacted_at_every_level() {
    let script = accepting();
    let set = |request: &mut http::Request<Body>| {
        let headers = request.headers_mut();
        headers.insert("x-token", "canary".parse().unwrap());
        headers.insert("authorization", "canary".parse().unwrap());
        Ok(())
    };
    let signed = builder(&script).sign_requests(set).build().unwrap();
    let client = Client::builder().transport(script.clone());
    let client = client
        .header("X-Token", "canary")
        .header("Cookie", "canary=1");
    let client = client.token("t").build().unwrap();
    let preview = client.none().preview().unwrap();
    let shown = format!("{preview} {preview:?}");
    assert!(!shown.contains("canary"), "{shown}");
    client.none().await.unwrap();
    let plain = builder(&script).build().unwrap();
    plain.none().header("x-token", "canary").await.unwrap();
    signed.none().await.unwrap();
    for request in script.requests() {
        let shown = format!("{:?}", request.headers());
        assert!(!shown.contains("canary"), "{shown}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_panics_leaves_nobody_waiting() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let credential = Credential::from_provider(move || {
        let number = count.fetch_add(1, Ordering::SeqCst);
        async move {
            tokio::time::sleep(std::time::Duration::from_secs(1)).await;
            assert!(number > 0, "the first question panics");
            Ok(IssuedCredential::new("t"))
        }
    });
    let client = builder(&accepting()).bearer(credential).build().unwrap();
    let start = tokio::time::Instant::now();
    let calls: Vec<_> = (0..3)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.inherited().await })
        })
        .collect();
    let mut panics = 0;
    for call in calls {
        match call.await {
            Ok(answer) => answer.unwrap(),
            Err(_) => panics += 1,
        }
    }
    assert_eq!((panics, start.elapsed().as_secs()), (1, 2));
}

/// Answers what was sent.
fn echoing(status: u16) -> Script {
    Script::new().otherwise_with(move |request| {
        let sent = request.header("authorization").unwrap_or_default();
        let token = sent.strip_prefix("Bearer ").unwrap_or_default();
        let problem = serde_json::json!({ "detail": format!("`{token}` is no token") });
        Scripted::new(status)
            .header("x-request-id", format!("r-{token}"))
            .body(problem.to_string())
    })
}

#[tokio::test]
async fn a_credential_echoed_by_a_server_is_redacted() {
    let client = builder(&echoing(403)).bearer("canary").build().unwrap();
    let error = client.problem().await.unwrap_err();
    assert_hidden(&error);
    let text = error.to_string();
    assert!(text.ends_with("(request id r-***)"), "{text}");
    assert!(text.contains("`***` is no token"), "{text}");
    assert_eq!(error.error_body().unwrap().detail, "`canary` is no token");
    assert_eq!(error.request_id(), Some("r-canary"));
    // One of the call's own, too.
    let client = builder(&echoing(403)).build().unwrap();
    let own = client.problem().header("authorization", "Bearer canary");
    assert_hidden(&own.await.unwrap_err());
}

#[tokio::test]
async fn the_name_of_a_header_is_shown_escaped() {
    let unfit = "x\nevil: \u{1b}[31m";
    let client = builder(&accepting()).build().unwrap();
    let error = client.none().header(unfit, "v").await.unwrap_err();
    assert!(!error.to_string().contains(char::is_control), "{error}");
    let error = builder(&accepting()).header(unfit, "v").build();
    let error = error.unwrap_err().to_string();
    assert!(!error.contains(char::is_control), "{error}");
}
