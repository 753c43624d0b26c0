//! Where settings were written, so that what is said of one can show it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ConfigFile;
use super::section::Place;
use crate::diagnostics::catalogue::decide::unused_setting;
use crate::diagnostics::{Diagnostic, FileId, Location};
use crate::source::{Lines, closest};

/// Where settings were written; nowhere, of those that a program made.
///
/// Settings are the same wherever they were written, so any two of these are equal.
#[derive(Debug, Clone, Default)]
pub struct Places {
    file: Option<Arc<ConfigFile>>,
    /// By the path of a table or a list, and the key or the text in it.
    known: BTreeMap<(String, String), Place>,
}

impl PartialEq for Places {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Places {}

impl Places {
    pub(super) fn new(known: BTreeMap<(String, String), Place>) -> Self {
        Self { file: None, known }
    }

    /// The same, in this file.
    pub(super) fn in_file(self, file: &Arc<ConfigFile>) -> Self {
        Self {
            file: Some(Arc::clone(file)),
            ..self
        }
    }

    /// These, and where these say nothing those of `other`.
    pub(super) fn or(self, other: Self) -> Self {
        let mut known = other.known;
        known.extend(self.known);
        Self {
            file: self.file.or(other.file),
            known,
        }
    }

    /// The file of settings, if there is one.
    pub(crate) fn file(&self) -> Option<&ConfigFile> {
        self.file.as_deref()
    }

    /// The finding that `name` in the setting `setting` does not exist; `known` are the names that do.
    pub(crate) fn unused<'k>(
        &self,
        setting: &str,
        name: &str,
        message: String,
        known: impl Iterator<Item = &'k str>,
    ) -> Diagnostic {
        let found = self.found(setting, name, message);
        match closest(name, known) {
            Some(near) => found.help(format!("did you mean `{near}`?")),
            None => found,
        }
    }

    fn found(&self, setting: &str, name: &str, message: String) -> Diagnostic {
        let place = self.known.get(&(setting.to_owned(), name.to_owned()));
        match (place, &self.file) {
            (Some(Place::Description(at)), _) => {
                Diagnostic::new(unused_setting::IGNORED, at, message)
            }
            (Some(Place::File(bytes)), Some(file)) => {
                let span = Lines::of(&file.text).span(&file.text, bytes.clone());
                let at = Location::top(FileId::SETTINGS);
                Diagnostic::new(unused_setting::IGNORED, &at, message).span(span)
            }
            _ => Diagnostic::without_place(unused_setting::IGNORED, message),
        }
    }
}
