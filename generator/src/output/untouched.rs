//! Whether a folder is as the last run left it. Reads only; needs no files to compare with, for the manifest has their
//! fingerprints.

use std::path::Path;

use super::disk::{Found, look};
use super::hash::our_line_ends;
use super::names::is_generated;
use super::pending::Announced;
use super::{Manifest, sha256};

/// Whether every file that the folder's manifest lists is as it was written, and no run was killed there since. What
/// cannot be read is taken for changed.
#[must_use]
pub fn is_untouched(folder: &Path, manifest: &Manifest) -> bool {
    let is_sound = |(path, hash): (&String, &String)| {
        is_generated(path)
            && matches!(look(folder, path), Ok(Found::File(bytes)) if sha256(&our_line_ends(&bytes)) == *hash)
    };
    matches!(Announced::read(folder), Ok(None)) && manifest.files.iter().all(is_sound)
}
