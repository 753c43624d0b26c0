//! Reads the state of the disk, without changing it.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::OutputError;
use super::error::Attempt;

/// The maximum size of a file that is read. Generated files, the manifest and the journal are far
/// smaller.
const MAX_FILE_BYTES: u64 = 256 << 20;

/// What exists at a path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    Nothing,
    File(Vec<u8>),
    /// A folder, a link, a device, a pipe, or a file larger than `MAX_FILE_BYTES`.
    Other,
}

/// Reads `path` in `dir`. Does not follow links, because their targets do not belong to oasmith.
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

/// The state of the folders between `dir` and a path in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Folders {
    /// All of them are folders.
    Real,
    /// At least one does not exist.
    Missing,
    /// At least one is a link or another kind of file: its contents are not in `dir`.
    Foreign,
}

/// Checks the folders between `dir` and a path in it.
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

/// Reads a regular file of bounded size. Returns `None` if it does not exist. Links are rejected: a
/// repository can contain them, and their targets may be infinite, may block, or may be outside of
/// the folder.
pub(super) fn read_regular(path: &Path) -> Result<Option<Vec<u8>>, OutputError> {
    if !is_regular(path)? {
        return Ok(None);
    }
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        file => file.attempt("read", path)?,
    };
    // The file may grow, and some file systems do not report its size in advance.
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

/// Whether a path is a regular file. Returns `false` if it does not exist.
///
/// # Errors
/// It is another kind of file, it is larger than `MAX_FILE_BYTES`, or an I/O operation
/// fails.
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

/// Returns the first file in `dir` or below, by name. Ignores `.git`.
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

/// Returns the sorted names in a folder; empty if it does not exist.
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
