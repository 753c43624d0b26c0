//! References: our own, by which parts name their nested parts, and those of the description.

use serde_json::{Map, Value};

use super::detect::Dialect;
use super::{Kind, Loss, Translator, part, report};
use crate::diagnostics::catalogue::lower as findings;
use crate::diagnostics::{Diagnostic, FileId, Location, Pointer, push_key};
use crate::source::ResolveError;

const OWN: &str = "oasmith:";

/// The reference by which a part names a nested part at its own place: understood by [`parse_own_reference`] only.
#[must_use]
pub fn own_reference(at: &Location) -> String {
    format!("{OWN}{}#{}", at.file.0, at.pointer.as_str())
}

/// A reference to the part that is the member `key` of what stands at `at`, as a value.
pub(super) fn own_member(at: &Location, key: &str) -> Value {
    let mut reference = own_reference(at);
    push_key(&mut reference, key);
    to(reference)
}

/// The place that a reference made by [`own_reference`] names; `None` for a reference of the description's own.
#[must_use]
pub fn parse_own_reference(reference: &str) -> Option<Location> {
    let (file, pointer) = reference.strip_prefix(OWN)?.split_once('#')?;
    Some(Location {
        file: FileId(file.parse().ok()?),
        pointer: Pointer::parse(pointer),
    })
}

/// A reference to the part at `at`, as a value.
pub(super) fn own(at: &Location) -> Value {
    to(own_reference(at))
}

/// A reference, as a value.
pub(super) fn to(reference: String) -> Value {
    Value::Object(Map::from_iter([(
        "$ref".to_owned(),
        Value::String(reference),
    )]))
}

/// The reference that a part is.
pub(super) fn of(object: &Map<String, Value>) -> Option<&str> {
    object.get("$ref")?.as_str()
}

/// A part, no schema, that is a reference. Since OpenAPI 3.1 it may describe what it refers to in its own words.
pub(super) fn translate(
    t: &Translator<'_>,
    kind: Kind,
    object: &Map<String, Value>,
    at: &Location,
) -> Option<Value> {
    let reference = of(object)?;
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

/// Tells whether a chain of references goes round, without keeping all of it: a place it has led through is looked out
/// for, and given up for a later one each time as many steps again were made (Brent's algorithm).
#[derive(Debug, Default)]
pub struct Passed {
    place: Option<Location>,
    steps: usize,
    next: usize,
}

/// A chain of references that is longer was made to be so: each part that begins it would follow all of it.
const MAX_REFERENCES: usize = 100;

impl Passed {
    /// Whether the chain, which comes to `at` now, may still end.
    pub fn leads_on(&mut self, at: &Location) -> bool {
        if self.place.as_ref() == Some(at) || self.steps > MAX_REFERENCES {
            return false;
        }
        // Most chains have one step or two, and cost nothing.
        if self.steps > self.next {
            self.place = Some(at.clone());
            self.next = self.steps * 2;
        }
        self.steps += 1;
        true
    }

    /// Why the chain has no end.
    #[must_use]
    pub fn problem(&self) -> &'static str {
        if self.steps > MAX_REFERENCES {
            "this reference leads through more than 100 others"
        } else {
            "this reference leads back to itself"
        }
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
            return own_reference(&self.entered(at, &place));
        }
        let target = || self.documents.resolve(at.file, reference).ok();
        if self.dynamic.is_used()
            && let Some(target) = target()
        {
            let entered = self.entered(at, &target);
            if entered != target {
                return own_reference(&entered);
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
        let reference = of(self.raw(at)?.as_object()?)?;
        Some(self.resolve(at, reference))
    }
}
