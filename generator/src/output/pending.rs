//! The mark that a run leaves in the folder while it writes: a lock against other runs, and a journal of what it is
//! about to write, by which a later run knows the remains of a killed one from edits by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use super::OutputError;
use super::disk::{is_regular, read_regular};
use super::error::Attempt;

/// The mark's name in the output folder.
pub(super) const PENDING: &str = ".oasmith-pending";

/// Fingerprints that a run announced, by path.
#[derive(Debug, Default)]
pub(super) struct Announced(BTreeMap<String, BTreeSet<String>>);

impl Announced {
    /// What a killed run announced in this folder.
    pub fn read(dir: &Path) -> Result<Option<Self>, OutputError> {
        let bytes = read_regular(&dir.join(PENDING))?;
        Ok(bytes.map(|bytes| Self::parse(&String::from_utf8_lossy(&bytes))))
    }

    /// Only whole lines count: the last one may have been cut off.
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

    /// Whether a run announced to write this to that path.
    pub fn has(&self, path: &str, hash: &str) -> bool {
        self.0.get(path).is_some_and(|hashes| hashes.contains(hash))
    }

    /// The paths.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// The mark of this run. The lock ends with it, also when the run is killed.
#[derive(Debug)]
pub(super) struct Pending {
    file: File,
    path: PathBuf,
}

impl Pending {
    /// Marks the folder as being written to.
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
            // The run that held the lock has ended and removed the file between our opening and locking it.
        }
        Err(OutputError::Busy {
            folder: dir.to_owned(),
        })
    }

    fn lock(&self) -> Result<bool, OutputError> {
        match self.file.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            // A file system that has no locks must do without.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                Ok(true)
            }
            Err(TryLockError::Error(error)) => Err(error).attempt("locked", &self.path),
        }
    }

    /// Whether the file we hold is still the one in the folder: what is written to one must be read from the other.
    fn is_in_place(&mut self) -> Result<bool, OutputError> {
        let nanoseconds = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default()
            .as_nanos();
        let token = format!("run {}-{nanoseconds}\n", std::process::id());
        // A line of its own, even after one that was cut off.
        self.append(&format!("\n{token}"))?;
        let bytes = read_regular(&self.path)?.unwrap_or_default();
        Ok(String::from_utf8_lossy(&bytes).contains(&token))
    }

    /// Says what is going to be written, before it is.
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

    /// Takes the mark away: the work is done, or nothing of it was begun.
    pub fn end(self) -> Result<(), OutputError> {
        fs::remove_file(&self.path).attempt("removed", &self.path)
    }
}

/// Opens the mark that is there, or makes one; `None` when another run made or removed it in between. A link is not
/// followed: what it leads to is not ours to write to.
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
