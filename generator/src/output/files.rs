//! Files that are to be delivered.

use std::collections::BTreeMap;

/// Files by their path, which is relative, with `/` between folders; in the order of their paths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    files: BTreeMap<String, String>,
}

impl Files {
    /// No files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file, in place of any at the same path. An empty text adds nothing.
    pub fn insert(&mut self, path: impl Into<String>, text: String) {
        if !text.is_empty() {
            self.files.insert(path.into(), text);
        }
    }

    /// Each path with its text.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The text of the file at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }
}
