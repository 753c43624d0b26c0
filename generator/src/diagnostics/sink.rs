//! Collects the diagnostics of all stages. Dropping a sink unread is a bug, and panics in debug
//! builds.

use std::cell::RefCell;

use super::{Diagnostic, Location, Severity};

/// Collects the diagnostics of one run. Must be read with [`Sink::finish`].
#[derive(Debug, Default)]
pub struct Sink {
    found: RefCell<Vec<Diagnostic>>,
}

impl Sink {
    /// An empty sink.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a diagnostic.
    pub fn report(&self, diagnostic: Diagnostic) {
        self.found.borrow_mut().push(diagnostic);
    }

    /// Runs `work`, and adds a related place to each warning and error that it reports.
    pub fn beside<T>(&self, at: &Location, label: &str, work: impl FnOnce() -> T) -> T {
        let before = self.found.borrow().len();
        let done = work();
        let at = &at.unbound();
        let mut found = self.found.borrow_mut();
        let reported = found.iter_mut().skip(before);
        let is_meant = |found: &&mut Diagnostic| {
            found.severity != Severity::Note && found.at.as_ref() != Some(at)
        };
        for found in reported.filter(is_meant) {
            found.related.push((at.clone(), label.into()));
        }
        done
    }

    /// Whether an error was reported so far. Checked between stages.
    pub fn has_errors(&self) -> bool {
        self.found
            .borrow()
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Returns all diagnostics, sorted by place, without duplicates.
    #[must_use]
    pub fn finish(self) -> Vec<Diagnostic> {
        let mut found = self.found.take();
        found.sort_by(|a, b| {
            (&a.at, a.severity, a.entry.code, a.effect, &a.message).cmp(&(
                &b.at,
                b.severity,
                b.entry.code,
                b.effect,
                &b.message,
            ))
        });
        // The same finding may be reached by several paths. Only the first one is shown.
        found.dedup_by(|one, kept| {
            let related = std::mem::replace(&mut one.related, kept.related.clone());
            let is_same = one == kept;
            one.related = related;
            is_same
        });
        few_at_each_place(found)
    }
}

/// The maximum number of findings of one kind and effect at one place.
const MAX_AT_ONE_PLACE: usize = 100;

/// Limits the findings of one kind and effect at one place. If there are too many, the last one
/// states the number of omitted findings.
fn few_at_each_place(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let is_alike = |one: &Diagnostic, other: &Diagnostic| {
        (&one.at, one.entry.code, one.effect) == (&other.at, other.entry.code, other.effect)
    };
    let is_small = |group: &[Diagnostic]| group.len() <= MAX_AT_ONE_PLACE;
    if found.chunk_by(is_alike).all(is_small) {
        return found;
    }
    let mut kept: Vec<Diagnostic> = Vec::new();
    for group in found.chunk_by(is_alike) {
        let (shown, others) = group.split_at(group.len().min(MAX_AT_ONE_PLACE));
        kept.extend_from_slice(shown);
        if let Some(other) = others.first() {
            let message = format!("and {} more of this kind at this place", others.len());
            kept.push(Diagnostic {
                message: message.into(),
                help: None,
                span: None,
                marks: Vec::new(),
                ..other.clone()
            });
        }
    }
    kept
}

impl Drop for Sink {
    fn drop(&mut self) {
        debug_assert!(
            self.found.borrow().is_empty() || std::thread::panicking(),
            "a sink with diagnostics was dropped unread"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::Sink;
    use crate::diagnostics::catalogue::Effect;
    use crate::diagnostics::catalogue::{unresolved_reference, unused_parameter};
    use crate::diagnostics::{Diagnostic, FileId, Location};

    #[test]
    fn findings_of_one_kind_at_one_place_are_limited() {
        let at = Location::top(FileId(0)).key("a");
        let sink = Sink::new();
        for index in 0..1_000 {
            for case in [unused_parameter::SKIPPED, unused_parameter::IGNORED] {
                sink.report(Diagnostic::new(case, &at, format!("{index}")));
            }
            let elsewhere = at.index(index);
            sink.report(Diagnostic::new(
                unused_parameter::SKIPPED,
                &elsewhere,
                "elsewhere",
            ));
        }
        let found = sink.finish();
        assert_eq!(found.len(), 1_000 + 2 * 101);
        let more = |found: &&Diagnostic| found.message == "and 900 more of this kind at this place";
        let effects: Vec<_> = found
            .iter()
            .filter(more)
            .map(|found| found.effect)
            .collect();
        assert_eq!(effects, [Effect::Skipped, Effect::Ignored]);
    }

    #[test]
    fn a_finding_with_several_paths_is_reported_once_with_the_first() {
        let top = Location::top(FileId(0));
        let sink = Sink::new();
        for way in ["a", "b"] {
            sink.beside(&top.key(way), "by this", || {
                let found = top.key("x");
                sink.report(Diagnostic::new(
                    unresolved_reference::SKIPPED,
                    &found,
                    "nowhere",
                ));
                sink.report(Diagnostic::new(unused_parameter::IGNORED, &found, "a note"));
            });
        }
        let found = sink.finish();
        let related: Vec<_> = found.iter().map(|found| found.related.clone()).collect();
        assert_eq!(related, [vec![(top.key("a"), "by this".into())], vec![]]);
    }
}
