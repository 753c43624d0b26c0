//! Stages files: writes each one beside its destination, and renames all of them once they are
//! complete.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::OutputError;
use super::disk::{Folders, folders_above};
use super::error::Attempt;
use super::names::staged;

/// Staged files. Those that are not committed are removed on drop.
#[derive(Debug)]
pub(super) struct Stage<'d> {
    dir: &'d Path,
    staged: Vec<String>,
    /// The folders that were created for them, outermost first.
    folders: Vec<PathBuf>,
}

impl<'d> Stage<'d> {
    /// Creates an empty stage.
    pub fn new(dir: &'d Path) -> Self {
        Self {
            dir,
            staged: Vec::new(),
            folders: Vec::new(),
        }
    }

    /// Writes a file beside its destination.
    pub fn write(&mut self, path: &str, contents: &str) -> Result<(), OutputError> {
        let place = self.dir.join(path);
        let staged = staged(&place);
        self.make_folders(&staged)?;
        self.staged.push(path.to_owned());
        let made = create(&staged).and_then(|mut file| file.write_all(contents.as_bytes()));
        made.attempt("written", &place)
    }

    fn make_folders(&mut self, file: &Path) -> Result<(), OutputError> {
        let missing: Vec<_> = file
            .ancestors()
            .skip(1)
            .take_while(|folder| !folder.exists())
            .collect();
        for folder in missing
            .into_iter()
            .rev()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            fs::create_dir(folder).attempt("created", folder)?;
            self.folders.push(folder.to_owned());
        }
        Ok(())
    }

    /// Moves the files into place, in the order in which they were written.
    pub fn commit(mut self) -> Result<(), OutputError> {
        self.folders.clear();
        for path in std::mem::take(&mut self.staged) {
            let place = self.dir.join(&path);
            if let Err(error) = fs::rename(staged(&place), &place) {
                self.staged.push(path);
                return Err(error).attempt("replaced", &place);
            }
        }
        Ok(())
    }
}

impl Drop for Stage<'_> {
    /// Best effort: the original error is reported instead.
    fn drop(&mut self) {
        self.staged.iter().for_each(|path| discard(self.dir, path));
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Creates a new file. An existing one is either left over from a killed run, or a link in the
/// repository. It is removed first, so that nothing is written through a link.
fn create(path: &Path) -> io::Result<File> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    File::create_new(path)
}

/// Removes the staged file that a killed run may have left.
pub(super) fn discard(dir: &Path, path: &str) {
    if matches!(folders_above(dir, path), Ok(Folders::Real)) {
        let _ = fs::remove_file(staged(&dir.join(path)));
    }
}

/// Removes a file, and its parent folders below `dir` that become empty.
pub(super) fn remove(dir: &Path, path: &str) -> Result<(), OutputError> {
    let place = dir.join(path);
    fs::remove_file(&place).attempt("removed", &place)?;
    let folders = place
        .ancestors()
        .skip(1)
        .take_while(|folder| *folder != dir);
    // A folder that is not empty has other contents and is kept.
    folders
        .map(fs::remove_dir)
        .take_while(Result::is_ok)
        .for_each(drop);
    Ok(())
}
