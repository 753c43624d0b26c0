//! Files as they were at a git revision.
//!
//! Paths are relative to the current folder, as everywhere else, so that references between files
//! follow the same rules. Git is invoked once per file.

use std::fmt;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use super::normal_path::normalize;

/// A revision of the repository that contains the current folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision(String);

/// Why a revision cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RevisionError {
    /// The text does not have the form of a revision and a path.
    #[error("`{0}` is not `git:REVISION:PATH`")]
    Form(String),
    /// Git cannot be run.
    #[error("git cannot be run: {0}")]
    Git(io::Error),
    /// The history of the repository cannot be searched.
    #[error("git cannot search the history: {0}")]
    History(String),
    /// Git does not know the revision.
    #[error("git knows no revision `{revision}` here: {reason}")]
    Unknown {
        revision: String,
        /// The error text of git.
        reason: String,
    },
}

impl Revision {
    /// Parses a revision and a path, such as `git:main:spec/api.yaml`; `None` if the text does not
    /// begin with that prefix. As in git, a path starts at the root of the repository, or with `./`
    /// or `../` at the current folder.
    ///
    /// # Errors
    ///
    /// The text has another form, or git does not know the revision.
    pub fn parse(text: &str) -> Option<Result<(Self, PathBuf), RevisionError>> {
        let rest = text.strip_prefix("git:")?;
        Some(Self::parse_rest(text, rest))
    }

    fn parse_rest(text: &str, rest: &str) -> Result<(Self, PathBuf), RevisionError> {
        let form = || RevisionError::Form(text.to_owned());
        let (revision, path) = rest.split_once(':').ok_or_else(form)?;
        // Git would read a leading dash as an option.
        if revision.is_empty() || revision.starts_with('-') || path.is_empty() {
            return Err(form());
        }
        let commit = format!("{revision}^{{commit}}");
        let unknown = |reason| RevisionError::Unknown {
            revision: revision.to_owned(),
            reason,
        };
        git(&["rev-parse", "--verify", "--quiet", &commit])
            .map_err(RevisionError::Git)?
            .map_err(|reason| match reason.as_str() {
                "" => unknown("fetch it first if it is on another machine".to_owned()),
                _ => unknown(reason),
            })?;
        let path = if path.starts_with("./") || path.starts_with("../") {
            normalize(Path::new(path))
        } else {
            let top = git(&["rev-parse", "--show-cdup"]).map_err(RevisionError::Git)?;
            let top = String::from_utf8_lossy(&top.map_err(unknown)?).into_owned();
            normalize(&Path::new(top.trim_end()).join(path))
        };
        Ok((Self(revision.to_owned()), path))
    }

    /// Returns the last commit that changed a line of `file` that matches the regular expression
    /// `pattern`, in short form; `None` if no commit has the file.
    ///
    /// # Errors
    ///
    /// Git cannot be run, the current folder is not in a repository, or its history is incomplete.
    pub fn of_last_change(file: &Path, pattern: &str) -> Result<Option<String>, RevisionError> {
        let incomplete = |reason: &str| RevisionError::History(reason.to_owned());
        let shallow = git(&["rev-parse", "--is-shallow-repository"]).map_err(RevisionError::Git)?;
        let shallow = shallow.map_err(|reason| incomplete(&reason))?;
        if shallow.trim_ascii() == b"true" {
            return Err(incomplete("this is a shallow clone"));
        }
        let path = format!("./{}", with_slashes(file));
        let pattern = format!("-G{pattern}");
        let found = git(&["log", "-1", "--format=%h", &pattern, "--", &path]);
        // Git fails if there is no commit at all.
        let found = found.map_err(RevisionError::Git)?.unwrap_or_default();
        let found = String::from_utf8_lossy(&found).trim().to_owned();
        Ok((!found.is_empty()).then_some(found))
    }

    /// Reads a file as it was at the revision, up to one byte beyond the limit: enough to detect
    /// that it is too long.
    ///
    /// # Errors
    ///
    /// Git cannot be run, or the revision has no such file.
    pub fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let object = format!("{self}:./{}", with_slashes(path));
        let mut git = Command::new("git")
            .args(["cat-file", "blob", &object])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut bytes = Vec::new();
        if let Some(output) = git.stdout.take() {
            let mut output = output.take(limit.saturating_add(1));
            output.read_to_end(&mut bytes)?;
        }
        // If the file is longer than the limit, the pipe closes early and git fails to write the
        // rest.
        let is_cut = u64::try_from(bytes.len()).is_ok_and(|length| length > limit);
        if git.wait()?.success() || is_cut {
            return Ok(bytes);
        }
        let message = format!("the revision `{self}` has no such file");
        Err(io::Error::other(message))
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Runs git and returns its output, or its error text.
fn git(arguments: &[&str]) -> io::Result<Result<Vec<u8>, String>> {
    let output = Command::new("git")
        .args(arguments)
        .env("LC_ALL", "C")
        .output()?;
    if output.status.success() {
        return Ok(Ok(output.stdout));
    }
    let text = String::from_utf8_lossy(&output.stderr);
    let reason = text.trim().trim_start_matches("fatal: ").to_owned();
    Ok(Err(reason))
}

fn with_slashes(path: &Path) -> String {
    let parts = path.components().filter(|part| *part != Component::CurDir);
    let parts = parts.map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Revision;

    #[test]
    fn a_file_is_read_as_far_as_the_limit() {
        let Some(Ok((revision, path))) = Revision::parse("git:HEAD:./Cargo.toml") else {
            eprintln!("skipped: this is not a git repository");
            return;
        };
        let whole = revision.read(&path, 1 << 20).unwrap();
        assert!(whole.starts_with(b"[package]"));
        assert_eq!(revision.read(&path, 10).unwrap(), &whole[..11]);
        assert!(revision.read(Path::new("none"), 10).is_err());
    }
}
