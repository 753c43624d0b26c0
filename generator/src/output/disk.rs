//! Looks at what is on disk, without changing it.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Component, Path, PathBuf};

use super::OutputError;
use super::error::Attempt;

/// What stands at a path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    Nothing,
    File(Vec<u8>),
    /// A folder, a link, or something stranger.
    Other,
}

/// Looks at `path` in `dir`. Does not follow links: what they lead to is not ours.
pub(super) fn look(dir: &Path, path: &str) -> Result<Found, OutputError> {
    let mut here = dir.to_owned();
    for part in Path::new(path)
        .parent()
        .into_iter()
        .flat_map(Path::components)
    {
        here.push(part);
        match metadata(&here)? {
            None => return Ok(Found::Nothing),
            Some(folder) if folder.is_dir() => {}
            Some(_) => return Ok(Found::Other),
        }
    }
    let whole = dir.join(path);
    match metadata(&whole)? {
        None => Ok(Found::Nothing),
        Some(file) if file.is_file() => fs::read(&whole).attempt("read", &whole).map(Found::File),
        Some(_) => Ok(Found::Other),
    }
}

fn metadata(path: &Path) -> Result<Option<Metadata>, OutputError> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        found => found.attempt("looked at", path).map(Some),
    }
}

/// Whether a path stays in the folder it is relative to, on every machine.
pub(super) fn stays_inside(path: &str) -> bool {
    let plain = |part| matches!(part, Component::Normal(_));
    !path.is_empty()
        && !path.contains(['\\', ':', '\0'])
        && !path.ends_with('/')
        && Path::new(path).components().all(plain)
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

#[cfg(test)]
mod tests {
    use super::stays_inside;

    #[test]
    fn table() {
        let table = [
            ("src/lib.rs", true),
            ("Cargo.toml", true),
            ("", false),
            ("/etc/passwd", false),
            ("../lib.rs", false),
            ("src/../../lib.rs", false),
            ("./lib.rs", false),
            ("C:/lib.rs", false),
            ("src\\lib.rs", false),
            ("src/", false),
        ];
        for (path, expected) in table {
            assert_eq!(stays_inside(path), expected, "{path}");
        }
    }
}
