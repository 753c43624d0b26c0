//! The format for terminals: a few lines for each change.

use std::fmt::Write as _;

use super::place::Place;
use super::{Report, Shown, explained};
use crate::diagnostics::Location;
use crate::diff::{Change, Reach, Verdict};
use crate::printable::Printable;

pub(super) fn render(report: &Report<'_>, colour: bool) -> String {
    let changes = report.changes.iter();
    let mut text: String = changes
        .map(|change| render_change(report, change, colour))
        .collect();
    let _ = writeln!(text, "{}", report.counts());
    let _ = writeln!(text, "{}", report.advice());
    text
}

/// The verdict of a change, colored by severity.
fn verdict(change: &Change, colour: bool) -> String {
    let wire = match change.kind.reach {
        Reach::Wire => ", wire only",
        _ => "",
    };
    let text = format!("{}{wire}[{}]", change.kind.verdict.word(), change.kind.code);
    let code = match change.kind.verdict {
        _ if !colour => return text,
        Verdict::Breaking => "1;31",
        Verdict::Compatible if change.kind.reach == Reach::Wire => "1;33",
        Verdict::Compatible => "1;32",
        Verdict::Documentation => "1;36",
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}

fn render_change(report: &Report<'_>, change: &Change, colour: bool) -> String {
    let kind = change.kind;
    let mut text = format!("{}: {}", verdict(change, colour), change.what);
    let _ = match (&change.was, &change.now) {
        (Some(was), Some(now)) => writeln!(text, ": {was} -> {now}"),
        (Some(one), None) | (None, Some(one)) => writeln!(text, ": {one}"),
        (None, None) => writeln!(text),
    };
    let _ = writeln!(text, "  {}", kind.reason);
    if let Some(more) = explained(change) {
        let _ = writeln!(text, "  {more}");
    }
    place(&mut text, "old", report.old, change.old.as_ref());
    place(&mut text, "new", report.new, change.new.as_ref());
    if let Some(hint) = &change.hint {
        let _ = writeln!(text, "  help: {hint}");
    }
    text.push('\n');
    text
}

fn place(text: &mut String, word: &str, shown: Shown<'_>, at: Option<&Location>) {
    if let Some(at) = at {
        let place = Place::new(shown, at);
        let _ = writeln!(
            text,
            "  {word}: {} #{}",
            place.file_and_line(),
            Printable::from(&*place.pointer)
        );
    }
}
