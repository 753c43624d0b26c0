//! Traits that types derive in addition to the default ones.

use std::collections::BTreeMap;

use serde::Serialize;

use super::foreign::foreign;
use super::section::{Element, Section};
use crate::model::Derive;

/// Traits that the generated types derive in addition to `Clone`, `Debug` and `PartialEq`.
///
/// A type with a member that lacks the trait is generated without it, which is reported.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Derives {
    /// For all types.
    pub all: Vec<Derive>,
    /// For individual types and the types they contain, by schema name.
    pub types: BTreeMap<String, Vec<Derive>>,
}

impl Derives {
    /// Whether it is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty() && self.types.is_empty()
    }
}

pub(super) const KIND: &str = "`\"Eq\"`, `\"Hash\"`, `\"PartialOrd\"`, `\"Ord\"`, or tables with the `path` and `version` of another crate's";

/// Reads `[client.derives]`.
pub(super) fn read(mut section: Section<'_>) -> Derives {
    let all = list(section.entries("all", KIND, "the derive"));
    let types = section.named_entries("types", KIND, "the derive");
    section.finish();
    Derives {
        all,
        types: types
            .into_iter()
            .map(|(name, entries)| (name, list(entries)))
            .collect(),
    }
}

/// Reads a list of traits.
pub(super) fn list(entries: Vec<Element<'_>>) -> Vec<Derive> {
    entries.into_iter().map(entry).collect()
}

fn entry(entry: Element<'_>) -> Derive {
    match entry {
        Element::Text(name, place) => {
            if let Some(fault) = fault(name) {
                place.complain(format!("`{name}` cannot be derived so: {fault}"));
            }
            Derive::of_std(name)
        }
        Element::Table(mut section) => {
            let (path, dependency) = foreign(&mut section, "trait");
            if dependency.is_none() && path.starts_with("std::") {
                section.complain(format!("`{path}` cannot be derived so: it takes {KIND}"));
            }
            let also_for = section.texts("also-for");
            section.finish();
            Derive {
                path,
                dependency,
                also_for,
            }
        }
    }
}

/// The reason why a name without a crate is not sufficient.
fn fault(name: &str) -> Option<String> {
    if Derive::STD.contains(&name) {
        return None;
    }
    Some(match name {
        "Clone" | "Debug" | "PartialEq" => "every type has it".to_owned(),
        "Copy" | "Default" => "which types have it is decided by what they hold".to_owned(),
        "Serialize" | "Deserialize" | "serde::Serialize" | "serde::Deserialize" => {
            "types are read and written without it; `directions = \"both\"` gives both to all"
                .to_owned()
        }
        _ if name.contains("::") => {
            format!("another crate's takes a table, `{{ path = \"{name}\", version = \"1\" }}`")
        }
        _ => format!("it takes {KIND}"),
    })
}
