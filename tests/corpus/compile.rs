//! Every description's crate compiles, is clean under clippy, and its docs are sound.

use std::process::Command;

use libtest_mimic::Failed;
use oasmith_tests::Project;

use crate::descriptions::Description;

/// Checks all crates, in one workspace: what they depend on is built once, and each core has a crate.
pub fn all(descriptions: &[Description]) -> Result<(), Failed> {
    let mut project = Project::new("corpus")?;
    for one in descriptions {
        project.add(&one.name, one.generate())?;
    }
    // No library has tests of its own, which would be the whole of it a second time.
    let clippy: &[&str] = &["clippy", "--lib", "--examples"];
    let doc: &[&str] = &["doc", "--no-deps"];
    let mut failed = Vec::new();
    for command in [clippy, doc] {
        if !runs(&project, command)? {
            failed.push(format!("cargo {}", command.join(" ")));
        }
    }
    if failed.is_empty() {
        Ok(())
    } else {
        let folder = project.folder().display();
        Err(format!("in {folder}: {}, see above", failed.join(", ")).into())
    }
}

fn runs(project: &Project, arguments: &[&str]) -> Result<bool, Failed> {
    let mut cargo: Command = project.cargo()?;
    cargo
        .args(arguments)
        .args(["--workspace", "--quiet", "--keep-going"])
        .env("RUSTDOCFLAGS", "-Dwarnings");
    Ok(cargo.status()?.success())
}
