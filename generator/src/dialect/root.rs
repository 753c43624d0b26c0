//! The root of a description: info, servers, tags, security requirements and the names of its
//! components.

use serde_json::{Map, Value};

use super::detect::Dialect;
use super::own_reference;
use super::{Kind, Loss, Translator, report, shallow, swagger2};
use crate::diagnostics::Location;
use crate::diagnostics::catalogue as findings;

pub(super) fn translate(t: &Translator<'_>) -> Map<String, Value> {
    let top = Location::top(t.documents.root());
    check_sections(t, &top);
    check_components(t, &top.key("components"));
    check_paths(t, &top);
    let part = t.part(Kind::Root, &top);
    match part {
        Some(Value::Object(part)) => part,
        _ => Map::new(),
    }
}

/// Reports references that replace a whole section, including those that cannot be resolved.
fn check_sections(t: &Translator<'_>, top: &Location) {
    let mut sections = vec![top.key("paths")];
    if t.dialect == Dialect::Swagger2 {
        let keys = [
            "definitions",
            "parameters",
            "responses",
            "securityDefinitions",
        ];
        sections.extend(keys.map(|key| top.key(key)));
    } else {
        let components = top.key("components");
        let keys = t.raw(&components).and_then(Value::as_object);
        let keys = keys.into_iter().flat_map(Map::keys);
        let inner: Vec<Location> = keys
            .filter(|key| !key.starts_with("x-") && *key != "$ref")
            .map(|key| components.key(key))
            .collect();
        sections.push(components);
        sections.extend(inner);
    }
    for at in sections {
        let section = t.raw(&at).and_then(Value::as_object);
        if section.and_then(own_reference::reference_of).is_some() {
            report::misplaced_reference(t, &at);
            t.follow(Kind::Components, &at);
        }
    }
}

/// Reports keys that are not components. Components themselves are read once something refers to
/// them.
fn check_components(t: &Translator<'_>, at: &Location) {
    if t.dialect == Dialect::Swagger2 {
        return swagger2::check_sections(t);
    }
    match t.raw(at) {
        Some(Value::Object(components)) => {
            shallow::keep_known(t, Kind::Components, components, at);
            let broken = components.iter().filter(|(key, value)| {
                !key.starts_with("x-") && *key != "$ref" && !value.is_object() && !value.is_null()
            });
            for (key, _) in broken {
                report::wrong_value(t, Loss::Skipped, &at.key(key), "an object");
            }
            read_components(t, at);
        }
        None | Some(Value::Null) => {}
        Some(_) => report::not_an_object(t, Kind::Components, at),
    }
}

/// Reads the components that may never be referred to, to report their faults. Schemas are always
/// read.
fn read_components(t: &Translator<'_>, components: &Location) {
    let kinds = [
        ("responses", Kind::Response),
        ("parameters", Kind::Parameter),
        ("examples", Kind::Example),
        ("requestBodies", Kind::RequestBody),
        ("headers", Kind::Header),
    ];
    for (section, kind) in kinds {
        for at in t.section(&components.key(section)) {
            for (_, at) in t.members(&at) {
                t.part(kind, &at);
            }
        }
    }
}

/// Since OpenAPI 3.1, a description may consist only of webhooks or components.
fn check_paths(t: &Translator<'_>, top: &Location) {
    let at = top.key("paths");
    match t.raw(&at) {
        Some(Value::Object(_)) => {}
        None | Some(Value::Null) if t.dialect >= Dialect::OpenApi31 => {}
        None | Some(Value::Null) => {
            let message = "an OpenAPI Object must have `paths`";
            t.report(findings::missing_key::NONE, top, message);
        }
        Some(_) => {
            let message = "`paths` must be an object";
            t.report(findings::not_an_object::SKIPPED, &at, message);
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
        let mut sections = vec![Location::top(self.documents.root())];
        for key in keys {
            let inner = sections.iter().flat_map(|at| self.section(&at.key(key)));
            sections = inner.collect();
        }
        let mut named: Vec<(String, Location)> = Vec::new();
        for (index, at) in sections.iter().enumerate() {
            // If a section is a reference, members beside it take precedence over those of its
            // target.
            let mut members = self.members(at);
            members.retain(|(name, _)| index == 0 || named.iter().all(|(known, _)| known != name));
            named.extend(members);
        }
        named
    }

    /// The objects that make up the section at `at`: more than one if it is a reference.
    pub(super) fn section(&self, at: &Location) -> Vec<Location> {
        let mut objects = vec![at.clone()];
        while let Some(Ok(next)) = objects.last().and_then(|at| self.step(at)) {
            if objects.contains(&next) {
                break;
            }
            objects.push(next);
        }
        objects
    }

    /// The members of the object at `at`, without `$ref`.
    pub(super) fn members(&self, at: &Location) -> Vec<(String, Location)> {
        let object = self.raw(at).and_then(Value::as_object);
        let members = object.into_iter().flatten();
        let members = members.filter(|(name, value)| *name != "$ref" || !value.is_string());
        members
            .map(|(name, _)| (name.clone(), at.key(name)))
            .collect()
    }
}
