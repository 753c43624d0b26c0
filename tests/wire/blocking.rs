//! Calls without async.

use geminidb_client::TransportErrorKind;
use geminidb_client::blocking;

use crate::server::{Answer, Server};
use crate::{BACKUP, client, kind, stop};

/// A server on a runtime of its own; the test itself has none.
fn served(answer: Answer) -> (tokio::runtime::Runtime, Server) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let server = runtime.block_on(Server::start(answer));
    (runtime, server)
}

#[test]
fn a_call_waits_for_its_response() {
    let (_runtime, server) = served(Answer::json(202, r#"{"job_id":"j"}"#));
    let client = client(&server.url);
    for _ in 0..3 {
        let answer = client.stop_backup(BACKUP, stop()).wait().unwrap();
        assert_eq!(answer.job_id.as_deref(), Some("j"));
    }
    let full = client
        .stop_backup(BACKUP, stop())
        .send_with_response()
        .wait();
    assert_eq!(full.unwrap().raw.status(), 202);
}

#[test]
fn many_threads_wait_at_once() {
    let (_runtime, server) = served(Answer::json(202, "{}"));
    let client = client(&server.url);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| client.stop_backup(BACKUP, stop()).wait().unwrap());
        }
    });
    assert_eq!(server.received().len(), 8);
}

#[test]
fn its_failures_are_those_of_the_call() {
    let client = client("http://127.0.0.1:1");
    let error = client.stop_backup(BACKUP, stop()).wait().unwrap_err();
    assert_eq!(kind(&error), Some(TransportErrorKind::Connect));
    let error = client.stop_backup("", stop()).wait().unwrap_err();
    assert_eq!(kind(&error), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_does_not_panic_where_async_code_runs() {
    let server = Server::start(Answer::json(202, "{}")).await;
    let call = client(&server.url).stop_backup(BACKUP, stop());
    // On a worker, which stands still meanwhile; the server is on another.
    let waiting = tokio::spawn(async move { call.wait() });
    waiting.await.unwrap().unwrap();
}

#[test]
fn any_future_and_any_stream_can_be_waited_for() {
    let slept = blocking::wait(async {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        7
    });
    assert_eq!(slept.unwrap(), 7);
}
