//! The top of a description: info, servers, tags, security requirements and the names of its components.

use serde_json::{Map, Value};

use super::{Kind, Translator, shallow};
use crate::diagnostics::{Location, Sink};

/// The keys of the top that are read here, each with the kind of part it holds.
const KEPT: [(&str, Kind); 3] = [
    ("info", Kind::Info),
    ("servers", Kind::Server),
    ("tags", Kind::Tag),
];

pub(super) fn translate(t: &Translator<'_>) -> Map<String, Value> {
    let top = Location::top(t.documents.root());
    let mut out = Map::new();
    let Some(root) = t.documents.value(&top).and_then(Value::as_object) else {
        return out;
    };
    for (key, kind) in KEPT {
        let at = top.key(key);
        let part = match root.get(key) {
            Some(Value::Array(list)) => {
                let parts = list.iter().enumerate();
                parts
                    .filter_map(|(index, raw)| shallow::translate(t, kind, raw, &at.index(index)))
                    .collect()
            }
            Some(raw) => shallow::translate(t, kind, raw, &at).unwrap_or_default(),
            None => continue,
        };
        out.insert(key.to_owned(), part);
    }
    if let Some(security) = root.get("security") {
        out.insert("security".to_owned(), security.clone());
    }
    out
}

impl Translator<'_> {
    /// The named schemas of the description, in its order.
    pub fn named_schemas(&self) -> Vec<(String, Location)> {
        self.named(&["components", "schemas"])
    }

    /// The security schemes of the description, in its order.
    pub fn named_security_schemes(&self) -> Vec<(String, Location)> {
        self.named(&["components", "securitySchemes"])
    }

    fn named(&self, keys: &[&str]) -> Vec<(String, Location)> {
        let top = Location::top(self.documents.root());
        let at = keys.iter().fold(top, |at, key| at.key(key));
        let Some(map) = self.documents.value(&at).and_then(Value::as_object) else {
            return Vec::new();
        };
        map.keys()
            .map(|name| (name.clone(), at.key(name)))
            .collect()
    }

    /// Where findings go.
    pub fn sink(&self) -> &Sink {
        self.sink
    }
}
