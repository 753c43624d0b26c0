//! Discriminators: which value means which schema.

use indexmap::IndexMap;
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;

use super::super::parts::Parts;
use super::Schemas;
use super::key::SchemaKey;
use crate::diagnostics::catalogue::lower as findings;
use crate::diagnostics::{Diagnostic, Location};
use crate::dialect::extension::DEFAULT_MAPPING;
use crate::source::closest;

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
    /// The values of a discriminator that mean each of `variants`: its mapping, what the variant says of the property, or
    /// the schema's name. A variant that is a union by the same property has its variants' values, too.
    pub(super) fn tags(
        &mut self,
        discriminator: &openapiv3::Discriminator,
        at: &Location,
        variants: &[SchemaKey],
    ) -> Vec<Vec<String>> {
        self.tags_below(discriminator, at, variants, &mut FxHashSet::default())
    }

    fn tags_below(
        &mut self,
        discriminator: &openapiv3::Discriminator,
        at: &Location,
        variants: &[SchemaKey],
        seen: &mut FxHashSet<SchemaKey>,
    ) -> Vec<Vec<String>> {
        let mapped = self.mapped(&discriminator.mapping, at);
        let property = &discriminator.property_name;
        let constants: Vec<_> = variants
            .iter()
            .map(|variant| self.constants_of(variant, property))
            .collect();
        let mut tags: Vec<Vec<String>> = Vec::new();
        for (index, variant) in variants.iter().enumerate() {
            let mut own: Vec<String> = mapped
                .iter()
                .filter(|(_, target)| target == variant)
                .map(|(tag, _)| tag.clone())
                .collect();
            if own.is_empty() {
                own = telling(&constants, index);
            }
            if own.is_empty() && !self.is_choice(variant) {
                own.extend(self.component_name(variant));
            }
            tags.push(own);
        }
        let mut taken: FxHashSet<String> = tags.iter().flatten().cloned().collect();
        for (variant, own) in variants.iter().zip(&mut tags) {
            let nested = self.nested_tags(variant, property, seen);
            own.extend(nested.into_iter().filter(|tag| taken.insert(tag.clone())));
            if own.is_empty() {
                own.extend(self.component_name(variant));
            }
        }
        tags
    }

    /// The values of the property `name` that mean one of the variants of `key`, if that is a union by this property.
    fn nested_tags(
        &mut self,
        key: &SchemaKey,
        name: &str,
        seen: &mut FxHashSet<SchemaKey>,
    ) -> Vec<String> {
        let facts = self.merged(key);
        let Some(discriminator) = &facts.discriminator else {
            return Vec::new();
        };
        if discriminator.property_name != name || !seen.insert(key.clone()) {
            return Vec::new();
        }
        let listed: Vec<SchemaKey> = facts.one_of.iter().chain(&facts.any_of).cloned().collect();
        let variants = if listed.is_empty() {
            self.family(key, discriminator)
        } else {
            listed.into_iter().map(|key| self.follow(key)).collect()
        };
        self.tags_below(discriminator, key.place(), &variants, seen)
            .into_iter()
            .flatten()
            .collect()
    }

    /// Whether the schema `key` is one of those it lists, by a discriminator, and never itself.
    fn is_choice(&mut self, key: &SchemaKey) -> bool {
        let facts = self.merged(key);
        facts.discriminator.is_some() && !(facts.one_of.is_empty() && facts.any_of.is_empty())
    }

    /// The entries of a mapping that lead to no variant of the union have no influence.
    pub(super) fn report_unlisted(
        &mut self,
        discriminator: &openapiv3::Discriminator,
        at: &Location,
        variants: &[SchemaKey],
    ) {
        for (tag, target) in self.mapped(&discriminator.mapping, at) {
            if !variants.contains(&target) {
                let at = at.key("discriminator").key("mapping").key(&tag);
                self.report_outside(&target, &at, &format!("values with `{tag}`"));
            }
        }
    }

    /// A schema that the discriminator names is none of the union's.
    fn report_outside(&self, target: &SchemaKey, at: &Location, values: &str) {
        let name = self.component_name(target);
        let name = name.unwrap_or_else(|| target.place().pointer.to_string());
        let message =
            format!("`{name}` is not among the union's schemas: {values} are kept as JSON");
        self.parts
            .report(Diagnostic::new(&findings::UNLISTED_VARIANT, at, message));
    }

    /// Every entry of a mapping with the schema it leads to: a reference, or the bare name of a schema.
    pub(super) fn mapped(
        &mut self,
        mapping: &IndexMap<String, String>,
        at: &Location,
    ) -> Vec<(String, SchemaKey)> {
        let mut mapped = Vec::new();
        for (tag, target) in mapping {
            let entry = at.key("discriminator").key("mapping").key(tag);
            if let Some(found) = self.named(target, &entry) {
                mapped.push((tag.clone(), found));
            }
        }
        mapped
    }

    /// The schema of values that no tag tells apart, and where that is said.
    fn default_mapping(
        &mut self,
        discriminator: &openapiv3::Discriminator,
        at: &Location,
    ) -> Option<(SchemaKey, Location)> {
        let target = discriminator.extensions.get(DEFAULT_MAPPING)?.as_str()?;
        let entry = at.key("discriminator").key("defaultMapping");
        Some((self.named(target, &entry)?, entry))
    }

    /// Which of `variants` takes the values that no tag tells apart; one that is none of them has no influence.
    pub(super) fn default_variant(
        &mut self,
        discriminator: &openapiv3::Discriminator,
        at: &Location,
        variants: &[SchemaKey],
    ) -> Option<usize> {
        let (target, entry) = self.default_mapping(discriminator, at)?;
        let position = variants.iter().position(|variant| *variant == target);
        if position.is_none() {
            self.report_outside(&target, &entry, "values without a tag that is known");
        }
        position
    }

    /// The schema that a discriminator names, by a reference or the bare name.
    fn named(&mut self, target: &str, entry: &Location) -> Option<SchemaKey> {
        let found = match self.places.get(target) {
            Some(at) => Some(at.clone()),
            None if target.contains(['/', '#', '.']) => self.parts.resolve(entry, target),
            None => {
                self.report_unnamed(target, entry);
                None
            }
        };
        found.map(|found| self.follow(SchemaKey::At(found)))
    }

    /// The description has no schema `name`.
    fn report_unnamed(&self, name: &str, at: &Location) {
        let names = || self.places.keys().map(String::as_str);
        let near = closest(name, names()).map(|near| format!("did you mean `{near}`?"));
        let help = near.unwrap_or_else(|| {
            let names: Vec<_> = names().take(MAX_NAMES).collect();
            format!("the schemas are: {}", names.join(", "))
        });
        let message = format!("there is no schema `{name}`");
        let found = Diagnostic::new(&findings::UNRESOLVED_REFERENCE, at, message);
        self.parts.report(found.help(help));
    }

    /// The values that the property `name` of a schema may have, when they are given.
    fn constants_of(&mut self, key: &SchemaKey, name: &str) -> Vec<String> {
        let facts = self.merged(key);
        let Some(property) = facts.properties.get(name).cloned() else {
            return Vec::new();
        };
        let property = self.follow(property);
        let facts = self.merged(&property);
        let tags = facts.values.iter().map(tag);
        tags.collect::<Option<_>>().unwrap_or_default()
    }

    fn component_name(&self, key: &SchemaKey) -> Option<String> {
        match key {
            SchemaKey::At(at) => self.names.get(at).cloned(),
            _ => None,
        }
    }

    /// The schemas that a base with a discriminator stands for when it has no `oneOf`: those that extend it, at any
    /// depth, and those its mappings name.
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
        let mapped = self.mapped(&discriminator.mapping, at).into_iter();
        let mapped = mapped.map(|(_, target)| target);
        let default = self.default_mapping(discriminator, at);
        for target in mapped.chain(default.map(|(target, _)| target)) {
            if !family.contains(&target) && target != *base {
                family.push(target);
            }
        }
        family
    }
}

/// A value of a discriminator as its tag. A number or a truth value is the tag that is written alike.
fn tag(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

/// The values of the variant at `index`, if no other variant has any of them: an enumeration that all share names them
/// all and tells nothing.
fn telling(constants: &[Vec<String>], index: usize) -> Vec<String> {
    let own = constants.get(index).map(Vec::as_slice).unwrap_or_default();
    let others = constants
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != index);
    let mut elsewhere = others.flat_map(|(_, values)| values);
    let shared = elsewhere.any(|value| own.contains(value));
    if shared && own.len() > 1 {
        return Vec::new();
    }
    own.to_vec()
}

/// So many names of schemas are told where none is like the one that is missed.
const MAX_NAMES: usize = 8;
