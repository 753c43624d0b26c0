//! The docs of the model as lines of doc comments: each once, however often it is said, and all at the same time.

use indexmap::IndexSet;
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::model::{Api, Docs};
use crate::prose;

/// The docs of an API, written.
#[derive(Debug, Default)]
pub(super) struct Written<'a>(FxHashMap<&'a Docs, Vec<String>>);

impl<'a> Written<'a> {
    /// Writes what is said of types, operations and parameters.
    pub fn of(api: &'a Api) -> Self {
        let parameters = api
            .operations
            .values()
            .flat_map(|operation| &operation.parameters);
        let operations = api.operations.values().map(|operation| &operation.docs);
        let said: IndexSet<&Docs, FxBuildHasher> = operations
            .chain(parameters.map(|parameter| &parameter.docs))
            .chain(api.types.values().map(|ty| &ty.docs))
            .collect();
        let said: Vec<&Docs> = said.into_iter().collect();
        let written = said.into_par_iter();
        Self(written.map(|docs| (docs, prose_docs(docs))).collect())
    }

    /// Title and text as the lines of a doc comment.
    pub fn lines(&self, docs: &Docs) -> Vec<String> {
        let known = self.0.get(docs).cloned();
        known.unwrap_or_else(|| prose_docs(docs))
    }
}

/// Title and text as the lines of a doc comment.
pub(super) fn prose_docs(docs: &Docs) -> Vec<String> {
    let title = docs.title.as_deref().unwrap_or_default().trim();
    let description = docs.description.as_deref().unwrap_or_default().trim();
    let mut lines = Vec::new();
    if !title.is_empty() && !description.starts_with(title) {
        lines.extend(prose::rustdoc(title));
    }
    if !description.is_empty() {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(prose::rustdoc(description));
    }
    if let Some((url, text)) = &docs.external {
        let link = match text {
            Some(text) => format!("{}: <{url}>", text.trim().trim_end_matches(['.', ':'])),
            None => format!("See also <{url}>"),
        };
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(prose::rustdoc(&link));
    }
    lines
}
