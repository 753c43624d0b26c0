//! One thing to tell the user.

use super::catalogue::{Case, Effect, Entry};
use super::{FileId, Location, Span};
use crate::printable::Printable;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The run ends without output.
    Error,
    /// The output is less than the description asked for.
    Warning,
    /// Worth knowing; the output is whole.
    Note,
}

/// One thing to tell the user: what it is, where it stands, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of finding, with its stable code; `oasmith explain CODE` shows its text.
    pub entry: &'static Entry,
    /// How bad it is here.
    pub severity: Severity,
    /// What it did to the output.
    pub effect: Effect,
    /// What is the matter, in one sentence.
    pub message: Printable,
    /// Where it stands; `None` when it is about the run as a whole.
    pub at: Option<Location>,
    /// Other places that belong to it (the target of a reference, the first of two duplicates), each with a label.
    pub related: Vec<(Location, Printable)>,
    /// What to do about it here.
    pub help: Option<Printable>,
    /// The exact place in the file of `at`, where a pointer cannot say it (a syntax error, one of two equal keys).
    pub span: Option<Span>,
    /// Whether it is about the value of the member at `at`, not its key.
    pub is_of_value: bool,
    /// Other exact places that belong to it, each with a label.
    pub marks: Vec<(FileId, Span, Printable)>,
}

impl Diagnostic {
    /// A finding at `at`, with the severity of its kind.
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

    /// A finding about the run as a whole.
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

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into().into());
        self
    }

    /// Adds another place that belongs to it.
    #[must_use]
    pub fn related(mut self, at: &Location, label: impl Into<String>) -> Self {
        self.related.push((at.unbound(), label.into().into()));
        self
    }

    /// Says that it is about the value of the member, not its key.
    #[must_use]
    pub fn of_value(mut self) -> Self {
        self.is_of_value = true;
        self
    }

    /// Says the exact place in the file of `at`.
    #[must_use]
    pub fn span(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// Adds another exact place that belongs to it.
    #[must_use]
    pub fn mark(mut self, file: FileId, span: Span, label: impl Into<String>) -> Self {
        self.marks.push((file, span, label.into().into()));
        self
    }
}
