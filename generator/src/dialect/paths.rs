//! Which operations a description has, and where they stand.

use serde_json::Value;

use super::Translator;
use crate::diagnostics::Diagnostic;
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
        let Some(paths) = self.documents.value(&at).and_then(Value::as_object) else {
            return Vec::new();
        };
        let keys = paths.keys().filter(|path| !path.starts_with("x-"));
        keys.filter_map(|path| self.path(path, &at.key(path)))
            .collect()
    }

    fn path(&self, path: &str, at: &Location) -> Option<PathPlace> {
        let item = self.path_item(at)?;
        let object = self.documents.value(&item)?.as_object()?;
        let plain = METHODS
            .iter()
            .filter(|method| object.contains_key(**method))
            .map(|method| OperationPlace {
                method: method.to_uppercase(),
                at: item.key(method),
            });
        let additional = object
            .get("additionalOperations")
            .and_then(Value::as_object);
        let additional = additional
            .into_iter()
            .flat_map(|methods| methods.keys())
            .map(|method| OperationPlace {
                method: method.clone(),
                at: item.key("additionalOperations").key(method),
            });
        let mut operations: Vec<_> = plain.chain(additional).collect();
        // In the order of the description, not of our list.
        operations.sort_by_key(|operation| {
            object
                .keys()
                .position(|key| operation.at.pointer == item.pointer.key(key))
        });
        Some(PathPlace {
            path: path.to_owned(),
            item,
            operations,
        })
    }

    /// The Path Item Object at `at`, references followed.
    fn path_item(&self, at: &Location) -> Option<Location> {
        let mut here = at.clone();
        for _ in 0..MAX_REFERENCES {
            let Some(object) = self.documents.value(&here).and_then(Value::as_object) else {
                let message = "a path holds a Path Item Object";
                self.sink
                    .report(Diagnostic::new(&findings::NOT_AN_OBJECT, &here, message));
                return None;
            };
            let Some(Value::String(reference)) = object.get("$ref") else {
                return Some(here);
            };
            match self.documents.resolve(here.file, reference) {
                Ok(target) => here = target,
                Err(error) => {
                    let at = here.key("$ref");
                    self.sink.report(Diagnostic::new(
                        &findings::UNRESOLVED_PATH_ITEM,
                        &at,
                        error.to_string(),
                    ));
                    return None;
                }
            }
        }
        let message = "this reference leads back to itself";
        self.sink.report(Diagnostic::new(
            &findings::UNRESOLVED_PATH_ITEM,
            &at.key("$ref"),
            message,
        ));
        None
    }
}

/// More references in a row than any sound description has.
const MAX_REFERENCES: usize = 64;
