//! Discriminators: which value means which schema.

use std::rc::Rc;

use indexmap::IndexMap;
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;

use super::Schemas;
use super::facts::Facts;
use super::key::SchemaKey;
use crate::diagnostics::catalogue::lower as findings;
use crate::diagnostics::{Diagnostic, Location};
use crate::dialect::Loss;
use crate::dialect::extension::DEFAULT_MAPPING;
use crate::model::TagValue;

/// A variant, and the values that mean it.
pub(super) type Tagged = (SchemaKey, Vec<TagValue>);

impl Schemas<'_> {
    /// The values of a discriminator that mean each of `variants`: its mapping, what the variant says of the property, or
    /// the schema's name. A variant that is a union by the same property has its variants' values, too. The properties are
    /// those of `whole`: the variants with what the schema says of all of them.
    pub(super) fn tags(
        &mut self,
        discriminator: &openapiv3::Discriminator,
        at: &Location,
        variants: &[SchemaKey],
        whole: &[SchemaKey],
    ) -> Vec<Vec<TagValue>> {
        let property = &discriminator.property_name;
        let mut tags = self.own_tags(discriminator, at, variants, whole);
        let mut taken: FxHashSet<TagValue> = tags.iter().flatten().cloned().collect();
        let mut seen = FxHashSet::default();
        for (variant, own) in variants.iter().zip(&mut tags) {
            let nested = self.nested_tags(variant, property, &mut seen, &mut taken);
            own.extend(nested);
            if own.is_empty() {
                own.extend(self.implied_name(variant).map(TagValue::Text));
            }
        }
        self.add_other_names(discriminator, variants, &mut tags);
        tags
    }

    /// The values that mean each of `variants` itself: none for a union among them that no mapping names.
    fn own_tags(
        &mut self,
        discriminator: &openapiv3::Discriminator,
        at: &Location,
        variants: &[SchemaKey],
        whole: &[SchemaKey],
    ) -> Vec<Vec<TagValue>> {
        let property = &discriminator.property_name;
        let mapped = self.mapped_tags(discriminator, at, variants, whole);
        let constants = whole
            .iter()
            .map(|variant| self.tag_values(variant, property));
        let constants = telling(constants.collect());
        let taken: FxHashSet<TagValue> = mapped.iter().flatten().cloned().collect();
        let both = variants.iter().zip(mapped.into_iter().zip(constants));
        both.map(|(variant, (mapped, constants))| {
            let mut own = constants_first(mapped, constants, &taken);
            if own.is_empty() && !self.is_choice(variant) {
                own.extend(self.implied_name(variant).map(TagValue::Text));
            }
            own
        })
        .collect()
    }

    /// The keys of a mapping that lead to each of `variants`, as values of what the variant says of the property.
    fn mapped_tags(
        &mut self,
        discriminator: &openapiv3::Discriminator,
        at: &Location,
        variants: &[SchemaKey],
        whole: &[SchemaKey],
    ) -> Vec<Vec<TagValue>> {
        let mut mapped: Vec<Vec<TagValue>> = vec![Vec::new(); variants.len()];
        let positions = self.positions(variants);
        for (text, target) in self.mapped(&discriminator.mapping, at) {
            let Some(position) = self.position(&target, &positions) else {
                continue;
            };
            let property = whole
                .get(position)
                .and_then(|variant| self.property_facts(variant, &discriminator.property_name));
            if let Some(own) = mapped.get_mut(position) {
                own.extend(typed(&text, property.as_deref()));
            }
        }
        mapped
    }

    /// The values of the property `name` that mean one of the variants of `key`, if that is a union by this property, and
    /// of the unions among them. Those that are `taken` mean something else; a union that was `seen` has been reported.
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

    /// Counts a variant of a union inside a union, and says where there are too many.
    fn may_tell_nested(&mut self, key: &SchemaKey) -> bool {
        self.told_nested += 1;
        if self.told_nested <= MAX_NESTED {
            return true;
        }
        let message = format!(
            "unions inside unions have more than {MAX_NESTED} variants: values of those of this union are kept as JSON"
        );
        self.widen(key.place(), message);
        false
    }

    /// The variants of `key` with the values that mean them, if that is a union by the property `name` and was not `seen`.
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
        if let Some(known) = self.tagged.get(key) {
            return Rc::clone(known);
        }
        let listed: Vec<SchemaKey> = facts.one_of.iter().chain(&facts.any_of).cloned().collect();
        let variants: Vec<SchemaKey> = if listed.is_empty() {
            self.family(key, discriminator).iter().cloned().collect()
        } else {
            listed.into_iter().map(|key| self.follow(key)).collect()
        };
        let own = self.own_tags(discriminator, key.place(), &variants, &variants);
        let tagged: Rc<[Tagged]> = variants.into_iter().zip(own).collect();
        self.tagged.insert(key.clone(), Rc::clone(&tagged));
        tagged
    }

    /// Whether the schema `key` is one of those it lists, by a discriminator, and never itself.
    fn is_choice(&mut self, key: &SchemaKey) -> bool {
        let facts = self.merged(key);
        facts.discriminator.is_some() && !(facts.one_of.is_empty() && facts.any_of.is_empty())
    }

    /// Reports entries of a mapping that lead to no variant of the union; they are ignored.
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

    /// A schema that the discriminator names is none of the union's.
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
    pub(super) fn default_mapping(
        &mut self,
        discriminator: &openapiv3::Discriminator,
        at: &Location,
    ) -> Option<(SchemaKey, Location)> {
        let target = discriminator.extensions.get(DEFAULT_MAPPING)?.as_str()?;
        let entry = at.key("discriminator").key("defaultMapping");
        Some((self.named(target, &entry)?, entry))
    }

    /// Which of `variants` takes the values without a known tag; another schema is ignored.
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

    /// The schema that a discriminator names, by a reference or the bare name.
    fn named(&mut self, target: &str, entry: &Location) -> Option<SchemaKey> {
        let found = match self.places.get(target) {
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

    /// The description has no schema `name`.
    fn report_unnamed(&self, name: &str, at: &Location) {
        let names = || self.places.keys().map(String::as_str);
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

/// A key of a mapping as values of the property that it is a value of. Where nothing says what that holds, the key may
/// stand for a number or a truth value too ("Discriminator Object": a value may be converted to a string for comparison).
fn typed(key: &str, property: Option<&Facts>) -> Vec<TagValue> {
    let text = || TagValue::Text(key.to_owned());
    let other = || {
        let value: Option<Value> = serde_json::from_str(key).ok();
        let value = value.filter(|value| value.is_number() || value.is_boolean());
        value.as_ref().and_then(TagValue::of)
    };
    let values = property.into_iter().flat_map(|facts| &facts.values);
    let mut values = values.filter_map(TagValue::of);
    if let Some(same) = values.find(|value| value.to_string() == key) {
        return vec![same];
    }
    match property.and_then(|facts| facts.ty.as_deref()) {
        Some("integer" | "number" | "boolean") => vec![other().unwrap_or_else(text)],
        Some(_) => vec![text()],
        None => std::iter::once(text()).chain(other()).collect(),
    }
}

/// The tags of a variant by its mapping and by its constants. A value that the variant itself does not allow is not written
/// as long as there is another. A constant that is `taken` means another variant.
fn constants_first(
    mapped: Vec<TagValue>,
    constants: Vec<TagValue>,
    taken: &FxHashSet<TagValue>,
) -> Vec<TagValue> {
    if mapped.is_empty() {
        return constants;
    }
    let (mut own, others): (Vec<_>, Vec<_>) =
        mapped.into_iter().partition(|tag| constants.contains(tag));
    if let [only] = constants.as_slice()
        && !taken.contains(only)
    {
        own.push(only.clone());
    }
    own.extend(others);
    own
}

/// Of each variant's values, those that tell it: all, if no other variant has any of them. An enumeration that all share
/// names them all and tells nothing.
fn telling(constants: Vec<Vec<TagValue>>) -> Vec<Vec<TagValue>> {
    let mut holders: FxHashMap<&TagValue, usize> = FxHashMap::default();
    for own in &constants {
        let distinct: FxHashSet<&TagValue> = own.iter().collect();
        for value in distinct {
            *holders.entry(value).or_default() += 1;
        }
    }
    let is_shared = |value: &TagValue| holders.get(value).is_some_and(|many| *many > 1);
    let tells = |own: &Vec<TagValue>| own.len() == 1 || !own.iter().any(is_shared);
    let tells: Vec<bool> = constants.iter().map(tells).collect();
    let both = constants.into_iter().zip(tells);
    both.map(|(own, tells)| if tells { own } else { Vec::new() })
        .collect()
}

/// The maximum number of variants of nested unions; no valid description has more.
pub(super) const MAX_NESTED: usize = 50_000;

/// The maximum number of schema names that are listed if none resembles the missing one.
const MAX_NAMES: usize = 8;
