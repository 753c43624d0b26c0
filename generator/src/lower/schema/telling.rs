//! What tells the variants of a union apart: a discriminator, or a property with another constant in each.

use super::Schemas;
use super::facts::Facts;
use super::key::SchemaKey;
use crate::model::{Discriminator, Variant};

/// What tells the variants of a union apart.
pub(super) struct Told {
    pub property: String,
    /// The values that mean each variant.
    pub tags: Vec<Vec<String>>,
    /// The variant of all other values.
    default: Option<usize>,
}

impl Told {
    fn by_constants((property, tags): (String, Vec<Vec<String>>)) -> Self {
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
                let tags = self.tags(discriminator, key.place(), members);
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
    ) -> Option<(String, Vec<Vec<String>>)> {
        let first = self.merged(members.first()?);
        let candidates: Vec<String> = first
            .properties
            .keys()
            .filter(|name| first.required.contains(name))
            .cloned()
            .collect();
        for name in candidates {
            let tags: Vec<_> = members
                .iter()
                .map(|member| self.required_constants(member, &name))
                .collect();
            if tell_apart(&tags) {
                return Some((name, tags));
            }
        }
        None
    }

    fn required_constants(&mut self, member: &SchemaKey, name: &str) -> Vec<String> {
        let facts = self.merged(member);
        if !facts.required.iter().any(|required| required == name) {
            return Vec::new();
        }
        let Some(property) = facts.properties.get(name).cloned() else {
            return Vec::new();
        };
        let property = self.follow(property);
        let facts = self.merged(&property);
        let texts = facts
            .values
            .iter()
            .map(|value| value.as_str().map(str::to_owned));
        texts.collect::<Option<Vec<_>>>().unwrap_or_default()
    }
}

/// Whether every variant has a value and no value stands for two.
fn tell_apart(tags: &[Vec<String>]) -> bool {
    let all: Vec<&String> = tags.iter().flatten().collect();
    let distinct: std::collections::BTreeSet<_> = all.iter().collect();
    tags.iter().all(|tags| !tags.is_empty()) && distinct.len() == all.len()
}
