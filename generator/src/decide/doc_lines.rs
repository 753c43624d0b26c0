//! Docs of the model as lines of doc comments. Each distinct text is converted once, in parallel.
//!
//! The description of a schema is repeated for every property, parameter and variant of its type.
//! If there are many, each shows only the beginning.

use std::borrow::Cow;

use indexmap::IndexSet;
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::model::{Api, Docs, Shape, TypeId};
use crate::prose;

/// The converted docs of an API.
#[derive(Debug, Default)]
pub(super) struct DocLines<'a> {
    lines: FxHashMap<&'a Docs, Vec<String>>,
    /// The number of properties, parameters, variants and aliases of each type.
    uses: FxHashMap<TypeId, usize>,
}

/// The maximum number of bytes of a description that all uses of a type show together.
const MAX_SHOWN_BY_ALL: usize = 256 << 10;

/// The number of bytes that each use may show regardless of their number.
const MAX_SHOWN_BY_EACH: usize = 1 << 10;

impl<'a> DocLines<'a> {
    /// Converts the docs of types, operations and parameters.
    pub fn new(api: &'a Api) -> Self {
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
        Self {
            lines: written.map(|docs| (docs, prose_docs(docs))).collect(),
            uses: uses(api),
        }
    }

    /// Title and description as the lines of a doc comment.
    pub fn lines(&self, docs: &Docs) -> Vec<String> {
        let known = self.lines.get(docs).cloned();
        known.unwrap_or_else(|| prose_docs(docs))
    }

    /// The beginning of a type's description that each of its uses shows.
    pub fn shown<'t>(&self, id: TypeId, description: &'t str) -> Cow<'t, str> {
        prose::beginning(description, self.repeatable(id))
    }

    /// The number of bytes that each use of a type may repeat.
    pub fn repeatable(&self, id: TypeId) -> usize {
        let uses = self.uses.get(&id).copied().unwrap_or(1);
        (MAX_SHOWN_BY_ALL / uses.max(1)).max(MAX_SHOWN_BY_EACH)
    }
}

fn uses(api: &Api) -> FxHashMap<TypeId, usize> {
    let mut uses = FxHashMap::default();
    let mut count = |id: TypeId| *uses.entry(id).or_default() += 1;
    for ty in api.types.values() {
        match &ty.shape {
            Shape::Object(object) => object.properties.iter().for_each(|one| count(one.ty)),
            Shape::Union(union) => union.variants.iter().for_each(|one| count(one.ty)),
            Shape::Alias { target } => count(*target),
            _ => {}
        }
    }
    for operation in api.operations.values() {
        operation.parameters.iter().for_each(|one| count(one.ty));
    }
    uses
}

/// Title and description as the lines of a doc comment.
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
