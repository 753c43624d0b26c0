//! A folder to call the command in, and what comes of it.

#![allow(dead_code, reason = "each test package uses what it needs")]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

pub const CLOCK: &str = "openapi: 3.0.3
info: { title: Clock, version: '1' }
paths:
  /now:
    get:
      operationId: now
      responses:
        '200': { description: The time., content: { application/json: { schema: { $ref: '#/components/schemas/Now' } } } }
components:
  schemas:
    Now: { type: object, properties: { time: { type: string, description: The time of day. } } }
";

/// A folder with these files.
pub fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Runs git in a folder.
pub fn git(folder: &Path, arguments: &[&str]) {
    let status = Command::new("git")
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.com"])
        .args(arguments)
        .current_dir(folder)
        .status()
        .unwrap();
    assert!(status.success(), "git {arguments:?}");
}

/// How a command ended, and what it said.
#[derive(Debug)]
pub struct Ended {
    pub code: i32,
    pub data: String,
    pub messages: String,
}

impl Ended {
    /// All of it, for a snapshot.
    pub fn transcript(&self) -> String {
        let Self {
            code,
            data,
            messages,
        } = self;
        format!("exit code: {code}\n----- data\n{data}----- messages\n{messages}")
    }
}

/// Runs the command in a folder, with a text on its standard input.
pub fn run_with(folder: &Path, arguments: &[&str], input: &[u8]) -> Ended {
    let mut child = command(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that reads nothing has closed it by now.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    Ended {
        code: output.status.code().unwrap_or(-1),
        data: String::from_utf8(output.stdout).unwrap(),
        messages: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs the command in a folder.
pub fn run(folder: &Path, arguments: &[&str]) -> Ended {
    run_with(folder, arguments, b"")
}

/// The command, to be run in a folder, whatever the terminal of whoever runs the tests.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oasmith"));
    command
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env("TERM", "xterm")
        .env("COLUMNS", "100");
    command
}
