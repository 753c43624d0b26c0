//! What to deliver.

use std::collections::BTreeMap;

/// Generated files: contents by path, relative to the output folder, with `/` on every machine. Sorted by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files(BTreeMap<String, String>);

impl Files {
    /// No files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file, in place of any at the same path. An empty text adds nothing.
    pub fn insert(&mut self, path: impl Into<String>, text: String) {
        if !text.is_empty() {
            self.0.insert(path.into(), text);
        }
    }

    /// The text of the file at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// Each path with its text, sorted by path.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }
}
