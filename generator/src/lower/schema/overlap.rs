//! `anyOf` of objects whose variants overlap: one object with the properties of all variants.

use super::Schemas;
use super::facts::{Facts, Others};
use super::key::SchemaKey;
use super::scalar;

impl Schemas<'_> {
    /// Merges the members into one object if nothing distinguishes them: no constant, and no
    /// property that one requires and another lacks. Choosing one variant would lose the properties
    /// of the others.
    pub(super) fn overlap(&mut self, facts: &Facts, members: &[SchemaKey]) -> Option<Facts> {
        let is_any = facts.one_of.is_empty() && facts.discriminator.is_none();
        if !is_any || self.constants(members).is_some() {
            return None;
        }
        let all: Vec<_> = members.iter().map(|member| self.merged(member)).collect();
        let (first, others) = all.split_first()?;
        if !all.iter().all(|member| is_plain_object(member)) {
            return None;
        }
        let mut whole = Facts {
            at: facts.at.clone(),
            ..(**first).clone()
        };
        for other in others {
            let known = |from: &Facts, of: &Facts| {
                from.required
                    .iter()
                    .all(|name| of.properties.contains_key(name))
            };
            if !all.iter().all(|one| known(one, other)) {
                return None;
            }
            for (name, key) in &other.properties {
                let key = self.follow(key.clone());
                match whole.properties.get(name) {
                    Some(same) if self.is_same(same.clone(), &key) => {}
                    Some(_) => return None,
                    None => {
                        whole.properties.insert(name.clone(), key);
                    }
                }
            }
            whole.required.retain(|name| other.required.contains(name));
            whole.nullable |= other.nullable;
            whole.additional = wider(&whole.additional, &other.additional);
        }
        let known = first.required.iter().all(|name| {
            others
                .iter()
                .all(|other| other.properties.contains_key(name))
        });
        known.then_some(whole)
    }

    /// Whether two schemas are the same, or equal scalars.
    fn is_same(&mut self, one: SchemaKey, other: &SchemaKey) -> bool {
        let one = self.follow(one);
        if one == *other {
            return true;
        }
        let (one, other) = (self.merged(&one), self.merged(other));
        let is_scalar = |facts: &Facts| {
            let ty = facts.ty.as_deref();
            matches!(ty, Some("string" | "integer" | "number" | "boolean"))
        };
        let says = |facts: &Facts| {
            let is_integer = facts.ty.as_deref() == Some("integer");
            (
                facts.ty.clone(),
                facts.format.clone(),
                facts.values.clone(),
                facts.nullable,
                is_integer.then(|| scalar::integer(facts)),
            )
        };
        is_scalar(&one) && is_scalar(&other) && says(&one) == says(&other)
    }
}

/// Returns the union of two kinds of additional properties.
fn wider(one: &Others, other: &Others) -> Others {
    match (one, other) {
        (Others::Forbidden, wider) | (wider, Others::Forbidden) => wider.clone(),
        (one, other) if one == other => one.clone(),
        _ => Others::Any,
    }
}

fn is_plain_object(facts: &Facts) -> bool {
    facts.is_object()
        && !facts.properties.is_empty()
        && facts.one_of.is_empty()
        && facts.any_of.is_empty()
}
