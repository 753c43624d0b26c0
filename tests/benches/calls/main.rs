//! Calls through a generated client beside the same calls written by hand with reqwest, to a server in the same program:
//! `cargo bench -p oasmith-tests --bench calls`.
//!
//! What is measured is a program of its own, built with a client of `notes.yaml`.

#![allow(clippy::expect_used, reason = "a benchmark that cannot prepare ends")]

mod counted;

use std::collections::BTreeMap;

use oasmith::{ClientConfig, Generator};
use oasmith_tests::{Project, scratch, workspace};

const MANIFEST: &str = "[package]\nname = \"calls-program\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[features]\n\
     count = [\"dep:allocation-counter\"]\n\n[dependencies]\n\
     allocation-counter = { version = \"0.8\", optional = true }\nnotes = { path = \"../notes\" }\n\
     reqwest = { version = \"0.13\", default-features = false, features = [\"rustls\", \"json\", \"query\"] }\n\
     serde = { version = \"1\", features = [\"derive\"] }\n\
     tokio = { version = \"1\", features = [\"rt\", \"time\"] }\n";

fn main() {
    let folder = workspace().join("tests/benches/calls");
    let config = ClientConfig::new(
        folder.join("notes.yaml"),
        workspace().join("unused"),
        "notes",
    );
    let generated = Generator::new(config).generate(&BTreeMap::new());
    let mut project = Project::new("bench-calls").expect("the folder is made");
    project
        .add("notes", generated)
        .expect("the crate is delivered");
    let program = [
        ("main.rs", include_str!("program.rs")),
        ("by_hand.rs", include_str!("by_hand.rs")),
        ("profiled.rs", include_str!("profiled.rs")),
        ("server.rs", include_str!("server.rs")),
    ];
    let program = program.map(|(file, text)| (format!("src/{file}"), text.to_owned()));
    project
        .add_written("calls-program", MANIFEST, &program)
        .expect("the program is written");
    // Counting takes time of its own: a program that counts is not timed. The one that is timed comes last: it is profiled, too.
    for features in ["count", ""] {
        let status = project
            .cargo()
            .expect("the manifest is written")
            .args(["run", "--release", "--quiet", "--package", "calls-program"])
            .args(["--features", features])
            .status()
            .expect("cargo runs");
        assert!(status.success(), "the program failed: see above");
    }
    counted::say(&scratch("target").join("release/calls-program"));
}
