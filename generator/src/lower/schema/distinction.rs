//! How the variants of a union are distinguished: by a discriminator, or by a property with
//! different constants in each.

use std::rc::Rc;

use indexmap::IndexSet;
use rustc_hash::FxHashSet;

use super::Schemas;
use super::discriminator::Discriminated;
use super::facts::Facts;
use super::key::SchemaKey;
use super::tag_values::default_first;
use crate::model::{Discriminator, TagValue, Union, Variant, WithoutTag};

/// How the variants of a union are distinguished.
pub(super) struct Distinction {
    pub property: String,
    /// How each variant is recognized.
    pub variants: Vec<VariantTags>,
    /// The variant for all other values.
    pub default: Option<usize>,
}

/// How one variant is recognized.
#[derive(Default)]
pub(super) struct VariantTags {
    /// The discriminator values that select it. The first one is written.
    pub tags: Vec<TagValue>,
    /// Whether the first of them is sent if a caller sets none.
    pub sends_tag: bool,
    /// Whether objects of this type write the first value by themselves.
    pub is_own: bool,
    /// Whether a value without a known discriminator value may be of this variant.
    pub without_tag: WithoutTag,
}

impl Distinction {
    /// Builds the union of these variants.
    pub fn apply(self, variants: Vec<Variant>) -> Union {
        let default = self.default.and_then(|index| variants.get(index));
        let discriminator = Discriminator {
            property: self.property,
            default: default.map(|variant| variant.ty),
        };
        let distinction = variants.into_iter().zip(self.variants);
        let variants = distinction.map(|(variant, tags)| Variant {
            tags: tags.tags,
            sends_tag: tags.sends_tag,
            without_tag: tags.without_tag,
            ..variant
        });
        Union {
            variants: variants.collect(),
            discriminator: Some(discriminator),
            distinguishing: Vec::new(),
        }
    }
}

impl Schemas<'_> {
    /// Returns the property that distinguishes the variants, and its values for each. The `members`
    /// are as the union lists them, because mappings refer to those; `whole` are merged with the
    /// keywords beside the union.
    pub(super) fn discriminator(
        &mut self,
        key: &SchemaKey,
        facts: &Facts,
        members: &[SchemaKey],
        whole: &[SchemaKey],
    ) -> Option<Distinction> {
        let is_object: Vec<bool> = whole.iter().map(|member| self.is_tagged(member)).collect();
        let all_objects = is_object.iter().all(|is| *is);
        let Some(discriminator) = &facts.discriminator else {
            return all_objects.then(|| self.by_constants(whole)).flatten();
        };
        if !is_object.contains(&true) {
            return None;
        }
        self.report_unlisted(discriminator, key.place(), members);
        let mut tags = self.tags(Discriminated {
            discriminator,
            facts,
            at: key.place(),
            variants: members,
            whole,
        });
        for (tags, _) in tags.iter_mut().zip(&is_object).filter(|(_, is)| !**is) {
            tags.clear();
        }
        let of_objects = tags.iter().zip(&is_object).filter(|(_, is)| **is);
        let of_objects: Vec<&[TagValue]> = of_objects.map(|(tags, _)| tags.as_slice()).collect();
        if tell_apart(&of_objects) {
            return Some(self.by_tags(discriminator, key, (members, whole), tags));
        }
        let distinction = all_objects.then(|| self.by_constants(whole)).flatten();
        let decide = match &distinction {
            Some(distinction) => format!("the values of `{}` decide", distinction.property),
            None => "their properties decide".to_owned(),
        };
        let message = format!(
            "the discriminator `{}` does not tell the variants apart: {decide}",
            discriminator.property_name
        );
        self.note(key.place(), message);
        distinction
    }

    /// Whether a variant can have a discriminator: objects can, and unions of objects.
    fn is_tagged(&mut self, member: &SchemaKey) -> bool {
        let member = self.merged(member);
        member.is_object() || !member.one_of.is_empty() || !member.any_of.is_empty()
    }

    /// Distinguishes variants by a discriminator. Variants that are not objects have no values.
    fn by_tags(
        &mut self,
        discriminator: &openapiv3::Discriminator,
        key: &SchemaKey,
        (members, whole): (&[SchemaKey], &[SchemaKey]),
        tags: Vec<Vec<TagValue>>,
    ) -> Distinction {
        let property = &discriminator.property_name;
        let default = self.default_variant(discriminator, key.place(), members);
        let mut implied = Vec::new();
        let both = whole.iter().zip(tags).enumerate();
        let mut variants: Vec<VariantTags> = Vec::new();
        for (index, (member, tags)) in both {
            if self.implies(member, property, &tags) {
                implied.push(index);
            }
            variants.push(VariantTags {
                without_tag: if tags.is_empty() {
                    WithoutTag::ByLooks
                } else {
                    WithoutTag::No
                },
                tags,
                sends_tag: true,
                is_own: default != Some(index),
            });
        }
        // An object without the property is the variant that has a default for it, if there is only
        // one.
        if let ([only], None) = (implied.as_slice(), default)
            && let Some(variant) = variants.get_mut(*only)
        {
            variant.without_tag = WithoutTag::ByLooks;
        }
        Distinction {
            property: property.clone(),
            variants,
            default,
        }
    }

    /// Distinguishes variants by a property with different constants in each.
    fn by_constants(&mut self, members: &[SchemaKey]) -> Option<Distinction> {
        let (property, tags) = self.constants(members)?;
        let mut variants: Vec<VariantTags> = Vec::new();
        let mut implied = Vec::new();
        for (index, (member, tags)) in members.iter().zip(tags).enumerate() {
            let has_default = self.implies(member, &property, &tags);
            if has_default {
                implied.push(index);
            }
            let sends_tag = has_default || tags.len() == 1;
            variants.push(VariantTags {
                without_tag: if self.requires(member, &property) {
                    WithoutTag::No
                } else {
                    WithoutTag::ByLooks
                },
                sends_tag,
                is_own: sends_tag,
                tags,
            });
        }
        if let [only] = implied.as_slice()
            && let Some(variant) = variants.get_mut(*only)
        {
            variant.without_tag = WithoutTag::Preferred;
        }
        Some(Distinction {
            property,
            variants,
            default: None,
        })
    }

    /// Returns a property of all variants whose values differ between any two variants.
    ///
    /// A property that all variants require takes precedence. An optional property counts only if
    /// some variant has a single value for it: enumerations may differ by coincidence.
    pub(super) fn constants(
        &mut self,
        members: &[SchemaKey],
    ) -> Option<(String, Vec<Vec<TagValue>>)> {
        let first = self.merged(members.first()?);
        let is_required = |name: &&String| first.required.contains(name.as_str());
        let (required, optional): (Vec<_>, Vec<_>) = first.properties.keys().partition(is_required);
        let mut found = None;
        for name in required.into_iter().chain(optional) {
            let constants = members.iter().map(|member| self.tag_values(member, name));
            let constants = constants.map(|tags| (!tags.is_empty()).then_some(tags));
            let Some(tags) = constants.collect::<Option<Vec<_>>>() else {
                continue;
            };
            let all: Vec<&[TagValue]> = tags.iter().map(Vec::as_slice).collect();
            if !tell_apart(&all) {
                continue;
            }
            if members.iter().all(|member| self.requires(member, name)) {
                return Some((name.clone(), tags));
            }
            if found.is_none() && tags.iter().any(|tags| tags.len() == 1) {
                found = Some((name.clone(), tags));
            }
        }
        found
    }

    fn requires(&mut self, member: &SchemaKey, name: &str) -> bool {
        let facts = self.merged(member);
        facts.required.contains(name)
    }

    /// Whether an object without the property `name` has one of `tags` by default.
    fn implies(&mut self, member: &SchemaKey, name: &str, tags: &[TagValue]) -> bool {
        let default = self.tag_default(member, name);
        !self.requires(member, name) && default.is_some_and(|default| tags.contains(&default))
    }

    /// Returns the values that the property `name` of a schema is restricted to, without `null`.
    /// The default comes first.
    pub(super) fn tag_values(&mut self, member: &SchemaKey, name: &str) -> Vec<TagValue> {
        let Some(facts) = self.property_facts(member, name) else {
            return Vec::new();
        };
        if facts.open_values {
            return Vec::new();
        }
        let values = facts.values.iter().filter(|value| !value.is_null());
        let values: Option<IndexSet<TagValue>> = values.map(TagValue::from_json).collect();
        let values = values.into_iter().flatten().collect();
        let default = facts.default.as_ref().and_then(TagValue::from_json);
        default_first(values, default.as_ref())
    }

    /// Returns the default of the property `name` of a schema.
    pub(super) fn tag_default(&mut self, member: &SchemaKey, name: &str) -> Option<TagValue> {
        let facts = self.property_facts(member, name)?;
        facts.default.as_ref().and_then(TagValue::from_json)
    }

    /// Returns the facts of the property `name` of a schema, if it has that property.
    pub(super) fn property_facts(&mut self, member: &SchemaKey, name: &str) -> Option<Rc<Facts>> {
        let property = self.merged(member).properties.get(name).cloned()?;
        let property = self.follow(property);
        let facts = self.merged(&property);
        Some(self.with_constants(facts, true))
    }
}

/// Whether every variant has a value, and no value selects two variants.
fn tell_apart(tags: &[&[TagValue]]) -> bool {
    let mut seen = FxHashSet::default();
    let mut all = tags.iter().copied().flatten();
    tags.iter().all(|tags| !tags.is_empty()) && all.all(|tag| seen.insert(tag))
}
