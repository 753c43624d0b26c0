//! A table of the file that is read key by key. What is asked for is known; what is left over is not, and is reported.

mod named;

pub(super) use named::Element;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::NameOf;
use crate::diagnostics::catalogue::{Entry, config as findings};
use crate::diagnostics::{Diagnostic, FileId, Location};
use crate::source::{Lines, Origin, closest};

/// Everything that is wrong with a file.
pub(super) struct Problems<'t> {
    text: &'t str,
    lines: Lines,
    found: RefCell<Vec<Diagnostic>>,
}

impl<'t> Problems<'t> {
    /// None yet.
    pub fn of(text: &'t str) -> Self {
        Self {
            text,
            lines: Lines::of(text),
            found: RefCell::default(),
        }
    }

    /// Adds one.
    pub fn add(
        &self,
        entry: &'static Entry,
        place: Range<usize>,
        message: String,
        help: Option<String>,
    ) {
        let at = Location::top(FileId::default());
        let problem = Diagnostic::new(entry, &at, message).span(self.lines.span(self.text, place));
        self.found.borrow_mut().push(Diagnostic { help, ..problem });
    }

    /// All of them, from the top.
    pub fn finish(self) -> Vec<Diagnostic> {
        let mut found = self.found.into_inner();
        found.sort_by_key(|problem| problem.span.as_ref().map_or(0, |span| span.bytes.start));
        found
    }
}

/// A table of the file.
pub(super) struct Section<'a> {
    /// What messages call it.
    name: &'static str,
    /// None where it is no table but a text.
    table: Option<&'a DeTable<'a>>,
    /// Where to point when something is not in it.
    place: Range<usize>,
    problems: &'a Problems<'a>,
    known: Vec<&'static str>,
}

impl<'a> Section<'a> {
    /// The table that is the file.
    pub fn top(table: &'a Spanned<DeTable<'a>>, problems: &'a Problems<'a>) -> Self {
        Self {
            name: "the file",
            table: Some(table.get_ref()),
            place: 0..0,
            problems,
            known: Vec::new(),
        }
    }

    /// A text.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        self.read(key, "text in quotes", |value| {
            value.as_str().map(str::to_owned)
        })
    }

    /// A text that must be there; empty, reported, if it is not.
    pub fn required_text(&mut self, key: &'static str) -> String {
        if !self.has(key) {
            self.known.push(key);
            let message = format!("{} has no `{key}`", self.name);
            self.problems
                .add(&findings::WRONG_SETTING, self.place.clone(), message, None);
            return String::new();
        }
        self.text(key).unwrap_or_default()
    }

    /// A text that must pass a test.
    pub fn checked_text(
        &mut self,
        key: &'static str,
        check: fn(&str) -> Result<(), &'static str>,
    ) -> Option<String> {
        let text = self.text(key)?;
        if let (Err(reason), Some(value)) = (check(&text), self.find(key)) {
            let message = format!("`{text}` is no value for `{key}`: {reason}");
            self.problems
                .add(&findings::WRONG_SETTING, value.span(), message, None);
        }
        Some(text)
    }

    /// A list of texts.
    pub fn texts(&mut self, key: &'static str) -> Vec<String> {
        let texts = self.read(key, "a list of texts in quotes", |value| {
            value
                .as_array()?
                .iter()
                .map(|text| text.get_ref().as_str().map(str::to_owned))
                .collect()
        });
        texts.unwrap_or_default()
    }

    /// A list of origins.
    pub fn origins(&mut self, key: &'static str) -> Vec<Origin> {
        let mut origins = Vec::new();
        for text in self.texts(key) {
            match Origin::parse(&text) {
                Ok(origin) => origins.push(origin),
                Err(reason) => {
                    let place = self.find(key).map_or(self.place.clone(), Spanned::span);
                    let message = format!("`{text}` is no value for `{key}`: {reason}");
                    self.problems
                        .add(&findings::WRONG_SETTING, place, message, None);
                }
            }
        }
        origins
    }

    /// A table of names in Rust, by what they name.
    pub fn names(&mut self, key: &'static str, kind: NameOf) -> BTreeMap<String, String> {
        let table = self.read(key, "a table of names in quotes", DeValue::as_table);
        let mut names = BTreeMap::new();
        for (what, value) in table.into_iter().flatten() {
            let text = value.get_ref().as_str();
            let fault = match text {
                Some(name) => kind.fault(name),
                None => Some("a name in quotes is needed"),
            };
            if let Some(fault) = fault {
                let what: &str = what.get_ref();
                let message = format!("`{what}` cannot be renamed so: {fault}");
                self.problems
                    .add(&findings::WRONG_SETTING, value.span(), message, None);
            }
            let name = text.unwrap_or_default().to_owned();
            names.insert(what.get_ref().to_string(), name);
        }
        names
    }

    /// `true` or `false`.
    pub fn flag(&mut self, key: &'static str) -> Option<bool> {
        self.read(key, "`true` or `false`", DeValue::as_bool)
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let text = self.text(key)?;
        let chosen = choices.iter().find(|(word, _)| *word == text);
        if let (None, Some(value)) = (chosen, self.find(key)) {
            let words: Vec<_> = choices
                .iter()
                .map(|(word, _)| format!("`\"{word}\"`"))
                .collect();
            let message = format!(
                "`{text}` is no value for `{key}`: it takes {}",
                words.join(", ")
            );
            let help = closest(&text, choices.iter().map(|(word, _)| *word));
            let help = help.map(|word| format!("did you mean `\"{word}\"`?"));
            self.problems
                .add(&findings::WRONG_SETTING, value.span(), message, help);
        }
        chosen.map(|(_, choice)| *choice)
    }

    /// A table in this one.
    pub fn section(&mut self, key: &'static str, name: &'static str) -> Option<Self> {
        // Known whether it is there or not: read first, so that its absence does not hide it from suggestions.
        let table = self.read(key, "a table", DeValue::as_table)?;
        let place = self.find(key)?.span();
        Some(Self {
            name,
            table: Some(table),
            place,
            problems: self.problems,
            known: Vec::new(),
        })
    }

    /// The tables of a list of tables.
    pub fn sections(&mut self, key: &'static str, name: &'static str) -> Vec<Self> {
        let tables = self.read(
            key,
            &format!("tables, each under a header `[[{key}]]`"),
            |value| {
                let tables = value.as_array()?.iter();
                tables
                    .map(|table| Some((table.span(), table.get_ref().as_table()?)))
                    .collect::<Option<Vec<_>>>()
            },
        );
        let section = |(place, table)| Self {
            name,
            table: Some(table),
            place,
            problems: self.problems,
            known: Vec::new(),
        };
        tables
            .unwrap_or_default()
            .into_iter()
            .map(section)
            .collect()
    }

    /// Reports something about the section as a whole.
    pub fn complain(&self, message: String) {
        self.problems
            .add(&findings::WRONG_SETTING, self.place.clone(), message, None);
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(self) {
        for key in self.table.into_iter().flat_map(DeTable::keys) {
            let word: &str = key.get_ref();
            if self.known.contains(&word) {
                continue;
            }
            let message = format!("{} has no setting `{word}`", self.name);
            let help = match closest(word, self.known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("its settings are {}", list(&self.known)),
            };
            self.problems
                .add(&findings::UNKNOWN_SETTING, key.span(), message, Some(help));
        }
    }

    /// Whether the key is there.
    pub fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    fn find(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.table?
            .iter()
            .find(|(name, _)| *name.get_ref() == key)
            .map(|(_, value)| value)
    }

    fn read<T>(
        &mut self,
        key: &'static str,
        kind: &str,
        read: impl Fn(&'a DeValue<'a>) -> Option<T>,
    ) -> Option<T> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        let value = self.find(key)?;
        let found = read(value.get_ref());
        if found.is_none() {
            let message = format!("`{key}` takes {kind}");
            self.problems
                .add(&findings::WRONG_SETTING, value.span(), message, None);
        }
        found
    }
}

fn list(words: &[&str]) -> String {
    words
        .iter()
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
