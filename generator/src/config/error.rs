use std::fmt;
use std::path::PathBuf;

use crate::diagnostics::Diagnostic;
use crate::source::describe_io;

/// Why the settings are invalid.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("`{}` cannot be read: {}", path.display(), describe_io(reason))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The error of the operating system.
        reason: std::io::Error,
    },
    /// The file is not TOML, or has keys or values that are not settings.
    #[error("{}", Listed(file, problems))]
    Invalid {
        /// The file.
        file: ConfigFile,
        /// All problems, in order of the file, each with its exact span.
        problems: Vec<Diagnostic>,
    },
    /// The name of the package is invalid.
    #[error("`{name}` cannot be the name of a package: {reason}")]
    PackageName {
        /// The name.
        name: String,
        /// The reason.
        reason: &'static str,
    },
}

/// A configuration file that was read, for use in messages.
#[derive(Debug, Clone)]
pub struct ConfigFile {
    /// Its path.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

/// Displays the problems, one per line.
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
