//! The top of a description: info, servers, tags, security requirements and the names of its components.

use serde_json::{Map, Value};

use super::detect::Dialect;
use super::{Kind, Translator, report, shallow};
use crate::diagnostics::Location;
use crate::diagnostics::catalogue::dialect as findings;

pub(super) fn translate(t: &Translator<'_>) -> Map<String, Value> {
    let top = Location::top(t.documents.root());
    check_components(t, &top.key("components"));
    check_paths(t, &top);
    let part = t.part(Kind::Root, &top);
    match part {
        Some(Value::Object(part)) => part,
        _ => Map::new(),
    }
}

/// Reports what is no component. Components themselves are read when something refers to them.
fn check_components(t: &Translator<'_>, at: &Location) {
    if t.dialect == Dialect::Swagger2 {
        return;
    }
    match t.raw(at) {
        Some(Value::Object(components)) => {
            shallow::keep_known(t, Kind::Components, components, at);
            let broken = components.iter().filter(|(key, value)| {
                !key.starts_with("x-") && !value.is_object() && !value.is_null()
            });
            for (key, _) in broken {
                report::wrong_value(t, &at.key(key), "an object");
            }
        }
        None | Some(Value::Null) => {}
        Some(_) => report::not_an_object(t, Kind::Components, at),
    }
}

/// Since OpenAPI 3.1 a description may consist of webhooks or components alone.
fn check_paths(t: &Translator<'_>, top: &Location) {
    let at = top.key("paths");
    match t.raw(&at) {
        Some(Value::Object(_)) => {}
        None | Some(Value::Null) if t.dialect >= Dialect::OpenApi31 => {}
        None | Some(Value::Null) => report::missing_key(t, Kind::Root, "paths", top),
        Some(_) => {
            let message = "`paths` must be an object";
            t.report(&findings::NOT_AN_OBJECT, &at, message);
        }
    }
}

impl Translator<'_> {
    /// The named schemas of the description, in its order.
    pub fn named_schemas(&self) -> Vec<(String, Location)> {
        match self.dialect {
            Dialect::Swagger2 => self.named(&["definitions"]),
            _ => self.named(&["components", "schemas"]),
        }
    }

    /// The security schemes of the description, in its order.
    pub fn named_security_schemes(&self) -> Vec<(String, Location)> {
        match self.dialect {
            Dialect::Swagger2 => self.named(&["securityDefinitions"]),
            _ => self.named(&["components", "securitySchemes"]),
        }
    }

    fn named(&self, keys: &[&str]) -> Vec<(String, Location)> {
        let top = Location::top(self.documents.root());
        let at = keys.iter().fold(top, |at, key| at.key(key));
        let Some(map) = self.raw(&at).and_then(Value::as_object) else {
            return Vec::new();
        };
        map.keys()
            .map(|name| (name.clone(), at.key(name)))
            .collect()
    }
}
