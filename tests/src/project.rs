//! A cargo workspace of generated crates, kept from run to run so that their dependencies are built once.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use oasmith::Generated;
use oasmith::output::{self, Options};
use serde_json::Value;

use crate::{scratch, workspace};

/// A workspace of generated crates.
#[derive(Debug)]
pub struct Project {
    folder: PathBuf,
    members: Vec<String>,
}

impl Project {
    /// The workspace of the suite `name`, still without members.
    ///
    /// # Errors
    /// Its folder cannot be made.
    pub fn new(name: &str) -> io::Result<Self> {
        let folder = scratch(name);
        fs::create_dir_all(&folder)?;
        Ok(Self {
            folder,
            members: Vec::new(),
        })
    }

    /// Where it is.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folders of its members.
    #[must_use]
    pub fn members(&self) -> &[String] {
        &self.members
    }

    /// Adds a generated crate.
    ///
    /// # Errors
    /// It was not generated, or cannot be written.
    pub fn add(&mut self, name: &str, generated: Generated) -> io::Result<()> {
        let files = generated
            .files
            .ok_or_else(|| io::Error::other(format!("{name} is not generated")))?;
        let options = Options {
            force: true,
            dry_run: false,
            stop: None,
        };
        output::deliver(&self.folder.join(name), &files, generated.manifest, options)
            .map_err(|error| io::Error::other(error.to_string()))?;
        self.members.push(name.to_owned());
        Ok(())
    }

    /// Adds a crate that is written by hand: its manifest, and files by their path in it.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn add_written(
        &mut self,
        name: &str,
        manifest: &str,
        files: &[(String, String)],
    ) -> io::Result<()> {
        let folder = self.folder.join(name);
        write(&folder.join("Cargo.toml"), manifest)?;
        for (path, text) in files {
            write(&folder.join(path), text)?;
        }
        self.members.push(name.to_owned());
        Ok(())
    }

    /// A cargo that works on it, with the versions of our own lock file and with warnings denied.
    ///
    /// # Errors
    /// The manifest cannot be written.
    pub fn cargo(&self) -> io::Result<Command> {
        let mut manifest = String::from("[workspace]\nresolver = \"3\"\nmembers = [\n");
        for name in &self.members {
            let _ = writeln!(manifest, "    \"{name}\",");
        }
        manifest.push_str("]\n");
        write(&self.folder.join("Cargo.toml"), &manifest)?;
        fs::copy(
            workspace().join("Cargo.lock"),
            self.folder.join("Cargo.lock"),
        )?;
        Ok(cargo(&self.folder))
    }

    /// Builds the integration test `name` of each member that has it: the programs, by the member's name. All are built by one
    /// cargo, a crate on each core.
    ///
    /// # Errors
    /// Cargo does not run, or does not build them: what it says is shown.
    pub fn test_programs(&self, name: &str) -> io::Result<BTreeMap<String, PathBuf>> {
        let output = self
            .cargo()?
            .args(["test", "--workspace", "--no-run", "--quiet", "--test", name])
            .args(["--message-format", "json-render-diagnostics"])
            .stderr(Stdio::inherit())
            .output()?;
        if !output.status.success() {
            let message = format!("the tests in {} do not build", self.folder.display());
            return Err(io::Error::other(message));
        }
        let members = programs(&output.stdout)
            .into_iter()
            .filter_map(|(message, program)| {
                let manifest = PathBuf::from(message.get("manifest_path")?.as_str()?);
                let member = manifest.parent()?.file_name()?.to_string_lossy();
                Some((member.into_owned(), program))
            });
        Ok(members.collect())
    }
}

/// What cargo built: the programs among it, with the target's message of cargo's JSON.
pub(crate) fn programs(output: &[u8]) -> Vec<(Value, PathBuf)> {
    String::from_utf8_lossy(output)
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|message| {
            let program = message.get("executable")?.as_str()?.into();
            Some((message, program))
        })
        .collect()
}

/// A cargo that works in a folder, with warnings denied. What crates of all suites depend on is built once, in one place.
/// Nobody debugs these crates, and most are compiled once: neither debug information nor incremental data is written.
#[must_use]
pub fn cargo(folder: &Path) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", scratch("target"))
        .env("CARGO_PROFILE_DEV_DEBUG", "false")
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTFLAGS", "-Dwarnings");
    cargo
}

/// Writes a file unless it holds the text already, so that cargo sees no change where there is none.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}
