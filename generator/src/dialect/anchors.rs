//! Names that schemas give themselves: `$anchor`, `$dynamicAnchor` and `$id`.
//!
//! Only looked up for references that lead nowhere otherwise, so a description without them pays nothing. A relative
//! reference starts at the innermost `$id` around it, then at `$self` of its file; where neither is absolute, names are
//! compared as text.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;
use url::Url;

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
        let absolute = self.base(at).and_then(|own| own.join(base).ok());
        let absolute = absolute.and_then(|url| self.anchors().ids.get(url.as_str()));
        let id = absolute.or_else(|| self.anchors().ids.get(base)).cloned();
        id.or_else(|| self.documents.resolve(at.file, base).ok())
    }

    /// Where relative references at `at` start.
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

    /// The innermost schema with an `$id` around `at`, which `#` alone means there; `None` where it means the file.
    pub(super) fn resource_around(&self, at: &Location) -> Option<Location> {
        let mut here = at.clone();
        while let Some(parent) = here.pointer.parent() {
            let id = self.raw(&here.key("$id")).and_then(Value::as_str);
            if id.is_some_and(|id| !id.starts_with('#')) {
                return Some(here);
            }
            here.pointer = parent;
        }
        None
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
        let mut rest = vec![(top, value, None::<Rc<Url>>)];
        while let Some((at, value, base)) = rest.pop() {
            let mut base = base;
            match value {
                Value::Object(members) => {
                    for key in ["$anchor", "$dynamicAnchor"] {
                        if let Some(Value::String(name)) = members.get(key) {
                            let name = (at.file, name.clone());
                            self.anchors.entry(name).or_insert_with(|| at.clone());
                        }
                    }
                    let is_top = at.pointer.as_str().is_empty();
                    let own = members.get("$self").filter(|_| is_top);
                    for name in [own, members.get("$id")].into_iter().flatten() {
                        let Some(id) = name.as_str().map(|id| id.trim_end_matches('#')) else {
                            continue;
                        };
                        let url = base
                            .as_ref()
                            .map_or_else(|| Url::parse(id), |base| base.join(id));
                        if let Ok(url) = url {
                            let absolute = url.as_str().to_owned();
                            self.ids.entry(absolute).or_insert_with(|| at.clone());
                            base = Some(Rc::new(url));
                        }
                        self.ids.entry(id.to_owned()).or_insert_with(|| at.clone());
                    }
                    let members = members.iter().rev();
                    rest.extend(members.map(|(key, value)| (at.key(key), value, base.clone())));
                }
                Value::Array(elements) => {
                    let elements = elements.iter().enumerate().rev();
                    rest.extend(
                        elements.map(|(index, value)| (at.index(index), value, base.clone())),
                    );
                }
                _ => {}
            }
        }
    }
}
