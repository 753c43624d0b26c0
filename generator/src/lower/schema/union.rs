//! `oneOf`, `anyOf` and discriminators: one of several types.

use indexmap::IndexSet;
use rustc_hash::FxHashSet;

use super::Schemas;
use super::bases;
use super::facts::{Facts, Others};
use super::key::SchemaKey;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue as findings;
use crate::model::{Context, Role, Shape, Text, TypeId, Union, Variant};

/// The maximum number of variants that are merged with keywords beside their union. Published
/// descriptions stay below it.
const MAX_WITH_BASE: usize = 2_000;

/// The alternatives of a union.
pub(super) struct Alternatives {
    /// The members as the union lists them, without `null`.
    members: Vec<SchemaKey>,
    /// The same members, merged with the keywords beside the union.
    pub whole: Vec<SchemaKey>,
    /// Whether `null` is also a value.
    null: bool,
}

/// The identity of a plain schema: type, format, bounds, and whether it is nullable.
type Plain = (Option<String>, Option<String>, [Option<u64>; 2], bool);

fn plain_of(facts: &Facts) -> Plain {
    // Normalizes `-0.0` to `0.0`.
    let bits = |bound: f64| (bound + 0.0).to_bits();
    let bounds = [facts.minimum.map(bits), facts.maximum.map(bits)];
    (
        facts.ty.clone(),
        facts.format.clone(),
        bounds,
        facts.nullable,
    )
}

impl Schemas<'_> {
    /// Returns whether `null` is a variant, and the shape of the others. Returns `None` if the
    /// schema is not a union.
    pub(super) fn union(
        &mut self,
        id: TypeId,
        key: &SchemaKey,
        facts: &Facts,
    ) -> Option<(bool, Shape)> {
        let Alternatives {
            members,
            whole,
            null,
        } = self.alternatives(key, facts)?;
        let whole = self.flattened(facts, whole);
        // A single variant with a discriminator is still a union: other variants may be added
        // later, and the base itself is not one.
        let single = whole.len() == 1 && facts.discriminator.is_some();
        let mut discriminator = None;
        if single {
            discriminator = self.discriminator(key, facts, &members, &whole);
        }
        if let Some(variants) = self.variants_by_member(id, key, facts, &whole) {
            let union = Union {
                variants,
                discriminator: None,
                distinguishing: Vec::new(),
            };
            return Some((null, Shape::Union(union)));
        }
        if discriminator.is_none()
            && let Some(shape) = self.simple_union(id, facts, &whole)
        {
            return Some((null, shape));
        }
        let variants = self.variants(id, &whole);
        if !single {
            discriminator = self.discriminator(key, facts, &members, &whole);
        }
        let union = match discriminator {
            None => Union {
                variants,
                discriminator: None,
                distinguishing: Vec::new(),
            },
            Some(distinction) => {
                self.note_tags(&distinction, &members);
                self.note_tags(&distinction, &whole);
                distinction.apply(variants)
            }
        };
        Some((null, Shape::Union(union)))
    }

    /// Returns the alternatives of a schema, or `None` if it is not a union.
    pub(super) fn alternatives(&mut self, key: &SchemaKey, facts: &Facts) -> Option<Alternatives> {
        let members = self.members(key, facts)?;
        let members = if facts.discriminator.is_some() {
            members
        } else {
            self.with_constants_together(key, members)
        };
        let (members, null) = self.without_null(members);
        let null = null || members.iter().any(|member| self.takes_null(member));
        let members = self.without_mutual_members(key, members)?;
        let members = self.possible(key, facts, members);
        Some(Alternatives {
            whole: self.with_base(key, facts, &members),
            null: null && self.all_have_null(&facts.further),
            members,
        })
    }

    /// Returns the distinct members of a union.
    fn members(&mut self, key: &SchemaKey, facts: &Facts) -> Option<Vec<SchemaKey>> {
        let listed = if facts.one_of.is_empty() {
            &facts.any_of
        } else {
            &facts.one_of
        };
        let members = match (&facts.discriminator, listed.is_empty()) {
            (_, false) => listed.clone(),
            (Some(discriminator), true) => {
                self.family(key, discriminator).iter().cloned().collect()
            }
            (None, true) => return None,
        };
        let mut distinct: IndexSet<SchemaKey> = IndexSet::new();
        let mut plain: FxHashSet<Plain> = FxHashSet::default();
        for member in members {
            let member = self.follow(member);
            if distinct.contains(&member) || self.is_scalar_among(&member, &plain) {
                continue;
            }
            let facts = self.merged(&member);
            if facts.is_plain() {
                plain.insert(plain_of(&facts));
            }
            distinct.insert(member);
        }
        let distinct: Vec<SchemaKey> = distinct.into_iter().collect();
        if distinct.is_empty() || self.only_constrains(facts, &distinct) {
            return None;
        }
        Some(distinct)
    }

    /// Whether an unnamed member is a boolean or number for which another member has the same type.
    fn is_scalar_among(&mut self, member: &SchemaKey, others: &FxHashSet<Plain>) -> bool {
        let facts = self.merged(member);
        let scalar = matches!(facts.ty.as_deref(), Some("boolean" | "integer" | "number"));
        let named = matches!(member, SchemaKey::At(at) if self.components.is_named(at));
        if !scalar || named || !facts.is_plain() {
            return false;
        }
        others.contains(&plain_of(&facts))
    }

    /// Whether the members only list required properties: then they are constraints, not variants.
    fn only_constrains(&mut self, facts: &Facts, members: &[SchemaKey]) -> bool {
        let constrains = members.iter().all(|member| {
            let member = self.merged(member);
            member.is_bare()
        });
        if constrains && let Some(at) = &facts.at {
            self.note(
                at,
                "the alternatives only require properties: which of them are there is not checked",
            );
        }
        constrains
    }

    fn without_null(&mut self, members: Vec<SchemaKey>) -> (Vec<SchemaKey>, bool) {
        let before = members.len();
        let members: Vec<_> = members
            .into_iter()
            .filter(|member| !self.is_null(member))
            .collect();
        let null = members.len() < before;
        (members, null)
    }

    /// Whether `null` is a value of a member, and so of the union.
    pub(super) fn takes_null(&mut self, member: &SchemaKey) -> bool {
        let start = self.follow(member.clone());
        let mut open = vec![start.clone()];
        let mut seen = FxHashSet::default();
        while let Some(key) = open.pop() {
            if !seen.insert(key.clone()) {
                continue;
            }
            let known = self.unions.null_among.get(&key).copied();
            let facts = self.merged(&key);
            let itself = || facts.nullable || facts.values.iter().any(serde_json::Value::is_null);
            if known.unwrap_or_else(itself) {
                self.unions.null_among.insert(start, true);
                return true;
            }
            if known.is_none() {
                let nested = facts.one_of.iter().chain(&facts.any_of);
                open.extend(nested.map(|nested| self.follow(nested.clone())));
            }
        }
        // No reachable schema admits `null`.
        self.unions
            .null_among
            .extend(seen.into_iter().map(|key| (key, false)));
        false
    }

    /// Drops members that are mutually reachable with two or more of this schema's bases; expanding
    /// them would only repeat the cycle, with the unions in a different order. Returns `None` if
    /// none are left.
    fn without_mutual_members(
        &mut self,
        key: &SchemaKey,
        members: Vec<SchemaKey>,
    ) -> Option<Vec<SchemaKey>> {
        let bases = bases::of_members(key);
        if bases.len() < 2 {
            return Some(members);
        }
        let before = members.len();
        let mut left = members;
        left.retain(|member| {
            let round = bases
                .iter()
                .filter(|base| self.list_each_other(base, member));
            round.count() < 2
        });
        if left.len() < before {
            self.note(
                key.place(),
                "unions that list each other: only two of the nested unions are distinguished",
            );
        }
        (!left.is_empty()).then_some(left)
    }

    /// Merges each member with the keywords beside the union, unless the member extends those
    /// already.
    fn with_base(
        &mut self,
        key: &SchemaKey,
        facts: &Facts,
        members: &[SchemaKey],
    ) -> Vec<SchemaKey> {
        let listed = !facts.one_of.is_empty() || !facts.any_of.is_empty();
        let says_something = !facts.properties.is_empty()
            || !facts.required.is_empty()
            || !facts.further.is_empty()
            || matches!(facts.additional, Others::Of(_));
        if !listed || !says_something {
            return members.to_vec();
        }
        self.with_base += members.len();
        if self.with_base > MAX_WITH_BASE {
            let message = format!(
                "unions inside unions that say something of all their variants have more than {MAX_WITH_BASE} variants: here \
                 they have only what they say themselves"
            );
            self.widen(key.place(), message);
            return members.to_vec();
        }
        let shared = self.shared_parts(key, facts);
        let merged = members.iter().map(|member| {
            let mut parts = self.parts_beside(member, &shared);
            if parts.is_empty() {
                return member.clone();
            }
            parts.push(member.clone());
            SchemaKey::AllOf(member.place().clone(), parts.into())
        });
        merged.collect()
    }

    /// Returns the shape of a union that does not need variants: only `null`, a single schema, or
    /// strings.
    fn simple_union(&mut self, id: TypeId, facts: &Facts, members: &[SchemaKey]) -> Option<Shape> {
        if let [only] = members {
            let target = self.id(only.clone(), Context::Inside(id, Role::Target));
            return Some(if target == id {
                let message = "this union leads to nothing but itself";
                let case = findings::cyclic_schema::WIDENED;
                self.parts
                    .report(Diagnostic::new(case, only.place(), message));
                Shape::Any
            } else {
                Shape::Alias { target }
            });
        }
        if members.is_empty() {
            let at = facts.at.clone();
            return Some(at.map_or(Shape::Any, |at| self.only_null(&at)));
        }
        if let Some(whole) = self.overlap(facts, members) {
            return Some(self.object(id, &whole));
        }
        self.any_text(members)
    }

    /// Returns the shape of a string if all members are plain strings.
    fn any_text(&mut self, members: &[SchemaKey]) -> Option<Shape> {
        let is_text = |facts: &Facts| {
            let is_text = facts.ty.as_deref() == Some("string") && facts.format.is_none();
            is_text && facts.is_plain() && facts.properties.is_empty()
        };
        let all = members.iter().all(|member| is_text(&self.merged(member)));
        all.then_some(Shape::Text(Text::Plain))
    }

    fn variants(&mut self, id: TypeId, members: &[SchemaKey]) -> Vec<Variant> {
        let variants = members.iter().enumerate().map(|(index, member)| {
            let ty = self.id(member.clone(), Context::Inside(id, Role::Variant(index)));
            Variant::new(ty)
        });
        variants.collect()
    }
}
