//! Unions whose variants are objects with one member each, whose key selects the variant: serde's
//! externally tagged enums, with the words of their unit variants beside them. Example:
//! `oneOf: [{ enum: [off] }, { required: [every], properties: { every: { type: integer } } }]`
//!
//! The objects have no types of their own: the union knows the keys, and its variants are the values
//! of the members.

use rustc_hash::FxHashSet;

use super::Schemas;
use super::enumeration::{Kind, kind_of};
use super::facts::{Facts, Others};
use super::key::SchemaKey;
use crate::model::{Context, Docs, OnlyMember, Role, TypeId, Variant};

/// An alternative of a union.
enum Alternative {
    /// An object with one member, and the schema of its value.
    Member(OnlyMember, SchemaKey),
    /// Strings of a list.
    Words,
    /// Another value that is not an object.
    Other,
}

impl Schemas<'_> {
    /// Returns the variants of a union whose objects have one member each, with different keys.
    /// `None` if there are other objects, or too few to be certain.
    pub(super) fn variants_by_member(
        &mut self,
        id: TypeId,
        key: &SchemaKey,
        facts: &Facts,
        whole: &[SchemaKey],
    ) -> Option<Vec<Variant>> {
        if facts.discriminator.is_some() || !facts.further.is_empty() || self.parted.contains(key) {
            return None;
        }
        let mut alternatives = Vec::new();
        for member in whole {
            alternatives.push((member.clone(), self.alternative(member)?));
        }
        let mut keys = FxHashSet::default();
        let (mut members, mut words) = (0, 0);
        for (_, alternative) in &alternatives {
            match alternative {
                Alternative::Member(member, _) if keys.insert(member.key.clone()) => members += 1,
                Alternative::Member(..) => return None,
                Alternative::Words => words += 1,
                Alternative::Other => {}
            }
        }
        // One object beside a number, say, is an ordinary struct, which may get more properties.
        let is_certain = members > 1 || members == 1 && words > 0 && words + 1 == whole.len();
        if !is_certain {
            return None;
        }
        let variants = alternatives.into_iter().enumerate();
        let variants = variants.map(|(index, (whole, alternative))| match alternative {
            Alternative::Member(member, value) => {
                let role = Role::Member(member.key.clone());
                let ty = self.id(value, Context::Inside(id, role));
                Variant {
                    member: Some(Box::new(member)),
                    ..Variant::new(ty)
                }
            }
            Alternative::Words | Alternative::Other => {
                Variant::new(self.id(whole, Context::Inside(id, Role::Variant(index))))
            }
        });
        Some(variants.collect())
    }

    /// Records that the objects of a union are sent as parts: each of them needs a struct, which knows
    /// its parts.
    pub(super) fn note_parted(&mut self, key: SchemaKey) {
        let mut open = vec![key];
        let mut seen = FxHashSet::default();
        while let Some(key) = open.pop() {
            let key = self.follow(key);
            if !seen.insert(key.clone()) {
                continue;
            }
            if let Some(target) = self.own_facts(&key).and_then(|own| own.reference.clone()) {
                open.push(target);
            }
            let facts = self.merged(&key);
            let members = facts.one_of.iter().chain(&facts.any_of);
            open.extend(members.cloned());
            if !facts.one_of.is_empty() || !facts.any_of.is_empty() {
                self.parted.insert(key);
            }
        }
    }

    /// Returns the kind of an alternative; `None` for objects with other members, and for what may
    /// be any value.
    fn alternative(&mut self, key: &SchemaKey) -> Option<Alternative> {
        if let Some((member, value)) = self.only_member(key) {
            return Some(Alternative::Member(member, value));
        }
        let facts = self.merged(key);
        let facts = self.with_constants(facts, false);
        let values = facts.values.iter().filter(|value| !value.is_null());
        if kind_of(values) == Some(Kind::Text) && !facts.open_values {
            return Some(Alternative::Words);
        }
        let is_choice = !facts.one_of.is_empty() || !facts.any_of.is_empty();
        let is_known = facts.ty.is_some() || !facts.values.is_empty();
        (is_known && !is_choice && !facts.is_object()).then_some(Alternative::Other)
    }

    /// Returns the only member of a nameless object, and the schema of its value. An object that the
    /// description names has a type of its own, and may get more properties.
    fn only_member(&mut self, key: &SchemaKey) -> Option<(OnlyMember, SchemaKey)> {
        if self.is_named(key) {
            return None;
        }
        let facts = self.merged(key);
        let mut properties = facts.properties.iter();
        let (Some((name, value)), None) = (properties.next(), properties.next()) else {
            return None;
        };
        let is_required = facts.required.len() == 1 && facts.required.contains(name);
        let is_closed = match facts.additional {
            Others::Unspecified => false,
            Others::Forbidden => true,
            Others::Any | Others::Of(_) => return None,
        };
        let is_plain = facts.is_object()
            && facts.is_plain()
            && facts.further.is_empty()
            && facts.conditional.is_empty()
            && facts.discriminator.is_none()
            && facts.given_name.is_none()
            && facts.extensions.is_empty();
        if !is_required || !is_plain {
            return None;
        }
        let value = self.follow(value.clone());
        let of_value = self.merged(&value);
        if of_value.read_only || of_value.write_only || of_value.is_null() {
            return None;
        }
        let member = OnlyMember {
            key: name.clone(),
            is_closed,
            docs: Docs {
                title: facts.title.clone(),
                description: facts.description.clone(),
                external: facts.external.clone(),
                deprecated: facts.deprecated,
            },
        };
        Some((member, value))
    }
}
