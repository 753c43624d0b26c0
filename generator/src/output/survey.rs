//! Compares the folder with the files to deliver, and determines the necessary changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::disk::{Found, any_file, look};
use super::hash::normalize_line_ends;
use super::names::is_generated;
use super::pending::Announced;
use super::{Files, MANIFEST, Manifest, OutputError, sha256};

/// The changes to the folder.
#[derive(Debug)]
pub(super) struct Survey {
    pub write: Vec<String>,
    /// The number of files that are up to date.
    pub unchanged: usize,
    pub delete: Vec<String>,
    /// Files that are no longer generated but were edited by hand. They are kept, and no longer
    /// tracked.
    pub kept_edited: Vec<String>,
    /// The new manifest, if it differs from the one on disk.
    pub manifest: Option<String>,
}

impl Survey {
    /// Whether everything is up to date.
    pub fn is_done(&self) -> bool {
        self.write.is_empty() && self.delete.is_empty() && self.manifest.is_none()
    }
}

/// Compares `dir` with the files to deliver. `manifest` is the text of the new manifest.
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

/// The files known to be written by oasmith.
struct Ours {
    /// The files in the manifest with their fingerprints: several after a merge conflict.
    listed: BTreeMap<String, BTreeSet<String>>,
    /// Whether the manifest is invalid, and that is accepted because of `force`.
    is_broken: bool,
    /// The journal of a killed run.
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

    /// Whether oasmith wrote a file at this path, even if it has been edited since.
    fn is_listed(&self, path: &str) -> bool {
        self.is_broken || self.listed.contains_key(path)
    }

    /// Whether oasmith wrote this content to this path.
    fn wrote(&self, path: &str, bytes: &[u8]) -> bool {
        let hash = sha256(&normalize_line_ends(bytes));
        let listed = self.listed.get(path);
        listed.is_some_and(|hashes| hashes.contains(&hash)) || self.announced.has(path, &hash)
    }

    /// Returns every path that oasmith may have written to.
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
    /// Checks a file that should exist.
    fn wanted(&mut self, path: &str, contents: &str) -> Result<(), OutputError> {
        let list = match look(self.dir, path)? {
            Found::Nothing => &mut self.survey.write,
            Found::File(bytes) if *normalize_line_ends(&bytes) == *contents.as_bytes() => {
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

    /// Checks files of oasmith that should no longer exist.
    fn unwanted(&mut self, files: &Files) -> Result<(), OutputError> {
        for path in self.ours.paths() {
            // The manifest is untrusted input: only paths that a generator can write are deleted.
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
            Found::File(bytes) if *normalize_line_ends(&bytes) == *text.as_bytes() => {}
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

/// Rejects paths that are invalid, or not distinct on case-insensitive file systems.
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
