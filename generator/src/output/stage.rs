//! Writes files beside the ones they will replace, and puts them in place once all of them are written.

use std::fs;
use std::path::{Path, PathBuf};

use super::OutputError;
use super::error::Attempt;

/// Files that are written but not in place. Those that never come there are removed on drop.
#[derive(Debug)]
pub(super) struct Stage<'d> {
    dir: &'d Path,
    staged: Vec<String>,
    /// Folders that were made for them, outermost first.
    folders: Vec<PathBuf>,
}

impl<'d> Stage<'d> {
    /// Nothing yet.
    pub fn new(dir: &'d Path) -> Self {
        Self {
            dir,
            staged: Vec::new(),
            folders: Vec::new(),
        }
    }

    /// Writes a file beside its place.
    pub fn write(&mut self, path: &str, contents: &str) -> Result<(), OutputError> {
        let staged = staged(self.dir, path);
        self.make_folders(&staged)?;
        self.staged.push(path.to_owned());
        fs::write(&staged, contents).attempt("written", &self.dir.join(path))
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

    /// Puts the files in place, in the order in which they were written.
    pub fn commit(mut self) -> Result<(), OutputError> {
        self.folders.clear();
        for path in std::mem::take(&mut self.staged) {
            let place = self.dir.join(&path);
            if let Err(error) = fs::rename(staged(self.dir, &path), &place) {
                self.staged.push(path);
                return Err(error).attempt("replaced", &place);
            }
        }
        Ok(())
    }
}

impl Drop for Stage<'_> {
    /// Best effort: whatever fails here was failing before, and that is what gets reported.
    fn drop(&mut self) {
        self.staged.iter().for_each(|path| discard(self.dir, path));
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Removes what a killed run may have left beside this file.
pub(super) fn discard(dir: &Path, path: &str) {
    let _ = fs::remove_file(staged(dir, path));
}

/// Where a file is written before it is put in place: in the same folder, for only there a rename is one step.
fn staged(dir: &Path, path: &str) -> PathBuf {
    let place = dir.join(path);
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    place.with_file_name(format!(".{name}.oasmith-new"))
}

/// Removes a file, and the folders that are empty without it, up to `dir`.
pub(super) fn remove(dir: &Path, path: &str) -> Result<(), OutputError> {
    let place = dir.join(path);
    fs::remove_file(&place).attempt("removed", &place)?;
    let folders = place
        .ancestors()
        .skip(1)
        .take_while(|folder| *folder != dir);
    // A folder that is not empty is not ours alone.
    folders
        .map(fs::remove_dir)
        .take_while(Result::is_ok)
        .for_each(drop);
    Ok(())
}
