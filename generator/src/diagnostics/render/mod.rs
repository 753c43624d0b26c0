//! Turns diagnostics into text: for people, for programs, for GitHub's annotations.
//!
//! The same diagnostics always give the same text. To add a format: a file here, a variant of [`MessageFormat`].

mod github;
mod human;
mod json;
mod places;
mod sarif;

use std::path::Path;

use super::{Diagnostic, FileId, Location, Severity, Span};

/// Where a renderer finds the text that diagnostics are about.
pub trait Sources {
    /// The path and the text of a file.
    fn file(&self, file: FileId) -> Option<(&Path, &str)>;

    /// Where in its file a place stands.
    fn locate(&self, at: &Location) -> Option<Span>;

    /// Where the value at a place stands, without its key.
    fn locate_value(&self, at: &Location) -> Option<Span> {
        self.locate(at)
    }

    /// Where another file says what stands at a place, because it changed the place's own.
    fn added(&self, _at: &Location) -> Option<Location> {
        None
    }

    /// Where a diagnostic's own place stands.
    fn locate_own(&self, found: &Diagnostic) -> Option<Span> {
        let at = found.at.as_ref()?;
        match &found.span {
            Some(span) => Some(span.clone()),
            None if found.is_of_value => self.locate_value(at),
            None => self.locate(at),
        }
    }
}

/// For whom diagnostics are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum MessageFormat {
    /// For people: several lines, with the source text.
    #[default]
    Human,
    /// One JSON object a line, as described at [`Renderer::render`].
    Json,
    /// For GitHub Actions: annotations of the changed lines.
    Github,
    /// For code scanning: one result of a SARIF log; [`sarif_log`] makes the log.
    Sarif,
}

/// Turns diagnostics into text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Renderer {
    /// For whom.
    pub format: MessageFormat,
    /// Whether what is for people has colours.
    pub colour: bool,
}

impl Renderer {
    /// The text of a diagnostic, with the line break at its end, but for a SARIF result. Without sources no lines are named or shown.
    ///
    /// For programs it is a JSON object on one line. All keys are always there, `null` where there is nothing to say:
    /// `severity` (`"error"`, `"warning"` or `"note"`), `code`, `effect` (`"fatal"`, `"widened"`, `"skipped"`,
    /// `"ignored"` or `"none"`), `message`, `help`, the place as `file`, `line`, `column` (from 1, in characters) and
    /// `pointer` (a JSON Pointer), and `related`, a list of further places, each with the same four keys and a `label`.
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

/// The SARIF log of these results, each as [`Renderer::render`] gave it, on one line.
#[must_use]
pub fn sarif_log(results: &[String]) -> String {
    sarif::log(results)
}

/// The word for a severity.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

#[cfg(test)]
mod tests;
