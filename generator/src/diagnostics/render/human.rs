//! The human-readable format, similar to the messages of rustc.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::Sources;
use super::places::{self, Place};
use crate::credentials::mask_credentials;
use crate::diagnostics::catalogue::Effect;
use crate::diagnostics::{Diagnostic, Severity, Span};
use crate::printable::Printable;

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
    let places = places::collect_places(diagnostic, sources);
    let title = level
        .primary_title(&*diagnostic.message)
        .id(diagnostic.entry.code);
    let group = Group::with_title(title)
        .elements(places.iter().flat_map(shown))
        .elements(
            own_pointer(&places)
                .map(|pointer| Level::NOTE.with_name("at").message(pointer.to_string())),
        )
        .elements(
            describe_effect(diagnostic).map(|text| Level::NOTE.with_name("effect").message(text)),
        )
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

/// Removes empty `:::` lines. The snippet of an excerpt has no path, because its columns would be
/// wrong, but the renderer still prints the marker before one.
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

/// The effect on the output, in the terms of `--deny`. An error states it itself.
fn describe_effect(diagnostic: &Diagnostic) -> Option<&'static str> {
    match diagnostic.effect {
        Effect::Widened => Some("widened, the generated type accepts more than described"),
        Effect::Skipped => Some("skipped, this part is not generated"),
        Effect::Ignored => Some("ignored, the key changes nothing"),
        Effect::Fatal | Effect::None => None,
    }
}

/// The diagnostic's own place, in the form of a reference.
fn own_pointer(places: &[Place<'_>]) -> Option<Printable> {
    let own = places.iter().find(|place| place.label.is_none())?;
    own.pointer
        .filter(|pointer| !pointer.is_empty())
        .map(|pointer| Printable::from(format!("#{pointer}")))
}

/// A place with its line, or with an excerpt of a line that is too long.
fn shown<'a>(place: &Place<'a>) -> Vec<Element<'a>> {
    let Some(path) = place.shown_path() else {
        return Vec::new();
    };
    let path = path.to_string();
    let Some((excerpt, span)) = excerpt(place) else {
        return vec![Origin::path(path).into()];
    };
    let kind = if place.label.is_none() {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    let annotation = kind.span(excerpt.within).label(place.label);
    if excerpt.is_exact {
        let snippet = Snippet::source(excerpt.text)
            .path(path)
            .line_start(span.line);
        return vec![snippet.annotation(annotation).into()];
    }
    // The column in the whole line.
    let origin = Origin::path(path).line(span.line);
    let snippet = Snippet::source(excerpt.text).line_start(span.line);
    vec![
        origin.char_column(span.column).into(),
        snippet.annotation(annotation).into(),
    ]
}

/// The part of a source text that is shown.
struct Excerpt {
    text: String,
    /// The range to underline.
    within: Range<usize>,
    /// Whether it is the whole line, unchanged.
    is_exact: bool,
}

/// The excerpt of the line in which a place begins.
fn excerpt<'p>(place: &'p Place<'_>) -> Option<(Excerpt, &'p Span)> {
    let (text, span) = (place.text?, place.span.as_ref()?);
    let Range { start, end } = span.bytes.clone();
    // The search is bounded: a file may be one long line with many findings.
    let left = text.floor_char_boundary(start.saturating_sub(MAX_LINE_LENGTH));
    let right = text.ceil_char_boundary(start.saturating_add(MAX_LINE_LENGTH));
    let (before, behind) = (text.get(left..start)?, text.get(start..right)?);
    let begin = match before.rfind('\n') {
        Some(at) => Some(left + at + 1),
        None => (left == 0).then_some(0),
    };
    let stop = match behind.find('\n') {
        Some(at) => Some(start + behind.get(..at)?.trim_end_matches('\r').len()),
        None => (right == text.len()).then_some(right),
    };
    let is_whole = begin
        .zip(stop)
        .is_some_and(|(begin, stop)| stop - begin <= MAX_LINE_LENGTH);
    let (from, to) = if is_whole {
        (begin?, stop?)
    } else {
        let from = text.floor_char_boundary(start.saturating_sub(CONTEXT_LENGTH));
        let to = text.ceil_char_boundary(start.saturating_add(CONTEXT_LENGTH));
        (
            from.max(begin.unwrap_or_default()),
            to.min(stop.unwrap_or(to)),
        )
    };
    let cut = |is_cut: bool| if is_cut { ELLIPSIS } else { "" };
    let left = cut(begin != Some(from));
    let right = cut(stop != Some(to));
    let base = text.floor_char_boundary(from.saturating_sub(MAX_CREDENTIALS_LENGTH));
    let masked = mask_credentials(text.get(base..to)?);
    let part = |from: usize, to: usize| masked.get(from - base..to - base);
    // A tab counts as one column, but is shown as several.
    let shown = |part: &str| Printable::from(part.replace('\t', TAB));
    let offset = |at: usize| {
        let before = part(from, at.clamp(from, to)).unwrap_or_default();
        left.len() + shown(before).len()
    };
    let whole = part(from, to)?;
    let printed = shown(whole);
    let excerpt = Excerpt {
        within: offset(start)..offset(end),
        is_exact: is_whole && *printed == *whole,
        text: format!("{left}{printed}{right}"),
    };
    Some((excerpt, span))
}

/// The maximum length in bytes of a line that is shown whole. Longer lines are machine-generated.
const MAX_LINE_LENGTH: usize = 400;

/// The number of bytes of a long line that are shown before and after a place.
const CONTEXT_LENGTH: usize = 60;

/// The number of bytes before an excerpt that are searched for the start of a URL with a password.
const MAX_CREDENTIALS_LENGTH: usize = 8 << 10;

/// Replaces an omitted part of a line.
const ELLIPSIS: &str = "…";

/// Replaces a tab.
const TAB: &str = "    ";
