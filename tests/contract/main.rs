//! The client against a mock server that somebody else made: Prism serves the description, refuses what it does not
//! allow, and answers its examples.
//!
//! It needs node and the packages that `package-lock.json` pins: `npm ci` in this folder installs them. Without them the
//! suite says that it is left out; with `OASMITH_CONTRACT=required`, as in continuous integration, that is a failure.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use geminidb_client::types::{StopBackupAction, StopBackupRequest};
use geminidb_client::{Client, Error};
use oasmith_tests::workspace;

/// A running Prism, ended when it is dropped.
struct Prism {
    process: Child,
    url: String,
}

impl Drop for Prism {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

fn installed() -> Option<PathBuf> {
    let command = workspace().join("tests/contract/node_modules/.bin/prism");
    if command.exists() {
        return Some(command);
    }
    assert!(
        std::env::var("OASMITH_CONTRACT").as_deref() != Ok("required"),
        "the contract test is required, and Prism is not installed: run `npm ci` in tests/contract"
    );
    eprintln!(
        "left out: Prism is not installed; `npm ci` in tests/contract installs it, with node"
    );
    None
}

fn start(command: PathBuf) -> Prism {
    let port = TcpListener::bind("127.0.0.1:0")
        .and_then(|socket| socket.local_addr())
        .expect("a free port")
        .port();
    let mut process = Command::new(command)
        .args([
            "mock",
            "--errors",
            "--host",
            "127.0.0.1",
            "--port",
            &port.to_string(),
        ])
        .arg(workspace().join("spec/geminidb.yaml"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Prism starts");
    let output = BufReader::new(process.stdout.take().expect("its output"));
    let mut lines = output.lines();
    let ready = lines
        .by_ref()
        .map_while(Result::ok)
        .any(|line| line.contains("Prism is listening"));
    assert!(ready, "Prism ended before it was ready");
    // Keeps reading, so that Prism never waits for a full pipe.
    std::thread::spawn(move || lines.for_each(drop));
    Prism {
        process,
        url: format!("http://127.0.0.1:{port}"),
    }
}

fn client(prism: &Prism) -> Client {
    Client::builder()
        .base_url(prism.url.as_str())
        .x_auth_token("a token")
        .project_id("054e292c9880d4992f02c0196d3ea468")
        .timeout(Duration::from_secs(20))
        .build()
        .expect("the client is sound")
}

#[tokio::test]
async fn the_documented_call_is_accepted_and_spoilt_ones_are_refused() {
    let Some(command) = installed() else { return };
    let prism = start(command);
    let client = client(&prism);
    let backup = "ca8cb4638f3d42bfa6e942464339be89br14";

    let body = StopBackupRequest::new(StopBackupAction::Stop);
    let accepted = client
        .stop_backup(backup, body)
        .send_with_response()
        .await
        .expect("the documented call is accepted");
    assert_eq!(accepted.raw.status(), 202);
    assert_eq!(
        accepted.body.job_id.as_deref(),
        Some("b52cc59d-e1e2-4e63-bb00-7694e126f66a")
    );

    // An action that the description does not name.
    let body = StopBackupRequest::new(StopBackupAction::from("start"));
    let refused = client.stop_backup(backup, body).await;
    assert!(
        matches!(refused, Err(Error::Api { .. })),
        "an unknown action was accepted: {refused:?}"
    );

    // No token: not something the client sends, so by hand, over the same path.
    let stranger = plain_request(&prism, "PUT", r#"{"action":"stop"}"#, "");
    assert!(
        stranger.starts_with("HTTP/1.1 401"),
        "a call without a token: {stranger}"
    );
    let other_method = plain_request(&prism, "DELETE", "", "x-auth-token: a token\r\n");
    assert!(
        other_method.starts_with("HTTP/1.1 405"),
        "another method: {other_method}"
    );
}

/// The status line of a request written by hand.
fn plain_request(prism: &Prism, method: &str, body: &str, headers: &str) -> String {
    use std::io::Write as _;
    let address = prism.url.trim_start_matches("http://");
    let mut stream = std::net::TcpStream::connect(address).expect("Prism listens");
    let request = format!(
        "{method} /v3/p/backups/b HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n{headers}\r\n{body}",
        body.len()
    );
    stream
        .write_all(request.as_bytes())
        .expect("the request is sent");
    let mut line = String::new();
    BufReader::new(stream)
        .read_line(&mut line)
        .expect("an answer comes");
    line
}
