//! What is in a description and not in the plan of its crate, without a finding that says so.

use std::collections::BTreeSet;

use oasmith::diagnostics::catalogue::Effect;
use oasmith::diagnostics::{Diagnostic, Location, Pointer};
use oasmith::model::{Api, Context, Role, Shape};
use oasmith::source::Documents;
use serde_json::{Map, Value};

/// Types that are any JSON, though their schemas say more, and nothing was reported as widened there.
pub fn widened<'a>(
    api: &'a Api,
    documents: &'a Documents,
    found: &'a [Diagnostic],
) -> impl Iterator<Item = String> + 'a {
    let read = Read { documents, found };
    let types = api.types.values();
    let any = types.filter(|ty| matches!(ty.shape, Shape::Any));
    let unwanted = any.filter(move |ty| !read.wants_any(&ty.origin, &mut Vec::new()));
    // What an object or a list holds, and nothing says what that is, has the place of the object or list.
    let unwanted = unwanted.filter(move |ty| {
        let Context::Inside(whole, role) = &ty.context else {
            return true;
        };
        let whole = api.types.get(*whole).map(|whole| &whole.origin);
        let inside = match role {
            Role::Value => ty.origin.key("additionalProperties"),
            Role::Item => ty.origin.key("items"),
            Role::Property(name) => ty.origin.key("properties").key(name),
            _ => return true,
        };
        let is_inside = whole.is_some_and(|whole| is_around(Some(whole), &ty.origin));
        !is_inside || !read.wants_any(&inside, &mut Vec::new())
    });
    let unsaid = unwanted.filter(move |ty| !read.is_reported(&ty.origin));
    unsaid.map(|ty| format!("{} is any JSON", ty.origin.pointer))
}

/// Whether one place is in the other.
fn is_around(one: Option<&Location>, other: &Location) -> bool {
    let Some(one) = one else { return false };
    let (a, b) = (one.pointer.as_str(), other.pointer.as_str());
    let within = |inner: &str, outer: &str| {
        inner
            .strip_prefix(outer)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    one.file == other.file && (within(a, b) || within(b, a))
}

/// A description, and the findings that say what was widened.
#[derive(Clone, Copy)]
struct Read<'a> {
    documents: &'a Documents,
    found: &'a [Diagnostic],
}

impl Read<'_> {
    fn is_reported(&self, at: &Location) -> bool {
        let is_about = |found: &&Diagnostic| is_around(found.at.as_ref(), at);
        let mut about = self.found.iter().filter(is_about);
        about.any(|found| found.effect == Effect::Widened || found.entry.code == "unknown-key")
    }

    /// Whether the schema at a place allows any JSON, apart from conditions that no type expresses.
    fn wants_any(&self, at: &Location, passed: &mut Vec<Location>) -> bool {
        if passed.contains(at) {
            return false;
        }
        passed.push(at.clone());
        match self.documents.value(at) {
            None | Some(Value::Bool(_)) => true,
            Some(Value::Object(schema)) if self.says_nothing(schema, at, passed) => true,
            // Reported where it stands: what refers to it, or is made of it, has no finding of its own.
            Some(_) => passed.first() != Some(at) && self.is_reported(at),
        }
    }

    fn leads_to_any(&self, at: &Location, reference: &str, passed: &mut Vec<Location>) -> bool {
        match self.documents.resolve(at.file, reference) {
            Ok(target) => self.wants_any(&target, passed),
            Err(_) => passed.len() > 1,
        }
    }

    fn says_nothing(
        &self,
        schema: &Map<String, Value>,
        at: &Location,
        passed: &mut Vec<Location>,
    ) -> bool {
        let mut nothing = true;
        for (key, value) in schema {
            nothing &= match (key.as_str(), value) {
                // It is as if the key were absent.
                (key, Value::Null) if !matches!(key, "const" | "enum") => true,
                ("anyOf" | "oneOf", Value::Array(members)) if members.is_empty() => true,
                ("$ref", Value::String(reference)) => self.leads_to_any(at, reference, passed),
                ("allOf", Value::Array(members)) => (0..members.len())
                    .all(|index| self.wants_any(&at.key(key).index(index), passed)),
                ("anyOf" | "oneOf", Value::Array(members)) => (0..members.len())
                    .any(|index| self.wants_any(&at.key(key).index(index), passed)),
                ("not", not) => {
                    *not == Value::Bool(true) || not.as_object().is_some_and(Map::is_empty)
                }
                ("type", Value::Array(types)) => types.len() >= 5,
                ("properties", Value::Object(properties)) => match properties.get("$ref") {
                    Some(Value::String(reference)) => self.leads_to_any(at, reference, passed),
                    _ => properties.is_empty(),
                },
                (
                    "type"
                    | "format"
                    | "enum"
                    | "const"
                    | "properties"
                    | "items"
                    | "patternProperties"
                    | "additionalProperties"
                    | "minimum"
                    | "maximum",
                    _,
                ) => false,
                _ => true,
            };
        }
        nothing
    }
}

/// Operations that are not in the plan, and nothing was reported as skipped there.
pub fn skipped<'a>(
    api: &'a Api,
    documents: &'a Documents,
    found: &'a [Diagnostic],
) -> impl Iterator<Item = String> + 'a {
    let planned: BTreeSet<_> = api
        .operations
        .values()
        .map(|one| one.origin.clone())
        .collect();
    let missing = operations(documents).filter(move |(_, target)| !planned.contains(target));
    let unsaid = missing.filter(move |(at, target)| {
        let is_about = |found: &&Diagnostic| {
            [at, target]
                .into_iter()
                .any(|at| is_around(found.at.as_ref(), at))
        };
        let mut about = found.iter().filter(is_about);
        !about.any(|found| {
            found.effect == Effect::Skipped || found.entry.code == "deselected-operation"
        })
    });
    unsaid.map(|(at, _)| format!("{} is not in the plan", at.pointer))
}

/// The operations that stand in the paths of the description itself, each with where its reference leads, if it is one.
fn operations(documents: &Documents) -> impl Iterator<Item = (Location, Location)> {
    const METHODS: [&str; 8] = [
        "get", "put", "post", "delete", "options", "head", "patch", "trace",
    ];
    let paths = Location {
        file: documents.root(),
        pointer: Pointer::root().key("paths"),
    };
    let items = documents.value(&paths).and_then(Value::as_object);
    let items = items.into_iter().flatten();
    let items = items.filter(|(path, _)| path.starts_with('/'));
    items.flat_map(move |(path, item)| {
        let methods = item.as_object().into_iter().flatten();
        let methods =
            methods.filter(|(key, value)| METHODS.contains(&key.as_str()) && !value.is_null());
        let at = paths.key(path);
        methods.map(move |(method, _)| (at.key(method), followed(documents, at.key(method))))
    })
}

/// Where the reference at a place leads, or the place itself.
fn followed(documents: &Documents, at: Location) -> Location {
    let reference = documents.value(&at.key("$ref")).and_then(Value::as_str);
    let target = reference.and_then(|reference| documents.resolve(at.file, reference).ok());
    target.unwrap_or(at)
}

/// What is in the plan, though a finding says that it is skipped.
pub fn kept<'a>(api: &'a Api, found: &'a [Diagnostic]) -> impl Iterator<Item = String> + 'a {
    let places = places(api);
    let skipped = found.iter().filter(|found| found.effect == Effect::Skipped);
    // The server of an operation has the place of the operation.
    let skipped = skipped.filter(|found| found.entry.code != "unusable-server");
    // What is skipped is one reference to the place; others may be right.
    let is_target = |found: &&Diagnostic| {
        let mut labels = found.related.iter().map(|(_, label)| label.to_string());
        labels.any(|label| label.starts_with("this refers to it"))
    };
    let skipped = skipped.filter(move |found| !is_target(found));
    let kept = skipped.filter(move |found| found.at.as_ref().is_some_and(|at| places.contains(at)));
    kept.map(|found| format!("{} is in the plan: {}", found.entry.code, found.message))
}

/// Where the operations, parameters, bodies and headers of an API stand. Schemas are not skipped, but widened.
fn places(api: &Api) -> BTreeSet<Location> {
    let mut places: BTreeSet<Location> = BTreeSet::new();
    for operation in api.operations.values() {
        places.insert(operation.origin.clone());
        let parameters = operation.parameters.iter();
        places.extend(parameters.map(|parameter| parameter.origin.clone()));
        let bodies = operation.body.iter().flat_map(|body| &body.content);
        let responses = operation.responses.iter();
        let contents = bodies.chain(responses.clone().flat_map(|response| &response.content));
        places.extend(contents.map(|content| content.origin.clone()));
        let headers = responses.flat_map(|response| &response.headers);
        places.extend(headers.map(|header| header.origin.clone()));
    }
    places
}
