//! For people: what rustc's messages look like.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::Sources;
use super::places::{self, Place};
use crate::diagnostics::{Diagnostic, Severity, Span};

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
        .elements(places.iter().flat_map(shown))
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
    without_empty_origins(&renderer.render(&[group])) + "\n\n"
}

/// A part of a line has no column of its own to show, so its snippet has no path; the renderer leaves the sign of one.
fn without_empty_origins(text: &str) -> String {
    let is_empty = |line: &&str| {
        let mut letters = line.chars();
        let mut shown = String::new();
        while let Some(letter) = letters.next() {
            match letter {
                '\u{1b}' => {
                    letters.by_ref().find(char::is_ascii_alphabetic);
                }
                letter => shown.push(letter),
            }
        }
        shown.trim() == ":::"
    };
    let lines: Vec<&str> = text.lines().filter(|line| !is_empty(line)).collect();
    lines.join("\n")
}

/// The diagnostic's own place, as a reference would name it.
fn pointer(places: &[Place<'_>]) -> Option<String> {
    let own = places.iter().find(|place| place.label.is_none())?;
    own.pointer
        .filter(|pointer| !pointer.is_empty())
        .map(|pointer| format!("#{pointer}"))
}

/// A place with its line, or what stands around it where the line is too long to be of help.
fn shown<'a>(place: &Place<'a>) -> Vec<Element<'a>> {
    let Some(path) = place.path.clone() else {
        return Vec::new();
    };
    let Some((line, within, span)) = line(place) else {
        return vec![Origin::path(path).into()];
    };
    let kind = if place.label.is_none() {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    let annotation = |within| kind.span(within).label(place.label);
    if line.len() <= LONGEST_LINE {
        let snippet = Snippet::source(line).path(path).line_start(span.line);
        return vec![snippet.annotation(annotation(within)).into()];
    }
    // The column is that of the whole line.
    let origin = Origin::path(path).line(span.line);
    let (text, within) = window(line, within);
    let snippet = Snippet::source(text).line_start(span.line);
    vec![
        origin.char_column(span.column).into(),
        snippet.annotation(annotation(within)).into(),
    ]
}

/// The line in which a place begins, and the bytes of it.
fn line<'a, 'p>(place: &'p Place<'a>) -> Option<(&'a str, Range<usize>, &'p Span)> {
    let (text, span) = (place.text?, place.span.as_ref()?);
    let before = text.get(..span.bytes.start)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(start..)?.lines().next().unwrap_or_default();
    let within = |offset: usize| offset.saturating_sub(start).min(line.len());
    Some((line, within(span.bytes.start)..within(span.bytes.end), span))
}

/// What stands around some bytes of a line, and where these are in it.
fn window(line: &str, within: Range<usize>) -> (String, Range<usize>) {
    let is_edge = |at: &usize| line.is_char_boundary(*at);
    let begin = (0..=within.start.saturating_sub(AROUND))
        .rev()
        .find(is_edge);
    let end = (within.start.saturating_add(AROUND)..line.len()).find(is_edge);
    let (begin, end) = (begin.unwrap_or_default(), end.unwrap_or(line.len()));
    let shown = line.get(begin..end).unwrap_or_default();
    let left = if begin > 0 { CUT } else { "" };
    let right = if end < line.len() { CUT } else { "" };
    let place = |at: usize| at.min(end).saturating_sub(begin) + left.len();
    let within = place(within.start)..place(within.end);
    (format!("{left}{shown}{right}"), within)
}

/// Bytes; a line that is longer was written by a machine, for a machine.
const LONGEST_LINE: usize = 400;

/// Bytes of a long line that are shown before and behind a place.
const AROUND: usize = 60;

/// Stands for what is not shown of a line.
const CUT: &str = "…";
