//! Discriminators: which value means which schema.

use indexmap::IndexMap;
use rustc_hash::FxHashMap;
use serde_json::Value;

use super::super::parts::Parts;
use super::Schemas;
use super::key::SchemaKey;
use crate::diagnostics::Location;

/// Which named schemas extend which by `allOf`.
#[derive(Debug, Default)]
pub(super) struct Heirs {
    heirs: FxHashMap<Location, Vec<(String, Location)>>,
}

impl Heirs {
    /// Looks through the named schemas.
    pub fn find(parts: &Parts<'_>, components: &[(String, Location)]) -> Self {
        let mut heirs: FxHashMap<Location, Vec<(String, Location)>> = FxHashMap::default();
        for (name, at) in components {
            for base in bases(parts, at) {
                heirs
                    .entry(base)
                    .or_default()
                    .push((name.clone(), at.clone()));
            }
        }
        Self { heirs }
    }

    /// The named schemas that extend the one at `base`, in the order of the description.
    pub fn of(&self, base: &Location) -> &[(String, Location)] {
        self.heirs.get(base).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The schemas that the one at `at` names in its `allOf`, directly.
fn bases(parts: &Parts<'_>, at: &Location) -> Vec<Location> {
    let members = parts.length(&at.key("allOf"));
    (0..members)
        .filter_map(|index| {
            let member = at.key("allOf").index(index);
            let reference = parts.reference_at(&member)?;
            parts.resolve(&member, &reference)
        })
        .collect()
}

impl Schemas<'_> {
    /// The values of a discriminator that mean each of `variants`: its mapping, or the schema's name.
    pub(super) fn tags(
        &mut self,
        discriminator: &openapiv3::Discriminator,
        at: &Location,
        variants: &[SchemaKey],
    ) -> Vec<Vec<String>> {
        let mapped = self.mapped(&discriminator.mapping, at);
        let variants: Vec<_> = variants.to_vec();
        variants
            .into_iter()
            .map(|variant| {
                let tags: Vec<String> = mapped
                    .iter()
                    .filter(|(_, target)| *target == variant)
                    .map(|(tag, _)| tag.clone())
                    .collect();
                if !tags.is_empty() {
                    return tags;
                }
                let own = self.constant(&variant, &discriminator.property_name);
                if !own.is_empty() {
                    return own;
                }
                self.component_name(&variant).into_iter().collect()
            })
            .collect()
    }

    /// Every entry of a mapping with the schema it leads to: a reference, or the bare name of a schema.
    pub(super) fn mapped(
        &mut self,
        mapping: &IndexMap<String, String>,
        at: &Location,
    ) -> Vec<(String, SchemaKey)> {
        let mut mapped = Vec::new();
        for (tag, target) in mapping {
            let named = self
                .names
                .iter()
                .find(|(_, name)| *name == target)
                .map(|(at, _)| at.clone());
            let target = match named {
                Some(at) => Some(SchemaKey::At(at)),
                None => self
                    .parts
                    .resolve(&at.key("discriminator").key("mapping").key(tag), target)
                    .map(SchemaKey::At),
            };
            if let Some(target) = target {
                mapped.push((tag.clone(), self.follow(target)));
            }
        }
        mapped
    }

    /// The values that the property `name` of a schema may have, when they are given.
    fn constant(&mut self, key: &SchemaKey, name: &str) -> Vec<String> {
        let facts = self.merged(key);
        let Some(property) = facts.properties.get(name).cloned() else {
            return Vec::new();
        };
        let property = self.follow(property);
        let facts = self.merged(&property);
        // An enumeration shared by all variants names them all and tells nothing.
        match facts.values.as_slice() {
            [Value::String(only)] => vec![only.clone()],
            _ => Vec::new(),
        }
    }

    fn component_name(&self, key: &SchemaKey) -> Option<String> {
        match key {
            SchemaKey::At(at) => self.names.get(at).cloned(),
            _ => None,
        }
    }

    /// The schemas that a base with a discriminator stands for when it has no `oneOf`: those that extend it, at any
    /// depth, and those its mapping names.
    pub(super) fn family(
        &mut self,
        base: &SchemaKey,
        discriminator: &openapiv3::Discriminator,
    ) -> Vec<SchemaKey> {
        let SchemaKey::At(at) = base else {
            return Vec::new();
        };
        let mut family: Vec<SchemaKey> = Vec::new();
        let mut open = vec![at.clone()];
        while let Some(at) = open.pop() {
            for (_, heir) in self.heirs.of(&at) {
                let key = SchemaKey::At(heir.clone());
                if !family.contains(&key) {
                    family.push(key);
                    open.push(heir.clone());
                }
            }
        }
        for (_, target) in self.mapped(&discriminator.mapping, at) {
            if !family.contains(&target) && target != *base {
                family.push(target);
            }
        }
        family
    }
}
