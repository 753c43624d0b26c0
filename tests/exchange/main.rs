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
    "bodies-file-or-value",
    "bodies-kinds",
    "bodies-media-type-names",
    "bodies-media-types",
    "bodies-multipart",
    "bodies-multipart-related",
    "bodies-numbers",
    "bodies-part-types",
    "bodies-scalars",
    "bodies-several-json",
    "openapi32-querystring",
    "openapi32-streams",
    "pagination-cursor",
    "pagination-link",
    "pagination-offset",
    "pagination-page",
    "parameters-segments",
    "parameters-templates",
    "parameters-unusual",
    "responses-bodiless",
    "responses-headers",
    "responses-media-types",
    "responses-redirects",
    "responses-scalars",
    "responses-text-beside-json",
    "schemas-making",
    "schemas-tags-optional",
    "security-alternatives",
    "security-oauth2",
    "servers-operations",
    "servers-parts",
    "servers-relative",
    "servers-variables",
    "styles-fastapi",
    "styles-rust-server",
    "styles-stripe",
    "swagger2-collection-formats",
    "swagger2-undescribed-bytes",
    "waiters-jobs",
];

/// Those whose docs have all chapters of the guide between them.
const CHAPTERS: &[&str] = &[
    "bodies-kinds",
    "bodies-multipart",
    "openapi32-streams",
    "pagination-cursor",
    "responses-headers",
    "responses-media-types",
    "security-oauth2",
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
        .args(["test", "--quiet", "--package", "cases", "--test", "cases"])
        .status()
        .expect("cargo runs");
    assert!(status.success(), "a case failed: see above");
    assert_guides_compile(&project);
}

/// The examples in the docs of generated crates compile, and run where they can, with all features on; so do the recipes.
fn assert_guides_compile(project: &Project) {
    let folder = workspace().join("generator/src/emit/guide");
    let chapters = fs::read_dir(folder).expect("there is a guide");
    let docs = CHAPTERS.iter().map(|name| {
        let library = project.folder().join(name).join("src/guide.rs");
        fs::read_to_string(library).expect("the crate is there")
    });
    let docs = docs.collect::<String>();
    for chapter in chapters {
        let path = chapter.expect("the folder can be read").path();
        let text = fs::read_to_string(&path).expect("the chapter can be read");
        let title = text.lines().next().expect("a chapter has a title");
        assert!(docs.contains(title), "no crate has {}", path.display());
    }
    let mut cargo = project.cargo().expect("the manifest is written");
    cargo.args([
        "test",
        "--doc",
        "--quiet",
        "--all-features",
        "--no-fail-fast",
    ]);
    // With the cases, what is built for them serves here too.
    for name in CHAPTERS.iter().chain(&["cases"]) {
        cargo.args(["--package", name]);
    }
    let status = cargo.status().expect("cargo runs");
    assert!(status.success(), "an example fails: see above");
}

fn manifest() -> String {
    let mut manifest = String::from(
        "[package]\nname = \"cases\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         bytes = \"1\"\nflate2 = \"1\"\nfutures-core = \"0.3\"\nh2 = \"0.4\"\nhmac = \"0.12\"\nhttp = \"1\"\nlog = \"0.4\"\n\
         rcgen = \"0.14\"\nserde_json = \"1\"\nsha2 = \"0.10\"\ntempfile = \"3\"\n\
         tokio = { version = \"1\", features = [\"full\", \"test-util\"] }\n\
         tokio-rustls = { version = \"0.26\", default-features = false, features = [\"aws_lc_rs\", \"logging\"] }\n\
         tracing = \"0.1\"\n",
    );
    let every: Vec<&str> = oasmith::plan::FEATURES
        .iter()
        .map(|feature| feature.name)
        .collect();
    for client in CLIENTS {
        let features = match *client {
            // Compiled as the examples of their docs need them, and so once.
            client if CHAPTERS.contains(&client) => every.as_slice(),
            "security-alternatives" => &["blocking", "testing", "tracing"],
            _ => &["blocking", "testing"],
        };
        manifest.push_str(&format!(
            "{client} = {{ path = \"../{client}\", features = {features:?} }}\n"
        ));
    }
    manifest + "\n[[test]]\nname = \"cases\"\npath = \"main.rs\"\n\n[lib]\npath = \"lib.rs\"\n"
}

/// The recipes and example programs of the guide, compiled as examples of the docs.
const GUIDE: &str = "#![doc = include_str!(\"recipes.md\")]\n\
                     #[doc = include_str!(\"examples.md\")]\npub mod examples {}\n";

/// The files of the cases, the pages of the guide, and the server that the wire suite has too.
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
    for page in ["recipes.md", "examples.md"] {
        let text = fs::read_to_string(workspace().join("docs").join(page));
        files.push((page.to_owned(), text.expect("there is a page")));
    }
    files.push(("lib.rs".to_owned(), GUIDE.to_owned()));
    files
}
