//! Resolves `$dynamicRef` (JSON Schema core, section 8.2.3.2).
//!
//! Its target depends on the path of references by which the schema was reached: of all resources
//! on that path, the outermost one with a `$dynamicAnchor` of the name binds it. For example, a
//! generic `Page` with `items: { $dynamicRef: "#T" }` is another type for each schema that refers
//! to it and binds `T`.
//!
//! A schema that is reached with bindings other than those of its own resource is a copy. The
//! copy's location, and each location inside it, has the number of the bindings. A schema that does
//! not depend on bindings is never copied.
//!
//! A description without `$dynamicRef` costs only one search of its text.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;
use rustc_hash::FxHashMap;
use serde_json::Value;

use super::Translator;
use super::anchors::{RECURSIVE, is_anchor, split};
use super::detect::Dialect;
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{FileId, Location};

/// The schema that each name is bound to.
type Bindings = BTreeMap<String, Location>;

/// The maximum number of sets of bindings per description.
const MAX_BINDINGS: usize = 4_096;

/// The dynamic references of a description.
#[derive(Debug, Default)]
pub(super) struct Dynamic {
    /// Whether any reference depends on bindings.
    is_used: bool,
    /// The sets of bindings, by their numbers, from 1.
    bindings: RefCell<IndexSet<Bindings>>,
    /// The names on which a schema and everything in it depends, by its place.
    names: OnceCell<FxHashMap<Location, BTreeSet<String>>>,
}

impl Dynamic {
    /// Creates the initial state for a description.
    pub fn new(documents: &crate::source::Documents, dialect: Dialect) -> Self {
        let has_text = |word| {
            documents
                .files()
                .any(|(_, file)| file.text().contains(word))
        };
        let is_used =
            dialect >= Dialect::OpenApi31 && (has_text("$dynamicRef") || has_text("$recursiveRef"));
        Self {
            is_used,
            ..Self::default()
        }
    }

    /// Whether the target of a reference may depend on the path that led to it.
    pub fn is_used(&self) -> bool {
        self.is_used
    }

    /// The bindings with this number.
    fn get(&self, number: u16) -> Bindings {
        let index = usize::from(number).checked_sub(1);
        let bindings = self.bindings.borrow();
        let found = index.and_then(|index| bindings.get_index(index));
        found.cloned().unwrap_or_default()
    }

    /// The number of a set of bindings; `None` if there are too many.
    fn number(&self, bindings: Bindings) -> Option<u16> {
        let mut known = self.bindings.borrow_mut();
        if known.len() >= MAX_BINDINGS && !known.contains(&bindings) {
            return None;
        }
        let (index, _) = known.insert_full(bindings);
        u16::try_from(index + 1).ok()
    }
}

impl Translator<'_> {
    /// The target of `$dynamicRef: reference` at `at`, or why it cannot be determined.
    pub(super) fn dynamic_target(
        &self,
        at: &Location,
        reference: &str,
    ) -> Result<Location, String> {
        let (_, name) = split(reference);
        if !is_anchor(name) {
            let target = self.resolve(at, reference);
            return target.map_err(|error| error.to_string());
        }
        let initial = self.anchor_named(at, reference);
        if let Some(anchor) = initial
            && anchor.is_unique
            && !anchor.is_dynamic
        {
            return Ok(self.entered(at, &anchor.at));
        }
        let known = initial.map(|anchor| (anchor.at.clone(), anchor.is_unique));
        self.bound(at, name, known)
    }

    /// The target of `$recursiveRef` at `at`, where `initial` is the enclosing schema with
    /// `$recursiveAnchor: true`.
    pub(super) fn recursive_target(
        &self,
        at: &Location,
        initial: &Location,
    ) -> Result<Location, String> {
        self.bound(at, RECURSIVE, Some((initial.unbound(), true)))
    }

    /// The schema that a name is bound to at `at`. If it is not bound, `initial`, provided that it
    /// is the only schema of the name.
    fn bound(
        &self,
        at: &Location,
        name: &str,
        initial: Option<(Location, bool)>,
    ) -> Result<Location, String> {
        let several =
            || format!("several schemas have `$dynamicAnchor: {name}`, of which it may mean any");
        let bound = self.bindings_at(at).remove(name);
        let target = match (bound, initial) {
            (Some(bound), _) => {
                // Strictly, the whole description is the outermost resource. But descriptions that
                // use this feature mean the schema with the `$id`.
                let top = Location::top(self.documents.root());
                let outer = self.anchor(&top, name).filter(|anchor| anchor.is_dynamic);
                if outer.is_some_and(|outer| outer.at != bound) {
                    return Err(several());
                }
                bound
            }
            (None, Some((initial, true))) if self.dynamic.is_used || self.is_only(name) => initial,
            (None, Some(_)) => return Err(several()),
            (None, None) => return Err(format!("no schema has `$dynamicAnchor: {name}`")),
        };
        Ok(self.entered(at, &target))
    }

    fn is_only(&self, name: &str) -> bool {
        name == RECURSIVE || self.anchors().named(name).count() == 1
    }

    /// The location of the schema at `target` when it is reached by a reference at `at`.
    pub(super) fn entered(&self, at: &Location, target: &Location) -> Location {
        if !self.dynamic.is_used {
            return target.clone();
        }
        let target = target.unbound();
        let Some(names) = self.names_below(&target) else {
            return target;
        };
        let mut bindings = self.bindings_at(at);
        self.bind(&mut bindings, &self.resource_of(&target));
        bindings.retain(|name, _| names.contains(name));
        let mut own = self.bindings_at(&target);
        own.retain(|name, _| names.contains(name));
        if bindings == own {
            return target;
        }
        let Some(number) = self.dynamic.number(bindings) else {
            let message = format!("`$dynamicRef` has more than {MAX_BINDINGS} sets of bindings");
            self.report(findings::widened_schema::WIDENED, at, message);
            // No value is at this place.
            return at.key("$ref").key("$dynamicRef");
        };
        Location {
            file: target.file.bound(number),
            pointer: target.pointer,
        }
    }

    /// The bindings in effect at `at`.
    fn bindings_at(&self, at: &Location) -> Bindings {
        if !self.dynamic.is_used {
            return Bindings::new();
        }
        let mut bindings = self.dynamic.get(at.file.bindings());
        for resource in self.resources_around(at).iter().rev() {
            self.bind(&mut bindings, resource);
        }
        bindings
    }

    /// Adds the bindings of a resource; those of the resources outside of it take precedence.
    fn bind(&self, bindings: &mut Bindings, resource: &Location) {
        if *resource == Location::top(self.documents.root()) {
            return;
        }
        for (name, anchor) in self.dynamic_anchors(resource) {
            if anchor.is_unique {
                let at = || anchor.at.clone();
                bindings.entry(name.to_owned()).or_insert_with(at);
            }
        }
    }

    /// The resources that contain `at`, without following a reference, innermost first.
    fn resources_around(&self, at: &Location) -> Vec<Location> {
        let mut found = Vec::new();
        let mut here = at.unbound();
        loop {
            let Some(parent) = here.pointer.parent() else {
                found.push(here);
                return found;
            };
            if self.is_resource(&here) {
                found.push(here.clone());
            }
            // Schemas that are only defined there are reached by reference.
            let is_defined = matches!(parent.last().as_str(), "$defs" | "definitions" | "schemas");
            if is_defined && !found.is_empty() {
                return found;
            }
            here.pointer = parent;
        }
    }

    /// The names on which the schema at a place depends; `None` if there are none.
    fn names_below(&self, at: &Location) -> Option<&BTreeSet<String>> {
        let names = self.dynamic.names.get_or_init(|| Uses::find(self).spread());
        names.get(at)
    }
}

/// The references of a description.
#[derive(Default)]
struct Uses {
    /// The places of references, by target.
    plain: FxHashMap<Location, Vec<Location>>,
    /// The places of dynamic references, and the names they refer to.
    dynamic: Vec<(Location, String)>,
}

impl Uses {
    fn find(t: &Translator<'_>) -> Self {
        let mut uses = Self::default();
        for (file, _) in t.documents.files() {
            uses.find_in(t, file);
        }
        for (at, name) in &uses.dynamic {
            for anchor in t.anchors().named(name) {
                let leading = uses.plain.entry(anchor.at.clone()).or_default();
                leading.push(at.clone());
            }
        }
        uses
    }

    fn find_in(&mut self, t: &Translator<'_>, file: FileId) {
        let top = Location::top(file);
        let mut rest: Vec<_> = t.raw(&top).map(|value| (top, value)).into_iter().collect();
        while let Some((at, value)) = rest.pop() {
            match value {
                Value::Object(members) => {
                    let text = |key: &str| members.get(key)?.as_str();
                    if let Some(target) = text("$ref").and_then(|text| t.unentered(&at, text).ok())
                    {
                        self.plain.entry(target).or_default().push(at.clone());
                    }
                    if let Some(reference) = text("$dynamicRef") {
                        let (_, name) = split(reference);
                        self.dynamic.push((at.clone(), name.to_owned()));
                    }
                    if text("$recursiveRef").is_some() {
                        self.dynamic.push((at.clone(), RECURSIVE.to_owned()));
                    }
                    rest.extend(members.iter().map(|(key, value)| (at.key(key), value)));
                }
                Value::Array(elements) => {
                    let elements = elements.iter().enumerate();
                    rest.extend(elements.map(|(index, value)| (at.index(index), value)));
                }
                _ => {}
            }
        }
    }

    /// Propagates names to all places that depend on them: the enclosing places, and the places
    /// that refer to these.
    fn spread(mut self) -> FxHashMap<Location, BTreeSet<String>> {
        let mut names: FxHashMap<Location, BTreeSet<String>> = FxHashMap::default();
        let mut open = std::mem::take(&mut self.dynamic);
        while let Some((at, name)) = open.pop() {
            let mut above = Some(at);
            while let Some(here) = above {
                // If the name is already noted here, it is noted in all enclosing places too.
                if !names.entry(here.clone()).or_default().insert(name.clone()) {
                    break;
                }
                let leading = self.plain.get(&here).into_iter().flatten();
                open.extend(leading.map(|from| (from.clone(), name.clone())));
                above = here.pointer.parent().map(|pointer| Location {
                    file: here.file,
                    pointer,
                });
            }
        }
        names
    }
}
