//! Reads parts of the description as openapiv3 values, references followed.

use std::path::Path;

use openapiv3::ReferenceOr;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::diagnostics::catalogue::lower as findings;
use crate::diagnostics::{Diagnostic, Location, Sink};
use crate::dialect::{Kind, Translator, parse_own_reference};
use crate::source::Documents;

/// More references in a row than any sound description has.
const MAX_REFERENCES: usize = 64;

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

    /// The part of this kind at `at`, references followed. `None`, reported, when there is none.
    pub fn read<T: DeserializeOwned>(&self, kind: Kind, at: &Location) -> Option<Found<T>> {
        let mut here = at.clone();
        for _ in 0..MAX_REFERENCES {
            match self.step(kind, &here)? {
                Step::Part(part) => return Some(Found { part, at: here }),
                Step::Reference(reference) => here = self.resolve(&here, &reference)?,
            }
        }
        self.report_cycle(at);
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
            ReferenceOr::Reference { reference } => self.read(kind, &self.resolve(at, &reference)?),
        }
    }

    /// What stands at `at`, without following a reference.
    pub fn step<T: DeserializeOwned>(&self, kind: Kind, at: &Location) -> Option<Step<T>> {
        let value = self.translator.part(kind, at)?;
        if let Some(Value::String(reference)) = value.get("$ref") {
            return Some(Step::Reference(reference.clone()));
        }
        match serde_json::from_value(value) {
            Ok(part) => Some(Step::Part(part)),
            Err(error) => {
                let message = format!("this is not a sound {}: {error}", kind.name());
                self.sink
                    .report(Diagnostic::new(&findings::UNSOUND_PART, at, message));
                None
            }
        }
    }

    /// Where `reference`, which stands at `from`, leads. `None`, reported, when nowhere.
    pub fn resolve(&self, from: &Location, reference: &str) -> Option<Location> {
        if let Some(own) = parse_own_reference(reference) {
            return Some(own);
        }
        match self.documents.resolve(from.file, reference) {
            Ok(target) => Some(target),
            Err(error) => {
                let at = from.key("$ref");
                let at = if self.raw(&at).is_some() {
                    at
                } else {
                    from.clone()
                };
                let found =
                    Diagnostic::new(&findings::UNRESOLVED_REFERENCE, &at, error.to_string());
                self.sink.report(match error.help() {
                    Some(help) => found.help(help),
                    None => found,
                });
                None
            }
        }
    }

    /// The path of the file in which `at` stands.
    pub fn file_path(&self, at: &Location) -> &Path {
        self.documents.path(at.file)
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

    pub fn report_cycle(&self, at: &Location) {
        let message = "this reference leads back to itself";
        self.sink
            .report(Diagnostic::new(&findings::CYCLIC_REFERENCE, at, message));
    }

    pub fn report(&self, diagnostic: Diagnostic) {
        self.sink.report(diagnostic);
    }
}
