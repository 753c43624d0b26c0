//! What is wrong with the settings.

use std::fmt;
use std::path::PathBuf;

use crate::diagnostics::Diagnostic;
use crate::source::describe_io;

/// What is wrong with the settings.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("`{}` cannot be read: {}", path.display(), describe_io(reason))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: std::io::Error,
    },
    /// The file is not TOML, or has keys or values that are not settings.
    #[error("{}", Listed(file, problems))]
    Invalid {
        /// The file.
        file: ConfigFile,
        /// All that is wrong, from the top; each has the exact place.
        problems: Vec<Diagnostic>,
    },
    /// The package's name is not one.
    #[error("`{name}` cannot be the name of a package: {reason}")]
    PackageName {
        /// The name.
        name: String,
        /// Why not.
        reason: &'static str,
    },
}

/// A configuration file that was read, for showing what is wrong with it.
#[derive(Debug, Clone)]
pub struct ConfigFile {
    /// Its path.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

/// The problems, a line each.
struct Listed<'a>(&'a ConfigFile, &'a [Diagnostic]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(file, problems) = self;
        for (index, problem) in problems.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{}:", file.path.display())?;
            if let Some(span) = &problem.span {
                write!(f, "{}:{}:", span.line, span.column)?;
            }
            write!(f, " {}", problem.message)?;
            if let Some(help) = &problem.help {
                write!(f, " ({help})")?;
            }
        }
        Ok(())
    }
}
