//! The runner: a program that has every type, reads instances as JSON lines and answers each with one.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use serde_json::Value;

use super::TypeIndex;
use super::crates::write_changed;

/// What became of an instance: the text its value is encoded as (shown, for a type that is only decoded), or what is wrong.
pub type Outcome = Result<String, String>;

const MAIN: &str = include_str!("runner_main.rs.txt");

/// Writes the runner's crate.
pub(super) fn write(
    folder: &Path,
    name: &str,
    members: &[String],
    types: &[(String, String, bool)],
) -> io::Result<()> {
    let mut manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\nserde = \"1\"\nserde_json = \"1\"\n"
    );
    for member in members {
        let _ = writeln!(manifest, "{member} = {{ path = \"../{member}\" }}");
    }
    let mut main = MAIN.to_owned();
    main.push_str("\nconst TYPES: &[fn(&str) -> Result<String, String>] = &[\n");
    for (member, ty, encoded) in types {
        let function = if *encoded { "again" } else { "shown" };
        let library = member.replace('-', "_");
        let _ = writeln!(
            main,
            "    |text| {function}::<{library}::types::{ty}>(text, {library}::read),"
        );
    }
    main.push_str("];\n");
    write_changed(&folder.join("Cargo.toml"), &manifest)?;
    write_changed(&folder.join("src/main.rs"), &main)
}

/// Hands the instances to the runner and reads what it answers.
pub(super) fn run(program: &Path, instances: &[(TypeIndex, String)]) -> io::Result<Vec<Outcome>> {
    let mut child = Command::new(program)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut lines = String::new();
    for (TypeIndex(index), text) in instances {
        let _ = writeln!(lines, "{}", serde_json::json!([index, text]));
    }
    let stdin = child.stdin.take();
    // Written beside the reading: neither side waits for a full pipe.
    let writer = thread::spawn(move || match stdin {
        Some(mut stdin) => stdin.write_all(lines.as_bytes()),
        None => Ok(()),
    });
    let output = child.wait_with_output()?;
    let answers = String::from_utf8_lossy(&output.stdout);
    let outcomes: Vec<Outcome> = answers.lines().filter_map(outcome).collect();
    if outcomes.len() != instances.len() {
        let message = format!("the runner ended after {} instances", outcomes.len());
        return Err(io::Error::other(message));
    }
    let written = writer
        .join()
        .map_err(|_| io::Error::other("the writer failed"))?;
    written.map(|()| outcomes)
}

fn outcome(line: &str) -> Option<Outcome> {
    let answer: Value = serde_json::from_str(line).ok()?;
    let text = |name: &str| Some(answer.get(name)?.as_str()?.to_owned());
    text("ok").map(Ok).or_else(|| text("error").map(Err))
}
