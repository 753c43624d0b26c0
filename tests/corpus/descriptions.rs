//! The descriptions of the folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use oasmith::{ClientConfig, Generated, Generator};
use oasmith_tests::workspace;

/// A published description.
#[derive(Debug, Clone)]
pub struct Description {
    /// Its name, and that of the crate made from it.
    pub name: String,
    /// Its file.
    pub path: PathBuf,
}

impl Description {
    /// What is generated from it.
    pub fn generate(&self) -> Generated {
        self.generate_with(|settings| settings)
    }

    /// What is generated from it with other settings.
    pub fn generate_with(&self, change: impl FnOnce(ClientConfig) -> ClientConfig) -> Generated {
        Generator::new(change(self.settings())).generate(&BTreeMap::new())
    }

    /// The settings it is generated with. One in a folder of its own may refer to all of that folder, as in its repository.
    pub fn settings(&self) -> ClientConfig {
        let above = self.path.parent().and_then(Path::parent);
        let is_nested = NESTED.iter().any(|nested| self.path.ends_with(nested));
        ClientConfig {
            folders: above
                .filter(|_| is_nested)
                .map(Path::to_path_buf)
                .into_iter()
                .collect(),
            ..ClientConfig::new(&self.path, "unused", &self.name)
        }
    }
}

/// Descriptions that are the top of a folder of their own.
const NESTED: &[&str] = &[
    "digitalocean/specification/DigitalOcean-public.v2.yaml",
    "spacetraders/reference/SpaceTraders.json",
];

/// All of them, by name; `None` where there is no folder.
pub fn all() -> Option<Vec<Description>> {
    let folder = std::env::var_os("OASMITH_CORPUS").map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| workspace().join("../shared/corpus"));
    let files = std::fs::read_dir(&folder).ok()?;
    let files = files.filter_map(Result::ok).map(|entry| entry.path());
    let nested = NESTED.iter().map(|path| folder.join(path));
    let mut found: Vec<Description> = files
        .filter(|path| is_description(path))
        .chain(nested.filter(|path| path.exists()))
        .map(|path| Description {
            name: name(&path),
            path,
        })
        .collect();
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Some(found)
}

fn is_description(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "yaml" || extension == "json")
}

fn name(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    stem.to_lowercase().replace('.', "-")
}
