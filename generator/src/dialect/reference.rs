//! References: our own, by which parts name their nested parts, and those of the description.

use serde_json::{Map, Value};

use super::detect::Dialect;
use super::own_reference::{self, OWN, to};
use super::passed::Passed;
use super::{Kind, Loss, Translator, part, report};
use crate::diagnostics::catalogue::lower as findings;
use crate::diagnostics::{Diagnostic, Location};
use crate::source::ResolveError;

/// A part, no schema, that is a reference. Since OpenAPI 3.1 it may describe what it refers to in its own words.
pub(super) fn translate(
    t: &Translator<'_>,
    kind: Kind,
    object: &Map<String, Value>,
    at: &Location,
) -> Option<Value> {
    let reference = own_reference::of(object)?;
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
        return Some(to(t.outward(at, reference)));
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

/// What is said of a reference at `at` that cannot be resolved; `loss` is that of what refers.
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
    /// A reference that stands at `at`, as the next room is to read it: unchanged where it can follow it itself.
    pub(super) fn outward(&self, at: &Location, reference: &str) -> String {
        if reference.starts_with(OWN) {
            // Ours to make only: taken for the name of a file, it cannot be resolved and is reported.
            return format!("./{reference}");
        }
        if let Some(place) = self.named_target(at, reference) {
            return own_reference::own_reference(&self.entered(at, &place));
        }
        let target = || self.documents.resolve(at.file, reference).ok();
        if self.dynamic.is_used()
            && let Some(target) = target()
        {
            let entered = self.entered(at, &target);
            if entered != target {
                return own_reference::own_reference(&entered);
            }
        }
        reference.to_owned()
    }

    /// The schema that a reference at `at` names by what the schema calls itself.
    fn named_target(&self, at: &Location, reference: &str) -> Option<Location> {
        if let Some(place) = self.whole_resource(at, reference) {
            return Some(place);
        }
        let leads_nowhere = self.dialect >= Dialect::OpenApi31
            && self.documents.resolve(at.file, reference).is_err();
        leads_nowhere.then(|| self.anchored(at, reference))?
    }

    /// The schema with an `$id` that `#` alone means.
    fn whole_resource(&self, at: &Location, reference: &str) -> Option<Location> {
        let may_be = reference == "#" && self.dialect >= Dialect::OpenApi31;
        may_be.then(|| self.resource_around(at))?
    }

    /// The place that a reference at `at` leads to.
    pub(super) fn resolve(&self, at: &Location, reference: &str) -> Result<Location, ResolveError> {
        let target = self.unentered(at, reference)?;
        Ok(self.entered(at, &target))
    }

    /// The same, whatever `$dynamicRef` means there.
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

    /// Where the references that begin at `at`, where a part of this kind should stand, end. `None`, reported, when
    /// nowhere.
    pub(super) fn follow(&self, kind: Kind, at: &Location) -> Option<Location> {
        self.follow_or_lose(kind.loss(), at)
    }

    /// The same, where what is lost is known.
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

    /// As [`Self::follow`], where another part reports what is wrong.
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

    /// Where the reference at `at` leads; `None` when none stands there.
    pub(super) fn step(&self, at: &Location) -> Option<Result<Location, ResolveError>> {
        let reference = own_reference::of(self.raw(at)?.as_object()?)?;
        Some(self.resolve(at, reference))
    }
}
