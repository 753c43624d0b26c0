//! Why files could not be delivered.

use std::path::PathBuf;

/// Why files could not be delivered. Nothing was changed, unless a write failed halfway: then the next run completes it.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The folder holds files and no manifest of ours.
    #[error(
        "{} holds files that oasmith did not write, such as {example}: give an empty folder, or one that an earlier run made",
        folder.display()
    )]
    Foreign {
        /// The folder.
        folder: PathBuf,
        /// One of the files.
        example: String,
    },
    /// Generated files were edited by hand.
    #[error(
        "{}: edited by hand since they were generated: {}; take the changes back, or run with --force to lose them",
        folder.display(), files.join(", ")
    )]
    Edited {
        /// The folder.
        folder: PathBuf,
        /// The files.
        files: Vec<String>,
    },
    /// The manifest is not one.
    #[error("{}: not a manifest of oasmith: {reason}", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// Another run writes to the folder.
    #[error("{}: another run is writing here; if none is, delete this file", path.display())]
    Locked {
        /// The file that says so.
        path: PathBuf,
    },
    /// The system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

impl OutputError {
    /// Names the file in an error of the system.
    pub(super) fn io(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }
}
