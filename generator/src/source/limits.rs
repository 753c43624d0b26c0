//! How much is read, and from where.

use std::path::PathBuf;

use super::Origin;

/// How much is read, and from where. What exceeds a limit is reported, never half read.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Where files at addresses may be fetched from.
    pub remote: Vec<Origin>,
    /// Folders that references may lead to, beside the description's own and the repository around it.
    pub folders: Vec<PathBuf>,
    /// Bytes in a file.
    pub file_bytes: u64,
    /// Objects and lists inside each other. More than 127 is not possible.
    pub depth: usize,
    /// Values in a file, counted after YAML aliases are followed.
    pub values: usize,
    /// Files of one description.
    pub files: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            remote: Vec::new(),
            folders: Vec::new(),
            file_bytes: 256 << 20,
            depth: 127,
            values: 5_000_000,
            files: 10_000,
        }
    }
}
