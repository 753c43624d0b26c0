//! The places of a diagnostic, as far as its sources know them.

use super::Sources;
use crate::diagnostics::{Diagnostic, Span};
use crate::printable::Printable;

/// One place, ready to be shown.
#[derive(Debug)]
pub(super) struct Place<'a> {
    path: Option<String>,
    /// The file's text.
    pub text: Option<&'a str>,
    /// Where in the text.
    pub span: Option<Span>,
    /// Where in the value: the text of a JSON Pointer.
    pub pointer: Option<&'a str>,
    /// What it has to do with the diagnostic; `None` for its own place.
    pub label: Option<&'a str>,
}

impl Place<'_> {
    /// The file's path, for people.
    pub(super) fn shown_path(&self) -> Option<Printable> {
        self.path.as_deref().map(Printable::from)
    }

    /// The file's path, for programs.
    pub(super) fn exact_path(&self) -> Option<&str> {
        self.path.as_deref()
    }
}

/// The diagnostic's own place, then the others.
pub(super) fn of<'a>(
    diagnostic: &'a Diagnostic,
    sources: Option<&'a dyn Sources>,
) -> Vec<Place<'a>> {
    let own = diagnostic.at.iter().map(|at| Place {
        span: match sources {
            Some(sources) => sources.locate_own(diagnostic),
            None => diagnostic.span.clone(),
        },
        pointer: Some(at.pointer.as_str()),
        label: None,
        ..in_file(at.file, sources)
    });
    let related = diagnostic.related.iter().map(|(at, label)| Place {
        span: sources.and_then(|sources| sources.locate(at)),
        pointer: Some(at.pointer.as_str()),
        label: Some(label),
        ..in_file(at.file, sources)
    });
    let marks = diagnostic.marks.iter().map(|(file, span, label)| Place {
        span: Some(span.clone()),
        pointer: None,
        label: Some(label),
        ..in_file(*file, sources)
    });
    own.chain(added(diagnostic, sources))
        .chain(related)
        .chain(marks)
        .collect()
}

/// The place in an overlay, where that says what the diagnostic is about. Its own file then has no such line.
fn added<'a>(diagnostic: &Diagnostic, sources: Option<&'a dyn Sources>) -> Option<Place<'a>> {
    let sources = sources?;
    let place = sources.added(diagnostic.at.as_ref()?)?;
    Some(Place {
        span: sources.locate(&place),
        label: Some("an overlay says it"),
        ..in_file(place.file, Some(sources))
    })
}

fn in_file(file: crate::diagnostics::FileId, sources: Option<&dyn Sources>) -> Place<'_> {
    let found = sources.and_then(|sources| sources.file(file));
    Place {
        path: found.map(|(path, _)| path.display().to_string()),
        text: found.map(|(_, text)| text),
        span: None,
        pointer: None,
        label: None,
    }
}
