//! Implicit discriminator values: the names of the schemas ("Discriminator Object").

use indexmap::IndexSet;
use rustc_hash::FxHashSet;

use super::Schemas;
use super::key::SchemaKey;
use crate::diagnostics::Location;
use crate::model::TagValue;

/// The extension for discriminator values in Swagger 2.0, which has no mappings.
const STATED_VALUE: &str = "x-ms-discriminator-value";

impl Schemas<'_> {
    /// Returns the names that implicitly select the schema `key`: its name as a component, the name
    /// of the component that it refers to, its name in another file, and the names of components
    /// that refer to it. The first one is the name that the specification defines.
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
            let aliases = self.components.aliases(self.parts).get(at);
            names.extend(aliases.into_iter().flatten().cloned());
        }
        let names: IndexSet<String> = names.into_iter().collect();
        names.into_iter().collect()
    }

    /// Returns the name that the specification defines.
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

    /// Returns the discriminator value that a schema declares instead of its name, as in
    /// descriptions of Azure.
    fn stated_value(&self, key: &SchemaKey) -> Option<String> {
        let SchemaKey::At(at) = key else { return None };
        let value = self.parts.raw(&at.key(STATED_VALUE))?;
        value.as_str().map(str::to_owned)
    }

    /// Adds further names of implicitly named variants, unless another variant has them.
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

    /// Returns the name of the component at `key`.
    pub(super) fn component_name(&self, key: &SchemaKey) -> Option<String> {
        match key {
            SchemaKey::At(at) => self.components.name(at).cloned(),
            _ => None,
        }
    }

    /// Returns the name that references to a schema outside of the named schemas have.
    pub(super) fn referred_name(&self, at: &Location) -> Option<String> {
        if at.pointer.as_str().is_empty() {
            let stem = self.parts.file_path(at).file_stem()?;
            return Some(stem.to_string_lossy().into_owned());
        }
        name_elsewhere(at)
    }
}

/// Returns the name of a schema among the named schemas of another file.
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
