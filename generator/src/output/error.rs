//! Errors of deliveries. None of them loses data.

use std::io;
use std::path::{Path, PathBuf};

use crate::source::describe_io;

/// The reason why files were not delivered.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The folder contains only files that oasmith did not write.
    #[error("`{}` holds files that oasmith did not write, such as `{example}`", folder.display())]
    Foreign {
        /// The folder.
        folder: PathBuf,
        /// An example of such a file.
        example: String,
    },
    /// Generated files were edited by hand.
    #[error("edited by hand since oasmith wrote it: {}", list(folder, files))]
    Edited {
        /// The folder.
        folder: PathBuf,
        /// The files.
        files: Vec<String>,
    },
    /// Files that oasmith did not write exist at generated paths.
    #[error(
        "not written by oasmith, but in the way of what it would write: {}",
        list(folder, files)
    )]
    InTheWay {
        /// The folder.
        folder: PathBuf,
        /// The files.
        files: Vec<String>,
    },
    /// The manifest is invalid or unsupported.
    #[error("`{}` is not a manifest that this oasmith understands: {reason}", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A link, a folder, a pipe or a device exists at the path of the manifest or the journal.
    #[error("`{}` is not a regular file", path.display())]
    NotRegular {
        /// The path.
        path: PathBuf,
    },
    /// The manifest or the journal is larger than any that oasmith writes.
    #[error("`{}` is longer than {limit} bytes", path.display())]
    TooLong {
        /// The file.
        path: PathBuf,
        /// The limit.
        limit: u64,
    },
    /// A generated path is invalid, or equal to another one on case-insensitive file systems.
    #[error("`{path}` is not a path that can be delivered: {reason}")]
    Path {
        /// The path.
        path: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Another run is writing to the folder.
    #[error("another run of oasmith is writing to `{}`", folder.display())]
    Busy {
        /// The folder.
        folder: PathBuf,
    },
    /// The run was interrupted.
    #[error("interrupted before anything in `{}` was changed", folder.display())]
    Interrupted {
        /// The folder.
        folder: PathBuf,
    },
    /// An I/O operation failed.
    #[error("`{}` cannot be {action}: {}", path.display(), describe_io(reason))]
    Io {
        /// The operation.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The error of the operating system.
        reason: io::Error,
    },
}

impl OutputError {
    /// Returns a hint how to fix the problem.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Foreign { .. } => {
                Some("give an empty or a new folder, or one that oasmith generated before")
            }
            Self::Edited { .. } => {
                Some("undo the edits, or use `--force` to replace them by what is generated")
            }
            Self::InTheWay { .. } => {
                Some("move it away: oasmith never replaces a file that it did not write")
            }
            Self::NotRegular { .. } | Self::TooLong { .. } => {
                Some("remove it: oasmith neither follows nor replaces what it did not write")
            }
            Self::Manifest { .. } => Some(
                "restore it from version control, or use `--force` to write all generated files anew",
            ),
            Self::Busy { .. } => Some("wait until it has ended, and run again"),
            Self::Interrupted { .. } => Some("run again"),
            Self::Io { reason, .. } => io_help(reason),
            Self::Path { .. } => None,
        }
    }
}

/// Returns a hint for an error of the operating system.
fn io_help(error: &io::Error) -> Option<&'static str> {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Some("make room, and run again")
        }
        io::ErrorKind::PermissionDenied => {
            Some("give yourself the right to write there, or generate to another folder")
        }
        _ => None,
    }
}

/// Adds the operation and the path to an I/O error.
pub(super) trait Attempt<T> {
    /// Converts an I/O error.
    fn attempt(self, action: &'static str, path: &Path) -> Result<T, OutputError>;
}

impl<T> Attempt<T> for io::Result<T> {
    fn attempt(self, action: &'static str, path: &Path) -> Result<T, OutputError> {
        self.map_err(|reason| OutputError::Io {
            action,
            path: path.to_owned(),
            reason,
        })
    }
}

/// Formats the first few files, quoted.
fn list(folder: &Path, files: &[String]) -> String {
    const MAX_SHOWN: usize = 5;
    let quoted = files
        .iter()
        .take(MAX_SHOWN)
        .map(|path| format!("`{}`", folder.join(path).display()));
    let shown = quoted.collect::<Vec<_>>().join(", ");
    match files.len().checked_sub(MAX_SHOWN) {
        Some(more @ 1..) => format!("{shown} and {more} more"),
        _ => shown,
    }
}
