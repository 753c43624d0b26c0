//! The format for pull requests: Markdown for GitHub and GitLab.

use std::fmt::Write as _;

use super::place::Place;
use super::{Report, code_span, explained};
use crate::diff::{Change, Reach, Verdict};

pub(super) fn render(report: &Report<'_>) -> String {
    let mut text = format!(
        "## What changes for users of the crate\n\n{} to {}: **{}**. {}\n",
        code_span(report.old.name),
        code_span(report.new.name),
        report.counts(),
        report.advice()
    );
    let sections: [Section; 4] = [
        ("Breaking", |change| {
            change.kind.verdict == Verdict::Breaking
        }),
        ("Compatible", |change| {
            change.kind.verdict == Verdict::Compatible && change.kind.reach != Reach::Wire
        }),
        ("Compatible, on the wire only", |change| {
            change.kind.reach == Reach::Wire
        }),
        ("Documentation", |change| {
            change.kind.verdict == Verdict::Documentation
        }),
    ];
    for (title, is_in) in sections {
        let found: Vec<&Change> = report
            .changes
            .iter()
            .filter(|change| is_in(change))
            .collect();
        section(&mut text, report, title, &found);
    }
    text
}

/// The maximum number of bytes of changes. A comment on GitHub has up to 65,536 characters. Changes
/// are sorted by severity, so the least severe are cut.
const MAX_CHANGES_BYTES: usize = 60_000;

/// A heading, and the filter of its changes.
type Section = (&'static str, fn(&Change) -> bool);

/// A list of changes; the least severe are folded.
fn section(text: &mut String, report: &Report<'_>, title: &str, changes: &[&Change]) {
    if changes.is_empty() {
        return;
    }
    let is_folded = title == "Documentation";
    let _ = if is_folded {
        write!(
            text,
            "\n<details><summary>{title} ({})</summary>\n\n",
            changes.len()
        )
    } else {
        write!(text, "\n### {title}\n\n")
    };
    let mut shown = 0;
    for change in changes {
        let change = render_change(report, change);
        if text.len() + change.len() > MAX_CHANGES_BYTES {
            break;
        }
        text.push_str(&change);
        shown += 1;
    }
    match changes.len() - shown {
        0 => {}
        more => {
            let _ = writeln!(text, "- … and {more} more");
        }
    }
    if is_folded {
        text.push_str("\n</details>\n");
    }
}

fn render_change(report: &Report<'_>, change: &Change) -> String {
    let mut text = format!("- {} {}", code_span(&change.what), change.kind.code);
    let _ = match (&change.was, &change.now) {
        (Some(was), Some(now)) => writeln!(text, ": {} → {}", code_span(was), code_span(now)),
        (Some(one), None) | (None, Some(one)) => writeln!(text, ": {}", code_span(one)),
        (None, None) => writeln!(text),
    };
    let _ = writeln!(text, "  <br>{}", change.kind.reason);
    if let Some(more) = explained(change) {
        let _ = writeln!(text, "  <br>{more}");
    }
    let old = change.old.as_ref().map(|at| Place::new(report.old, at));
    let new = change.new.as_ref().map(|at| Place::new(report.new, at));
    let places = [("old", old), ("new", new)].into_iter();
    let places: Vec<String> = places
        .filter_map(|(word, place)| {
            let place = place?;
            let pointer = format!("#{}", place.pointer);
            Some(format!(
                "{word} {} {}",
                code_span(&place.file_and_line()),
                code_span(&pointer)
            ))
        })
        .collect();
    let _ = writeln!(text, "  <br><sub>{}</sub>", places.join(", "));
    if let Some(hint) = &change.hint {
        let _ = writeln!(text, "  <br>{hint}");
    }
    text
}
