//! What the test suites share: where things are, the fixtures, and a bench for the generated types.

pub mod decoder;
pub mod json;

mod project;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use oasmith::{ClientConfig, Config, Generated, Generator};

pub use project::{Project, cargo};

/// The top of the workspace.
#[must_use]
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map(Path::to_path_buf)
        .unwrap_or_default()
}

/// A folder for what a suite builds, kept from run to run.
#[must_use]
pub fn scratch(name: &str) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| workspace().join("target"), PathBuf::from);
    target.join("suites").join(name)
}

/// The program `oasmith`, as the tests of the workspace are built: with the same features, so that nothing is built twice.
///
/// # Errors
/// Cargo does not run, or does not build it: what it says is shown.
pub fn tool() -> std::io::Result<PathBuf> {
    let output = Command::new(env!("CARGO"))
        .args(["test", "--workspace", "--no-run", "--quiet"])
        .args(["--message-format", "json-render-diagnostics"])
        .current_dir(workspace())
        .stderr(Stdio::inherit())
        .output()?;
    let is_tool = |message: &serde_json::Value| {
        message.pointer("/target/kind/0") == Some(&"bin".into())
            && message.pointer("/profile/test") == Some(&false.into())
    };
    project::programs(&output.stdout)
        .into_iter()
        .find(|(message, _)| is_tool(message))
        .map(|(_, program)| program)
        .ok_or_else(|| std::io::Error::other("cargo does not build `oasmith`"))
}

/// A small description of one construct.
#[derive(Debug, Clone)]
pub struct Fixture {
    /// The topic: its folder.
    pub topic: String,
    /// The construct: its file.
    pub case: String,
    /// The file.
    pub path: PathBuf,
}

impl Fixture {
    /// Every fixture, by topic and construct.
    ///
    /// # Errors
    /// The folder of fixtures cannot be read.
    pub fn all() -> std::io::Result<Vec<Self>> {
        let mut fixtures = Vec::new();
        for topic in std::fs::read_dir(workspace().join("tests/fixtures"))? {
            let topic = topic?.path();
            for file in std::fs::read_dir(&topic)? {
                let path = file?.path();
                if path
                    .extension()
                    .is_some_and(|extension| extension == "yaml" || extension == "json")
                {
                    fixtures.push(Self {
                        topic: stem(&topic),
                        case: stem(&path),
                        path,
                    });
                }
            }
        }
        fixtures.sort_by(|a, b| (&a.topic, &a.case).cmp(&(&b.topic, &b.case)));
        Ok(fixtures)
    }

    /// The name of the crate that is generated from it.
    #[must_use]
    pub fn crate_name(&self) -> String {
        format!("{}-{}", self.topic, self.case).replace('_', "-")
    }

    /// What is generated from it.
    #[must_use]
    pub fn generate(&self) -> Generated {
        let config = ClientConfig {
            overlays: self.overlays(),
            ..self.settings()
        };
        Generator::new(config).generate(&BTreeMap::new())
    }

    /// Its settings: those of the file beside it that is called like it, if there is one.
    fn settings(&self) -> ClientConfig {
        let config = Config::read(&self.path.with_extension("toml")).ok();
        config
            .and_then(|config| config.clients.into_iter().next())
            .unwrap_or_else(|| ClientConfig::new(&self.path, "unused", self.crate_name()))
    }

    /// The overlays that are applied to it: the files of the folder beside it that is called like it, by name.
    fn overlays(&self) -> Vec<PathBuf> {
        let folder = self.path.with_extension("overlays");
        let files = std::fs::read_dir(folder).into_iter().flatten();
        let mut paths: Vec<PathBuf> = files.filter_map(|file| Some(file.ok()?.path())).collect();
        paths.sort();
        paths
    }
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// The examples of the guide compile.
#[cfg(doctest)]
#[doc = include_str!("../../docs/client.md")]
pub struct Guide;

/// The types that the guide shows beside descriptions compile.
#[cfg(doctest)]
#[doc = include_str!("../../docs/shapes.md")]
pub struct Shapes;

/// The example of the first page compiles.
#[cfg(doctest)]
#[doc = include_str!("../../docs/start.md")]
pub struct Start;

/// The example of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
