//! Reads a table of settings key by key. Keys that were never read are unknown, and are reported at
//! the end.

mod named;
mod node;
mod problems;

pub(super) use named::Element;
pub(super) use node::{Node, Place};
pub(super) use problems::Problems;

use std::collections::BTreeMap;

use node::{Entry, Value};

use super::{NameOf, Places, ReplacementDependency};
use crate::diagnostics::catalogue as findings;
use crate::source::{Origin, closest};

/// A table of settings.
pub(super) struct Section<'a> {
    /// The name in messages.
    name: &'static str,
    /// Empty for a string in place of a table.
    entries: &'a [Entry],
    /// The place to report missing keys at.
    place: Place,
    problems: &'a Problems,
    known: Vec<&'static str>,
}

impl<'a> Section<'a> {
    /// Creates the root section. `None`, and a report, if the value is not a table.
    pub fn open(node: &'a Node, name: &'static str, problems: &'a Problems) -> Option<Self> {
        let Some(entries) = node.value.as_table() else {
            let message = format!("{name} must be an object");
            problems.wrong(&node.place, message, None);
            return None;
        };
        Some(Self {
            name,
            entries,
            place: node.place.clone(),
            problems,
            known: Vec::new(),
        })
    }

    /// Reads a string.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        self.read(key, "text in quotes", |value| {
            value.as_text().map(str::to_owned)
        })
    }

    /// Reads a required string. Empty, and a report, if it is missing.
    pub fn required_text(&mut self, key: &'static str) -> String {
        if !self.has(key) {
            self.known.push(key);
            self.complain(format!("{} has no `{key}`", self.name));
            return String::new();
        }
        self.text(key).unwrap_or_default()
    }

    /// Reads a string and checks it.
    pub fn checked_text(
        &mut self,
        key: &'static str,
        check: fn(&str) -> Result<(), &'static str>,
    ) -> Option<String> {
        let text = self.text(key)?;
        if let Err(reason) = check(&text) {
            self.refuse(key, &text, reason, None);
        }
        Some(text)
    }

    /// Reads a list of strings.
    pub fn texts(&mut self, key: &'static str) -> Vec<String> {
        let texts = self.read(key, "a list of texts in quotes", |value| {
            let list = value.as_list()?.iter();
            list.map(|text| text.value.as_text().map(str::to_owned))
                .collect()
        });
        texts.unwrap_or_default()
    }

    /// Reads a list of at most `most` strings and checks each.
    pub fn checked_texts(
        &mut self,
        key: &'static str,
        most: usize,
        check: fn(&str) -> Result<(), &'static str>,
    ) -> Vec<String> {
        let texts = self.texts(key);
        if texts.len() > most {
            self.complain_of(key, format!("`{key}` takes no more than {most}"));
        }
        for text in &texts {
            if let Err(reason) = check(text) {
                self.refuse(key, text, reason, None);
            }
        }
        texts
    }

    /// Reads a list of origins.
    pub fn origins(&mut self, key: &'static str) -> Vec<Origin> {
        let mut origins = Vec::new();
        for text in self.texts(key) {
            match Origin::parse(&text) {
                Ok(origin) => origins.push(origin),
                Err(reason) => self.refuse(key, &text, reason, None),
            }
        }
        origins
    }

    /// Reads a table of Rust names, by what they rename.
    pub fn names(&mut self, key: &'static str, kind: NameOf) -> BTreeMap<String, String> {
        let table = self.read(key, "a table of names in quotes", Value::as_table);
        let mut names = BTreeMap::new();
        for Entry {
            key: what, node, ..
        } in table.into_iter().flatten()
        {
            let text = node.value.as_text();
            let fault = match text {
                Some(name) => kind.fault(name),
                None => Some("a name in quotes is needed"),
            };
            if let Some(fault) = fault {
                let message = format!("`{what}` cannot be renamed so: {fault}");
                self.problems.wrong(&node.place, message, None);
            }
            names.insert(what.clone(), text.unwrap_or_default().to_owned());
        }
        names
    }

    /// Reads a boolean.
    pub fn flag(&mut self, key: &'static str) -> Option<bool> {
        self.read(key, "`true` or `false`", Value::as_flag)
    }

    /// Reads one of several fixed words.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let text = self.text(key)?;
        self.chosen(key, &text, choices)
    }

    fn chosen<T: Copy>(&self, key: &str, text: &str, choices: &[(&str, T)]) -> Option<T> {
        let chosen = choices.iter().find(|(word, _)| *word == text);
        if chosen.is_none() {
            let words: Vec<_> = choices
                .iter()
                .map(|(word, _)| format!("`\"{word}\"`"))
                .collect();
            let help = closest(text, choices.iter().map(|(word, _)| *word));
            let help = help.map(|word| format!("did you mean `\"{word}\"`?"));
            self.refuse(key, text, &format!("it takes {}", words.join(", ")), help);
        }
        chosen.map(|(_, choice)| *choice)
    }

    /// Reads a list of fixed words.
    pub fn choices<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)]) -> Vec<T> {
        let texts = self.texts(key);
        let chosen = texts
            .iter()
            .filter_map(|text| self.chosen(key, text, choices));
        chosen.collect()
    }

    /// Reads a nested table.
    pub fn section(&mut self, key: &'static str, name: &'static str) -> Option<Self> {
        // The key is recorded as known even if the table is absent, so that suggestions include it.
        self.read(key, "a table", Value::as_table)?;
        self.peek(key, name)
    }

    /// Returns a nested table that is read elsewhere.
    pub fn peek(&self, key: &str, name: &'static str) -> Option<Self> {
        let node = self.find(key)?;
        let entries = node.value.as_table()?;
        Some(self.inner(name, entries, node.place.clone()))
    }

    /// Reads a list of tables.
    pub fn sections(&mut self, key: &'static str, name: &'static str) -> Vec<Self> {
        let tables = self.read(
            key,
            &format!("tables, each under a header `[[{key}]]`"),
            |value| {
                let tables = value.as_list()?.iter();
                tables
                    .map(|table| Some((table.value.as_table()?, table.place.clone())))
                    .collect::<Option<Vec<_>>>()
            },
        );
        let tables = tables.unwrap_or_default().into_iter();
        tables
            .map(|(entries, place)| self.inner(name, entries, place))
            .collect()
    }

    /// Reports a problem with the section as a whole.
    pub fn complain(&self, message: String) {
        self.problems.wrong(&self.place, message, None);
    }

    /// Reports a problem with the value of a key, or with the section if the key is absent.
    pub fn complain_of(&self, key: &str, message: String) {
        let place = self.find(key).map_or(&self.place, |node| &node.place);
        self.problems.wrong(place, message, None);
    }

    /// The dependency for a crate. Only the settings of a description are limited in which crates
    /// they may name; for others, `version` is used. `None`, and a report, if the crate is not
    /// allowed.
    pub fn dependency(
        &self,
        package: String,
        version: Option<String>,
        features: Vec<String>,
    ) -> Option<ReplacementDependency> {
        let Some(crates) = self.problems.crates() else {
            return version.map(|version| ReplacementDependency {
                package,
                version,
                features,
            });
        };
        match crates.settle(&package, &features) {
            Ok(dependency) => dependency,
            Err(refused) => {
                let (message, help) = (refused.to_string(), Some(refused.help()));
                let case = findings::unlisted_crate::IGNORED;
                self.problems.add(case, &self.place, message, help);
                None
            }
        }
    }

    /// Whether the settings come from a description.
    pub fn is_of_description(&self) -> bool {
        self.problems.crates().is_some()
    }

    /// The places of everything in the section: each key of a table, and each string of a list.
    pub fn places(&self) -> Places {
        let mut places = BTreeMap::new();
        node::places("", self.entries, &mut places);
        Places::new(places)
    }

    /// Reports a key that is valid elsewhere, but not here.
    pub fn forbid(&mut self, key: &'static str, why: &str) {
        let Some(node) = self.find(key) else {
            return;
        };
        let message = format!("`{key}` is not possible here: {why}");
        self.problems.wrong(&node.place, message, None);
        self.known.push(key);
    }

    /// Reports the keys that were not read.
    pub fn finish(self) {
        for Entry { key, place, .. } in self.entries {
            if self.known.contains(&key.as_str()) {
                continue;
            }
            let message = format!("{} has no setting `{key}`", self.name);
            let help = match closest(key, self.known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("its settings are {}", quoted_list(&self.known)),
            };
            self.problems
                .add(findings::unknown_setting::FATAL, place, message, Some(help));
        }
    }

    /// Whether the key is present.
    pub fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    fn inner(&self, name: &'static str, entries: &'a [Entry], place: Place) -> Self {
        Self {
            name,
            entries,
            place,
            problems: self.problems,
            known: Vec::new(),
        }
    }

    /// Reports that a string is not a valid value of the key.
    fn refuse(&self, key: &str, text: &str, reason: &str, help: Option<String>) {
        let node = self.find(key);
        let place = node.map_or(&self.place, |node| node.place_of(text));
        let message = format!("`{text}` is not a value for `{key}`: {reason}");
        self.problems.wrong(place, message, help);
    }

    fn find(&self, key: &str) -> Option<&'a Node> {
        let mut entries = self.entries.iter();
        let entry = entries.find(|entry| entry.key == key)?;
        Some(&entry.node)
    }

    fn read<T>(
        &mut self,
        key: &'static str,
        kind: &str,
        read: impl Fn(&'a Value) -> Option<T>,
    ) -> Option<T> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        let node = self.find(key)?;
        let found = read(&node.value);
        if found.is_none() {
            let message = format!("`{key}` takes {kind}");
            self.problems.wrong(&node.place, message, None);
        }
        found
    }
}

fn quoted_list(words: &[&str]) -> String {
    words
        .iter()
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
