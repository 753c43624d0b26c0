//! Docs and deprecation.

use super::change::Change;
use super::subject;
use super::{Comparison, kinds};
use crate::diagnostics::Location;
use crate::model::Docs;
use crate::plan::{Field, Item};

/// Compares the docs of a type.
pub(super) fn of_item(comparison: &mut Comparison<'_>, old: &Item, new: &Item) {
    let (before, after) = (comparison.old.ty(old), comparison.new.ty(new));
    if let Some((before, after)) = before.zip(after) {
        let at = (before.origin.clone(), after.origin.clone());
        compare_docs(
            comparison,
            &subject::path(old),
            &before.docs,
            &after.docs,
            at,
        );
    }
}

/// Compares the docs of the field at `path`.
pub(super) fn of_field(
    comparison: &mut Comparison<'_>,
    old: (&Item, &Field),
    new: (&Item, &Field),
    path: &str,
) {
    let at = (
        comparison.old.field(old.0, old.1),
        comparison.new.field(new.0, new.1),
    );
    let before = comparison.old.field_docs(old.0, old.1);
    let after = comparison.new.field_docs(new.0, new.1);
    if let Some((before, after)) = before.zip(after) {
        compare_docs(comparison, path, before, after, at);
    } else if old.1.deprecated != new.1.deprecated {
        comparison.add(deprecation(path, new.1.deprecated).at(at.0, at.1));
    }
}

/// Compares any docs.
pub(super) fn compare_docs(
    comparison: &mut Comparison<'_>,
    path: &str,
    old: &Docs,
    new: &Docs,
    at: (Location, Location),
) {
    if old.deprecated != new.deprecated {
        let change = deprecation(path, new.deprecated);
        comparison.add(change.at(at.0.clone(), at.1.clone()));
    }
    let (before, after) = (lines(old), lines(new));
    if before != after {
        comparison.add(changed(path, &before, &after).at(at.0, at.1));
    }
}

fn deprecation(path: &str, deprecated: bool) -> Change {
    let kind = if deprecated {
        &kinds::DEPRECATED
    } else {
        &kinds::UNDEPRECATED
    };
    Change::new(kind, path)
}

/// A change of docs, given as lines.
pub(super) fn changed(path: impl Into<String>, old: &[String], new: &[String]) -> Change {
    Change::new(&kinds::DOCS_CHANGED, path)
        .between(first_difference(old, new), first_difference(new, old))
}

fn lines(docs: &Docs) -> Vec<String> {
    let external = docs.external.as_ref();
    let link = external.map(|(url, text)| format!("{url} {}", text.as_deref().unwrap_or_default()));
    [docs.title.clone(), docs.description.clone(), link]
        .into_iter()
        .flatten()
        .flat_map(|text| {
            text.lines()
                .map(|line| line.trim().to_owned())
                .collect::<Vec<_>>()
        })
        .filter(|line| !line.is_empty())
        .collect()
}

/// The first line that the other docs do not have, shortened.
fn first_difference(lines: &[String], other: &[String]) -> String {
    let line = lines.iter().find(|line| !other.contains(line));
    line.map_or_else(
        || "nothing".to_owned(),
        |line| crate::prose::one_line(line, MAX_DOCS_CHARS),
    )
}

/// The maximum number of characters of docs in a report.
const MAX_DOCS_CHARS: usize = 80;
