//! The docs of the model as lines of doc comments: each once, however often it is said, and all at the same time.
//!
//! The description of a schema documents every property, parameter and variant of this type. If they are many, each
//! shows the beginning.

use std::borrow::Cow;

use indexmap::IndexSet;
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::model::{Api, Docs, Shape, TypeId};
use crate::prose;

/// The docs of an API, written.
#[derive(Debug, Default)]
pub(super) struct Written<'a> {
    lines: FxHashMap<&'a Docs, Vec<String>>,
    /// How many properties, parameters, variants and aliases have a type.
    uses: FxHashMap<TypeId, usize>,
}

/// The number of bytes of a description that all uses of the type show together.
const MAX_SHOWN_BY_ALL: usize = 256 << 10;

/// The number of bytes that each of them shows, however many they are.
const MAX_SHOWN_BY_EACH: usize = 1 << 10;

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
        Self {
            lines: written.map(|docs| (docs, prose_docs(docs))).collect(),
            uses: uses(api),
        }
    }

    /// Title and text as the lines of a doc comment.
    pub fn lines(&self, docs: &Docs) -> Vec<String> {
        let known = self.lines.get(docs).cloned();
        known.unwrap_or_else(|| prose_docs(docs))
    }

    /// The part of the description of a type that each use of it shows.
    pub fn shown<'t>(&self, id: TypeId, description: &'t str) -> Cow<'t, str> {
        prose::beginning(description, self.repeatable(id))
    }

    /// How many bytes of a type each use of it may repeat.
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
