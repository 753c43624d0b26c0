//! What tells the variants of a union apart: a discriminator, or a property with another constant in each.

use std::rc::Rc;

use indexmap::IndexSet;
use rustc_hash::FxHashSet;

use super::Schemas;
use super::facts::Facts;
use super::key::SchemaKey;
use crate::model::{Discriminator, TagValue, Variant};

/// What tells the variants of a union apart.
pub(super) struct Told {
    pub property: String,
    /// The values that mean each variant.
    pub tags: Vec<Vec<TagValue>>,
    /// The variant of all other values.
    default: Option<usize>,
}

impl Told {
    fn by_constants((property, tags): (String, Vec<Vec<TagValue>>)) -> Self {
        Self {
            property,
            tags,
            default: None,
        }
    }

    pub fn by(self, variants: &[Variant]) -> Discriminator {
        let default = self.default.and_then(|index| variants.get(index));
        Discriminator {
            property: self.property,
            default: default.map(|variant| variant.ty),
        }
    }
}

impl Schemas<'_> {
    /// The property that tells the variants apart, and each one's values of it. The `members` are as the schema lists
    /// them, for that is how a mapping names them; `whole` has what the schema says of all of them, too.
    pub(super) fn discriminator(
        &mut self,
        key: &SchemaKey,
        facts: &Facts,
        members: &[SchemaKey],
        whole: &[SchemaKey],
    ) -> Option<Told> {
        let objects = whole.iter().all(|member| {
            let member = self.merged(member);
            member.is_object() || !member.one_of.is_empty() || !member.any_of.is_empty()
        });
        if !objects {
            return None;
        }
        match &facts.discriminator {
            Some(discriminator) => {
                self.report_unlisted(discriminator, key.place(), members);
                let tags = self.tags(discriminator, key.place(), members, whole);
                if tell_apart(&tags) {
                    return Some(Told {
                        property: discriminator.property_name.clone(),
                        tags,
                        default: self.default_variant(discriminator, key.place(), members),
                    });
                }
                let constants = self.constants(whole);
                let decide = match &constants {
                    Some((name, _)) => format!("the values of `{name}` decide"),
                    None => "their properties decide".to_owned(),
                };
                let message = format!(
                    "the discriminator `{}` does not tell the variants apart: {decide}",
                    discriminator.property_name
                );
                self.note(key.place(), message);
                constants.map(Told::by_constants)
            }
            None => self.constants(whole).map(Told::by_constants),
        }
    }

    /// A property that every variant requires, with values that no other variant has.
    pub(super) fn constants(
        &mut self,
        members: &[SchemaKey],
    ) -> Option<(String, Vec<Vec<TagValue>>)> {
        let first = self.merged(members.first()?);
        let candidates: Vec<String> = first
            .properties
            .keys()
            .filter(|name| first.required.contains(*name))
            .cloned()
            .collect();
        for name in candidates {
            let constants = members.iter().map(|member| {
                if self.requires(member, &name) {
                    self.tag_values(member, &name)
                } else {
                    Vec::new()
                }
            });
            let tags: Vec<_> = constants.collect();
            if tell_apart(&tags) {
                return Some((name, tags));
            }
        }
        None
    }

    fn requires(&mut self, member: &SchemaKey, name: &str) -> bool {
        let facts = self.merged(member);
        facts.required.contains(name)
    }

    /// The values that the property `name` of a schema may have, `null` aside, when they are given.
    pub(super) fn tag_values(&mut self, member: &SchemaKey, name: &str) -> Vec<TagValue> {
        let Some(facts) = self.property_facts(member, name) else {
            return Vec::new();
        };
        let values = facts.values.iter().filter(|value| !value.is_null());
        let values = values.map(TagValue::of);
        let values: Option<IndexSet<TagValue>> = values.collect();
        values.into_iter().flatten().collect()
    }

    /// What the property `name` of a schema says, if the schema has such a property.
    pub(super) fn property_facts(&mut self, member: &SchemaKey, name: &str) -> Option<Rc<Facts>> {
        let property = self.merged(member).properties.get(name).cloned()?;
        let property = self.follow(property);
        Some(self.merged(&property))
    }
}

/// Whether every variant has a value and no value stands for two.
fn tell_apart(tags: &[Vec<TagValue>]) -> bool {
    let all: Vec<&TagValue> = tags.iter().flatten().collect();
    let distinct: FxHashSet<_> = all.iter().collect();
    tags.iter().all(|tags| !tags.is_empty()) && distinct.len() == all.len()
}
