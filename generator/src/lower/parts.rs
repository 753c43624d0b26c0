//! Reads parts of the description as openapiv3 values, references followed.

use std::path::Path;

use openapiv3::ReferenceOr;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::diagnostics::catalogue::lower as findings;
use crate::diagnostics::{Case, Diagnostic, Location, Sink};
use crate::dialect::{Kind, Loss, Passed, Translator, parse_own_reference, unresolved};
use crate::source::Documents;

/// Reads parts of one description.
pub(super) struct Parts<'a> {
    documents: &'a Documents,
    pub translator: &'a Translator<'a>,
    pub sink: &'a Sink,
}

/// A part, and where it stands once references are followed.
pub(super) struct Found<T> {
    pub part: T,
    pub at: Location,
}

/// What stands at a place: a part, or a reference to another place.
pub(super) enum Step<T> {
    Part(T),
    Reference(String),
}

impl<'a> Parts<'a> {
    pub fn new(documents: &'a Documents, translator: &'a Translator<'a>, sink: &'a Sink) -> Self {
        Self {
            documents,
            translator,
            sink,
        }
    }

    /// The top of the description.
    pub fn top(&self) -> Location {
        Location::top(self.documents.root())
    }

    /// A value as it is written, where YAML reads something else than a string.
    pub fn scalar_text(&self, at: &Location) -> Option<&str> {
        self.documents.scalar_text(at)
    }

    /// The part of this kind at `at`, references followed. `None`, reported, when there is none.
    pub fn read<T: DeserializeOwned>(&self, kind: Kind, at: &Location) -> Option<Found<T>> {
        match self.step(kind, at)? {
            Step::Part(part) => Some(Found {
                part,
                at: at.clone(),
            }),
            Step::Reference(reference) => self.referred(kind, &reference, at),
        }
    }

    /// The part that `reference`, which stands at `from`, leads to. What is wrong with it is shown with what refers to it.
    fn referred<T: DeserializeOwned>(
        &self,
        kind: Kind,
        reference: &str,
        from: &Location,
    ) -> Option<Found<T>> {
        let target = self.target(kind, from, reference)?;
        let place = from.key("$ref");
        // Parts inside of parts are references of our own, which nobody wrote.
        if self.raw(&place).is_none() {
            return self.follow(kind, from, target);
        }
        let label = format!("this refers to it, as {}", kind.with_article());
        self.sink
            .beside(&place, &label, || self.follow(kind, from, target))
    }

    /// Where `reference`, which stands at `from`, leads, if a part of this kind may stand there.
    fn target(&self, kind: Kind, from: &Location, reference: &str) -> Option<Location> {
        // A reference of our own leads to what stands in the part itself.
        if let Some(own) = parse_own_reference(reference) {
            return Some(own);
        }
        let target = self.resolve(kind.loss(), from, reference)?;
        let fits = self.translator.is_of_kind(kind, from, &target);
        fits.then_some(target)
    }

    /// The part at the end of the references that lead from one place to another and on.
    fn follow<T: DeserializeOwned>(
        &self,
        kind: Kind,
        from: &Location,
        mut here: Location,
    ) -> Option<Found<T>> {
        let mut passed = Passed::default();
        let mut way = Vec::new();
        while passed.leads_on(&here) {
            match self.step(kind, &here)? {
                Step::Part(part) => return Some(Found { part, at: here }),
                Step::Reference(reference) => {
                    let next = self.target(kind, &here, &reference)?;
                    remember(&mut way, here);
                    here = next;
                }
            }
        }
        let case = kind.loss().case(
            findings::reference_cycle::SKIPPED,
            findings::cyclic_schema::WIDENED,
            findings::reference_cycle::IGNORED,
        );
        self.report_cycle(case, passed.problem(), from, &way);
        None
    }

    /// The part in `value`, or the one it refers to; `at` is where `value` stands.
    pub fn item<T: DeserializeOwned>(
        &self,
        kind: Kind,
        value: ReferenceOr<T>,
        at: &Location,
    ) -> Option<Found<T>> {
        match value {
            ReferenceOr::Item(part) => Some(Found {
                part,
                at: at.clone(),
            }),
            ReferenceOr::Reference { reference } => self.referred(kind, &reference, at),
        }
    }

    /// What stands at `at`, without following a reference.
    pub fn step<T: DeserializeOwned>(&self, kind: Kind, at: &Location) -> Option<Step<T>> {
        match self.unread_step(kind, at)? {
            Step::Part(value) => Some(Step::Part(self.sound(kind, value, at)?)),
            Step::Reference(reference) => Some(Step::Reference(reference)),
        }
    }

    /// The same, the part not read yet.
    pub fn unread_step(&self, kind: Kind, at: &Location) -> Option<Step<Value>> {
        let value = self.translator.part(kind, at)?;
        match value.get("$ref") {
            Some(Value::String(reference)) => Some(Step::Reference(reference.clone())),
            _ => Some(Step::Part(value)),
        }
    }

    /// The part of this kind that `value`, which is said at `at`, is. `None`, reported, when it is none.
    pub fn sound<T: DeserializeOwned>(&self, kind: Kind, value: Value, at: &Location) -> Option<T> {
        match serde_json::from_value(value) {
            Ok(part) => Some(part),
            Err(error) => {
                let message = format!("this is not a sound {}: {error}", kind.name());
                let case = kind.loss().case(
                    findings::invalid_part::SKIPPED,
                    findings::invalid_part::WIDENED,
                    findings::invalid_part::IGNORED,
                );
                self.sink.report(Diagnostic::new(case, at, message));
                None
            }
        }
    }

    /// Where `reference`, which stands at `from`, leads. `None`, reported, when nowhere; `loss` is that of what refers.
    pub fn resolve(&self, loss: Loss, from: &Location, reference: &str) -> Option<Location> {
        if let Some(own) = parse_own_reference(reference) {
            return Some(own);
        }
        match self.documents.resolve(from.file, reference) {
            Ok(target) => Some(target),
            Err(error) => {
                let at = self.place_of_reference(from);
                self.sink.report(unresolved(loss, &at, &error));
                None
            }
        }
    }

    /// How many bytes of text the description has.
    pub fn bytes(&self) -> usize {
        self.documents.bytes()
    }

    /// The path of the file in which `at` stands.
    pub fn file_path(&self, at: &Location) -> &Path {
        self.documents.path(at.file)
    }

    /// Where the reference of the part at `at` stands.
    fn place_of_reference(&self, at: &Location) -> Location {
        let reference = at.key("$ref");
        match self.raw(&reference) {
            Some(_) => reference,
            None => at.clone(),
        }
    }

    /// What stands at `at`, as the description says it.
    pub fn raw(&self, at: &Location) -> Option<&'a Value> {
        self.translator.raw(at)
    }

    /// The reference that stands at `at`, if nothing but a reference stands there.
    pub fn reference_at(&self, at: &Location) -> Option<String> {
        self.translator.schema_reference(at)
    }

    /// How many elements the list at `at` has.
    pub fn length(&self, at: &Location) -> usize {
        self.raw(at).and_then(Value::as_array).map_or(0, Vec::len)
    }

    /// Says why the reference at `at` has no end, by way of these places.
    pub fn report_cycle(&self, case: Case, problem: &str, at: &Location, passed: &[Location]) {
        let own = self.place_of_reference(at);
        let found = Diagnostic::new(case, &own, problem);
        let others = passed.iter().filter(|place| *place != at);
        self.sink.report(by_way_of(found, others));
    }

    /// Which of `known` may be meant by `name`, which stands at `at`, as long as the run has not suggested too much.
    pub fn closest<'k>(
        &self,
        at: &Location,
        name: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Option<&'k str> {
        self.documents.suggestions.closest(at, name, known)
    }

    pub fn report(&self, diagnostic: Diagnostic) {
        self.sink.report(diagnostic);
    }
}

/// How many places of a way help to find it.
const SHOWN: usize = 4;

/// Notes a place that a way goes by, as long as it is one of those that are shown.
pub(super) fn remember(way: &mut Vec<Location>, place: Location) {
    // The first may be where the way begins, which is not shown again.
    if way.len() <= SHOWN && !way.contains(&place) {
        way.push(place);
    }
}

/// Adds the places that a way goes by, as many as help to find it.
pub(super) fn by_way_of<'l>(
    found: Diagnostic,
    passed: impl Iterator<Item = &'l Location>,
) -> Diagnostic {
    let own = found.at.clone();
    let others = passed.filter(|place| Some(*place) != own.as_ref());
    others
        .take(SHOWN)
        .fold(found, |found, place| found.related(place, "by way of this"))
}
