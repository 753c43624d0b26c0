//! Names that schemas give themselves: `$anchor`, `$dynamicAnchor` and `$id`.
//!
//! They are collected only once a reference cannot be resolved otherwise, so they cost nothing in a
//! description without them. The base of a relative reference is the innermost `$id` around it,
//! then `$self` of its file. If neither is absolute, names are compared as text. An anchor is a
//! name within its resource: the innermost schema with an `$id`, or else the file (JSON Schema
//! core, section 8.2.2).

use std::collections::BTreeMap;
use std::rc::Rc;

use rustc_hash::FxHashMap;
use serde_json::{Map, Value};
use url::Url;

use super::Translator;
use crate::diagnostics::{Location, Pointer};

/// The names that schemas give themselves.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// The anchors by resource and name.
    anchors: FxHashMap<Location, BTreeMap<String, Anchor>>,
    ids: BTreeMap<String, Location>,
}

/// A schema with an anchor.
#[derive(Debug)]
pub(super) struct Anchor {
    pub at: Location,
    pub is_dynamic: bool,
    /// Whether no other schema of the resource has the name.
    pub is_unique: bool,
}

/// The name of the anchor that `$recursiveAnchor: true` defines. No other anchor can have it.
pub(super) const RECURSIVE: &str = "";

impl Translator<'_> {
    /// The schema that a reference at `at` names by `$anchor` or `$id`.
    pub(super) fn anchored(&self, at: &Location, reference: &str) -> Option<Location> {
        let (base, fragment) = split(reference);
        if is_anchor(fragment) {
            let anchor = self.anchor_named(at, reference)?;
            return anchor.is_unique.then(|| anchor.at.clone());
        }
        match base {
            "" => self.within_enclosing(at, fragment),
            base => self.below(&self.resource(at, base)?, fragment),
        }
    }

    /// The anchor that a reference at `at` names. It is looked up in the resource that the
    /// reference names, or else in the resource around `at`. Failing that, it is the only anchor of
    /// that name in the file.
    pub(super) fn anchor_named(&self, at: &Location, reference: &str) -> Option<&Anchor> {
        let (base, name) = split(reference);
        if !base.is_empty() {
            return self.anchor(&self.resource(at, base)?, name);
        }
        let own = self.anchor(&self.resource_of(at), name);
        own.or_else(|| {
            let file = at.file.unbound();
            let others = self.anchors().named(name);
            let mut others = others.filter(|anchor| anchor.at.file == file);
            others.next().filter(|_| others.next().is_none())
        })
    }

    /// The anchor of this name in a resource.
    pub(super) fn anchor(&self, resource: &Location, name: &str) -> Option<&Anchor> {
        self.anchors().anchors.get(resource)?.get(name)
    }

    /// The dynamic anchors of a resource.
    pub(super) fn dynamic_anchors(
        &self,
        resource: &Location,
    ) -> impl Iterator<Item = (&str, &Anchor)> {
        let anchors = self.anchors().anchors.get(resource).into_iter().flatten();
        let anchors = anchors.map(|(name, anchor)| (name.as_str(), anchor));
        anchors.filter(|(_, anchor)| anchor.is_dynamic)
    }

    /// The file or schema that `base` names.
    fn resource(&self, at: &Location, base: &str) -> Option<Location> {
        let top = Location::top(self.documents.root());
        let own = self.raw(&top.key("$self"));
        if own.and_then(Value::as_str) == Some(base) {
            return Some(top);
        }
        let absolute = self.base(at).and_then(|own| own.join(base).ok());
        let absolute = absolute.and_then(|url| self.anchors().ids.get(url.as_str()));
        let id = absolute.or_else(|| self.anchors().ids.get(base)).cloned();
        id.or_else(|| self.documents.resolve(at.file, base).ok())
    }

    /// The base of relative references at `at`.
    fn base(&self, at: &Location) -> Option<Url> {
        let mut relative: Vec<&str> = Vec::new();
        let mut here = at.clone();
        loop {
            let names = ["$id", "$self"].map(|key| self.raw(&here.key(key)));
            for name in names.into_iter().flatten().filter_map(Value::as_str) {
                match Url::parse(name) {
                    Ok(url) => {
                        let mut inner = relative.iter().rev();
                        return inner.try_fold(url, |url: Url, name| url.join(name).ok());
                    }
                    Err(_) => relative.push(name),
                }
            }
            here.pointer = here.pointer.parent()?;
        }
    }

    /// The innermost schema with an `$id` around `at`, to which `#` refers there; `None` if `#`
    /// refers to the file.
    pub(super) fn resource_around(&self, at: &Location) -> Option<Location> {
        let mut here = at.clone();
        while let Some(parent) = here.pointer.parent() {
            if self.is_resource(&here) {
                return Some(here);
            }
            here.pointer = parent;
        }
        None
    }

    /// The resource that contains `at`: the innermost schema with an `$id` around it, or its file.
    pub(super) fn resource_of(&self, at: &Location) -> Location {
        let at = at.unbound();
        self.resource_around(&at)
            .unwrap_or_else(|| Location::top(at.file))
    }

    pub(super) fn is_resource(&self, at: &Location) -> bool {
        let id = self.raw(&at.key("$id")).and_then(Value::as_str);
        id.is_some_and(|id| !id.starts_with('#'))
    }

    /// Resolves a pointer from the innermost schema with an `$id` around `at` in which it exists.
    fn within_enclosing(&self, at: &Location, fragment: &str) -> Option<Location> {
        let mut pointer = at.pointer.clone();
        loop {
            let here = Location {
                file: at.file.unbound(),
                pointer: pointer.clone(),
            };
            if self.raw(&here.key("$id")).is_some()
                && let Some(place) = self.below(&here, fragment)
            {
                return Some(place);
            }
            pointer = pointer.parent()?;
        }
    }

    fn below(&self, resource: &Location, fragment: &str) -> Option<Location> {
        let place = Location {
            file: resource.file,
            pointer: Pointer::parse(&format!("{}{fragment}", resource.pointer.as_str())),
        };
        self.raw(&place).map(|_| place)
    }

    pub(super) fn anchors(&self) -> &Anchors {
        self.anchors.get_or_init(|| {
            let mut anchors = Anchors::default();
            for (file, _) in self.documents.files() {
                let top = Location::top(file);
                if let Some(value) = self.raw(&top) {
                    anchors.collect(top, value);
                }
            }
            anchors
        })
    }
}

/// Splits a reference at its `#`.
pub(super) fn split(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

/// Whether a fragment is the name of an anchor and not a pointer.
pub(super) fn is_anchor(fragment: &str) -> bool {
    !fragment.is_empty() && !fragment.starts_with('/')
}

/// A value that is still to be searched.
struct Open<'v> {
    at: Location,
    value: &'v Value,
    base: Option<Rc<Url>>,
    resource: Rc<Location>,
    /// Whether its keys are names, as those of `properties` are.
    is_map: bool,
}

impl Anchors {
    /// Every anchor of this name.
    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = &Anchor> {
        self.anchors.values().filter_map(move |own| own.get(name))
    }

    /// Collects the names in one file. Of two equal names the first one is used.
    fn collect(&mut self, top: Location, value: &Value) {
        let mut rest = vec![Open {
            resource: Rc::new(top.clone()),
            at: top,
            value,
            base: None,
            is_map: false,
        }];
        while let Some(mut open) = rest.pop() {
            match open.value {
                Value::Object(members) => {
                    self.note_names(members, &mut open);
                    let is_value = |key: &str| !open.is_map && holds_values(key);
                    let members = members.iter().rev().filter(|(key, _)| !is_value(key));
                    rest.extend(members.map(|(key, value)| Open {
                        at: open.at.key(key),
                        value,
                        base: open.base.clone(),
                        resource: Rc::clone(&open.resource),
                        is_map: !open.is_map && has_names(key),
                    }));
                }
                Value::Array(elements) => {
                    let elements = elements.iter().enumerate().rev();
                    rest.extend(elements.map(|(index, value)| Open {
                        at: open.at.index(index),
                        value,
                        base: open.base.clone(),
                        resource: Rc::clone(&open.resource),
                        is_map: false,
                    }));
                }
                _ => {}
            }
        }
    }

    /// Notes the names of a schema, and the resource and base that follow from them for its parts.
    fn note_names(&mut self, members: &Map<String, Value>, open: &mut Open<'_>) {
        let is_top = open.at.pointer.as_str().is_empty();
        let own = members.get("$self").filter(|_| is_top);
        for name in [own, members.get("$id")].into_iter().flatten() {
            let Some(id) = name.as_str().map(|id| id.trim_end_matches('#')) else {
                continue;
            };
            // Older drafts write an anchor in this form.
            if let Some(name) = id.strip_prefix('#') {
                self.note_anchor(name, false, open);
                continue;
            }
            open.resource = Rc::new(open.at.clone());
            let base = open.base.as_ref();
            let url = base.map_or_else(|| Url::parse(id), |base| base.join(id));
            if let Ok(url) = url {
                let absolute = url.as_str().to_owned();
                let at = || open.at.clone();
                self.ids.entry(absolute).or_insert_with(at);
                open.base = Some(Rc::new(url));
            }
            let at = || open.at.clone();
            self.ids.entry(id.to_owned()).or_insert_with(at);
        }
        for (key, is_dynamic) in [("$anchor", false), ("$dynamicAnchor", true)] {
            if let Some(Value::String(name)) = members.get(key) {
                self.note_anchor(name, is_dynamic, open);
            }
        }
        if members.get("$recursiveAnchor") == Some(&Value::Bool(true)) {
            self.note_anchor(RECURSIVE, true, open);
        }
    }

    fn note_anchor(&mut self, name: &str, is_dynamic: bool, open: &Open<'_>) {
        let own = self.anchors.entry((*open.resource).clone()).or_default();
        let anchor = own.entry(name.to_owned());
        let known = anchor.or_insert_with(|| Anchor {
            at: open.at.clone(),
            is_dynamic,
            is_unique: true,
        });
        known.is_unique &= known.at == open.at;
        known.is_dynamic |= is_dynamic;
    }
}

/// Whether a keyword of a schema holds plain values, which contain no schemas.
fn holds_values(key: &str) -> bool {
    matches!(key, "example" | "examples" | "default" | "const" | "enum")
}

/// Whether the keys of the object that a key holds are names.
fn has_names(key: &str) -> bool {
    matches!(
        key,
        "properties"
            | "patternProperties"
            | "dependentSchemas"
            | "$defs"
            | "definitions"
            | "schemas"
            | "responses"
    )
}
