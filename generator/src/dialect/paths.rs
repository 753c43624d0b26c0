//! Which operations a description has, and where they stand.

use serde_json::{Map, Value};

use super::reference::MAX_REFERENCES;
use super::{Kind, Translator, reference, report};
use crate::diagnostics::Location;
use crate::diagnostics::catalogue::dialect as findings;

/// A path of the description.
#[derive(Debug, Clone)]
pub struct PathPlace {
    /// The path template.
    pub path: String,
    /// Where its Path Item Object stands, any reference followed.
    pub item: Location,
    /// Its operations.
    pub operations: Vec<OperationPlace>,
}

/// An operation of a path.
#[derive(Debug, Clone)]
pub struct OperationPlace {
    /// The HTTP method, in capitals.
    pub method: String,
    /// Where its Operation Object stands.
    pub at: Location,
}

const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

impl Translator<'_> {
    /// Every path and operation, in the order of the description.
    pub fn paths(&self) -> Vec<PathPlace> {
        let at = Location::top(self.documents.root()).key("paths");
        let Some(paths) = self.raw(&at).and_then(Value::as_object) else {
            return Vec::new();
        };
        let keys = paths.keys().filter(|path| !path.starts_with("x-"));
        keys.filter_map(|path| self.path(path, &at.key(path)))
            .collect()
    }

    fn path(&self, path: &str, at: &Location) -> Option<PathPlace> {
        let mut operations = Vec::new();
        let item = self.path_item(at, &mut operations)?;
        Some(PathPlace {
            path: self.template(path, at),
            item,
            operations,
        })
    }

    /// A path template begins with a slash.
    fn template(&self, path: &str, at: &Location) -> String {
        if path.starts_with('/') {
            return path.to_owned();
        }
        let message = format!("the path `{path}` must begin with `/`, and is taken as if it did");
        self.report(&findings::WRONG_VALUE, at, message);
        format!("/{path}")
    }

    /// The Path Item Object at `at`, references followed. The operations of each on the way are added to `operations`.
    fn path_item(&self, at: &Location, operations: &mut Vec<OperationPlace>) -> Option<Location> {
        let mut here = at.clone();
        for _ in 0..MAX_REFERENCES {
            let Some(object) = self.raw(&here).and_then(Value::as_object) else {
                report::not_an_object(self, Kind::PathItem, &here);
                return None;
            };
            for operation in self.operations_of(object, &here) {
                let known = |known: &OperationPlace| known.method == operation.method;
                if !operations.iter().any(known) {
                    operations.push(operation);
                }
            }
            let Some(reference) = reference::of(object) else {
                return Some(here);
            };
            self.report_beside(object, &here);
            match self.resolve(&here, reference) {
                Ok(target) => here = target,
                Err(error) => {
                    let at = here.key("$ref");
                    self.report(&findings::UNRESOLVED_PATH_ITEM, &at, error.to_string());
                    return None;
                }
            }
        }
        let message = "this reference leads back to itself";
        self.report(&findings::UNRESOLVED_PATH_ITEM, &at.key("$ref"), message);
        None
    }

    /// Beside the reference of a path only operations count.
    fn report_beside(&self, object: &Map<String, Value>, at: &Location) {
        let beside = object.keys().map(String::as_str).filter(|key| {
            !METHODS.contains(key)
                && !key.starts_with("x-")
                && !matches!(*key, "$ref" | "additionalOperations")
        });
        report::beside_reference(self, &beside.collect::<Vec<_>>(), at);
    }

    /// The operations of one Path Item Object, in the order of the description.
    fn operations_of(&self, object: &Map<String, Value>, at: &Location) -> Vec<OperationPlace> {
        let mut operations = Vec::new();
        for (key, value) in object {
            match value {
                Value::Null => {}
                Value::Object(methods) if key == "additionalOperations" => {
                    operations.extend(self.additional(methods, &at.key(key)));
                }
                _ if key == "additionalOperations" => {
                    report::wrong_value(self, &at.key(key), "an object");
                }
                _ if METHODS.contains(&key.as_str()) => operations.push(OperationPlace {
                    method: key.to_uppercase(),
                    at: at.key(key),
                }),
                _ => {}
            }
        }
        operations
    }

    /// Operations with methods of their own, which OpenAPI has since 3.2.
    fn additional(&self, methods: &Map<String, Value>, at: &Location) -> Vec<OperationPlace> {
        let keys = methods.keys().filter(|method| !method.starts_with("x-"));
        let known = keys.filter(|method| {
            let sound = is_token(method);
            if !sound {
                report::wrong_value(self, &at.key(method), "named by an HTTP method");
            }
            sound
        });
        known
            .map(|method| OperationPlace {
                method: method.clone(),
                at: at.key(method),
            })
            .collect()
    }
}

/// Whether HTTP allows this as a method (RFC 9110, 5.6.2).
fn is_token(method: &str) -> bool {
    let sound = |letter: u8| letter.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&letter);
    !method.is_empty() && method.bytes().all(sound)
}
