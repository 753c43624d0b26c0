//! Every description's crate compiles, is clean under clippy, and its docs are sound.

use std::process::Command;

use libtest_mimic::Failed;
use oasmith_tests::Project;

use crate::descriptions::Description;

/// Checks all crates, one at a time, with one target folder.
pub fn all(descriptions: &[Description]) -> Result<(), Failed> {
    let mut project = Project::new("corpus")?;
    for one in descriptions {
        project.add(&one.name, one.generate())?;
    }
    let mut failed = Vec::new();
    for one in descriptions {
        let clippy: &[&str] = &["clippy", "--all-targets"];
        let doc: &[&str] = &["doc", "--no-deps"];
        for command in [clippy, doc] {
            if !runs(&project, command, &one.name)? {
                failed.push(format!("cargo {} -p {}", command.join(" "), one.name));
            }
        }
    }
    if failed.is_empty() {
        Ok(())
    } else {
        let folder = project.folder().display();
        Err(format!("in {folder}: {}", failed.join(", ")).into())
    }
}

fn runs(project: &Project, arguments: &[&str], name: &str) -> Result<bool, Failed> {
    let mut cargo: Command = project.cargo()?;
    cargo
        .args(arguments)
        .args(["--quiet", "--package", name])
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTDOCFLAGS", "-Dwarnings");
    Ok(cargo.status()?.success())
}
