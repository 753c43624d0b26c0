//! Finds the operations of a description and their places.

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Map, Value};

use super::detect::Dialect;
use super::own_reference;
use super::{Kind, Loss, Passed, Translator, report};
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Location};

/// A path of the description.
#[derive(Debug, Clone)]
pub struct PathPlace {
    /// The path template.
    pub path: String,
    /// The place of its key.
    pub at: Location,
    /// The place of its Path Item Object, with references followed; the reference itself, if it
    /// cannot be resolved.
    pub item: Location,
    pub operations: Vec<OperationPlace>,
    /// The number of further operations whose method cannot be sent.
    pub unusable: usize,
}

/// An operation of a path.
#[derive(Debug, Clone)]
pub struct OperationPlace {
    /// The HTTP method, in upper case.
    pub method: String,
    /// The place of its Operation Object.
    pub at: Location,
}

const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

impl Translator<'_> {
    /// All paths and operations, in order of the description.
    pub fn paths(&self) -> Vec<PathPlace> {
        let at = Location::top(self.documents.root()).key("paths");
        let mut seen = FxHashSet::default();
        let mut paths = Vec::new();
        let sections = self.section(&at);
        for (path, at) in sections.iter().flat_map(|at| self.members(at)) {
            // If a section is a reference, members beside it take precedence over those of its
            // target.
            let is_known = sections.len() > 1 && seen.contains(&path);
            if path.starts_with("x-") || is_known {
                continue;
            }
            paths.extend(self.path(&path, &at));
            seen.insert(path);
        }
        paths
    }

    fn path(&self, path: &str, at: &Location) -> Option<PathPlace> {
        let mut found = Found::default();
        let item = match self.path_item(at, &mut found) {
            Some(item) => item,
            None if found.operations.is_empty() && found.unusable == 0 => return None,
            // Operations beside a reference that cannot be resolved are still usable.
            None => at.clone(),
        };
        Some(PathPlace {
            path: self.template(path, at),
            at: at.clone(),
            item,
            operations: found.operations,
            unusable: found.unusable,
        })
    }

    /// Returns the path template, which must begin with a slash.
    fn template(&self, path: &str, at: &Location) -> String {
        if path.starts_with('/') {
            return path.to_owned();
        }
        let message = format!("the path `{path}` must begin with `/`, and is taken as if it did");
        self.report(findings::wrong_value::NONE, at, message);
        format!("/{path}")
    }

    /// The Path Item Object at `at`, with references followed as far as possible. The operations of
    /// each object on the way are added to `found`.
    fn path_item(&self, at: &Location, found: &mut Found) -> Option<Location> {
        let mut passed = Passed::default();
        let mut here = at.clone();
        while passed.leads_on(&here) {
            let Some(object) = self.raw(&here).and_then(Value::as_object) else {
                report::not_an_object(self, Kind::PathItem, &here);
                return None;
            };
            for operation in self.operations_of(object, &here, &mut found.unusable) {
                self.add(operation, found);
            }
            let Some(reference) = own_reference::reference_of(object) else {
                return Some(here);
            };
            self.report_beside(object, &here);
            match self.resolve(&here, reference) {
                Ok(target) if !self.is_of_kind(Kind::PathItem, &here, &target) => return None,
                Ok(target) => here = target,
                Err(error) => {
                    let at = here.key("$ref");
                    self.report(
                        findings::unresolved_path_item::SKIPPED,
                        &at,
                        error.to_string(),
                    );
                    return None;
                }
            }
        }
        let message = passed.problem();
        self.report(
            findings::unresolved_path_item::SKIPPED,
            &at.key("$ref"),
            message,
        );
        None
    }

    /// Adds an operation, unless the path already has one with that method: an earlier one, or one
    /// beside the reference that led here.
    fn add(&self, operation: OperationPlace, found: &mut Found) {
        match found.places.get(&operation.method) {
            None => {
                let place = (operation.method.clone(), operation.at.clone());
                found.places.extend([place]);
                return found.operations.push(operation);
            }
            // A reference cycle leads to the same operation again.
            Some(known) if *known == operation.at => return,
            Some(_) => {}
        }
        found.unusable += 1;
        let method = &operation.method;
        let message = format!("the path has an operation for `{method}` already");
        self.report(findings::unusable_method::SKIPPED, &operation.at, message);
    }

    /// Only operations are used beside the reference of a path; other keys are reported.
    fn report_beside(&self, object: &Map<String, Value>, at: &Location) {
        let beside = object.keys().map(String::as_str).filter(|key| {
            !METHODS.contains(key)
                && !key.starts_with("x-")
                && !matches!(*key, "$ref" | "additionalOperations")
        });
        report::reference_siblings(self, &beside.collect::<Vec<_>>(), at);
    }

    /// The operations of one Path Item Object, in order of the description.
    fn operations_of(
        &self,
        object: &Map<String, Value>,
        at: &Location,
        unusable: &mut usize,
    ) -> Vec<OperationPlace> {
        let mut operations = Vec::new();
        for (key, value) in object {
            match value {
                Value::Null if self.has_method(key) => {
                    let message = format!("`{key}` is null: the path has no such operation");
                    self.report(findings::wrong_value::IGNORED, &at.key(key), message);
                }
                Value::Null => {}
                Value::Object(methods) if key == "additionalOperations" => {
                    operations.extend(self.additional(methods, &at.key(key), unusable));
                }
                _ if key == "additionalOperations" => {
                    report::wrong_value(self, Loss::Skipped, &at.key(key), "an object");
                }
                _ if self.has_method(key) => operations.push(OperationPlace {
                    method: key.to_uppercase(),
                    at: at.key(key),
                }),
                _ if names_method(key) => {
                    *unusable += 1;
                    self.report_method(key, &at.key(key));
                }
                _ => {}
            }
        }
        operations
    }

    /// Whether this key of a path holds an operation.
    fn has_method(&self, key: &str) -> bool {
        METHODS.contains(&key)
            && (self.dialect != Dialect::Swagger2 || !matches!(key, "trace" | "query"))
    }

    fn report_method(&self, key: &str, at: &Location) {
        let small = key.to_lowercase();
        let found = if self.has_method(&small) {
            let message = format!("`{key}` is not a key of a path, but `{small}` is");
            Diagnostic::new(findings::unusable_method::SKIPPED, at, message)
                .help(format!("write `{small}`"))
        } else {
            let message = format!("{} has no operations for `{small}`", self.dialect.name());
            Diagnostic::new(findings::unusable_method::SKIPPED, at, message)
        };
        self.sink.report(found);
    }

    /// Operations with custom methods (`additionalOperations`, OpenAPI 3.2).
    fn additional(
        &self,
        methods: &Map<String, Value>,
        at: &Location,
        unusable: &mut usize,
    ) -> Vec<OperationPlace> {
        let keys = methods.keys().filter(|method| !method.starts_with("x-"));
        let known = keys.filter(|method| {
            let is_valid = is_token(method);
            if !is_valid {
                *unusable += 1;
                let message = format!("`{method}` is not a valid HTTP method");
                self.report(findings::unusable_method::SKIPPED, &at.key(method), message);
            }
            is_valid
        });
        known
            .map(|method| OperationPlace {
                method: method.clone(),
                at: at.key(method),
            })
            .collect()
    }
}

/// The result of following a path to its Path Item Object.
#[derive(Default)]
struct Found {
    operations: Vec<OperationPlace>,
    /// The places of the operations, by method.
    places: FxHashMap<String, Location>,
    unusable: usize,
}

/// Whether a key is a method of some version, in any case.
pub(super) fn names_method(key: &str) -> bool {
    METHODS
        .iter()
        .any(|method| method.eq_ignore_ascii_case(key))
}

/// Whether the text is a valid method in HTTP (RFC 9110, section 5.6.2).
fn is_token(method: &str) -> bool {
    let is_valid =
        |letter: u8| letter.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&letter);
    !method.is_empty() && method.bytes().all(is_valid)
}
