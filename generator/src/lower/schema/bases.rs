//! Bases: schemas that others extend by `allOf`, and that have those others as variants of their
//! union or discriminator.
//!
//! A schema that extends a base has the base's properties, but not its union: it is one of the
//! variants.

use std::rc::Rc;

use rustc_hash::FxHashSet;

use super::Schemas;
use super::facts::Facts;
use super::key::SchemaKey;

impl Schemas<'_> {
    /// Whether `key` is `base`, or has it in its `allOf` at any depth.
    pub(super) fn extends(&mut self, key: &SchemaKey, base: &SchemaKey) -> bool {
        self.leads(vec![key.clone()], base, |facts| facts.all_of.clone())
    }

    /// Whether the union in `facts` contains `key`, directly or by nested unions.
    pub(super) fn lists(&mut self, facts: &Facts, key: &SchemaKey) -> bool {
        let listed = listed(facts);
        matches!(key, SchemaKey::At(_))
            && !listed.is_empty()
            && self.leads(listed, key, self::listed)
    }

    /// Whether the schema `key` is a variant of `base`, whose facts are more than a union. Then it
    /// is not an alias of `base`.
    pub(super) fn is_variant(&mut self, key: &SchemaKey, base: &SchemaKey, facts: &Facts) -> bool {
        if without_union(facts).is_bare() {
            return false;
        }
        let base = self.follow(base.clone());
        match &facts.discriminator {
            Some(discriminator) if listed(facts).is_empty() => {
                self.family(&base, discriminator).contains(key)
            }
            _ => self.lists(facts, key),
        }
    }

    /// Whether two schemas are mutually reachable by their unions.
    pub(super) fn list_each_other(&mut self, one: &SchemaKey, other: &SchemaKey) -> bool {
        let (one, other) = (self.follow(one.clone()), self.follow(other.clone()));
        self.all_listed(&one).contains(&other) && self.all_listed(&other).contains(&one)
    }

    /// Returns the schemas reachable from `key` by unions and references.
    fn all_listed(&mut self, key: &SchemaKey) -> Rc<FxHashSet<SchemaKey>> {
        if let Some(known) = self.unions.all_listed.get(key) {
            return Rc::clone(known);
        }
        let mut seen = FxHashSet::default();
        let mut open = vec![key.clone()];
        while let Some(key) = open.pop() {
            for next in self.directly_listed(&key).iter() {
                if seen.insert(next.clone()) {
                    open.push(next.clone());
                }
            }
        }
        let all = Rc::new(seen);
        self.unions.all_listed.insert(key.clone(), Rc::clone(&all));
        all
    }

    /// Returns the members of the unions of `key`, or the target of its reference.
    fn directly_listed(&mut self, key: &SchemaKey) -> Rc<[SchemaKey]> {
        if let Some(known) = self.unions.directly_listed.get(key) {
            return Rc::clone(known);
        }
        let facts = self.own_facts(key).unwrap_or_default();
        let onwards = facts.reference.iter().cloned().chain(listed(&facts));
        let onwards: Rc<[SchemaKey]> = onwards.map(|next| self.follow(next)).collect();
        self.unions
            .directly_listed
            .insert(key.clone(), Rc::clone(&onwards));
        onwards
    }

    /// Whether `to` is reachable from `from`.
    fn leads(
        &mut self,
        from: Vec<SchemaKey>,
        to: &SchemaKey,
        onwards: fn(&Facts) -> Vec<SchemaKey>,
    ) -> bool {
        let to = self.follow(to.clone());
        let mut open = from;
        let mut seen = FxHashSet::default();
        while let Some(key) = open.pop() {
            let key = self.follow(key);
            if key == to {
                return true;
            }
            if seen.insert(key.clone())
                && let Some(facts) = self.own_facts(&key)
            {
                open.extend(facts.reference.clone());
                open.extend(onwards(&facts));
            }
        }
        false
    }
}

/// Returns the members of all unions of a schema.
fn listed(facts: &Facts) -> Vec<SchemaKey> {
    let further = facts.further.iter().flat_map(|choice| &choice.members);
    let first = facts.one_of.iter().chain(&facts.any_of);
    first.chain(further).cloned().collect()
}

/// Returns the facts of a schema without its unions.
pub(super) fn without_union(facts: &Facts) -> Facts {
    Facts {
        one_of: Vec::new(),
        any_of: Vec::new(),
        further: Vec::new(),
        discriminator: None,
        ..facts.clone()
    }
}

/// Returns the distinct schemas that `key` is merged of, with their unions.
pub(super) fn of_members(key: &SchemaKey) -> Vec<SchemaKey> {
    let mut bases: Vec<SchemaKey> = Vec::new();
    for part in parts_of(key) {
        let base = innermost(&part);
        if !bases.contains(base) {
            bases.push(base.clone());
        }
    }
    bases
}

/// Returns the schemas that `key` is merged of, or `key` itself. This flattens a merge of merges.
pub(super) fn parts_of(key: &SchemaKey) -> Vec<SchemaKey> {
    match key {
        SchemaKey::AllOf(_, members) => members.to_vec(),
        other => vec![other.clone()],
    }
}

/// Removes the [`WithoutUnion`](SchemaKey::WithoutUnion) wrappers around a key.
pub(super) fn innermost(key: &SchemaKey) -> &SchemaKey {
    let mut key = key;
    while let SchemaKey::WithoutUnion(inner) = key {
        key = inner;
    }
    key
}
