//! Reads OpenAPI objects of the description as openapiv3 values, with references resolved.

use std::path::Path;

use openapiv3::ReferenceOr;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Case, Diagnostic, Location, Sink};
use crate::dialect::{Kind, Loss, Passed, Reference, Translator, parse_own_reference, unresolved};
use crate::source::Documents;

/// Reads the OpenAPI objects of one description.
pub(super) struct Parts<'a> {
    documents: &'a Documents,
    pub translator: &'a Translator<'a>,
    pub sink: &'a Sink,
}

/// An OpenAPI object and its location after references are resolved.
pub(super) struct Found<T> {
    pub part: T,
    pub at: Location,
}

/// The value at a location: an OpenAPI object, or a reference to another location.
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

    /// Returns the location of the root of the description.
    pub fn top(&self) -> Location {
        Location::top(self.documents.root())
    }

    /// Returns the source text of a value that YAML does not read as a string.
    pub fn scalar_text(&self, at: &Location) -> Option<&str> {
        self.documents.scalar_text(at)
    }

    /// Reads the object of this kind at `at`, with references resolved. Returns `None` after
    /// reporting if there is none.
    pub fn read<T: DeserializeOwned>(&self, kind: Kind, at: &Location) -> Option<Found<T>> {
        match self.step(kind, at)? {
            Step::Part(part) => Some(Found {
                part,
                at: at.clone(),
            }),
            Step::Reference(reference) => self.referred(kind, &reference, at),
        }
    }

    /// Reads the object that the `reference` at `from` leads to. Findings about the object show the
    /// reference, too.
    fn referred<T: DeserializeOwned>(
        &self,
        kind: Kind,
        reference: &str,
        from: &Location,
    ) -> Option<Found<T>> {
        let target = self.target(kind, from, reference)?;
        let place = from.key("$ref");
        // Nested objects are represented by internal references, which are not in the source.
        if self.raw(&place).is_none() {
            return self.follow(kind, from, target);
        }
        let label = format!("this refers to it, as {}", kind.with_article());
        self.sink
            .beside(&place, &label, || self.follow(kind, from, target))
    }

    /// Resolves the `reference` at `from`, if an object of this kind is allowed at its target.
    fn target(&self, kind: Kind, from: &Location, reference: &str) -> Option<Location> {
        // An internal reference leads to a nested object.
        if let Some(own) = parse_own_reference(reference) {
            return Some(own);
        }
        let target = self.resolve(kind.loss(), from, reference)?;
        let fits = self.translator.is_of_kind(kind, from, &target);
        fits.then_some(target)
    }

    /// Follows a chain of references to the object at its end.
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

    /// Returns the object in `value`, or the one it refers to. `at` is the location of `value`.
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

    /// Reads the value at `at` without following a reference.
    fn step<T: DeserializeOwned>(&self, kind: Kind, at: &Location) -> Option<Step<T>> {
        let value = self.translator.part(kind, at)?;
        match value.get("$ref") {
            Some(Value::String(reference)) => Some(Step::Reference(reference.clone())),
            _ => Some(Step::Part(self.deserialize(kind, value, at)?)),
        }
    }

    /// Deserializes `value`, at `at`, as an object of this kind. Returns `None` after reporting if
    /// it is invalid.
    fn deserialize<T: DeserializeOwned>(
        &self,
        kind: Kind,
        value: Value,
        at: &Location,
    ) -> Option<T> {
        match serde_json::from_value(value) {
            Ok(part) => Some(part),
            Err(error) => {
                let message = format!("this is not a valid {}: {error}", kind.name());
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

    /// Resolves the `reference` at `from`. Returns `None` after reporting if that fails; `loss` is
    /// the loss of the referring object.
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

    /// Returns the size of the description's text in bytes.
    pub fn bytes(&self) -> usize {
        self.documents.bytes()
    }

    /// Returns the path of the file that contains `at`.
    pub fn file_path(&self, at: &Location) -> &Path {
        self.documents.path(at.file)
    }

    /// Returns the location of the `$ref` of the object at `at`.
    fn place_of_reference(&self, at: &Location) -> Location {
        let reference = at.key("$ref");
        match self.raw(&reference) {
            Some(_) => reference,
            None => at.clone(),
        }
    }

    /// Returns the value at `at` as written in the description.
    pub fn raw(&self, at: &Location) -> Option<&'a Value> {
        self.translator.raw(at)
    }

    /// Returns the reference at `at`, if there is nothing but a reference.
    pub fn reference_at(&self, at: &Location) -> Option<Reference> {
        self.translator.schema_reference(at)
    }

    /// Returns the length of the array at `at`.
    pub fn length(&self, at: &Location) -> usize {
        self.raw(at).and_then(Value::as_array).map_or(0, Vec::len)
    }

    /// Reports that the reference at `at` does not end, with the locations passed on the way.
    pub fn report_cycle(&self, case: Case, problem: &str, at: &Location, passed: &[Location]) {
        let own = self.place_of_reference(at);
        let found = Diagnostic::new(case, &own, problem);
        let others = passed.iter().filter(|place| *place != at);
        self.sink.report(by_way_of(found, others));
    }

    /// Returns the name in `known` closest to `name`, within the suggestion budget of this run.
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

/// The maximum number of locations shown for a chain of references.
const MAX_SHOWN: usize = 4;

/// Records a location of a chain of references, up to the number that is shown.
pub(super) fn remember(way: &mut Vec<Location>, place: Location) {
    // The first one may be the start of the chain, which is not shown again.
    if way.len() <= MAX_SHOWN && !way.contains(&place) {
        way.push(place);
    }
}

/// Adds the locations of a chain of references to a finding, up to the number that is shown.
pub(super) fn by_way_of<'l>(
    found: Diagnostic,
    passed: impl Iterator<Item = &'l Location>,
) -> Diagnostic {
    let own = found.at.clone();
    let others = passed.filter(|place| Some(*place) != own.as_ref());
    others
        .take(MAX_SHOWN)
        .fold(found, |found, place| found.related(place, "by way of this"))
}
