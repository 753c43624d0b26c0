//! References: internal ones to nested parts, and those of the description.

use serde_json::{Map, Value};

use super::detect::Dialect;
use super::own_reference::{self, OWN, Reference, own, reference_value};
use super::passed::Passed;
use super::{Kind, Loss, Translator, part, report};
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Location};
use crate::source::ResolveError;

/// Translates a reference that is not a schema. Since OpenAPI 3.1 it may override the description
/// of its target.
pub(super) fn translate(
    t: &Translator<'_>,
    kind: Kind,
    object: &Map<String, Value>,
    at: &Location,
) -> Option<Value> {
    let reference = own_reference::reference_of(object)?;
    if kind == Kind::Operation {
        report::misplaced_reference(t, at);
    }
    let overrides = |key: &str| {
        t.dialect >= Dialect::OpenApi31
            && matches!(key, "summary" | "description")
            && kind.key(key).is_some()
    };
    let beside = object.keys().filter(|key| *key != "$ref");
    let beside = beside.filter(|key| !key.starts_with("x-") && !overrides(key));
    let beside: Vec<&str> = beside.map(String::as_str).collect();
    report::reference_siblings(t, &beside, at);

    let own_words = object.iter().filter(|(key, value)| {
        overrides(key) && value.is_string() && Some(value.as_str()) != Some(Some(""))
    });
    let own_words: Vec<_> = own_words.collect();
    if own_words.is_empty() {
        return Some(match t.outward(at, reference) {
            Reference::At(place) => own(&place),
            Reference::Written(reference) => reference_value(reference),
        });
    }
    let target = t.follow(kind, at)?;
    if !t.is_of_kind(kind, at, &target) {
        return None;
    }
    let mut part = part::translate(t, kind, t.raw(&target)?, &target)?;
    if let Value::Object(part) = &mut part {
        for (key, value) in own_words {
            part.insert(key.clone(), value.clone());
        }
    }
    Some(part)
}

/// The finding for a reference at `at` that cannot be resolved; `loss` is the effect on the
/// referring part.
pub fn unresolved(loss: Loss, at: &Location, error: &ResolveError) -> Diagnostic {
    let case = loss.case(
        findings::unresolved_reference::SKIPPED,
        findings::unresolved_reference::WIDENED,
        findings::unresolved_reference::IGNORED,
    );
    let found = Diagnostic::new(case, at, error.to_string());
    let found = match error.help() {
        Some(help) => found.help(help),
        None => found,
    };
    match error.meant() {
        Some(place) => found.related(&place, "similar name"),
        None => found,
    }
}

impl Translator<'_> {
    /// The reference at `at` as the next stage reads it: unchanged if that stage can follow it
    /// itself.
    pub(super) fn outward(&self, at: &Location, reference: &str) -> Reference {
        if reference.starts_with(OWN) {
            // The form of an internal reference, which a description may not use. As a file name it
            // cannot be resolved, and is reported.
            return Reference::Written(format!("./{reference}"));
        }
        if let Some(place) = self.named_target(at, reference) {
            return Reference::At(self.entered(at, &place));
        }
        let target = || self.documents.resolve(at.file, reference).ok();
        if self.dynamic.is_used()
            && let Some(target) = target()
        {
            let entered = self.entered(at, &target);
            if entered != target {
                return Reference::At(entered);
            }
        }
        Reference::Written(reference.to_owned())
    }

    /// The schema that a reference at `at` names by an anchor or `$id`.
    fn named_target(&self, at: &Location, reference: &str) -> Option<Location> {
        if let Some(place) = self.whole_resource(at, reference) {
            return Some(place);
        }
        let leads_nowhere = self.dialect >= Dialect::OpenApi31
            && self.documents.resolve(at.file, reference).is_err();
        leads_nowhere.then(|| self.anchored(at, reference))?
    }

    /// The schema with an `$id` to which a lone `#` refers.
    fn whole_resource(&self, at: &Location, reference: &str) -> Option<Location> {
        let may_be = reference == "#" && self.dialect >= Dialect::OpenApi31;
        may_be.then(|| self.resource_around(at))?
    }

    /// Resolves the reference at `at`.
    pub(super) fn resolve(&self, at: &Location, reference: &str) -> Result<Location, ResolveError> {
        let target = self.unentered(at, reference)?;
        Ok(self.entered(at, &target))
    }

    /// The same, regardless of dynamic bindings.
    pub(super) fn unentered(
        &self,
        at: &Location,
        reference: &str,
    ) -> Result<Location, ResolveError> {
        if let Some(place) = self.whole_resource(at, reference) {
            return Ok(place);
        }
        self.documents
            .resolve(at.file, reference)
            .or_else(|error| self.anchored(at, reference).ok_or(error))
    }

    /// The end of the chain of references that begins at `at`, where a part of this kind is
    /// expected. `None`, and a report, if it has no end.
    pub(super) fn follow(&self, kind: Kind, at: &Location) -> Option<Location> {
        self.follow_or_lose(kind.loss(), at)
    }

    /// The same, with a given effect for the finding.
    pub(super) fn follow_or_lose(&self, loss: Loss, at: &Location) -> Option<Location> {
        let mut passed = Passed::default();
        let mut here = at.clone();
        while passed.leads_on(&here) {
            match self.step(&here) {
                None => return Some(here),
                Some(Ok(next)) => here = next,
                Some(Err(error)) => {
                    let at = here.key("$ref");
                    self.sink.report(unresolved(loss, &at, &error));
                    return None;
                }
            }
        }
        let message = passed.problem();
        let case = loss.case(
            findings::reference_cycle::SKIPPED,
            findings::cyclic_schema::WIDENED,
            findings::reference_cycle::IGNORED,
        );
        self.report(case, at, message);
        None
    }

    /// Like [`Self::follow`], for parts whose faults are reported elsewhere.
    pub(super) fn follow_quietly(&self, at: &Location) -> Option<Location> {
        let mut passed = Passed::default();
        let mut here = at.clone();
        while passed.leads_on(&here) {
            match self.step(&here) {
                None => return Some(here),
                Some(next) => here = next.ok()?,
            }
        }
        None
    }

    /// The target of the reference at `at`; `None` if it is not a reference.
    pub(super) fn step(&self, at: &Location) -> Option<Result<Location, ResolveError>> {
        let reference = own_reference::reference_of(self.raw(at)?.as_object()?)?;
        Some(self.resolve(at, reference))
    }
}
