//! Names that the settings or the description give, in place of those that would be chosen.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::config::{ClientConfig, NameOf, Places, Rename};
use crate::diagnostics::catalogue::decide as findings;
use crate::diagnostics::{Diagnostic, Location, Sink};

/// The names that the settings give to fields and variants, and which of them were asked for.
pub(super) struct Renames<'c> {
    rename: &'c Rename,
    places: &'c Places,
    used: RefCell<BTreeSet<(&'static str, String)>>,
    /// What could have been renamed, for suggestions.
    seen: RefCell<BTreeSet<(&'static str, String)>>,
}

pub(super) const OPERATIONS: &str = "operations";
pub(super) const TYPES: &str = "types";
const FIELDS: &str = "fields";
const VARIANTS: &str = "variants";

impl<'c> Renames<'c> {
    pub fn of(config: &'c ClientConfig) -> Self {
        Self {
            rename: &config.rename,
            places: &config.places,
            used: RefCell::default(),
            seen: RefCell::default(),
        }
    }

    /// The name given to a method.
    pub fn operation(&self, key: &str) -> Option<&'c str> {
        self.get(OPERATIONS, &self.rename.operations, key)
    }

    /// The name given to a type.
    pub fn ty(&self, key: &str) -> Option<&'c str> {
        self.get(TYPES, &self.rename.types, key)
    }

    /// The name given to a field.
    pub fn field(&self, whole: &str, property: &str) -> Option<&'c str> {
        self.get(FIELDS, &self.rename.fields, &format!("{whole}.{property}"))
    }

    /// The name given to a variant of an enumeration.
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

    /// Reports what was to be renamed and is not there.
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

/// A name that the description gives, if it can be one; else that is reported.
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

/// Says that a name that was given is taken.
pub(super) fn report_taken(name: &str, what: &str, at: Option<&Location>, sink: &Sink) {
    let message = format!("{what} cannot be called `{name}`: the name is taken");
    sink.report(match at {
        Some(at) => Diagnostic::new(findings::unusable_name::IGNORED, at, message),
        None => Diagnostic::without_place(findings::unusable_name::IGNORED, message),
    });
}
