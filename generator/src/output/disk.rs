//! Looks at what is on disk, without changing it.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::OutputError;
use super::error::Attempt;

/// The longest file that is read: generated files, the manifest and the journal are far shorter.
const MAX_FILE_BYTES: u64 = 256 << 20;

/// What stands at a path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    Nothing,
    File(Vec<u8>),
    /// A folder, a link, a device, a pipe, or a file that is longer than any generated one.
    Other,
}

/// Looks at `path` in `dir`. Does not follow links: what they lead to is not ours.
pub(super) fn look(dir: &Path, path: &str) -> Result<Found, OutputError> {
    match folders_above(dir, path)? {
        Folders::Missing => return Ok(Found::Nothing),
        Folders::Foreign => return Ok(Found::Other),
        Folders::Real => {}
    }
    match read_regular(&dir.join(path)) {
        Ok(None) => Ok(Found::Nothing),
        Ok(Some(bytes)) => Ok(Found::File(bytes)),
        Err(OutputError::NotRegular { .. } | OutputError::TooLong { .. }) => Ok(Found::Other),
        Err(error) => Err(error),
    }
}

/// What the folders between `dir` and a path in it are.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Folders {
    /// Folders, all of them.
    Real,
    /// One of them is not there.
    Missing,
    /// One of them is a link or something else: what is behind it is not in `dir`.
    Foreign,
}

/// Looks at the folders between `dir` and a path in it.
pub(super) fn folders_above(dir: &Path, path: &str) -> Result<Folders, OutputError> {
    let mut here = dir.to_owned();
    let folders = Path::new(path).parent().into_iter();
    for part in folders.flat_map(Path::components) {
        here.push(part);
        match metadata(&here)? {
            None => return Ok(Folders::Missing),
            Some(folder) if folder.is_dir() => {}
            Some(_) => return Ok(Folders::Foreign),
        }
    }
    Ok(Folders::Real)
}

/// Reads a regular file of bounded length; `None` when there is none. Links are refused: a repository can contain them, and
/// their targets may be infinite, may block, or are outside of the folder.
pub(super) fn read_regular(path: &Path) -> Result<Option<Vec<u8>>, OutputError> {
    if !is_regular(path)? {
        return Ok(None);
    }
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        file => file.attempt("read", path)?,
    };
    // The file may grow, and on some file systems its length is unknown before it is read.
    let mut bytes = Vec::new();
    let mut limited = file.take(MAX_FILE_BYTES.saturating_add(1));
    limited.read_to_end(&mut bytes).attempt("read", path)?;
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    check_length(path, length).map(|()| Some(bytes))
}

fn check_length(path: &Path, length: u64) -> Result<(), OutputError> {
    if length <= MAX_FILE_BYTES {
        return Ok(());
    }
    Err(OutputError::TooLong {
        path: path.to_owned(),
        limit: MAX_FILE_BYTES,
    })
}

/// Whether a path is a regular file; false when nothing is there.
///
/// # Errors
/// It is something else, it is longer than oasmith's files are, or the system refuses.
pub(super) fn is_regular(path: &Path) -> Result<bool, OutputError> {
    match metadata(path)? {
        None => Ok(false),
        Some(file) if file.is_file() => check_length(path, file.len()).map(|()| true),
        Some(_) => Err(OutputError::NotRegular {
            path: path.to_owned(),
        }),
    }
}

fn metadata(path: &Path) -> Result<Option<Metadata>, OutputError> {
    match fs::symlink_metadata(path) {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            Ok(None)
        }
        found => found.attempt("looked at", path).map(Some),
    }
}

/// A file in `dir` or below, if there is one: the first by name. A repository's own data does not count.
pub(super) fn any_file(dir: &Path) -> Result<Option<String>, OutputError> {
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let mut inside = Vec::new();
        for path in entries(&dir.join(&folder))? {
            let relative = folder.join(&path);
            let is_folder = metadata(&dir.join(&relative))?.is_some_and(|entry| entry.is_dir());
            match is_folder {
                true if path == Path::new(".git") => {}
                true => inside.push(relative),
                false => return Ok(Some(relative.display().to_string())),
            }
        }
        folders.extend(inside.into_iter().rev());
    }
    Ok(None)
}

/// The names in a folder, sorted; none if there is no such folder.
fn entries(dir: &Path) -> Result<Vec<PathBuf>, OutputError> {
    let entries = match fs::read_dir(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.attempt("read", dir)?,
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(PathBuf::from(entry.attempt("read", dir)?.file_name()));
    }
    names.sort();
    Ok(names)
}
