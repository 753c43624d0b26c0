//! The files to deliver.

use std::collections::BTreeMap;

/// Generated files: contents by path, sorted. Paths are relative to the output folder, and use `/`
/// on all platforms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files(BTreeMap<String, String>);

impl Files {
    /// Creates an empty set of files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds or replaces a file. Does nothing if the text is empty.
    pub fn insert(&mut self, path: impl Into<String>, text: String) {
        if !text.is_empty() {
            self.0.insert(path.into(), text);
        }
    }

    /// Returns the contents of the file at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// Iterates over paths and contents, sorted by path.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }
}
