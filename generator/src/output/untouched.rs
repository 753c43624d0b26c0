//! Checks whether a folder is as the last run left it, by the fingerprints in the manifest.
//! Read-only.

use std::path::Path;

use super::disk::{Found, look};
use super::hash::normalize_line_ends;
use super::names::is_generated;
use super::pending::Announced;
use super::{Manifest, sha256};

/// Whether every file in the folder's manifest is unchanged, and no run was killed since. A file
/// that cannot be read counts as changed.
#[must_use]
pub fn is_untouched(folder: &Path, manifest: &Manifest) -> bool {
    let is_sound = |(path, hash): (&String, &String)| {
        is_generated(path)
            && matches!(look(folder, path), Ok(Found::File(bytes)) if sha256(&normalize_line_ends(&bytes)) == *hash)
    };
    matches!(Announced::read(folder), Ok(None)) && manifest.files.iter().all(is_sound)
}
