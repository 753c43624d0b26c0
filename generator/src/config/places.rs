//! The places of settings, for use in findings.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ConfigFile;
use super::section::Place;
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, FileId, Location};
use crate::source::{Lines, closest};

/// The places of settings; empty for settings created by a program.
///
/// Equality of settings does not depend on their places, so any two values are equal.
#[derive(Debug, Clone, Default)]
pub struct Places {
    file: Option<Arc<ConfigFile>>,
    /// By the path of a table or list, and the key or text in it.
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

    /// Attaches the file that contains the places.
    pub(super) fn in_file(self, file: &Arc<ConfigFile>) -> Self {
        Self {
            file: Some(Arc::clone(file)),
            ..self
        }
    }

    /// Merges the places with those of `other`. These take precedence.
    pub(super) fn or(self, other: Self) -> Self {
        let mut known = other.known;
        known.extend(self.known);
        Self {
            file: self.file.or(other.file),
            known,
        }
    }

    /// The settings file, if there is one.
    pub(crate) fn file(&self) -> Option<&ConfigFile> {
        self.file.as_deref()
    }

    /// The finding for a `name` in the setting `setting` that does not exist; `known` are the
    /// existing names.
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
                Diagnostic::new(findings::unused_setting::IGNORED, at, message)
            }
            (Some(Place::File(bytes)), Some(file)) => {
                let span = Lines::new(&file.text).span(&file.text, bytes.clone());
                let at = Location::top(FileId::SETTINGS);
                Diagnostic::new(findings::unused_setting::IGNORED, &at, message).span(span)
            }
            _ => Diagnostic::without_place(findings::unused_setting::IGNORED, message),
        }
    }
}
