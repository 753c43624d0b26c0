//! The system refuses, a person interrupts, another run is here: a clear message, and the old crate is whole.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

#[path = "../common/mod.rs"]
mod common;
mod killed;
mod room;

use std::collections::BTreeMap;
use std::fs::{self, File, Permissions};
use std::io::ErrorKind;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

use common::{CLOCK, command, folder, run};
use tempfile::TempDir;

const GENERATE: [&str; 6] = [
    "generate",
    "clock.yaml",
    "--output",
    "client",
    "--name",
    "clock-client",
];

/// A folder with a crate that is stale: the description has changed since.
fn stale() -> (TempDir, BTreeMap<String, String>) {
    let folder = folder(&[("clock.yaml", CLOCK)]);
    assert_eq!(run(folder.path(), &GENERATE).code, 0);
    let changed = CLOCK
        .replace("operationId: now", "operationId: theTime")
        .replace("time of day", "hour");
    fs::write(folder.path().join("clock.yaml"), changed).unwrap();
    let before = contents(&folder.path().join("client"));
    (folder, before)
}

/// Every file below a folder; only regular ones.
fn contents(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(
                fs::read_dir(&path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        } else {
            let name = path.strip_prefix(folder).unwrap().display().to_string();
            found.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
    found
}

fn said(output: &Output) -> String {
    let code = output.status.code().unwrap_or(-1);
    format!(
        "exit code: {code}\n{}",
        String::from_utf8_lossy(&output.stderr)
    )
}

/// What was stopped, refused or killed is completed by the next run, whatever came before.
fn is_completed_by_the_next_run(folder: &Path) {
    let ended = run(folder, &GENERATE);
    assert_eq!(ended.code, 0, "{ended:?}");
    let check = [&["check"], &GENERATE[1..]].concat();
    let ended = run(folder, &check);
    assert_eq!(ended.code, 0, "{ended:?}");
    let left = contents(&folder.join("client"));
    assert!(
        left.keys().all(|path| !path.contains("oasmith-")),
        "{:?}",
        left.keys()
    );
}

#[test]
fn two_runs_at_once() {
    let (folder, before) = stale();
    let client = folder.path().join("client");
    let other = File::create(client.join(".oasmith-pending")).unwrap();
    other.lock().unwrap();
    let second = command(folder.path()).args(GENERATE).output().unwrap();
    insta::assert_snapshot!("busy", said(&second));
    fs::remove_file(client.join(".oasmith-pending")).unwrap();
    assert_eq!(contents(&client), before, "the second run changed nothing");
    drop(other);
    is_completed_by_the_next_run(folder.path());
}

/// The command, run by somebody who is not root: root may write anywhere.
fn as_nobody(folder: &Path) -> Command {
    let program = folder.join("oasmith");
    fs::copy(env!("CARGO_BIN_EXE_oasmith"), &program).unwrap();
    let mut command = Command::new(&program);
    command.current_dir(folder);
    // Files of a test belong to whoever runs it.
    if fs::metadata(&program).unwrap().uid() == 0 {
        command.uid(65534);
    }
    command
}

/// How a command ends. A program that was just written may still be open in a process that another test is about to start.
fn end_of(command: &mut Command) -> Output {
    loop {
        match command.output() {
            Err(error) if error.kind() == ErrorKind::ExecutableFileBusy => {
                sleep(Duration::from_millis(10));
            }
            ended => return ended.unwrap(),
        }
    }
}

#[test]
fn a_folder_that_may_not_be_written() {
    let (folder, before) = stale();
    let client = folder.path().join("client");
    let allow =
        |path: &Path, mode| fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    allow(folder.path(), 0o755);
    allow(&client, 0o555);
    let ended = end_of(as_nobody(folder.path()).args(GENERATE));
    insta::assert_snapshot!("read_only", said(&ended));
    assert_eq!(contents(&client), before);
    let ended = end_of(as_nobody(folder.path()).args([
        "generate",
        "clock.yaml",
        "--output",
        "client/new",
        "--name",
        "clock-client",
    ]));
    insta::assert_snapshot!("read_only_above", said(&ended));
    fs::remove_dir_all(folder.path().join("empty")).ok();
    fs::create_dir(folder.path().join("empty")).unwrap();
    fs::write(folder.path().join("empty/api.yaml"), CLOCK).unwrap();
    allow(&folder.path().join("empty"), 0o555);
    let mut init = as_nobody(folder.path());
    let ended = end_of(init.arg("init").current_dir(folder.path().join("empty")));
    insta::assert_snapshot!("read_only_init", said(&ended));
    allow(&folder.path().join("empty"), 0o755);
    allow(&client, 0o755);
    is_completed_by_the_next_run(folder.path());
}

#[test]
fn a_description_that_may_not_be_read() {
    let folder = folder(&[("clock.yaml", CLOCK)]);
    fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(
        folder.path().join("clock.yaml"),
        Permissions::from_mode(0o000),
    )
    .unwrap();
    let ended = end_of(as_nobody(folder.path()).args(["lint", "clock.yaml"]));
    insta::assert_snapshot!(
        "unreadable",
        format!("{}{}", said(&ended), String::from_utf8_lossy(&ended.stdout))
    );
}

#[test]
fn a_closed_pipe_is_not_a_failure() {
    let folder = folder(&[("clock.yaml", CLOCK)]);
    let mut child = command(folder.path())
        .args(["inspect", "clock.yaml"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!((ended.status.code(), ended.stderr), (Some(0), Vec::new()));
}

/// Whoever reads the data later would take half of it for all.
#[cfg(target_os = "linux")]
#[test]
fn data_that_is_lost_is_a_failure() {
    let folder = folder(&[("clock.yaml", CLOCK)]);
    let full = || File::options().write(true).open("/dev/full").unwrap();
    let calls: [&[&str]; 7] = [
        &["diff", "clock.yaml", "clock.yaml", "--format", "json"],
        &["inspect", "clock.yaml"],
        &["lint", "clock.yaml", "--message-format", "sarif"],
        &["explain"],
        &["completions", "bash"],
        &["man"],
        &[
            "generate",
            "clock.yaml",
            "--output",
            "client",
            "--name",
            "clock-client",
            "--report",
            "json",
        ],
    ];
    for arguments in calls {
        let mut command = command(folder.path());
        let ended = command.args(arguments).stdout(full()).output().unwrap();
        assert_eq!(ended.status.code(), Some(3), "{arguments:?}");
        assert!(
            said(&ended).contains("standard output cannot be written: the disk is full"),
            "{arguments:?}: {}",
            said(&ended)
        );
    }
}
