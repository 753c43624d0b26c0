//! For people: what rustc's messages look like.

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::Sources;
use super::places::{self, Place};
use crate::diagnostics::{Diagnostic, Severity};

pub(super) fn render(
    diagnostic: &Diagnostic,
    sources: Option<&dyn Sources>,
    colour: bool,
) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let places = places::of(diagnostic, sources);
    let title = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.entry.code);
    let group = Group::with_title(title)
        .elements(places.iter().filter_map(shown))
        .elements(pointer(&places).map(|pointer| Level::NOTE.with_name("at").message(pointer)))
        .elements(
            diagnostic
                .help
                .as_deref()
                .map(|help| Level::HELP.message(help)),
        );
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.render(&[group]) + "\n\n"
}

/// The diagnostic's own place, as a reference would name it.
fn pointer(places: &[Place<'_>]) -> Option<String> {
    let own = places.iter().find(|place| place.label.is_none())?;
    own.pointer
        .filter(|pointer| !pointer.is_empty())
        .map(|pointer| format!("#{pointer}"))
}

/// A place with its line, or only its numbers when the line is too long to be of help.
fn shown<'a>(place: &Place<'a>) -> Option<Element<'a>> {
    let path = place.path.clone()?;
    let (Some(text), Some(span)) = (place.text, &place.span) else {
        return Some(Origin::path(path).into());
    };
    let before = text.get(..span.bytes.start)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(start..)?.lines().next().unwrap_or_default();
    if line.len() > LONGEST_LINE {
        return Some(
            Origin::path(path)
                .line(span.line)
                .char_column(span.column)
                .into(),
        );
    }
    let within = |offset: usize| offset.saturating_sub(start).min(line.len());
    let kind = if place.label.is_none() {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    let annotation = kind
        .span(within(span.bytes.start)..within(span.bytes.end))
        .label(place.label);
    Some(
        Snippet::source(line)
            .path(path)
            .line_start(span.line)
            .annotation(annotation)
            .into(),
    )
}

/// Bytes; a line that is longer was written by a machine, for a machine.
const LONGEST_LINE: usize = 400;
