//! Decodes JSON into generated types and encodes it again.
//!
//! A [`Bench`] gathers descriptions, each of which becomes a crate of its types, and builds them together with a runner in
//! one workspace, by one cargo. The [`Decoder`] it becomes hands instances to the runner, all at once.
//!
//! The crates have the types and what types need of the runtime, but no client: the compile suite builds crates whole, and
//! without connections, calls and operations it takes seconds to build a hundred of them.

mod crates;
mod runner;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use oasmith::config::Directions;
use oasmith::{ClientConfig, Generated, Generator};

use crate::{scratch, workspace};
pub use runner::Outcome;

/// What is to be built.
#[derive(Debug)]
pub struct Bench {
    name: &'static str,
    folder: PathBuf,
    members: Vec<String>,
    /// The crate, the type's name and whether it is encoded as well, by position.
    types: Vec<(String, String, bool)>,
}

/// The types of the named schemas of a description: the schema's name, and what the runner knows the type by.
pub type Types = BTreeMap<String, TypeIndex>;

/// What the runner knows a type by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypeIndex(usize);

impl Bench {
    /// An empty one. Its name is that of the folder in which it is built, kept from run to run.
    #[must_use]
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            folder: scratch(name),
            members: Vec::new(),
            types: Vec::new(),
        }
    }

    /// Adds a description, all of whose types are decoded and encoded; nothing if it generates nothing.
    ///
    /// # Errors
    /// The crate cannot be written.
    pub fn add(&mut self, name: &str, description: &Path) -> io::Result<Option<Types>> {
        self.add_generated(name, &generate(name, description, Directions::Both), true)
    }

    /// Adds a description given as text. Its types are encoded only when they go both ways.
    ///
    /// # Errors
    /// The crate cannot be written.
    pub fn add_text(
        &mut self,
        name: &str,
        text: &str,
        directions: Directions,
    ) -> io::Result<Option<Types>> {
        let file = format!("{name}.yaml");
        let config = config(name, Path::new(&file), directions);
        let generated = Generator::new(config).generate_text(&file, text, &BTreeMap::new());
        self.add_generated(name, &generated, directions == Directions::Both)
    }

    fn add_generated(
        &mut self,
        name: &str,
        generated: &Generated,
        encoded: bool,
    ) -> io::Result<Option<Types>> {
        let Some(files) = &generated.files else {
            return Ok(None);
        };
        crates::write(&self.folder.join(name), files)?;
        self.members.push(name.to_owned());
        let mut types = Types::new();
        for (key, rust) in &generated.manifest.names {
            // The key of a type that a schema's name names is that name; of the others, it tells the way to them.
            if let Some(schema) = key.strip_prefix("type ")
                && files
                    .get("src/types.rs")
                    .is_some_and(|text| declares(text, rust))
            {
                types.insert(schema.to_owned(), TypeIndex(self.types.len()));
                self.types.push((name.to_owned(), rust.clone(), encoded));
            }
        }
        Ok(Some(types))
    }

    /// Builds all of it.
    ///
    /// # Errors
    /// A file cannot be written, or cargo fails: what it says is shown.
    pub fn build(self) -> io::Result<Decoder> {
        let runner = format!("{}-runner", self.name);
        runner::write(
            &self.folder.join(&runner),
            &runner,
            &self.members,
            &self.types,
        )?;
        crates::write_workspace(&self.folder, &self.members, &runner)?;
        // Shared by the suites, so that dependencies are built once.
        let target = scratch("decoder-target");
        let status = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--package", &runner])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &target)
            .env("CARGO_INCREMENTAL", "0")
            .status()?;
        if !status.success() {
            let message = format!("the crates in {} do not build", self.folder.display());
            return Err(io::Error::other(message));
        }
        Ok(Decoder {
            program: target.join("debug").join(runner),
        })
    }
}

/// Whether an item of the name is among the types.
fn declares(text: &str, name: &str) -> bool {
    ["struct", "enum", "type"].iter().any(|kind| {
        let start = format!("pub {kind} {name}");
        let ends =
            |rest: &str| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '_');
        text.lines()
            .filter_map(|line| line.strip_prefix(&start))
            .any(ends)
    })
}

fn generate(name: &str, description: &Path, directions: Directions) -> Generated {
    Generator::new(config(name, description, directions)).generate(&BTreeMap::new())
}

fn config(name: &str, description: &Path, directions: Directions) -> ClientConfig {
    ClientConfig {
        directions: Some(directions),
        // All types in one file, whatever operations there are.
        tag_features: Some(false),
        ..ClientConfig::new(description, workspace().join("unused"), name)
    }
}

/// Decodes and encodes with what was built.
#[derive(Debug)]
pub struct Decoder {
    program: PathBuf,
}

impl Decoder {
    /// What becomes of each instance, a type and a JSON text: the text its value is encoded as, or what is wrong with it.
    ///
    /// # Errors
    /// The runner does not run, or ends before the last instance.
    pub fn run(&self, instances: &[(TypeIndex, String)]) -> io::Result<Vec<Outcome>> {
        runner::run(&self.program, instances)
    }
}
