//! The client of a running server, and the cases that call the server through it.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use oasmith::{ClientConfig, Generator};
use oasmith_tests::{Project, workspace};

use crate::server::Server;

/// The folder of what a server needs, and of its cases.
pub fn folder(name: &str) -> PathBuf {
    workspace().join("tests/servers").join(name)
}

/// Generates the crate `client` from the description of the server `name`, and runs `cases.rs` of its folder, which finds the
/// server's URL in `SERVER_URL`. Each server has a project of its own, and so is built alone.
pub fn assert_cases_pass(name: &str, server: &Server, description: &str) {
    let mut project = Project::new(&format!("servers/{name}")).expect("the folder is made");
    let file = format!("{name}.json");
    let config = ClientConfig::new(&file, "unused", "client");
    let generated = Generator::new(config).generate_text(&file, description, &BTreeMap::new());
    let files = generated.files.as_ref();
    assert!(files.is_some(), "{:?}", generated.diagnostics);
    project
        .add("client", generated)
        .expect("the crate is delivered");
    let cases = fs::read_to_string(folder(name).join("cases.rs")).expect("there are cases");
    project
        .add_written("cases", MANIFEST, &[("cases.rs".to_owned(), cases)])
        .expect("the cases are written");
    let status = project
        .cargo()
        .expect("the manifest is written")
        .args(["test", "--quiet", "--package", "cases", "--test", "cases"])
        .env("SERVER_URL", server.url())
        .env("NO_PROXY", "127.0.0.1")
        .status()
        .expect("cargo runs");
    assert!(status.success(), "a case failed: see above");
}

const MANIFEST: &str = r#"[package]
name = "cases"
version = "0.0.0"
edition = "2024"

[dependencies]
client = { path = "../client" }
serde = "1"
serde_json = "1"
tokio = { version = "1", features = ["full"] }

[[test]]
name = "cases"
path = "cases.rs"
"#;
