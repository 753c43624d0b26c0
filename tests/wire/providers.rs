//! Credentials that are got when they are needed.

use std::error::Error as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use geminidb_client::testing::{MockResponse, Script};
use geminidb_client::{Client, Credential, IssuedCredential, TransportError, TransportErrorKind};

use tokio::time::Instant;

use crate::{BACKUP, CANARY, PROJECT, call, kind, stop};

/// A provider that numbers its tokens, which are valid for `lifetime` and take a second to get.
#[derive(Clone, Default)]
struct Counter {
    asked: Arc<AtomicUsize>,
    lifetime: Option<Duration>,
}

impl Counter {
    fn credential(&self) -> Credential {
        let own = self.clone();
        Credential::from_provider(move || {
            let own = own.clone();
            async move {
                let number = own.asked.fetch_add(1, Ordering::SeqCst);
                tokio::time::sleep(Duration::from_secs(1)).await;
                let issued = IssuedCredential::new(format!("token-{number}"));
                Ok(match own.lifetime {
                    Some(lifetime) => issued.expires_in(lifetime),
                    None => issued,
                })
            }
        })
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

fn client(script: &Script, credential: impl Into<Credential>) -> Client {
    Client::builder()
        .x_auth_token(credential)
        .project_id(PROJECT)
        .transport(script.clone())
        .build()
        .unwrap()
}

/// The tokens that were sent.
fn tokens(script: &Script) -> Vec<String> {
    let requests = script.requests().into_iter();
    requests
        .map(|request| request.header("x-auth-token").unwrap().to_owned())
        .collect()
}

fn accepting() -> Script {
    Script::new().otherwise(MockResponse::new(202).body("{}"))
}

#[tokio::test(start_paused = true)]
async fn a_token_is_got_once_and_kept() {
    let (provider, script) = (Counter::default(), accepting());
    let client = client(&script, provider.credential());
    assert_eq!(provider.asked(), 0, "not before it is needed");
    for _ in 0..3 {
        call(&client).await.unwrap();
    }
    assert_eq!(provider.asked(), 1);
    assert_eq!(tokens(&script), ["token-0"; 3]);
}

#[tokio::test(start_paused = true)]
async fn one_flight_serves_all_waiters() {
    let (provider, script) = (Counter::default(), accepting());
    let client = client(&script, provider.credential());
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..20 {
        calls.spawn(client.stop_backup(BACKUP, stop()).send());
    }
    while let Some(answer) = calls.join_next().await {
        answer.unwrap().unwrap();
    }
    assert_eq!(provider.asked(), 1);
}

#[tokio::test(start_paused = true)]
async fn one_failure_reaches_all_waiters() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let failing = Credential::from_provider(move || {
        count.fetch_add(1, Ordering::SeqCst);
        async {
            tokio::time::sleep(Duration::from_secs(5)).await;
            Err("the vault is shut".into())
        }
    });
    let client = client(&accepting(), failing);
    let start = Instant::now();
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..20 {
        calls.spawn(client.stop_backup(BACKUP, stop()).send());
    }
    while let Some(answer) = calls.join_next().await {
        let error = answer.unwrap().unwrap_err();
        let cause = error.source().unwrap();
        assert_eq!(cause.source().unwrap().to_string(), "the vault is shut");
    }
    assert!(start.elapsed() < Duration::from_secs(6));
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    // The next one asks anew.
    call(&client).await.unwrap_err();
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

/// A provider that takes five seconds, and a client that waits for it.
fn slow() -> (Arc<AtomicUsize>, Script, Client) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let slow = Credential::from_provider(move || {
        let number = count.fetch_add(1, Ordering::SeqCst);
        async move {
            tokio::time::sleep(Duration::from_secs(5)).await;
            Ok(IssuedCredential::new(format!("token-{number}")))
        }
    });
    let script = accepting();
    let client = client(&script, slow);
    (asked, script, client)
}

#[tokio::test(start_paused = true)]
async fn a_canceled_call_leaves_the_flight_to_the_other_waiters() {
    let (asked, script, client) = slow();
    let mut calls = tokio::task::JoinSet::new();
    for number in 0..5 {
        let timeout = Duration::from_secs(1 + 3 * number);
        calls.spawn(client.stop_backup(BACKUP, stop()).timeout(timeout).send());
    }
    let mut failed = 0;
    while let Some(answer) = calls.join_next().await {
        failed += usize::from(answer.unwrap().is_err());
    }
    assert_eq!(failed, 2, "those that wait for less than five seconds");
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    assert_eq!(tokens(&script), ["token-0"; 3]);
}

#[tokio::test(start_paused = true)]
async fn an_abandoned_flight_continues_with_the_next_call() {
    let (asked, script, client) = slow();
    let hasty = || {
        let call = client.stop_backup(BACKUP, stop());
        call.timeout(Duration::from_secs(2)).send()
    };
    for _ in 0..2 {
        assert!(hasty().await.unwrap_err().is_timeout());
    }
    hasty().await.unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    assert_eq!(tokens(&script), ["token-0"]);
}

#[tokio::test(start_paused = true)]
async fn what_failed_while_nobody_waited_is_asked_for_again() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let credential = Credential::from_provider(move || {
        let number = count.fetch_add(1, Ordering::SeqCst);
        async move {
            tokio::time::sleep(Duration::from_secs(5)).await;
            match number {
                0 => Err("the connection was closed meanwhile".into()),
                _ => Ok(IssuedCredential::new(CANARY)),
            }
        }
    });
    let client = client(&accepting(), credential);
    let hasty = client.stop_backup(BACKUP, stop());
    let hasty = hasty.timeout(Duration::from_secs(2)).await;
    assert!(hasty.unwrap_err().is_timeout());
    tokio::time::sleep(Duration::from_mins(1)).await;
    call(&client).await.unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_panics_is_called_again_by_the_other_waiters() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let credential = Credential::from_provider(move || {
        let number = count.fetch_add(1, Ordering::SeqCst);
        async move {
            tokio::time::sleep(Duration::from_secs(1)).await;
            assert!(number > 0, "the first question goes wrong");
            Ok(IssuedCredential::new(CANARY))
        }
    });
    let client = client(&accepting(), credential);
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..5 {
        calls.spawn(client.stop_backup(BACKUP, stop()).send());
    }
    let mut panicked = 0;
    while let Some(answer) = calls.join_next().await {
        match answer {
            Ok(answer) => drop(answer.unwrap()),
            Err(error) => panicked += usize::from(error.is_panic()),
        }
    }
    assert_eq!((panicked, asked.load(Ordering::SeqCst)), (1, 2));
}

/// A runtime whose time passes at once.
fn runtime() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_all().start_paused(true).build().unwrap()
}

#[test]
fn a_question_whose_runtime_is_gone_is_asked_anew() {
    let (asked, script, client) = slow();
    let hasty = client.stop_backup(BACKUP, stop());
    let hasty = hasty.timeout(Duration::from_secs(2)).send();
    // The runtime is gone then, and the question is still under way.
    assert!(runtime().block_on(hasty).unwrap_err().is_timeout());
    runtime().block_on(call(&client)).unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 2);
    assert_eq!(tokens(&script), ["token-1"]);
}

#[test]
fn waiters_of_other_runtimes_start_again_when_the_runtime_of_a_flight_ends() {
    let (asked, script, client) = slow();
    let first = runtime();
    let own = client.stop_backup(BACKUP, stop()).send();
    first.spawn(own);
    // It gets as far as the timer of the question.
    first.block_on(tokio::task::yield_now());
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    runtime().block_on(async {
        let mut waits = Box::pin(call(&client));
        let polled = tokio::time::timeout(Duration::ZERO, &mut waits).await;
        assert!(polled.is_err());
        first.shutdown_background();
        waits.await.unwrap();
    });
    assert_eq!(asked.load(Ordering::SeqCst), 2);
    assert_eq!(tokens(&script), ["token-1"]);
}

#[test]
fn many_threads_wait_for_one_question() {
    for _ in 0..50 {
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        let credential = Credential::from_provider(move || {
            count.fetch_add(1, Ordering::SeqCst);
            async move {
                for _ in 0..100 {
                    tokio::task::yield_now().await;
                }
                Ok(IssuedCredential::new(CANARY))
            }
        });
        let client = client(&accepting(), credential);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| client.stop_backup(BACKUP, stop()).wait().unwrap());
            }
        });
        assert_eq!(asked.load(Ordering::SeqCst), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_is_renewed_a_little_before_it_expires() {
    let provider = Counter {
        lifetime: Some(Duration::from_secs(100)),
        ..Counter::default()
    };
    let script = accepting();
    let client = client(&script, provider.credential());
    call(&client).await.unwrap();
    tokio::time::sleep(Duration::from_secs(85)).await;
    call(&client).await.unwrap();
    tokio::time::sleep(Duration::from_secs(10)).await;
    call(&client).await.unwrap();
    assert_eq!(tokens(&script), ["token-0", "token-0", "token-1"]);
}

#[tokio::test(start_paused = true)]
async fn a_refused_token_is_renewed_once_and_the_call_retried_once() {
    let provider = Counter::default();
    let script = Script::new().respond(MockResponse::new(401));
    let script = script.otherwise(MockResponse::new(202).body("{}"));
    let client = client(&script, provider.credential());
    call(&client).await.unwrap();
    assert_eq!(tokens(&script), ["token-0", "token-1"]);

    // A server that refuses every token is not asked forever.
    let script = script.otherwise(MockResponse::new(401));
    let error = call(&client).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 401);
    assert_eq!(error.attempts(), 2);
    assert_eq!(tokens(&script)[2..], ["token-1", "token-2"]);

    // The second was refused as well: the next call does not begin with it.
    call(&client).await.unwrap_err();
    assert_eq!(tokens(&script)[4..], ["token-3", "token-4"]);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_stays_is_not_sent_again() {
    let script = Script::new().otherwise(MockResponse::new(401));
    call(&client(&script, CANARY)).await.unwrap_err();
    assert_eq!(tokens(&script), [CANARY]);
}

#[tokio::test(start_paused = true)]
async fn calls_that_are_refused_together_renew_together() {
    let provider = Counter::default();
    let script = (0..10).fold(Script::new(), |script, _| {
        script.respond(MockResponse::new(401).delay(Duration::from_millis(1)))
    });
    let script = script.otherwise(MockResponse::new(202).body("{}"));
    let client = client(&script, provider.credential());
    let mut calls = tokio::task::JoinSet::new();
    for _ in 0..10 {
        calls.spawn(client.stop_backup(BACKUP, stop()).send());
    }
    while let Some(answer) = calls.join_next().await {
        answer.unwrap().unwrap();
    }
    assert_eq!(provider.asked(), 2);
}

#[tokio::test]
async fn a_failed_provider_is_reported_with_its_reason_and_nothing_is_sent() {
    let script = accepting();
    let failing = Credential::from_provider(|| async { Err("the vault is shut".into()) });
    let error = call(&client(&script, failing)).await.unwrap_err();
    assert_eq!(kind(&error), Some(TransportErrorKind::NotSent));
    assert!(!error.reached_server() && !error.is_retryable());
    assert_eq!(error.attempts(), 0);
    assert!(script.requests().is_empty());
    let cause = error.source().unwrap();
    assert_eq!(
        cause.to_string(),
        "the credential of `XAuthToken` could not be obtained"
    );
    assert_eq!(cause.source().unwrap().to_string(), "the vault is shut");
}

/// A provider whose first questions fail on the way.
fn failing(kind: TransportErrorKind, times: usize) -> (Arc<AtomicUsize>, Credential) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let credential = Credential::from_provider(move || {
        let number = count.fetch_add(1, Ordering::SeqCst);
        async move {
            if number < times {
                return Err(TransportError::new(kind, None).into());
            }
            Ok(IssuedCredential::new(CANARY))
        }
    });
    (asked, credential)
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_fails_on_the_way_is_asked_again() {
    for kind in [
        TransportErrorKind::Connect,
        TransportErrorKind::Broken,
        TransportErrorKind::Timeout,
    ] {
        let (asked, credential) = failing(kind, 2);
        let script = accepting();
        let answer = call(&client(&script, credential)).await;
        answer.unwrap_or_else(|error| panic!("{kind:?}: {error:?}"));
        assert_eq!(asked.load(Ordering::SeqCst), 3, "{kind:?}");
        assert_eq!(script.requests().len(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_keeps_failing_is_reported_with_its_last_error() {
    for (inner, connect, timeout) in [
        (TransportErrorKind::Connect, true, false),
        (TransportErrorKind::Broken, false, false),
        (TransportErrorKind::Timeout, false, true),
    ] {
        let (asked, credential) = failing(inner, usize::MAX);
        let script = accepting();
        let error = call(&client(&script, credential)).await.unwrap_err();
        assert_eq!(kind(&error), Some(TransportErrorKind::Credential));
        assert_eq!((error.is_connect(), error.is_timeout()), (connect, timeout));
        assert!(error.is_retryable() && !error.reached_server());
        assert_eq!(error.attempts(), 0);
        assert_eq!(asked.load(Ordering::SeqCst), 3);
        assert!(script.requests().is_empty());
    }
    let (asked, credential) = failing(TransportErrorKind::NotSent, usize::MAX);
    let error = call(&client(&accepting(), credential)).await.unwrap_err();
    assert_eq!(kind(&error), Some(TransportErrorKind::NotSent));
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_never_returns_is_bounded_by_the_call_timeout() {
    let script = accepting();
    let client = client(&script, Credential::from_provider(std::future::pending));
    let error = call(&client).await.unwrap_err();
    assert!(error.is_timeout());
    assert!(!error.reached_server());
}

#[tokio::test]
async fn a_token_that_headers_may_not_have_is_not_sent() {
    let script = accepting();
    let unfit = Credential::from_provider(|| async { Ok(IssuedCredential::new("a\r\nb: c")) });
    let error = call(&client(&script, unfit)).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "StopBackup (PUT /v3/{project_id}/backups/{backup_id}): not sent: the credential of `XAuthToken` is empty or has \
         invalid characters"
    );
    assert!(script.requests().is_empty());
}

#[test]
fn a_provider_is_not_asked_for_a_dry_run() {
    let provider = Counter::default();
    let client = client(&accepting(), provider.credential());
    let preview = client.stop_backup(BACKUP, stop()).preview().unwrap();
    assert!(preview.to_string().contains("x-auth-token: …"));
    assert_eq!(provider.asked(), 0);
}

#[test]
fn nothing_of_it_is_shown() {
    let issued = IssuedCredential::new(CANARY).expires_in(Duration::from_secs(1));
    let credential = Credential::from_provider(move || {
        let issued = issued.clone();
        async move { Ok(issued) }
    });
    assert!(!format!("{credential:?}").contains(CANARY));
    assert!(!format!("{:?}", IssuedCredential::new(CANARY)).contains(CANARY));
}
