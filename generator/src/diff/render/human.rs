//! For people at a terminal: a few lines each.

use std::fmt::Write as _;

use super::place::Place;
use super::{Report, Shown, plain};
use crate::diagnostics::Location;
use crate::diff::{Change, Reach};

pub(super) fn render(report: &Report<'_>) -> String {
    let changes = report.changes.iter();
    let mut text: String = changes.map(|change| one(report, change)).collect();
    let _ = writeln!(text, "{}", report.counts());
    let _ = writeln!(text, "{}", report.advice());
    text
}

fn one(report: &Report<'_>, change: &Change) -> String {
    let kind = change.kind;
    let wire = if kind.reach == Reach::Wire {
        ", wire only"
    } else {
        ""
    };
    let mut text = format!(
        "{}{wire}[{}]: {}",
        kind.verdict.word(),
        kind.code,
        plain(&change.what)
    );
    let _ = match (
        change.was.as_deref().map(plain),
        change.now.as_deref().map(plain),
    ) {
        (Some(was), Some(now)) => writeln!(text, ": {was} -> {now}"),
        (Some(one), None) | (None, Some(one)) => writeln!(text, ": {one}"),
        (None, None) => writeln!(text),
    };
    let _ = writeln!(text, "  {}", kind.reason);
    place(&mut text, "old", report.old, change.old.as_ref());
    place(&mut text, "new", report.new, change.new.as_ref());
    if let Some(hint) = &change.hint {
        let _ = writeln!(text, "  help: {}", plain(hint));
    }
    text.push('\n');
    text
}

fn place(text: &mut String, word: &str, shown: Shown<'_>, at: Option<&Location>) {
    if let Some(at) = at {
        let place = Place::of(shown, at);
        let _ = writeln!(
            text,
            "  {word}: {} #{}",
            place.file_and_line(),
            plain(&place.pointer)
        );
    }
}
