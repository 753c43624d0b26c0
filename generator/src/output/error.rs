//! Why files could not be delivered. Whatever it is, nothing of anybody's is lost.

use std::io;
use std::path::{Path, PathBuf};

use crate::source::describe_io;

/// Why files could not be delivered.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The folder is somebody else's.
    #[error("`{}` holds files that oasmith did not write, such as `{example}`", folder.display())]
    Foreign {
        /// The folder.
        folder: PathBuf,
        /// One of the files.
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
    /// Somebody else's files stand where generated ones should go.
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
    /// The manifest cannot be understood.
    #[error("`{}` is not a manifest that this oasmith understands: {reason}", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A link, a folder, a pipe or a device stands where oasmith keeps a file of its own.
    #[error("`{}` is not a regular file", path.display())]
    NotRegular {
        /// The path.
        path: PathBuf,
    },
    /// A file of oasmith's own is longer than any that it writes.
    #[error("`{}` is longer than {limit} bytes", path.display())]
    TooLong {
        /// The file.
        path: PathBuf,
        /// The limit.
        limit: u64,
    },
    /// A generated path leads out of the folder, or two paths are one on some machines.
    #[error("`{path}` is not a path that can be delivered: {reason}")]
    Path {
        /// The path.
        path: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Another run writes to the folder.
    #[error("another run of oasmith is writing to `{}`", folder.display())]
    Busy {
        /// The folder.
        folder: PathBuf,
    },
    /// The run was asked to stop.
    #[error("interrupted before anything in `{}` was changed", folder.display())]
    Interrupted {
        /// The folder.
        folder: PathBuf,
    },
    /// The system refused.
    #[error("`{}` cannot be {action}: {}", path.display(), describe_io(reason))]
    Io {
        /// What was tried.
        action: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// What the system said.
        reason: io::Error,
    },
}

impl OutputError {
    /// What to do about it.
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
            Self::Io { reason, .. } => room(reason),
            Self::Path { .. } => None,
        }
    }
}

/// The remedy for an error of the operating system.
fn room(error: &io::Error) -> Option<&'static str> {
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

/// Says what was tried on which path when the system refused.
pub(super) trait Attempt<T> {
    /// Turns the system's error into ours.
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

/// The first few, quoted.
fn list(folder: &Path, files: &[String]) -> String {
    const SHOWN: usize = 5;
    let quoted = files
        .iter()
        .take(SHOWN)
        .map(|path| format!("`{}`", folder.join(path).display()));
    let shown = quoted.collect::<Vec<_>>().join(", ");
    match files.len().checked_sub(SHOWN) {
        Some(more @ 1..) => format!("{shown} and {more} more"),
        _ => shown,
    }
}
