//! The manifest: which files of a folder are ours, what they were made from, and the names that were chosen.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::OutputError;

/// The manifest's file name.
pub const MANIFEST: &str = "oasmith.lock";

/// What a run leaves beside the files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of oasmith that wrote the files: said here and nowhere else.
    pub oasmith: String,
    /// The files of the description, each with the hash of its content.
    #[serde(default)]
    pub inputs: BTreeMap<String, String>,
    /// The names that were chosen, by what they name.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// The files written, each with the hash of its content.
    #[serde(default)]
    pub files: BTreeMap<String, String>,
}

impl Manifest {
    /// The manifest of a folder; `None` when it has none.
    ///
    /// # Errors
    /// It cannot be read, or is not one.
    pub fn read(folder: &Path) -> Result<Option<Self>, OutputError> {
        let path = folder.join(MANIFEST);
        match std::fs::read_to_string(&path) {
            Ok(text) => toml::from_str(&text)
                .map(Some)
                .map_err(|error| OutputError::Manifest {
                    path,
                    reason: error.message().to_owned(),
                }),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(OutputError::io(&path)(error)),
        }
    }

    /// The manifest as text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let header = "# Written by oasmith: which files of this folder are its own, and the names it chose. Keep it under\n\
                      # version control.\n";
        // A table of strings can always be written.
        format!("{header}{}", toml::to_string(self).unwrap_or_default())
    }
}

/// The hash of a file's content.
pub(super) fn hash(text: &[u8]) -> String {
    Sha256::digest(text)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The hash of one of the description's files.
#[must_use]
pub fn input_hash(text: &str) -> String {
    hash(text.as_bytes())
}
