//! The steps, and which of them the fast subset has.

use std::fs;
use std::path::{Path, PathBuf};

use crate::workspace;

/// How much is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// What takes about two minutes.
    Fast,
    /// Every step.
    All,
}

/// A step: commands that must succeed, in order.
#[derive(Debug)]
pub struct Step {
    /// What it checks.
    pub name: &'static str,
    /// The folder of each command, relative to the workspace, and its words.
    pub commands: Vec<(&'static str, Vec<String>)>,
    /// Variables that the commands see.
    pub environment: Vec<(&'static str, String)>,
}

impl Step {
    /// A step of commands in the folder of the workspace, a line each.
    pub fn new(name: &'static str, lines: &[&str]) -> Self {
        let commands = lines.iter().map(|line| ("", words(line)));
        Self {
            name,
            commands: commands.collect(),
            environment: Vec::new(),
        }
    }

    fn within(mut self, folder: &'static str, line: &str) -> Self {
        self.commands.push((folder, words(line)));
        self
    }

    fn command(mut self, words: Vec<String>) -> Self {
        self.commands.push(("", words));
        self
    }

    /// Sets a variable for the commands.
    pub fn env(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.environment.push((name, value.into()));
        self
    }
}

fn words(line: &str) -> Vec<String> {
    line.split_whitespace().map(str::to_owned).collect()
}

/// The steps of an extent, in the order in which they run.
pub fn steps(extent: Extent) -> Vec<Step> {
    let mut steps = vec![
        formatting(),
        Step::new(
            "the workspace and its tests are built",
            &["cargo test --workspace --no-run --quiet"],
        ),
        Step::new(
            "the generated client is what the description generates",
            &[&format!("{} check", tool().display())],
        ),
        Step::new(
            "clippy, warnings denied",
            &["cargo clippy --workspace --all-targets --quiet -- -D warnings"],
        ),
    ];
    match extent {
        Extent::Fast => steps.push(Step::new(
            "unit tests and snapshots",
            &["cargo test --workspace --lib --bins --test snapshots --quiet"],
        )),
        Extent::All => steps.extend(slow()),
    }
    steps
}

/// What only `--all` runs.
fn slow() -> Vec<Step> {
    let target = workspace().join("target").display().to_string();
    vec![
        Step::new(
            "documentation without warnings",
            &["cargo doc --workspace --no-deps --quiet"],
        )
        .env("RUSTDOCFLAGS", "-D warnings"),
        Step::new(
            "the description is valid for two validators",
            &["tests/contract/validate.sh"],
        ),
        Step::new("the comparison's own logic", &[])
            .within("tests/bench", "python3 -m unittest --quiet"),
        // The tests talk to servers on this machine only.
        Step::new("tests", &["cargo test --workspace"])
            .env("NO_PROXY", "127.0.0.1,localhost")
            .env("no_proxy", "127.0.0.1,localhost"),
        // In the folder of the workspace, where the dependencies are built.
        Step::new(
            "both packages can be packaged",
            &[
                "cargo package -p geminidb-client --allow-dirty --quiet",
                "cargo package -p oasmith --allow-dirty --quiet",
            ],
        )
        .env("CARGO_TARGET_DIR", target),
        Step::new(
            "a change of the description changes the client, and nothing else",
            &["tests/change.sh"],
        ),
    ]
}

/// `cargo fmt`, and the files that no crate of the workspace names as a module.
fn formatting() -> Step {
    let rustfmt = words("rustfmt --edition 2024 --check");
    let folders = [
        "generator/runtime",
        "generator/runtime/tests",
        "tests/exchange/cases",
        "tests/servers/fastapi",
        "tests/benches/calls",
        "tests/benches/decode",
        "tests/fuzz/fuzz_targets",
    ];
    let loose = folders
        .iter()
        .flat_map(|folder| rust_files(&workspace().join(folder)))
        // Roots whose modules are only there when they are built.
        .filter(|path| !path.ends_with("cases/main.rs") && !path.ends_with("decode/program.rs"))
        .map(|path| path.display().to_string());
    Step::new("formatting", &["cargo fmt --all --check"])
        .command(rustfmt.into_iter().chain(loose).collect())
}

/// The Rust files of a folder, without those of its subfolders, sorted.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    files.sort();
    files
}

/// The program that the tests of the workspace build.
fn tool() -> PathBuf {
    let name = format!("oasmith{}", std::env::consts::EXE_SUFFIX);
    workspace().join("target/debug").join(name)
}
