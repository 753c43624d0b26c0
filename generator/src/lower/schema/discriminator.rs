//! Discriminators: the values that select each variant.

use std::rc::Rc;

use indexmap::IndexMap;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Schemas;
use super::facts::Facts;
use super::key::SchemaKey;
use super::tag_values::{constants_first, default_first, is_of, selecting_constants, typed};
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Location};
use crate::dialect::{Extra, Loss};
use crate::model::TagValue;

/// A variant, and the values that select it.
pub(super) type Tagged = (SchemaKey, Vec<TagValue>);

/// A union with a discriminator.
#[derive(Clone, Copy)]
pub(super) struct Discriminated<'a> {
    pub discriminator: &'a openapiv3::Discriminator,
    /// The facts of the union's schema, and its location.
    pub facts: &'a Facts,
    pub at: &'a Location,
    /// The variants as the schema lists them.
    pub variants: &'a [SchemaKey],
    /// The variants, merged with the keywords beside the union.
    pub whole: &'a [SchemaKey],
}

impl Discriminated<'_> {
    fn property(&self) -> &str {
        &self.discriminator.property_name
    }
}

impl Schemas<'_> {
    /// Returns the discriminator values that select each variant: from the mapping, from the
    /// constants of the variant, or from the name of its schema. A variant that is a union by the
    /// same property also has the values of its own variants.
    pub(super) fn tags(&mut self, union: Discriminated<'_>) -> Vec<Vec<TagValue>> {
        let mut tags = self.own_tags(union);
        let mut taken: FxHashSet<TagValue> = tags.iter().flatten().cloned().collect();
        let mut seen = FxHashSet::default();
        for (variant, own) in union.variants.iter().zip(&mut tags) {
            let nested = self.nested_tags(variant, union.property(), &mut seen, &mut taken);
            own.extend(nested);
            if own.is_empty() {
                own.extend(self.implied_name(variant).map(TagValue::Text));
            }
        }
        self.add_other_names(union.discriminator, union.variants, &mut tags);
        tags
    }

    /// Returns the values that select each variant itself. Unions have none unless the mapping
    /// names them.
    fn own_tags(&mut self, union: Discriminated<'_>) -> Vec<Vec<TagValue>> {
        let property = union.property();
        let mapped = self.mapped_tags(union);
        let whole = union.whole.iter();
        let constants: Vec<_> = whole.map(|one| self.tag_values(one, property)).collect();
        let constants = selecting_constants(constants);
        let taken: FxHashSet<TagValue> = mapped.iter().flatten().cloned().collect();
        let both = mapped.into_iter().zip(constants);
        let mut tags: Vec<Vec<TagValue>> = both
            .map(|(mapped, constants)| constants_first(mapped, constants, &taken))
            .collect();
        for (own, variant) in tags.iter_mut().zip(union.whole) {
            let default = self.tag_default(variant, property);
            *own = default_first(std::mem::take(own), default.as_ref());
        }
        let defaults = self.implied_defaults(union, &tags);
        let all = union.variants.iter().zip(tags).zip(defaults);
        all.map(|((variant, mut own), default)| {
            if own.is_empty() && !self.is_union(variant) {
                let name = self.implied_name(variant).map(TagValue::Text);
                own.extend(default.clone());
                own.extend(name.filter(|name| default.as_ref() != Some(name)));
            }
            own
        })
        .collect()
    }

    /// Returns the mapping keys of each variant, converted to the type of the variant's property.
    fn mapped_tags(&mut self, union: Discriminated<'_>) -> Vec<Vec<TagValue>> {
        let mut mapped: Vec<Vec<TagValue>> = vec![Vec::new(); union.variants.len()];
        let positions = self.positions(union.variants);
        for (text, target) in self.mapped(&union.discriminator.mapping, union.at) {
            let Some(position) = self.position(&target, &positions) else {
                continue;
            };
            let whole = union.whole.get(position);
            let property = whole.and_then(|whole| self.property_facts(whole, union.property()));
            let tags = typed(&text, property.as_deref());
            if tags.iter().all(|tag| !is_of(tag, property.as_deref())) {
                let at = union.at.key("discriminator").key("mapping").key(&text);
                let property = union.property();
                self.note(
                    &at,
                    format!("`{text}` is not a value of the property `{property}`"),
                );
            }
            if let Some(own) = mapped.get_mut(position) {
                own.extend(tags);
            }
        }
        mapped
    }

    /// Returns the default of the property for each variant that neither the mapping nor constants
    /// select. The default counts only if neither another variant nor the base has it.
    fn implied_defaults(
        &mut self,
        union: Discriminated<'_>,
        tags: &[Vec<TagValue>],
    ) -> Vec<Option<TagValue>> {
        let shared = union.facts.properties.get(union.property()).cloned();
        let shared = shared.and_then(|shared| {
            let shared = self.follow(shared);
            self.merged(&shared)
                .default
                .as_ref()
                .and_then(TagValue::from_json)
        });
        let mut known: FxHashMap<TagValue, usize> = FxHashMap::default();
        known.extend(tags.iter().flatten().map(|tag| (tag.clone(), 1)));
        let mut defaults = Vec::new();
        for (variant, own) in union.whole.iter().zip(tags) {
            let default = self.tag_default(variant, union.property());
            let is_open = own.is_empty() && self.tag_values(variant, union.property()).is_empty();
            let default = default.filter(|default| is_open && shared.as_ref() != Some(default));
            if let Some(default) = &default {
                *known.entry(default.clone()).or_default() += 1;
            }
            defaults.push(default);
        }
        let is_alone = |default: &TagValue| known.get(default) == Some(&1);
        let defaults = defaults.into_iter();
        defaults.map(|default| default.filter(is_alone)).collect()
    }

    /// Returns the values of the property `name` that select variants of the nested union `key`, at
    /// any depth. Values that are `taken` have another meaning; unions in `seen` are skipped.
    fn nested_tags(
        &mut self,
        key: &SchemaKey,
        name: &str,
        seen: &mut FxHashSet<SchemaKey>,
        taken: &mut FxHashSet<TagValue>,
    ) -> Vec<TagValue> {
        let mut nested = Vec::new();
        let mut take = |tags: &[TagValue]| {
            let new = tags.iter().filter(|tag| taken.insert((*tag).clone()));
            nested.extend(new.cloned());
        };
        let mut open: Vec<Tagged> = Vec::new();
        open.extend(self.tagged_variants(key, name, seen).iter().rev().cloned());
        while let Some((variant, own)) = open.pop() {
            if !self.may_tell_nested(key) {
                return Vec::new();
            }
            take(&own);
            let inside = self.tagged_variants(&variant, name, seen);
            if inside.is_empty() && own.is_empty() {
                let name = self.implied_name(&variant).map(TagValue::Text);
                take(name.as_slice());
            }
            open.extend(inside.iter().rev().cloned());
        }
        nested
    }

    /// Spends the budget for a nested variant. Reports when it is exceeded.
    fn may_tell_nested(&mut self, key: &SchemaKey) -> bool {
        if self.budgets.nested.spend(1) {
            return true;
        }
        let message = "nested unions have more variants together than can be distinguished: values of \
                       those of this union are kept as JSON";
        self.widen(key.place(), message);
        false
    }

    /// Returns the variants of `key` with their values, if it is a union by the property `name` and
    /// was not `seen`.
    fn tagged_variants(
        &mut self,
        key: &SchemaKey,
        name: &str,
        seen: &mut FxHashSet<SchemaKey>,
    ) -> Rc<[Tagged]> {
        let key = &self.behind(key);
        let facts = self.merged(key);
        let Some(discriminator) = &facts.discriminator else {
            return Rc::default();
        };
        if discriminator.property_name != name || !seen.insert(key.clone()) {
            return Rc::default();
        }
        if let Some(known) = self.unions.tagged.get(key) {
            return Rc::clone(known);
        }
        let listed: Vec<SchemaKey> = facts.one_of.iter().chain(&facts.any_of).cloned().collect();
        let variants: Vec<SchemaKey> = if listed.is_empty() {
            self.family(key, discriminator).iter().cloned().collect()
        } else {
            listed.into_iter().map(|key| self.follow(key)).collect()
        };
        let own = self.own_tags(Discriminated {
            discriminator,
            facts: &facts,
            at: key.place(),
            variants: &variants,
            whole: &variants,
        });
        let tagged: Rc<[Tagged]> = variants.into_iter().zip(own).collect();
        self.unions.tagged.insert(key.clone(), Rc::clone(&tagged));
        tagged
    }

    /// Whether the schema `key` is a union with a discriminator, as opposed to a base that its
    /// variants extend.
    fn is_union(&mut self, key: &SchemaKey) -> bool {
        let facts = self.merged(key);
        facts.discriminator.is_some() && !(facts.one_of.is_empty() && facts.any_of.is_empty())
    }

    /// Reports mapping entries that lead to no variant of the union. They are ignored.
    pub(super) fn report_unlisted(
        &mut self,
        discriminator: &openapiv3::Discriminator,
        at: &Location,
        variants: &[SchemaKey],
    ) {
        let positions = self.positions(variants);
        for (tag, target) in self.mapped(&discriminator.mapping, at) {
            if self.position(&target, &positions).is_none() {
                let at = at.key("discriminator").key("mapping").key(&tag);
                self.report_outside(&target, &at, &format!("values with `{tag}`"));
            }
        }
    }

    /// Reports that a schema named by the discriminator is not in the union.
    fn report_outside(&self, target: &SchemaKey, at: &Location, values: &str) {
        let name = self.component_name(target);
        let name = name.unwrap_or_else(|| target.place().pointer.to_string());
        let message =
            format!("`{name}` is not among the union's schemas: {values} are kept as JSON");
        self.parts.report(Diagnostic::new(
            findings::unlisted_variant::IGNORED,
            at,
            message,
        ));
    }

    /// Resolves every entry of a mapping, which is a reference or the bare name of a schema.
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

    /// Returns the schema for values without a known discriminator value, and the location that
    /// names it.
    pub(super) fn default_mapping(
        &mut self,
        discriminator: &openapiv3::Discriminator,
        at: &Location,
    ) -> Option<(SchemaKey, Location)> {
        let target = Extra::from_extensions(&discriminator.extensions).default_mapping?;
        let entry = at.key("discriminator").key("defaultMapping");
        Some((self.named(&target, &entry)?, entry))
    }

    /// Returns the variant for values without a known discriminator value. A schema outside the
    /// union is ignored.
    pub(super) fn default_variant(
        &mut self,
        discriminator: &openapiv3::Discriminator,
        at: &Location,
        variants: &[SchemaKey],
    ) -> Option<usize> {
        let (target, entry) = self.default_mapping(discriminator, at)?;
        let positions = self.positions(variants);
        let position = self.position(&target, &positions);
        if position.is_none() {
            self.report_outside(&target, &entry, "values without a tag that is known");
        }
        position
    }

    /// Resolves a schema that a discriminator names, by a reference or the bare name.
    fn named(&mut self, target: &str, entry: &Location) -> Option<SchemaKey> {
        let found = match self.components.place(target) {
            Some(at) => Some(at.clone()),
            None if target.contains(['/', '#', '.']) => {
                self.parts.resolve(Loss::Ignored, entry, target)
            }
            None => {
                self.report_unnamed(target, entry);
                None
            }
        };
        found.map(|found| self.follow(SchemaKey::At(found)))
    }

    /// Reports that the description has no schema `name`.
    fn report_unnamed(&self, name: &str, at: &Location) {
        let names = || self.components.names();
        let near = self
            .parts
            .closest(at, name, names())
            .map(|near| format!("did you mean `{near}`?"));
        let help = near.unwrap_or_else(|| {
            let names: Vec<_> = names().take(MAX_NAMES).collect();
            format!("the schemas are: {}", names.join(", "))
        });
        let message = format!("there is no schema `{name}`");
        let found = Diagnostic::new(findings::unresolved_reference::IGNORED, at, message);
        self.parts.report(found.help(help));
    }
}

/// The maximum number of schema names that are listed if none resembles the missing one.
const MAX_NAMES: usize = 8;
