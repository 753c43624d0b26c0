//! A program with a transport of its own, which does not need `reqwest`.

use oasmith_tests::{Fixture, Project};

/// The client that it uses.
const CLIENT: &str = "bodies-kinds";

const MANIFEST: &str = r#"[package]
name = "program"
version = "0.0.0"
edition = "2024"

[dependencies]
bodies-kinds = { path = "../bodies-kinds", default-features = false }
http = "1"
tokio = { version = "1", features = ["rt", "time"] }
"#;

const PROGRAM: &str = r#"//! Sends by itself.

use std::sync::{Arc, Mutex};

use bodies_kinds::{
    Body, BoxFuture, BuildError, Client, Error, Transport, TransportError, TransportErrorKind,
};

/// Writes down what it is sent; fails the first time.
#[derive(Clone, Default)]
struct Own(Arc<Mutex<Vec<String>>>);

impl Transport for Own {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let body = request.body().as_bytes().map(|body| body.to_vec());
            let body = String::from_utf8(body.unwrap_or_default()).unwrap();
            let line = format!("{} {} {body}", request.method(), request.uri());
            let mut sent = self.0.lock().unwrap();
            sent.push(line);
            if sent.len() == 1 {
                return Err(TransportError::new(TransportErrorKind::Connect, None));
            }
            let mut response = http::Response::new(Body::from(""));
            *response.status_mut() = match sent.len() {
                2 => http::StatusCode::NO_CONTENT,
                _ => http::StatusCode::IM_A_TEAPOT,
            };
            Ok(response)
        })
    }
}

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
    runtime.unwrap().block_on(run());
}

async fn run() {
    let builder = || Client::builder().base_url("https://api.example.com/v1");
    let error = builder().build().unwrap_err();
    assert!(matches!(error, BuildError::MissingTransport), "{error:?}");
    assert!(error.to_string().contains("feature `reqwest`"), "{error}");

    let own = Own::default();
    let client = builder().transport(own.clone()).build().unwrap();
    client.send_text("hello").await.unwrap();
    let error = client.send_text("again").await.unwrap_err();
    assert!(matches!(error, Error::Api { .. }), "{error:?}");
    assert_eq!(error.status().unwrap(), http::StatusCode::IM_A_TEAPOT);
    assert_eq!(
        *own.0.lock().unwrap(),
        [
            "POST https://api.example.com/v1/text hello",
            "POST https://api.example.com/v1/text hello",
            "POST https://api.example.com/v1/text again",
        ]
    );
}
"#;

#[test]
fn a_program_with_a_transport_of_its_own_needs_no_other() {
    let mut project = Project::new("transport").expect("the folder is made");
    let fixtures = Fixture::all().expect("there are fixtures");
    let fixture = fixtures.iter().find(|one| one.crate_name() == CLIENT);
    let generated = fixture.expect("there is one").generate();
    project
        .add(CLIENT, generated)
        .expect("the crate is delivered");
    let main = ("src/main.rs".to_owned(), PROGRAM.to_owned());
    project
        .add_written("program", MANIFEST, &[main])
        .expect("the program is written");
    let cargo = |arguments: &[&str]| {
        let mut cargo = project.cargo().expect("the manifest is written");
        cargo.args(arguments).args(["--package", "program"]);
        cargo
    };
    let status = cargo(&["run", "--quiet"]).status().expect("cargo runs");
    assert!(status.success(), "the program fails: see above");
    let tree = ["tree", "--edges", "normal", "--prefix", "none"];
    let tree = cargo(&tree).output().expect("cargo runs").stdout;
    let tree = String::from_utf8_lossy(&tree);
    assert!(tree.contains("bodies-kinds"), "{tree}");
    for name in ["reqwest", "hyper", "rustls"] {
        let is_it = |line: &str| line.split(' ').next() == Some(name);
        assert!(!tree.lines().any(is_it), "{name} is built:\n{tree}");
    }
}
