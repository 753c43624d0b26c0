//! Compares what is on disk with what should be, and decides what may be done about it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::disk::{Found, any_file, look};
use super::hash::our_line_ends;
use super::names::is_generated;
use super::pending::Announced;
use super::{Files, MANIFEST, Manifest, OutputError, sha256};

/// What to do to each file.
#[derive(Debug)]
pub(super) struct Survey {
    pub write: Vec<String>,
    /// How many files are as they should be.
    pub unchanged: usize,
    pub delete: Vec<String>,
    /// No longer generated, but edited by hand: left alone, and no longer ours.
    pub kept_edited: Vec<String>,
    /// The text of the new manifest, if it differs from the one on disk.
    pub manifest: Option<String>,
}

impl Survey {
    /// Whether all is as it should be.
    pub fn is_done(&self) -> bool {
        self.write.is_empty() && self.delete.is_empty() && self.manifest.is_none()
    }
}

/// Compares `dir` with what should be in it, `manifest` being the text of the new one.
pub(super) fn survey(
    dir: &Path,
    files: &Files,
    manifest: String,
    force: bool,
) -> Result<Survey, OutputError> {
    check_paths(files)?;
    let mut surveying = Surveying {
        dir,
        force,
        ours: Ours::read(dir, force)?,
        edited: Vec::new(),
        in_the_way: Vec::new(),
        survey: Survey {
            write: Vec::new(),
            unchanged: 0,
            delete: Vec::new(),
            kept_edited: Vec::new(),
            manifest: None,
        },
    };
    for (path, contents) in files.iter() {
        surveying.wanted(path, contents)?;
    }
    surveying.unwanted(files)?;
    surveying.manifest(manifest)?;
    surveying.finish()
}

/// What is known to be of oasmith's making.
struct Ours {
    /// The files that the manifest lists, each with its fingerprints: several after a merge conflict.
    listed: BTreeMap<String, BTreeSet<String>>,
    /// There is a manifest that cannot be understood, and that is no matter.
    is_broken: bool,
    /// What a killed run was about to write.
    announced: Announced,
}

impl Ours {
    fn read(dir: &Path, force: bool) -> Result<Self, OutputError> {
        let announced = Announced::read(dir)?;
        let (manifest, is_broken) = match Manifest::read(dir) {
            Err(OutputError::Manifest { .. }) if force => (None, true),
            manifest => (manifest?, false),
        };
        if manifest.is_none()
            && announced.is_none()
            && !is_broken
            && let Some(example) = any_file(dir)?
        {
            return Err(OutputError::Foreign {
                folder: dir.to_owned(),
                example,
            });
        }
        let listed = match manifest {
            Some(manifest) => one_each(manifest.files),
            None if is_broken => Manifest::listed_files(dir)?,
            None => BTreeMap::new(),
        };
        Ok(Self {
            listed,
            is_broken,
            announced: announced.unwrap_or_default(),
        })
    }

    /// Whether oasmith wrote a file at this path, whatever became of it.
    fn is_listed(&self, path: &str) -> bool {
        self.is_broken || self.listed.contains_key(path)
    }

    /// Whether this is what oasmith wrote to this path.
    fn wrote(&self, path: &str, bytes: &[u8]) -> bool {
        let hash = sha256(&our_line_ends(bytes));
        let listed = self.listed.get(path);
        listed.is_some_and(|hashes| hashes.contains(&hash)) || self.announced.has(path, &hash)
    }

    /// Every path that oasmith may have written to.
    fn paths(&self) -> BTreeSet<String> {
        let listed = self.listed.keys().map(String::as_str);
        let paths = listed.chain(self.announced.paths());
        paths.map(str::to_owned).collect()
    }
}

fn one_each(files: BTreeMap<String, String>) -> BTreeMap<String, BTreeSet<String>> {
    let files = files.into_iter();
    files
        .map(|(path, hash)| (path, BTreeSet::from([hash])))
        .collect()
}

struct Surveying<'a> {
    dir: &'a Path,
    force: bool,
    ours: Ours,
    edited: Vec<String>,
    in_the_way: Vec<String>,
    survey: Survey,
}

impl Surveying<'_> {
    /// A file that should be there.
    fn wanted(&mut self, path: &str, contents: &str) -> Result<(), OutputError> {
        let list = match look(self.dir, path)? {
            Found::Nothing => &mut self.survey.write,
            Found::File(bytes) if *our_line_ends(&bytes) == *contents.as_bytes() => {
                self.survey.unchanged += 1;
                return Ok(());
            }
            Found::File(bytes) if self.ours.wrote(path, &bytes) => &mut self.survey.write,
            Found::File(_) if self.force && self.ours.is_listed(path) => &mut self.survey.write,
            Found::File(_) if self.ours.is_listed(path) => &mut self.edited,
            Found::File(_) | Found::Other => &mut self.in_the_way,
        };
        list.push(path.to_owned());
        Ok(())
    }

    /// Files of ours that should no longer be there.
    fn unwanted(&mut self, files: &Files) -> Result<(), OutputError> {
        for path in self.ours.paths() {
            // The manifest is untrusted input: it must not make us delete a file that no generator writes.
            if files.get(&path).is_some() || !is_generated(&path) {
                continue;
            }
            match look(self.dir, &path)? {
                Found::Nothing | Found::Other => {}
                Found::File(bytes) if self.force || self.ours.wrote(&path, &bytes) => {
                    self.survey.delete.push(path);
                }
                Found::File(_) => self.survey.kept_edited.push(path),
            }
        }
        Ok(())
    }

    fn manifest(&mut self, text: String) -> Result<(), OutputError> {
        match look(self.dir, MANIFEST)? {
            Found::File(bytes) if *our_line_ends(&bytes) == *text.as_bytes() => {}
            Found::Nothing | Found::File(_) => self.survey.manifest = Some(text),
            Found::Other => self.in_the_way.push(MANIFEST.to_owned()),
        }
        Ok(())
    }

    fn finish(self) -> Result<Survey, OutputError> {
        let folder = self.dir.to_owned();
        if !self.in_the_way.is_empty() {
            return Err(OutputError::InTheWay {
                folder,
                files: self.in_the_way,
            });
        }
        if !self.edited.is_empty() {
            return Err(OutputError::Edited {
                folder,
                files: self.edited,
            });
        }
        Ok(self.survey)
    }
}

/// Refuses paths that are not what every machine takes for different files in the folder.
fn check_paths(files: &Files) -> Result<(), OutputError> {
    let mut seen = BTreeSet::new();
    for (path, _) in files.iter() {
        let refuse = |reason| {
            Err(OutputError::Path {
                path: path.to_owned(),
                reason,
            })
        };
        if !is_generated(path) {
            return refuse("no generated file is called so");
        }
        if !seen.insert(path.to_lowercase()) {
            return refuse("another one differs from it in upper and lower case only");
        }
    }
    Ok(())
}
