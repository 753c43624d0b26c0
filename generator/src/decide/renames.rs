//! Names given by the settings or the description in place of the default ones.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::config::{ClientConfig, NameOf, Places, Rename};
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Location, Sink};

/// The names that the settings give to fields and variants, and a record of which are used.
pub(super) struct Renames<'c> {
    rename: &'c Rename,
    places: &'c Places,
    used: RefCell<BTreeSet<(&'static str, String)>>,
    /// The keys that could be renamed, for suggestions.
    seen: RefCell<BTreeSet<(&'static str, String)>>,
}

pub(super) const OPERATIONS: &str = "operations";
pub(super) const TYPES: &str = "types";
const FIELDS: &str = "fields";
const VARIANTS: &str = "variants";

impl<'c> Renames<'c> {
    pub fn new(config: &'c ClientConfig) -> Self {
        Self {
            rename: &config.rename,
            places: &config.places,
            used: RefCell::default(),
            seen: RefCell::default(),
        }
    }

    /// The given name of a method.
    pub fn operation(&self, key: &str) -> Option<&'c str> {
        self.get(OPERATIONS, &self.rename.operations, key)
    }

    /// The given name of a type.
    pub fn ty(&self, key: &str) -> Option<&'c str> {
        self.get(TYPES, &self.rename.types, key)
    }

    /// The given name of a field.
    pub fn field(&self, whole: &str, property: &str) -> Option<&'c str> {
        self.get(FIELDS, &self.rename.fields, &format!("{whole}.{property}"))
    }

    /// The given name of a variant of an enumeration.
    pub fn variant(&self, whole: &str, value: &str) -> Option<&'c str> {
        self.get(VARIANTS, &self.rename.variants, &format!("{whole}.{value}"))
    }

    fn get(
        &self,
        table: &'static str,
        names: &'c BTreeMap<String, String>,
        key: &str,
    ) -> Option<&'c str> {
        if names.is_empty() {
            return None;
        }
        self.seen.borrow_mut().insert((table, key.to_owned()));
        let name = names.get(key)?;
        self.used.borrow_mut().insert((table, key.to_owned()));
        Some(name)
    }

    /// Reports renames of things that do not exist.
    pub fn report_unused(&self, sink: &Sink) {
        let tables = [
            (OPERATIONS, &self.rename.operations),
            (TYPES, &self.rename.types),
            (FIELDS, &self.rename.fields),
            (VARIANTS, &self.rename.variants),
        ];
        let used = self.used.borrow();
        let seen = self.seen.borrow();
        for (table, names) in tables {
            for key in names.keys() {
                if used.contains(&(table, key.clone())) {
                    continue;
                }
                let setting = format!("rename.{table}");
                let message =
                    format!("`{setting}` names `{key}`, which the description does not have");
                let known = seen.iter().filter(|(of, _)| *of == table);
                let known = known.map(|(_, key)| key.as_str());
                sink.report(self.places.unused(&setting, key, message, known));
            }
        }
    }
}

/// Returns a name given by the description if it is valid, else reports it.
pub(super) fn given<'n>(
    name: Option<&'n String>,
    kind: NameOf,
    at: &Location,
    sink: &Sink,
) -> Option<&'n str> {
    let name = name?;
    match kind.fault(name) {
        None => Some(name),
        Some(fault) => {
            let message = format!("`{name}` is not taken as a name: {fault}");
            let at = at.key(crate::dialect::extension::NAME);
            sink.report(Diagnostic::new(
                findings::unusable_name::IGNORED,
                &at,
                message,
            ));
            None
        }
    }
}

/// Reports that a given name is taken.
pub(super) fn report_taken(name: &str, what: &str, at: Option<&Location>, sink: &Sink) {
    let message = format!("{what} cannot be called `{name}`: the name is taken");
    sink.report(match at {
        Some(at) => Diagnostic::new(findings::unusable_name::IGNORED, at, message),
        None => Diagnostic::without_place(findings::unusable_name::IGNORED, message),
    });
}
