//! Work that goes on after an answer. Time is virtual.

use std::future::IntoFuture;
use std::time::Duration;

use tokio::time::Instant;
use waiters_jobs::testing::{MockResponse, Script};
use waiters_jobs::types::{CreateExportBody, JobStatus};
use waiters_jobs::{Client, Error, RetryPolicy, WaitError};

fn json(status: u16, body: &str) -> MockResponse {
    MockResponse::new(status).body(body.to_owned())
}

/// A job in this state.
fn job(status: &str) -> MockResponse {
    json(200, &serde_json::json!({ "status": status }).to_string())
}

/// A job that is done.
fn done() -> MockResponse {
    json(200, r#"{"status":"done","result":{"file":"a.csv"}}"#)
}

/// An export that has begun, and then these answers.
fn script(answers: impl IntoIterator<Item = MockResponse>) -> Script {
    let begun = Script::new().respond(json(202, r#"{"job":{"id":7}}"#));
    answers.into_iter().fold(begun, Script::respond)
}

fn client(script: &Script) -> Client {
    Client::builder()
        .base_url("http://localhost/v1")
        .retry(RetryPolicy::none())
        .transport(script.clone())
        .build()
        .unwrap()
}

fn paths(script: &Script) -> Vec<String> {
    let requests = script.requests();
    let line = |request: &waiters_jobs::testing::Recorded| {
        let url = request.url();
        format!(
            "{} {}",
            request.method(),
            url.strip_prefix("http://localhost").unwrap_or(&url)
        )
    };
    requests.iter().map(line).collect()
}

#[tokio::test(start_paused = true)]
async fn the_result_is_waited_for() {
    let script = script([job("waiting"), job("running"), job("running"), done()]);
    let call = client(&script).create_export("a b", CreateExportBody::default());
    let start = Instant::now();
    assert_eq!(call.until_done().await.unwrap(), "a.csv");
    // The pauses grow up to the longest: 2, 3, 4.5 and 5 seconds.
    assert_eq!(start.elapsed().as_millis() / 10, 1_450);
    let asked = "GET /v1/projects/a%20b/jobs/7";
    let begun = "POST /v1/projects/a%20b/exports";
    assert_eq!(paths(&script), [begun, asked, asked, asked, asked]);
}

#[tokio::test(start_paused = true)]
async fn each_poll_response_is_available() {
    let script = script([job("waiting"), job("strange"), done()]);
    let mut waiter = client(&script)
        .create_export("p", CreateExportBody::default())
        .until_done();
    assert!(waiter.started().is_none());
    assert_eq!(script.requests().len(), 0);
    let mut states = Vec::new();
    while let Some(answer) = waiter.next().await {
        states.push(answer.unwrap().status);
    }
    let strange = JobStatus::from("strange");
    assert_eq!(states, [JobStatus::Waiting, strange, JobStatus::Done]);
    assert_eq!(waiter.started().unwrap().job.as_ref().unwrap().id, 7);
    assert!(matches!(waiter.await, Err(WaitError::Over)));
}

#[tokio::test(start_paused = true)]
async fn work_that_fails_is_an_error() {
    let script = script([job("running"), job("cancelled")]);
    let call = client(&script).create_export("p", CreateExportBody::default());
    let mut waiter = call.until_done();
    let error = waiter.done().await.unwrap_err();
    assert_eq!(error.to_string(), "the operation failed: `cancelled`");
    let WaitError::Failed { state, response } = error else {
        panic!("{error:?}");
    };
    assert_eq!(
        (state.as_str(), response.status),
        ("cancelled", JobStatus::Cancelled)
    );
    assert!(waiter.next().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn the_deadline_ends_the_wait_with_the_last_response() {
    let script = script([]).otherwise(job("running"));
    let call = || client(&script).create_export("p", CreateExportBody::default());
    let start = Instant::now();
    let error = call().until_done().await.unwrap_err();
    assert_eq!(start.elapsed().as_secs(), 60);
    let WaitError::Deadline { response } = error else {
        panic!("{error:?}");
    };
    assert_eq!(response.unwrap().status, JobStatus::Running);

    // It counts while a call is under way, too.
    let slow = Script::new().respond(json(202, "{}").delay(Duration::from_secs(9)));
    let call = client(&slow).create_export("p", CreateExportBody::default());
    let waiter = call.until_done().within(Duration::from_secs(3));
    let error = waiter.await.unwrap_err();
    assert!(
        matches!(error, WaitError::Deadline { response: None }),
        "{error:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_question_that_fails_can_be_asked_again() {
    let script = script([json(503, r#"{"detail":"busy"}"#), done()]);
    let call = client(&script).create_export("p", CreateExportBody::default());
    let mut waiter = call.until_done();
    let WaitError::Poll(error) = waiter.done().await.unwrap_err() else {
        panic!("the question fails");
    };
    assert_eq!(error.error_body().unwrap().detail, "busy");
    assert_eq!(waiter.done().await.unwrap(), "a.csv");
}

#[tokio::test(start_paused = true)]
async fn work_that_does_not_start_is_not_started_again() {
    let script = Script::new().respond(json(400, r#"{"detail":"no"}"#));
    let call = client(&script).create_export("p", CreateExportBody::default());
    let mut waiter = call.until_done();
    let WaitError::Start(error) = waiter.done().await.unwrap_err() else {
        panic!("the call fails");
    };
    assert_eq!(error.error_body().unwrap().detail, "no");
    assert!(waiter.next().await.is_none());
    assert_eq!(script.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn incomplete_responses_of_a_waiter_are_errors() {
    let nameless = Script::new().respond(json(202, "{}"));
    let call = client(&nameless).create_export("p", CreateExportBody::default());
    let error = call.until_done().await.unwrap_err();
    let WaitError::Start(error @ Error::Decode { .. }) = error else {
        panic!("{error:?}");
    };
    assert!(error.reached_server() && error.to_string().contains("can be polled"));

    let empty = script([job("done")]);
    let call = client(&empty).create_export("p", CreateExportBody::default());
    let error = call.until_done().await.unwrap_err();
    let WaitError::Poll(Error::Decode { .. }) = error else {
        panic!("{error:?}");
    };
}

#[tokio::test(start_paused = true)]
async fn the_server_may_say_how_long_to_wait() {
    let begun = json(202, r#"{"job":{"id":7}}"#).header("retry-after", "20");
    let script = Script::new().respond(begun).respond(done());
    let call = client(&script).create_export("p", CreateExportBody::default());
    let start = Instant::now();
    call.until_done().await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 20);
}

#[tokio::test(start_paused = true)]
async fn the_caller_may_say_how_long_to_wait() {
    let script = script([job("waiting"), job("waiting"), done()]);
    let call = client(&script).create_export("p", CreateExportBody::default());
    let pause = Duration::from_secs(10);
    let start = Instant::now();
    call.until_done().every(pause, pause).await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 30);
}

#[tokio::test(start_paused = true)]
async fn booleans_are_states_and_the_response_may_be_the_result() {
    let script = Script::new()
        .respond(json(202, r#"{"id":"7","verbose":true}"#))
        .respond(json(200, r#"{"id":"7"}"#))
        .respond(json(200, r#"{"id":"7","finished":true}"#));
    let import = client(&script).create_import().until_done().await.unwrap();
    assert_eq!(import.finished, Some(true));
    assert_eq!(paths(&script)[1], "GET /v1/imports/7?verbose=true");
}

#[tokio::test(start_paused = true)]
async fn numbers_are_states() {
    let script = Script::new()
        .respond(json(202, "\"begun\""))
        .respond(json(200, r#"{"state":1}"#))
        .respond(json(200, r#"{"state":4}"#));
    let error = client(&script)
        .start_sweep()
        .until_done()
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "the operation failed: `4`");
    assert_eq!(script.requests().len(), 3);
}

#[test]
fn threads_can_wait() {
    let script = script([done()]);
    let call = client(&script).create_export("p", CreateExportBody::default());
    let short = Duration::from_millis(1);
    let waiter = call.until_done().every(short, short);
    let result = waiters_jobs::blocking::wait(waiter.into_future()).unwrap();
    assert_eq!(result.unwrap(), "a.csv");
}

#[tokio::test(start_paused = true)]
async fn questions_are_as_patient_as_the_call() {
    let busy = || MockResponse::new(503);
    let script = script([busy(), busy(), done()]);
    let call = client(&script).create_export("a", CreateExportBody::default());
    let call = call.retry(RetryPolicy::default()).header("x-once", "1");
    assert_eq!(call.until_done().await.unwrap(), "a.csv");
    let requests = script.requests();
    let marked: Vec<bool> = requests
        .iter()
        .map(|request| request.header("x-once").is_some())
        .collect();
    assert_eq!(marked, [true, false, false, false]);

    let slow = done().delay(Duration::from_secs(10));
    let hasty = self::script([slow]);
    let call = client(&hasty).create_export("a", CreateExportBody::default());
    let error = call.timeout(Duration::from_secs(5)).until_done().await;
    let Err(WaitError::Poll(error)) = error else {
        panic!("the question takes too long")
    };
    assert!(error.is_timeout());
}

#[tokio::test(start_paused = true)]
async fn a_poll_without_a_result_names_the_number_of_attempts() {
    let script = script([MockResponse::new(503), json(200, r#"{"status":"done"}"#)]);
    let call = client(&script).create_export("a", CreateExportBody::default());
    let error = call.retry(RetryPolicy::default()).until_done().await;
    let Err(WaitError::Poll(error)) = error else {
        panic!("there is no result")
    };
    assert_eq!(error.attempts(), 2);
    assert!(error.reached_server());
}

#[tokio::test(start_paused = true)]
async fn a_permanent_failure_of_a_poll_ends_the_wait() {
    let script = script([json(404, r#"{"detail":"gone"}"#), done()]);
    let call = client(&script).create_export("p", CreateExportBody::default());
    let mut waiter = call.until_done();
    let WaitError::Poll(error) = waiter.next().await.unwrap().unwrap_err() else {
        panic!("the question fails");
    };
    assert_eq!(error.error_body().unwrap().detail, "gone");
    assert!(waiter.next().await.is_none());
    assert_eq!(script.left(), 1);
}

#[tokio::test(start_paused = true)]
async fn waits_end_unless_the_deadline_is_off() {
    let begun = || Script::new().respond(json(202, r#"{"id":"7","verbose":true}"#));
    let asleep = || json(200, r#"{"id":"7"}"#);
    for script in [
        begun().otherwise(asleep()),
        begun().otherwise(asleep().header("retry-after", "18446744073709551616")),
    ] {
        let start = Instant::now();
        let error = client(&script).create_import().until_done().await;
        let error = error.unwrap_err();
        let WaitError::Deadline { response: Some(_) } = error else {
            panic!("{error:?}");
        };
        assert_eq!(start.elapsed().as_secs(), 3600);
    }
    let script = begun().otherwise(asleep());
    let waiter = client(&script).create_import().until_done();
    let waiter = waiter.within(Duration::MAX).into_future();
    let day = Duration::from_secs(24 * 60 * 60);
    tokio::time::timeout(day, waiter).await.unwrap_err();
}

#[test]
fn a_future_that_parks_its_thread_swallows_no_wake() {
    let (done, answer) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut polls = 0;
        let parking = std::future::poll_fn(|task| {
            polls += 1;
            task.waker().wake_by_ref();
            std::thread::park();
            match polls {
                1 => std::task::Poll::Pending,
                _ => std::task::Poll::Ready(polls),
            }
        });
        done.send(waiters_jobs::blocking::wait(parking).unwrap())
    });
    assert_eq!(answer.recv_timeout(crate::SOON), Ok(2));
}

#[tokio::test(start_paused = true)]
async fn an_unknown_state_ends_the_wait() {
    let script = Script::new()
        .respond(json(202, "\"begun\""))
        .respond(json(200, r#"{"state":1}"#))
        .respond(json(200, r#"{"state":7}"#));
    let mut waiter = client(&script).start_sweep().until_done();
    let error = waiter.done().await.unwrap_err();
    let text = "the operation is in an unknown state: `7`";
    assert_eq!(error.to_string(), text);
    let WaitError::UnknownState { state, response } = error else {
        panic!("{error:?}");
    };
    assert_eq!((state.as_str(), response.state.is_some()), ("7", true));
    assert!(waiter.next().await.is_none());
}
