//! A client that a build script makes: a package includes it, and is it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use oasmith::{ClientConfig, Generator, build_script};
use oasmith_tests::{Project, workspace};

const NAME: &str = "included-client";

/// The settings of a client that has a bit of everything.
fn client() -> ClientConfig {
    let description = workspace().join("tests/fixtures/settings/described.yaml");
    ClientConfig::new(description, "client", NAME)
}

#[test]
fn what_a_build_script_makes_can_be_included() {
    let mut project = Project::new("included").expect("the folder is made");
    let generated = Generator::new(client()).generate(&BTreeMap::new());
    let files = generated.files.expect("the description generates");
    let manifest = files.get("Cargo.toml").expect("there is a manifest");
    // The examples are the client's own, and no part of what is included.
    let root = format!("include!(\"../out/{NAME}/src/included.rs\");\n");
    let files = [("src/lib.rs".to_owned(), root)];
    let manifest = manifest.replace("readme = \"README.md\"\n", "");
    project
        .add_written(NAME, &manifest, &files)
        .expect("the package is written");
    let package = project.folder().join(NAME);
    fs::create_dir_all(package.join("out")).expect("the folder is made");
    assert!(build_script_of(&package), "the build script fails");
    let status = project
        .cargo()
        .expect("the manifest is written")
        .args(["check", "--workspace", "--quiet", "--all-features"])
        .status()
        .expect("cargo runs");
    assert!(status.success(), "see above");
}

/// Runs the test below as cargo would run a build script of the package.
fn build_script_of(package: &Path) -> bool {
    let own = std::env::current_exe().expect("a test is a program");
    let status = Command::new(own)
        .args([
            "--exact",
            "included::a_build_script",
            "--ignored",
            "--quiet",
        ])
        .env("OUT_DIR", package.join("out"))
        .env("CARGO_MANIFEST_DIR", package)
        .status();
    status.expect("it runs").success()
}

#[test]
#[ignore = "the build script of the other test"]
fn a_build_script() {
    build_script::run(&client()).expect("the client is made");
}
