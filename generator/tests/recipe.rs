//! The workflow for pull requests in `docs/reviewing-changes.md`: its steps run in a repository.

#![cfg(unix)]
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may panic"
)]

mod common;

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use common::{CLOCK, folder, git};
use serde_yaml::Value;
use tempfile::TempDir;

const SETTINGS: &str = "[[client]]
description = 'spec/api.yaml'
output = 'client'

[client.package]
name = 'clock-client'
version = '0.1.0'
";

/// A program that only writes down how it was called.
const GH: &str = "#!/bin/sh\necho \"gh $*\" >> \"$GH_LOG\"\n";

/// The job of the workflow.
fn job() -> Value {
    let page = fs::read_to_string("../docs/reviewing-changes.md").unwrap();
    let start = page.find("```yaml\nname: API").unwrap();
    let block = page
        .get(start..)
        .unwrap()
        .strip_prefix("```yaml\n")
        .unwrap();
    let workflow = block.split("```").next().unwrap();
    let workflow: Value = serde_yaml::from_str(workflow).unwrap();
    workflow["jobs"]["review"].clone()
}

/// The script of the step of this name.
fn script(name: &str) -> String {
    let job = job();
    let mut steps = job["steps"].as_sequence().unwrap().iter();
    let step = steps.find(|step| step["name"] == name);
    let script = step.unwrap_or_else(|| panic!("there is a step {name}"));
    script["run"].as_str().unwrap().to_owned()
}

/// A repository whose main branch has the crate of the description.
fn repository() -> TempDir {
    let folder = folder(&[
        ("spec/api.yaml", CLOCK),
        ("oasmith.toml", SETTINGS),
        ("bin/gh", GH),
    ]);
    let here = folder.path();
    let gh = here.join("bin/gh");
    fs::set_permissions(&gh, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(common::run(here, &["generate"]).code, 0);
    git(here, &["init", "--quiet"]);
    git(here, &["add", "."]);
    git(here, &["commit", "--quiet", "--message", "First"]);
    git(here, &["update-ref", "refs/remotes/origin/main", "HEAD"]);
    folder
}

/// Runs a step as GitHub does, with the environment of the job.
fn run(folder: &Path, step: &str) -> Output {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_oasmith"));
    let folders = [folder.join("bin"), program.parent().unwrap().to_owned()];
    let inherited = env::var_os("PATH").unwrap();
    let path = env::join_paths(folders.into_iter().chain(env::split_paths(&inherited))).unwrap();
    let mut command = Command::new("bash");
    command
        .args(["-e", "-o", "pipefail", "-c", &script(step)])
        .env("PATH", path)
        .env("GH_LOG", folder.join("gh.log"))
        .current_dir(folder);
    for (name, value) in job()["env"].as_mapping().unwrap() {
        let value = value.as_str().unwrap();
        let value = value.replace("${{ github.base_ref }}", "main");
        let value = value.replace("${{ github.event.number }}", "7");
        command.env(name.as_str().unwrap(), value);
    }
    command.output().unwrap()
}

const COMMENT: &str = "Comment on the changes";
const LABEL: &str = "Label by verdict";
const CHECK: &str = "Check the generated crate";
const VERSION: &str = "Check the version";

#[test]
fn the_steps_comment_label_and_check() {
    let folder = repository();
    let here = folder.path();
    let zone = "/zones: { get: { responses: { '204': { description: None. } } } }";
    let versions = [
        ("none", CLOCK.to_owned(), [true, true]),
        (
            "documentation",
            CLOCK.replace("The time of day.", "The time of the day."),
            [false, false],
        ),
        (
            "compatible",
            CLOCK.replace("paths:", &format!("paths:\n  {zone}")),
            [false, false],
        ),
        (
            "breaking",
            CLOCK.replace("time: { type: string,", "time: { type: integer,"),
            [false, false],
        ),
    ];
    for (verdict, text, passes) in versions {
        fs::write(here.join("spec/api.yaml"), text).unwrap();
        let _ = fs::remove_file(here.join("gh.log"));
        for step in [COMMENT, LABEL] {
            let output = run(here, step);
            assert!(output.status.success(), "{verdict}: {step}: {output:?}");
        }
        let called = fs::read_to_string(here.join("gh.log")).unwrap();
        assert!(
            called.starts_with("gh pr comment 7 --body-file changes.md"),
            "{called}"
        );
        let others = ["breaking", "compatible", "documentation"];
        for other in others {
            let change = if other == verdict {
                "--add-label"
            } else {
                "--remove-label"
            };
            let line = format!("gh pr edit 7 {change} api: {other}\n");
            assert!(called.contains(&line), "{verdict}: {called}");
        }
        let comment = fs::read_to_string(here.join("changes.md")).unwrap();
        assert!(
            comment.starts_with("## What changes for users of the crate"),
            "{comment}"
        );
        let codes = [CHECK, VERSION].map(|step| run(here, step).status.code());
        assert_eq!(
            codes,
            passes.map(|is_ok| Some(i32::from(!is_ok))),
            "{verdict}"
        );
    }
    // A description that cannot be read gets no label.
    fs::write(here.join("spec/api.yaml"), "openapi: [").unwrap();
    let _ = fs::remove_file(here.join("gh.log"));
    assert_eq!(run(here, LABEL).status.code(), Some(3));
    assert!(!here.join("gh.log").exists());
}
