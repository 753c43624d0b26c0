//! Checks whether a folder is up to date. Read-only.

use std::path::Path;

use super::disk::{Found, look};
use super::hash::{normalize_line_ends, sha256};
use super::names::is_generated;
use super::{Files, MANIFEST, Manifest, OutputError};

/// A file that is not up to date.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stale {
    /// The file, relative to the output folder.
    pub path: String,
    /// The kind of difference.
    pub kind: StaleKind,
}

/// The kind of difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StaleKind {
    /// The file does not exist.
    Missing,
    /// The file is from an earlier run.
    Differs,
    /// The file was edited by hand.
    Edited,
    /// The file is not in the manifest.
    Foreign,
    /// The file is no longer generated.
    Extra,
}

/// Returns the files in `folder` that are not up to date. Empty exactly if a delivery would not
/// write anything.
///
/// # Errors
/// The manifest or a file cannot be read.
pub fn check(folder: &Path, files: &Files, manifest: Manifest) -> Result<Vec<Stale>, OutputError> {
    let text = manifest.with_files(files).to_text()?;
    let before = Manifest::read(folder)?
        .map(|before| before.files)
        .unwrap_or_default();
    let mut stale = Vec::new();
    for (path, contents) in files.iter().chain([(MANIFEST, text.as_str())]) {
        let kind = match look(folder, path)? {
            Found::Nothing => StaleKind::Missing,
            Found::File(bytes) if *normalize_line_ends(&bytes) == *contents.as_bytes() => {
                continue;
            }
            Found::File(_) if path == MANIFEST => StaleKind::Differs,
            Found::File(bytes) => match before.get(path) {
                Some(hash) if *hash == sha256(&normalize_line_ends(&bytes)) => StaleKind::Differs,
                Some(_) => StaleKind::Edited,
                None => StaleKind::Foreign,
            },
            Found::Other => StaleKind::Foreign,
        };
        stale.push(Stale {
            path: path.to_owned(),
            kind,
        });
    }
    for path in before
        .into_keys()
        .filter(|path| files.get(path).is_none() && is_generated(path))
    {
        if look(folder, &path)? != Found::Nothing {
            stale.push(Stale {
                path,
                kind: StaleKind::Extra,
            });
        }
    }
    stale.sort();
    Ok(stale)
}
