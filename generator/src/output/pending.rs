//! The journal in the folder while a run writes. It is a lock against other runs, and lists what is
//! about to be written, so that a later run can tell files of a killed run from files edited by
//! hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use super::OutputError;
use super::disk::{is_regular, read_regular};
use super::error::Attempt;

/// The name of the journal in the output folder.
pub(super) const PENDING: &str = ".oasmith-pending";

/// The fingerprints in a journal, by path.
#[derive(Debug, Default)]
pub(super) struct Announced(BTreeMap<String, BTreeSet<String>>);

impl Announced {
    /// Reads the journal of a killed run in this folder.
    pub fn read(dir: &Path) -> Result<Option<Self>, OutputError> {
        let bytes = read_regular(&dir.join(PENDING))?;
        Ok(bytes.map(|bytes| Self::parse(&String::from_utf8_lossy(&bytes))))
    }

    /// Parses complete lines only: the last one may be truncated.
    fn parse(text: &str) -> Self {
        let mut announced = Self::default();
        let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
        for (kind, rest) in whole.lines().filter_map(|line| line.split_once(' ')) {
            if let Some((hash, path)) = rest.split_once(' ')
                && kind == "write"
            {
                announced
                    .0
                    .entry(path.to_owned())
                    .or_default()
                    .insert(hash.to_owned());
            }
        }
        announced
    }

    /// Whether a run announced that it would write this content to this path.
    pub fn has(&self, path: &str, hash: &str) -> bool {
        self.0.get(path).is_some_and(|hashes| hashes.contains(hash))
    }

    /// Returns the announced paths.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// The journal of this run. The lock is released when the process ends, even if it is killed.
#[derive(Debug)]
pub(super) struct Pending {
    file: File,
    path: PathBuf,
}

impl Pending {
    /// Locks the folder.
    pub fn begin(dir: &Path) -> Result<Self, OutputError> {
        const TRIES: usize = 10;
        let path = dir.join(PENDING);
        for _ in 0..TRIES {
            let Some(file) = open(&path)? else {
                continue;
            };
            let mut pending = Self {
                file,
                path: path.clone(),
            };
            if !pending.lock()? {
                break;
            }
            if pending.is_in_place()? {
                return Ok(pending);
            }
            // The previous run removed the file between our opening and locking it.
        }
        Err(OutputError::Busy {
            folder: dir.to_owned(),
        })
    }

    fn lock(&self) -> Result<bool, OutputError> {
        match self.file.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            // A file system without locks is accepted.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                Ok(true)
            }
            Err(TryLockError::Error(error)) => Err(error).attempt("locked", &self.path),
        }
    }

    /// Whether the locked file is still the one in the folder. Writes a unique token to the former
    /// and looks for it in the latter.
    fn is_in_place(&mut self) -> Result<bool, OutputError> {
        let nanoseconds = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .as_nanos();
        let token = format!("run {}-{nanoseconds}\n", std::process::id());
        // Starts a new line in case the last one is truncated.
        self.append(&format!("\n{token}"))?;
        let bytes = read_regular(&self.path)?.unwrap_or_default();
        Ok(String::from_utf8_lossy(&bytes).contains(&token))
    }

    /// Records the files that are going to be written.
    pub fn announce<'a>(
        &mut self,
        files: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Result<(), OutputError> {
        let mut lines = String::new();
        for (path, hash) in files {
            lines.extend(["write ", hash, " ", path, "\n"]);
        }
        self.append(&lines)
    }

    fn append(&mut self, text: &str) -> Result<(), OutputError> {
        self.file
            .write_all(text.as_bytes())
            .attempt("written", &self.path)
    }

    /// Removes the journal: the work is done, or was not begun.
    pub fn end(self) -> Result<(), OutputError> {
        fs::remove_file(&self.path).attempt("removed", &self.path)
    }
}

/// Opens the existing journal or creates one. Returns `None` if another run created or removed it
/// in between. Links are not followed, because their targets do not belong to oasmith.
fn open(path: &Path) -> Result<Option<File>, OutputError> {
    let is_there = is_regular(path)?;
    let mut options = OpenOptions::new();
    options.read(true).append(true).create_new(!is_there);
    match options.open(path) {
        Err(error) if is_there && error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(None),
        file => file.attempt("created", path).map(Some),
    }
}
