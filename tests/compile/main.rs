//! Every fixture's crate compiles without a warning, and is laid out as rustfmt would.
//!
//! All crates are checked by one cargo in one workspace, kept from run to run, so that dependencies are built once.

#![allow(clippy::expect_used, reason = "a test may panic")]

mod features;
mod included;
mod newcomer;
mod transport;

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

    for name in project.members() {
        let status = Command::new("rustfmt")
            .args(["--edition", "2024", "--check"])
            .arg(project.folder().join(name).join("src/lib.rs"))
            .status()
            .expect("rustfmt runs");
        assert!(status.success(), "{name} is not laid out as rustfmt would");
    }
}
