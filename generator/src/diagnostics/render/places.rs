//! The places of a diagnostic, resolved in its sources.

use super::Sources;
use crate::diagnostics::{Diagnostic, Span};
use crate::printable::Printable;

/// A place to render.
#[derive(Debug)]
pub(super) struct Place<'a> {
    path: Option<String>,
    /// The file's text.
    pub text: Option<&'a str>,
    /// The span in the text.
    pub span: Option<Span>,
    /// The place in the value: the text of a JSON Pointer.
    pub pointer: Option<&'a str>,
    /// How it relates to the diagnostic; `None` for the diagnostic's own place.
    pub label: Option<&'a str>,
}

impl Place<'_> {
    /// The file's path, for human-readable output.
    pub(super) fn shown_path(&self) -> Option<Printable> {
        self.path.as_deref().map(Printable::from)
    }

    /// The file's path, for machine-readable output.
    pub(super) fn exact_path(&self) -> Option<&str> {
        self.path.as_deref()
    }
}

/// The diagnostic's own place, then the others.
pub(super) fn collect_places<'a>(
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

/// The place in an overlay, if the overlay added what the diagnostic is about. The file itself has
/// no such line.
fn added<'a>(diagnostic: &Diagnostic, sources: Option<&'a dyn Sources>) -> Option<Place<'a>> {
    let sources = sources?;
    let place = sources.added(diagnostic.at.as_ref()?)?;
    Some(Place {
        span: sources.locate(&place),
        label: Some("an overlay sets it"),
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
