//! Every fixture's crate compiles without a warning, and is laid out as rustfmt would.
//!
//! All crates are checked by one cargo in one workspace, kept from run to run, so that dependencies are built once.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use oasmith::output::{self, Options};
use oasmith_tests::{Fixture, scratch, workspace};

/// Writes every fixture's crate into one workspace, and answers their names.
fn deliver_all(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for fixture in Fixture::all().expect("there are fixtures") {
        let generated = fixture.generate();
        let files = generated.files.expect("the fixture generates");
        let name = fixture.crate_name();
        output::deliver(
            &folder.join(&name),
            &files,
            generated.manifest,
            Options {
                force: true,
                dry_run: false,
            },
        )
        .expect("the crate is delivered");
        names.push(name);
    }
    names
}

#[test]
fn every_fixture_compiles_without_a_warning() {
    let folder = scratch("compile");
    fs::create_dir_all(&folder).expect("the folder is made");
    let names = deliver_all(&folder);
    let mut manifest = String::from("[workspace]\nresolver = \"3\"\nmembers = [\n");
    for name in &names {
        let _ = writeln!(manifest, "    \"{name}\",");
    }
    manifest.push_str("]\n\n[profile.dev]\ndebug = false\n");
    fs::write(folder.join("Cargo.toml"), manifest).expect("the manifest is written");
    fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock"))
        .expect("the lock file is copied");

    let status = Command::new(env!("CARGO"))
        .args(["check", "--workspace", "--quiet"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("RUSTFLAGS", "-Dwarnings")
        .status()
        .expect("cargo runs");
    assert!(
        status.success(),
        "a fixture's crate does not compile: see above, and {}",
        folder.display()
    );

    for name in &names {
        let status = Command::new("rustfmt")
            .args(["--edition", "2024", "--check"])
            .arg(folder.join(name).join("src/lib.rs"))
            .status()
            .expect("rustfmt runs");
        assert!(status.success(), "{name} is not laid out as rustfmt would");
    }
}
