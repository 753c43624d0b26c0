use std::path::PathBuf;

use super::Origin;

/// How much is read, and from where. Exceeding a limit is reported as an error; nothing is
/// truncated.
#[derive(Debug, Clone)]
pub struct Limits {
    /// The origins that remote files may be fetched from.
    pub remote: Vec<Origin>,
    /// Folders that references may lead to, besides the description's own and the repository around
    /// it.
    pub folders: Vec<PathBuf>,
    /// Bytes per file.
    pub file_bytes: u64,
    /// Nesting depth of objects and lists. The maximum is 127.
    pub depth: usize,
    /// Values per file, counted after YAML aliases are expanded.
    pub values: usize,
    /// Files per description.
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
