//! Collects all problems of settings while they are read.

use std::cell::RefCell;

use super::node::Place;
use crate::config::Crates;
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Case, Diagnostic, FileId, Location};
use crate::source::Lines;

/// All problems of settings.
#[derive(Default)]
pub(in crate::config) struct Problems {
    found: RefCell<Vec<Problem>>,
    /// The crates that may be named, if the settings come from a description.
    crates: Option<Crates>,
}

struct Problem {
    case: Case,
    place: Place,
    message: String,
    help: Option<String>,
}

impl Problems {
    /// Creates an empty list for settings of a description, which may name these crates.
    pub fn of_description(crates: Crates) -> Self {
        Self {
            found: RefCell::default(),
            crates: Some(crates),
        }
    }

    /// The crates that may be named; `None` if there is no limit.
    pub fn crates(&self) -> Option<&Crates> {
        self.crates.as_ref()
    }

    /// Adds a problem.
    pub fn add(&self, case: Case, place: &Place, message: String, help: Option<String>) {
        self.found.borrow_mut().push(Problem {
            case,
            place: place.clone(),
            message,
            help,
        });
    }

    /// Adds an invalid value.
    pub fn wrong(&self, place: &Place, message: String, help: Option<String>) {
        self.add(findings::wrong_setting::FATAL, place, message, help);
    }

    /// All problems as findings in a settings file, in order.
    pub fn in_file(self, text: &str) -> Vec<Diagnostic> {
        let lines = Lines::new(text);
        let top = Location::top(FileId::default());
        let found = self.found.into_inner().into_iter().map(|problem| {
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

    /// All problems as findings in a description, which is processed without the invalid settings.
    pub fn in_description(self, at: &Location) -> Vec<Diagnostic> {
        let found = self.found.into_inner().into_iter().map(|problem| {
            let case = match problem.case {
                case @ findings::unlisted_crate::IGNORED => case,
                _ => findings::invalid_extension::IGNORED,
            };
            let at = match &problem.place {
                Place::Description(at) => at,
                Place::File(_) => at,
            };
            Diagnostic {
                help: problem.help.map(Into::into),
                ..Diagnostic::new(case, at, problem.message)
            }
        });
        found.collect()
    }
}
