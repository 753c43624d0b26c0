//! How fast generated types are read from JSON and written to it, beside the same types with derived serde:
//! `cargo bench -p oasmith-tests --bench decode`.
//!
//! The bodies are the examples of a published description, GitHub's, each a list, repeated until it is large. `OASMITH_CORPUS` names the
//! folder that has it. What is measured is a program of its own, `program.rs`, built with a client of the operations whose
//! answers they are.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a benchmark that cannot prepare ends"
)]

mod bodies;
mod derived;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use oasmith::config::Directions;
use oasmith::{ClientConfig, Generator};
use oasmith_tests::{Project, workspace};

use bodies::Body;

/// How many operations: those with the largest examples.
const OPERATIONS: usize = 8;

fn main() {
    let corpus = std::env::var_os("OASMITH_CORPUS").map(PathBuf::from);
    let corpus = corpus.unwrap_or_else(|| workspace().join("../shared/corpus"));
    let description = corpus.join("github.json");
    if !description.exists() {
        eprintln!("skipped: {} is not here", description.display());
        return;
    }
    let bodies = bodies::largest(&description, OPERATIONS);
    let mut config = ClientConfig::new(&description, workspace().join("unused"), "client");
    config.include.operations = bodies.iter().map(|body| body.operation.clone()).collect();
    config.directions = Some(Directions::Both);
    config.tag_features = Some(false);
    let generated = Generator::new(config).generate(&BTreeMap::new());
    let files = generated.files.as_ref().expect("the description generates");
    let types = files
        .get("src/types.rs")
        .expect("there are types")
        .to_owned();
    let cases = cases(&bodies, &generated.manifest.names);

    let mut project = Project::new("bench-decode").expect("the folder is made");
    for body in &bodies {
        let path = project.folder().join(format!("{}.json", body.file_stem()));
        std::fs::write(path, body.text()).expect("a body is written");
    }
    project
        .add("client", generated)
        .expect("the crate is delivered");
    let source = |text: &str| format!("#![allow(warnings)]\n{text}");
    let program = [
        ("src/main.rs".to_owned(), source(include_str!("program.rs"))),
        ("src/derived.rs".to_owned(), derived::types(&types)),
        ("src/cases.rs".to_owned(), cases),
        (
            "src/json_text.rs".to_owned(),
            source(include_str!("../../../generator/runtime/json_text.rs")),
        ),
        (
            "src/lenient.rs".to_owned(),
            source(include_str!("../../../generator/runtime/lenient.rs")),
        ),
        (
            "src/unread.rs".to_owned(),
            source(include_str!("../../../generator/runtime/unread.rs")),
        ),
    ];
    project
        .add_written("program", MANIFEST, &program)
        .expect("the program is written");
    let status = project
        .cargo()
        .expect("the manifest is written")
        .args(["run", "--release", "--quiet", "--package", "program"])
        .status()
        .expect("cargo runs");
    assert!(status.success(), "the program failed: see above");
}

const MANIFEST: &str = "[package]\nname = \"program\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
     client = { path = \"../client\" }\njiff = { version = \"0.2\", default-features = false, features = [\"std\", \"serde\"] }\n\
     serde = { version = \"1\", features = [\"derive\"] }\nserde_json = { version = \"1\", features = [\"raw_value\"] }\n";

/// The code that measures each body with both of its types.
fn cases(bodies: &[Body], names: &BTreeMap<String, String>) -> String {
    let mut text = String::from("use crate::{derived, measure};\n\npub fn run() {\n");
    for body in bodies {
        let ty = names
            .get(&format!("type {}", body.schema))
            .expect("the schema has a type");
        let (operation, file) = (&body.operation, body.file_stem());
        let _ = writeln!(
            text,
            "    measure::<client::types::{ty}, derived::{ty}>({operation:?}, \"{file}.json\");"
        );
    }
    text + "}\n"
}
