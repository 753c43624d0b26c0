use super::catalogue::{Case, Effect, Entry};
use super::{FileId, Location, Span};
use crate::printable::Printable;

/// The severity of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The run ends without output.
    Error,
    /// The output lacks something that the description asks for.
    Warning,
    /// For information; the output is complete.
    Note,
}

/// A finding: its kind, its place and its remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of finding, with its stable code; `oasmith explain CODE` shows its text.
    pub entry: &'static Entry,
    /// The severity of this finding.
    pub severity: Severity,
    /// The effect on the output.
    pub effect: Effect,
    /// What was found, in one sentence.
    pub message: Printable,
    /// The place; `None` if the finding is about the run as a whole.
    pub at: Option<Location>,
    /// Related places, such as the target of a reference or the first of two duplicates, each with
    /// a label.
    pub related: Vec<(Location, Printable)>,
    /// The remedy for this finding.
    pub help: Option<Printable>,
    /// The exact span in the file of `at`, if a pointer cannot express it: a syntax error, or one
    /// of two equal keys.
    pub span: Option<Span>,
    /// Whether it is about the value of the member at `at`, and not about its key.
    pub is_of_value: bool,
    /// Related exact spans, each with a label.
    pub marks: Vec<(FileId, Span, Printable)>,
}

impl Diagnostic {
    /// Creates a finding at `at`, with the severity of its kind.
    pub fn new(case: Case, at: &Location, message: impl Into<String>) -> Self {
        Self {
            entry: case.entry,
            severity: case.entry.severity,
            effect: case.effect,
            message: message.into().into(),
            at: Some(at.unbound()),
            related: Vec::new(),
            help: None,
            span: None,
            is_of_value: false,
            marks: Vec::new(),
        }
    }

    /// Creates a finding about the run as a whole.
    pub fn without_place(case: Case, message: impl Into<String>) -> Self {
        Self {
            entry: case.entry,
            severity: case.entry.severity,
            effect: case.effect,
            message: message.into().into(),
            at: None,
            related: Vec::new(),
            help: None,
            span: None,
            is_of_value: false,
            marks: Vec::new(),
        }
    }

    /// Adds a remedy.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into().into());
        self
    }

    /// Adds a related place.
    #[must_use]
    pub fn related(mut self, at: &Location, label: impl Into<String>) -> Self {
        self.related.push((at.unbound(), label.into().into()));
        self
    }

    /// Marks the finding as one about the value of the member, not its key.
    #[must_use]
    pub fn of_value(mut self) -> Self {
        self.is_of_value = true;
        self
    }

    /// Sets the exact span in the file of `at`.
    #[must_use]
    pub fn span(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// Adds a related exact span.
    #[must_use]
    pub fn mark(mut self, file: FileId, span: Span, label: impl Into<String>) -> Self {
        self.marks.push((file, span, label.into().into()));
        self
    }
}
