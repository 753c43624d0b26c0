//! Renders diagnostics as text: for people, for programs, and as annotations of GitHub.
//!
//! Output is deterministic. To add a format, add a file here and a variant of [`MessageFormat`].

mod github;
mod human;
mod json;
mod places;
mod sarif;

use std::path::Path;

use super::{Diagnostic, FileId, Location, Severity, Span};

/// Provides the texts that diagnostics refer to.
pub trait Sources {
    /// The path and the text of a file.
    fn file(&self, file: FileId) -> Option<(&Path, &str)>;

    /// The span of a place in its file.
    fn locate(&self, at: &Location) -> Option<Span>;

    /// The span of the value at a place, without its key.
    fn locate_value(&self, at: &Location) -> Option<Span> {
        self.locate(at)
    }

    /// The place in another file, such as an overlay, that added the value at a place.
    fn added(&self, _at: &Location) -> Option<Location> {
        None
    }

    /// The span of a diagnostic's own place.
    fn locate_own(&self, found: &Diagnostic) -> Option<Span> {
        let at = found.at.as_ref()?;
        match &found.span {
            Some(span) => Some(span.clone()),
            None if found.is_of_value => self.locate_value(at),
            None => self.locate(at),
        }
    }
}

/// The output format of diagnostics.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum MessageFormat {
    /// Human-readable: several lines, with the source text.
    #[default]
    Human,
    /// One JSON object per line, as described at [`Renderer::render`].
    Json,
    /// Annotations of GitHub Actions.
    Github,
    /// For code scanning: one result of a SARIF log. [`sarif_log`] creates the log.
    Sarif,
}

/// Renders diagnostics as text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Renderer {
    /// The output format.
    pub format: MessageFormat,
    /// Whether human-readable text is colored.
    pub colour: bool,
}

impl Renderer {
    /// Renders a diagnostic. The text ends with a line break, except for a SARIF result. Without
    /// sources, it has no line numbers and no source text.
    ///
    /// The JSON format is one object on one line. All keys are always present, `null` if there is
    /// no value: `severity` (`"error"`, `"warning"` or `"note"`), `code`, `effect` (`"fatal"`,
    /// `"widened"`, `"skipped"`, `"ignored"` or `"none"`), `message`, `help`, the place as `file`,
    /// `line`, `column` (from 1, in characters) and `pointer` (a JSON Pointer), and `related`, a
    /// list of further places, each with the same four keys and a `label`.
    #[must_use]
    pub fn render(&self, diagnostic: &Diagnostic, sources: Option<&dyn Sources>) -> String {
        match self.format {
            MessageFormat::Human => human::render(diagnostic, sources, self.colour),
            MessageFormat::Json => json::render(diagnostic, sources),
            MessageFormat::Github => github::render(diagnostic, sources),
            MessageFormat::Sarif => sarif::render(diagnostic, sources),
        }
    }
}

/// Combines these results, each from [`Renderer::render`], to a SARIF log on one line.
#[must_use]
pub fn sarif_log(results: &[String]) -> String {
    sarif::log(results)
}

/// The name of a severity.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

#[cfg(test)]
mod tests;
