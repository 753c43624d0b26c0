//! The pairs of descriptions: each folder of `tests/fixtures/diff` has a version before and a version after one change.

use std::path::{Path, PathBuf};

use oasmith::diff::{self, Change, Side};
use oasmith::plan::CratePlan;
use oasmith::source::{Documents, Input};
use oasmith::{ClientConfig, Config, Earlier, Generated, Generator, Planned};
use oasmith_tests::workspace;

/// Two versions of a description. Compared the other way round, they are another pair.
#[derive(Debug, Clone)]
pub struct Pair {
    pub rule: String,
    pub old: PathBuf,
    pub new: PathBuf,
}

impl Pair {
    /// Every pair, by its rule.
    pub fn all() -> Vec<Self> {
        let folder = workspace().join("tests/fixtures/diff");
        let folders = std::fs::read_dir(folder).expect("there are pairs");
        let mut pairs: Vec<Self> = folders
            .map(|folder| Self::in_folder(&folder.expect("it is read").path()))
            .collect();
        pairs.sort_by(|a, b| a.rule.cmp(&b.rule));
        pairs
    }

    fn in_folder(folder: &std::path::Path) -> Self {
        let rule = folder.file_name().expect("it has a name");
        Self {
            rule: rule.to_string_lossy().into_owned(),
            old: folder.join("old.yaml"),
            new: folder.join("new.yaml"),
        }
    }

    /// The same change taken back.
    pub fn mirrored(&self) -> Self {
        Self {
            rule: self.rule.clone(),
            old: self.new.clone(),
            new: self.old.clone(),
        }
    }

    /// The files beside the descriptions.
    pub fn beside(&self, name: &str) -> Option<String> {
        std::fs::read_to_string(self.old.with_file_name(name)).ok()
    }

    /// What changed.
    pub fn changes(&self) -> Vec<Change> {
        self.compared().0
    }

    /// What changes if the offer of the old crate is given up, and only its names are kept.
    pub fn changes_without_offer(&self) -> Vec<Change> {
        let settings = |path: &Path| self.config(path, "pets");
        compared(self, &settings, &|plan| {
            Earlier::from_names(plan.names.clone())
        })
        .0
    }

    /// What changed, if the settings give a part a name.
    pub fn changes_with(&self, table: &str, key: &str, name: &str) -> Vec<Change> {
        let settings = |path: &Path| {
            let mut config = self.config(path, "pets");
            let names = match table {
                "operations" => &mut config.rename.operations,
                "types" => &mut config.rename.types,
                "fields" => &mut config.rename.fields,
                _ => &mut config.rename.variants,
            };
            names.insert(key.to_owned(), name.to_owned());
            config
        };
        compared(self, &settings, &CratePlan::earlier).0
    }

    /// What changed, and both descriptions.
    pub fn compared(&self) -> (Vec<Change>, Documents, Documents) {
        compared(self, &|path| self.config(path, "pets"), &CratePlan::earlier)
    }

    /// The settings of a version: the crates that are allowed in the file beside it, if there is one.
    fn config(&self, path: &Path, name: &str) -> ClientConfig {
        let given = Config::read(&path.with_extension("toml")).ok();
        let given = given.and_then(|given| given.clients.into_iter().next());
        ClientConfig {
            tag_features: Some(self.rule.starts_with("feature")),
            client_parameters: vec!["tenant".to_owned()],
            allowed_crates: given.unwrap_or_default().allowed_crates,
            ..ClientConfig::new("unused", "unused", name)
        }
    }

    /// The crates of both versions.
    pub fn generate(&self) -> [Generated; 2] {
        let generate = |path: &PathBuf, version: &str, earlier: &Earlier| {
            let name = format!("{}-{version}", self.rule.replace('_', "-"));
            Generator::new(self.config(path, &name))
                .generate_input(Input::Path(path.clone()), earlier)
        };
        let old = generate(&self.old, "old", &Earlier::default());
        let new = generate(&self.new, "new", &old.manifest.earlier());
        [old, new]
    }
}

fn compared(
    pair: &Pair,
    settings: &dyn Fn(&Path) -> ClientConfig,
    kept: &dyn Fn(&CratePlan) -> Earlier,
) -> (Vec<Change>, Documents, Documents) {
    let plan = |path: &PathBuf, earlier: &Earlier| {
        let Planned {
            decided, documents, ..
        } = Generator::new(settings(path)).plan_crate(Input::Path(path.clone()), earlier);
        let (api, plan) = decided.unwrap_or_else(|| panic!("{} is sound", path.display()));
        (api, plan, documents.expect("it was read"))
    };
    let old = plan(&pair.old, &Earlier::default());
    let new = plan(&pair.new, &kept(&old.1));
    let [before, after] = [&old, &new].map(|(api, plan, documents)| Side {
        api,
        plan,
        documents,
    });
    let changes = diff::compare(before, after);
    (changes, old.2, new.2)
}
