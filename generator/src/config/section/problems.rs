//! Everything that is wrong with settings, gathered while they are read.

use std::cell::RefCell;

use super::node::Place;
use crate::diagnostics::catalogue::{config as findings, lower};
use crate::diagnostics::{Case, Diagnostic, FileId, Location};
use crate::source::Lines;

/// Everything that is wrong with settings.
#[derive(Default)]
pub(in crate::config) struct Problems(RefCell<Vec<Problem>>);

struct Problem {
    case: Case,
    place: Place,
    message: String,
    help: Option<String>,
}

impl Problems {
    /// Adds one.
    pub fn add(&self, case: Case, place: &Place, message: String, help: Option<String>) {
        self.0.borrow_mut().push(Problem {
            case,
            place: place.clone(),
            message,
            help,
        });
    }

    /// Adds a value that a setting cannot have.
    pub fn wrong(&self, place: &Place, message: String, help: Option<String>) {
        self.add(findings::wrong_setting::FATAL, place, message, help);
    }

    /// All of them as findings in a file of settings, from the top.
    pub fn in_file(self, text: &str) -> Vec<Diagnostic> {
        let lines = Lines::of(text);
        let top = Location::top(FileId::default());
        let found = self.0.into_inner().into_iter().map(|problem| {
            let found = Diagnostic::new(problem.case, &top, problem.message);
            let found = match problem.place {
                Place::File(bytes) => found.span(lines.span(text, bytes)),
                Place::Description(_) => found,
            };
            Diagnostic {
                help: problem.help.map(Into::into),
                ..found
            }
        });
        let mut found: Vec<_> = found.collect();
        found.sort_by_key(|problem| problem.span.as_ref().map_or(0, |span| span.bytes.start));
        found
    }

    /// All of them as findings in a description, which goes on without what they are about.
    pub fn in_description(self, at: &Location) -> Vec<Diagnostic> {
        let found = self.0.into_inner().into_iter().map(|problem| {
            let at = match &problem.place {
                Place::Description(at) => at,
                Place::File(_) => at,
            };
            Diagnostic {
                help: problem.help.map(Into::into),
                ..Diagnostic::new(lower::unsound_extension::IGNORED, at, problem.message)
            }
        });
        found.collect()
    }
}
