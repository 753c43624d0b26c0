//! The values of a discriminator that nobody writes down: the names of the schemas ("Discriminator Object").

use std::rc::Rc;

use indexmap::IndexSet;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Schemas;
use super::heirs::chain;
use super::key::SchemaKey;
use crate::diagnostics::Location;
use crate::model::TagValue;

/// The names of components that are only references, by the schemas behind them.
pub(super) type Aliases = FxHashMap<Location, Vec<String>>;

/// An extension that Swagger 2.0, without mappings, made necessary.
const STATED_VALUE: &str = "x-ms-discriminator-value";

impl Schemas<'_> {
    /// The names by which values of a discriminator may mean the schema `key`: as a component, as the component that it
    /// refers to, as a component of another file, and as components that refer to it. The first is the one that the specification names.
    pub(super) fn implied_names(&mut self, key: &SchemaKey) -> Vec<String> {
        let behind = self.behind(key);
        if let Some(value) = self.stated_value(&behind) {
            return vec![value];
        }
        let mut names: Vec<String> = Vec::new();
        names.extend(self.component_name(key));
        names.extend(self.component_name(&behind));
        if names.is_empty()
            && let SchemaKey::At(at) = &behind
        {
            names.extend(name_elsewhere(at));
            names.extend(self.aliases().get(at).into_iter().flatten().cloned());
        }
        let names: IndexSet<String> = names.into_iter().collect();
        names.into_iter().collect()
    }

    /// The name that the specification names first.
    pub(super) fn implied_name(&mut self, key: &SchemaKey) -> Option<String> {
        let behind = self.behind(key);
        if let Some(value) = self.stated_value(&behind) {
            return Some(value);
        }
        match self.component_name(key) {
            Some(name) => Some(name),
            None => self.implied_names(key).into_iter().next(),
        }
    }

    /// The value of a discriminator that a schema states in place of its name, as descriptions of Azure do.
    fn stated_value(&self, key: &SchemaKey) -> Option<String> {
        let SchemaKey::At(at) = key else { return None };
        let value = self.parts.raw(&at.key(STATED_VALUE))?;
        value.as_str().map(str::to_owned)
    }

    /// Adds the other names of variants that are meant by their name, as far as nothing else is called so.
    pub(super) fn add_other_names(
        &mut self,
        discriminator: &openapiv3::Discriminator,
        variants: &[SchemaKey],
        tags: &mut [Vec<TagValue>],
    ) {
        let mut taken: FxHashSet<TagValue> = tags.iter().flatten().cloned().collect();
        for (variant, own) in variants.iter().zip(tags) {
            let [TagValue::Text(only)] = own.as_slice() else {
                continue;
            };
            let names = self.implied_names(variant);
            if names.first() == Some(only) && !discriminator.mapping.contains_key(only) {
                let names = names.into_iter().map(TagValue::Text);
                own.extend(names.filter(|name| taken.insert(name.clone())));
            }
        }
    }

    /// The name of the component that a schema is.
    pub(super) fn component_name(&self, key: &SchemaKey) -> Option<String> {
        match key {
            SchemaKey::At(at) => self.names.get(at).cloned(),
            _ => None,
        }
    }

    fn aliases(&mut self) -> Rc<Aliases> {
        if let Some(known) = &self.aliases {
            return Rc::clone(known);
        }
        let mut aliases = Aliases::default();
        for (name, at) in &self.places {
            if let Some(target) = chain(self.parts, at.clone()).pop() {
                aliases.entry(target).or_default().push(name.clone());
            }
        }
        let aliases = Rc::new(aliases);
        self.aliases = Some(Rc::clone(&aliases));
        aliases
    }
}

/// The name of a schema among those that another file names.
fn name_elsewhere(at: &Location) -> Option<String> {
    let segments: Vec<String> = at.pointer.segments().collect();
    match segments.as_slice() {
        [.., components, schemas, name] if components == "components" && schemas == "schemas" => {
            Some(name.clone())
        }
        [.., folder, name] if folder == "definitions" || folder == "$defs" => Some(name.clone()),
        _ => None,
    }
}
