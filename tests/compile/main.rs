//! Every fixture's crate compiles without a warning, and is laid out as rustfmt would.
//!
//! All crates are checked by one cargo in one workspace, kept from run to run, so that dependencies are built once.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod features;
mod included;
mod newcomer;
mod transport;

use std::fs;
use std::path::Path;
use std::process::Command;

use oasmith_tests::{Fixture, Project};

#[test]
fn every_fixture_compiles_without_a_warning() {
    let mut project = Project::new("compile").expect("the folder is made");
    for fixture in Fixture::all().expect("there are fixtures") {
        project
            .add(&fixture.crate_name(), fixture.generate())
            .expect("the crate is delivered");
    }
    let status = project
        .cargo()
        .expect("the manifest is written")
        .args(["check", "--workspace", "--quiet"])
        .status()
        .expect("cargo runs");
    assert!(
        status.success(),
        "a fixture's crate does not compile: see above, and {}",
        project.folder().display()
    );
}

/// The runtime is left out: it is formatted in its own folder, and copied as it is.
#[test]
fn every_fixture_is_laid_out_as_rustfmt_would() {
    let folder = tempfile::tempdir().expect("there is a place for temporary files");
    let mut roots = Vec::new();
    for fixture in Fixture::all().expect("there are fixtures") {
        let name = fixture.crate_name();
        let files = fixture.generate().files;
        let files = files.unwrap_or_else(|| panic!("{name} is not generated"));
        for (path, text) in files.iter().filter(|(path, _)| is_rust(path)) {
            // rustfmt follows `mod`, so the parts of the runtime have to exist.
            let is_runtime = path.starts_with("src/runtime/");
            let text = if is_runtime { "//! Empty.\n" } else { text };
            let file = folder.path().join(&name).join(path);
            let parent = file.parent().expect("a file has a folder");
            fs::create_dir_all(parent).expect("the folder is made");
            fs::write(&file, text).expect("the file is written");
            if path == "src/lib.rs" {
                roots.push(file);
            }
        }
    }
    let status = Command::new("rustfmt")
        .args(["--edition", "2024", "--check"])
        .args(roots)
        .status()
        .expect("rustfmt runs");
    assert!(status.success(), "a crate is not laid out as rustfmt would");
}

fn is_rust(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|extension| extension == "rs")
}
