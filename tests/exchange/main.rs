//! Clients of fixtures against a real server on loopback: bodies in every form, streams up and down, typed headers.
//!
//! The cases are ordinary tests of a crate that depends on the generated clients: `cases/`. It is built beside them, in a
//! workspace of its own, since the clients are not there when this one is built.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::fs;

use oasmith_tests::{Fixture, Project, workspace};

/// The fixtures whose clients the cases call, by the crate's name.
const CLIENTS: &[&str] = &[
    "bodies-encodings",
    "bodies-kinds",
    "bodies-media-types",
    "bodies-multipart",
    "bodies-numbers",
    "bodies-scalars",
    "openapi32-querystring",
    "openapi32-streams",
    "pagination-cursor",
    "pagination-link",
    "pagination-offset",
    "pagination-page",
    "parameters-templates",
    "parameters-unusual",
    "responses-bodiless",
    "responses-headers",
    "responses-media-types",
    "responses-redirects",
    "responses-scalars",
    "security-alternatives",
    "security-oauth2",
    "servers-operations",
    "servers-parts",
    "servers-relative",
    "servers-variables",
    "waiters-jobs",
];

#[test]
fn clients_and_servers_understand_each_other() {
    let mut project = Project::new("exchange").expect("the folder is made");
    for fixture in Fixture::all().expect("there are fixtures") {
        let name = fixture.crate_name();
        if CLIENTS.contains(&name.as_str()) {
            project
                .add(&name, fixture.generate())
                .expect("the crate is delivered");
        }
    }
    assert_eq!(project.members().len(), CLIENTS.len());
    project
        .add_written("cases", &manifest(), &cases())
        .expect("the cases are written");
    let status = project
        .cargo()
        .expect("the manifest is written")
        .args(["test", "--quiet", "--package", "cases"])
        .status()
        .expect("cargo runs");
    assert!(status.success(), "a case failed: see above");
}

fn manifest() -> String {
    let mut manifest = String::from(
        "[package]\nname = \"cases\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         bytes = \"1\"\nflate2 = \"1\"\nfutures-core = \"0.3\"\nh2 = \"0.4\"\nhttp = \"1\"\n\
         rcgen = \"0.14\"\nserde_json = \"1\"\ntempfile = \"3\"\n\
         tokio = { version = \"1\", features = [\"full\", \"test-util\"] }\n\
         tokio-rustls = { version = \"0.26\", default-features = false, features = [\"aws_lc_rs\"] }\n",
    );
    for client in CLIENTS {
        // What one asks of the connection, all have: they share its crate.
        let connection = if *client == "responses-bodiless" {
            ", \"gzip\", \"http2\""
        } else {
            ""
        };
        manifest.push_str(&format!(
            "{client} = {{ path = \"../{client}\", features = [\"blocking\", \"testing\"{connection}] }}\n"
        ));
    }
    manifest + "\n[[test]]\nname = \"cases\"\npath = \"main.rs\"\n\n[lib]\npath = \"lib.rs\"\n"
}

/// The recipes of the guide, compiled as examples of the docs.
const RECIPES: &str = "#![doc = include_str!(\"recipes.md\")]\n";

/// The files of the cases, the recipes, and the server that the wire suite has too.
fn cases() -> Vec<(String, String)> {
    let suites = workspace().join("tests");
    let folder = fs::read_dir(suites.join("exchange/cases")).expect("there are cases");
    let mut files: Vec<(String, String)> = folder
        .map(|file| {
            let path = file.expect("the folder can be read").path();
            let name = path.file_name().expect("a file has a name");
            let text = fs::read_to_string(&path).expect("the case can be read");
            (name.to_string_lossy().into_owned(), text)
        })
        .collect();
    let server = fs::read_to_string(suites.join("wire/server.rs")).expect("there is a server");
    files.push(("server.rs".to_owned(), server));
    let recipes =
        fs::read_to_string(workspace().join("docs/recipes.md")).expect("there are recipes");
    files.push(("recipes.md".to_owned(), recipes));
    files.push(("lib.rs".to_owned(), RECIPES.to_owned()));
    files
}
