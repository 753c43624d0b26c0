//! The place of a change in a description.

use super::Shown;
use crate::diagnostics::Location;
use crate::printable::Printable;
use crate::source::locate;

/// A place, prepared for display.
#[derive(Debug)]
pub(super) struct Place {
    pub file: String,
    pub line: Option<usize>,
    pub column: Option<usize>,
    pub pointer: String,
}

impl Place {
    /// The place in a description, or the nearest existing parent.
    pub fn new(shown: Shown<'_>, at: &Location) -> Self {
        let at = nearest(shown, at);
        let span = locate(shown.documents, &at);
        Self {
            file: format!(
                "{}{}",
                shown.prefix,
                shown.documents.path(at.file).display()
            ),
            line: span.as_ref().map(|span| span.line),
            column: span.as_ref().map(|span| span.column),
            pointer: at.pointer.as_str().to_owned(),
        }
    }

    /// `file:line:column`.
    pub fn file_and_line(&self) -> Printable {
        match (self.line, self.column) {
            (Some(line), Some(column)) => format!("{}:{line}:{column}", self.file).into(),
            _ => self.file.as_str().into(),
        }
    }
}

fn nearest(shown: Shown<'_>, at: &Location) -> Location {
    let mut here = at.clone();
    while shown.documents.value(&here).is_none() {
        let Some(pointer) = here.pointer.parent() else {
            break;
        };
        here.pointer = pointer;
    }
    here
}
