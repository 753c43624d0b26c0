//! Names that schemas give themselves: `$anchor`, `$dynamicAnchor` and `$id`.
//!
//! Only looked up for references that lead nowhere otherwise, so a description without them pays nothing. An `$id` is
//! compared as text; relative references are not resolved against it.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Translator;
use crate::diagnostics::{FileId, Location, Pointer};

/// What schemas call themselves.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    anchors: BTreeMap<(FileId, String), Location>,
    ids: BTreeMap<String, Location>,
}

impl Translator<'_> {
    /// The schema that a reference at `at` names by `$anchor` or `$id`.
    pub(super) fn anchored(&self, at: &Location, reference: &str) -> Option<Location> {
        let (base, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let resource = if base.is_empty() {
            None
        } else {
            Some(self.resource(at, base)?)
        };
        if !fragment.is_empty() && !fragment.starts_with('/') {
            let file = resource.map_or(at.file, |resource| resource.file);
            return self.anchor(file, fragment).cloned();
        }
        match resource {
            Some(resource) => self.below(&resource, fragment),
            None => self.within_enclosing(at, fragment),
        }
    }

    /// The schema with this `$anchor` or `$dynamicAnchor`.
    pub(super) fn anchor(&self, file: FileId, name: &str) -> Option<&Location> {
        self.anchors().anchors.get(&(file, name.to_owned()))
    }

    /// The file or schema that `base` names.
    fn resource(&self, at: &Location, base: &str) -> Option<Location> {
        let top = Location::top(self.documents.root());
        let own = self.raw(&top.key("$self"));
        if own.and_then(Value::as_str) == Some(base) {
            return Some(top);
        }
        let id = self.anchors().ids.get(base).cloned();
        id.or_else(|| self.documents.resolve(at.file, base).ok())
    }

    /// A pointer that starts at the innermost schema with an `$id` around `at` which has such a place.
    fn within_enclosing(&self, at: &Location, fragment: &str) -> Option<Location> {
        let mut pointer = at.pointer.clone();
        loop {
            let here = Location {
                file: at.file,
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

    fn anchors(&self) -> &Anchors {
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

impl Anchors {
    /// Collects the names in one file; of two equal ones the first counts.
    fn collect(&mut self, top: Location, value: &Value) {
        let mut rest = vec![(top, value)];
        while let Some((at, value)) = rest.pop() {
            match value {
                Value::Object(members) => {
                    for key in ["$anchor", "$dynamicAnchor"] {
                        if let Some(Value::String(name)) = members.get(key) {
                            let name = (at.file, name.clone());
                            self.anchors.entry(name).or_insert_with(|| at.clone());
                        }
                    }
                    if let Some(Value::String(id)) = members.get("$id") {
                        let id = id.trim_end_matches('#').to_owned();
                        self.ids.entry(id).or_insert_with(|| at.clone());
                    }
                    let members = members.iter().rev();
                    rest.extend(members.map(|(key, value)| (at.key(key), value)));
                }
                Value::Array(elements) => {
                    let elements = elements.iter().enumerate().rev();
                    rest.extend(elements.map(|(index, value)| (at.index(index), value)));
                }
                _ => {}
            }
        }
    }
}
