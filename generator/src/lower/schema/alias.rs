//! Aliases: schemas that are another schema under another name, or the same one with `null` added.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Schemas;
use super::facts::Facts;
use super::key::SchemaKey;
use crate::model::{Context, Role, TypeId};

/// The positions of schemas in a list.
#[derive(Default)]
pub(super) struct Positions {
    itself: FxHashMap<SchemaKey, usize>,
    behind: FxHashMap<SchemaKey, usize>,
}

impl Schemas<'_> {
    /// Returns the schema that `facts` is only an alias of, if it is one: a reference; `allOf`,
    /// `oneOf` or `anyOf` of one member; a union of one schema and `null`; `allOf` of one schema
    /// and what only constrains it. Also returns the facts of the alias itself.
    pub(super) fn alias(
        &mut self,
        id: TypeId,
        key: &SchemaKey,
        facts: Rc<Facts>,
    ) -> Option<(TypeId, Rc<Facts>)> {
        let (target, facts) = match self.alias_key(key, &facts) {
            Some(target) => (target, facts),
            None => self.constrained(key, &facts)?,
        };
        let target = self.follow(target);
        // A schema with its own `$dynamicRef` bindings is named after the schema that binds them.
        if target == *key || (target.is_bound() && self.is_named(key)) {
            return None;
        }
        // A variant of a base has the facts of the base, but is not the base.
        let target_facts = self.merged(&target);
        if self.is_variant(key, &target, &target_facts) {
            return None;
        }
        let target = self.id(target, Context::Inside(id, Role::Target));
        Some((target, facts))
    }

    fn alias_key(&mut self, key: &SchemaKey, facts: &Facts) -> Option<SchemaKey> {
        if let Some(target) = &facts.reference {
            return Some(target.clone());
        }
        let own = Facts {
            all_of: Vec::new(),
            one_of: Vec::new(),
            any_of: Vec::new(),
            // `type: object` beside a single member adds nothing.
            ty: facts.ty.clone().filter(|ty| ty != "object"),
            ..facts.clone()
        };
        if !own.is_bare() || !own.required.is_empty() {
            return None;
        }
        // A choice of one schema may get further variants by its discriminator.
        if let Some(discriminator) = &facts.discriminator
            && (facts.all_of.is_empty() || !self.family(key, discriminator).is_empty())
        {
            return None;
        }
        let mut members = [&facts.all_of, &facts.one_of, &facts.any_of]
            .into_iter()
            .filter(|list| !list.is_empty());
        let members = members.next().filter(|_| members.next().is_none())?;
        match members.as_slice() {
            [only] if !self.is_null(only) => Some(only.clone()),
            _ => None,
        }
    }

    /// Follows references from `key` to the schema at their end. Stops at a variant of a base,
    /// which is not the base.
    pub(super) fn behind(&mut self, key: &SchemaKey) -> SchemaKey {
        let mut here = self.follow(key.clone());
        let mut seen = FxHashSet::default();
        while seen.insert(here.clone()) {
            let own = self.own_facts(&here);
            let Some(target) = own.and_then(|own| own.reference.clone()) else {
                break;
            };
            let target = self.follow(target);
            let target_facts = self.merged(&target);
            if self.is_variant(&here, &target, &target_facts) {
                break;
            }
            here = target;
        }
        here
    }

    /// Returns the positions of `variants`, by their own keys and by the schemas behind references.
    pub(super) fn positions(&mut self, variants: &[SchemaKey]) -> Positions {
        let mut positions = Positions::default();
        for (index, variant) in variants.iter().enumerate() {
            positions.itself.entry(variant.clone()).or_insert(index);
            let behind = self.behind(variant);
            positions.behind.entry(behind).or_insert(index);
        }
        positions
    }

    /// Returns the position of the variant that is `target`, or the same schema behind references.
    pub(super) fn position(&mut self, target: &SchemaKey, among: &Positions) -> Option<usize> {
        let itself = among.itself.get(target);
        let behind = || among.behind.get(&self.behind(target));
        itself.or_else(behind).copied()
    }

    /// Whether `null` is the only value of the schema `key`.
    pub(super) fn is_null(&mut self, key: &SchemaKey) -> bool {
        let key = self.follow(key.clone());
        self.own_facts(&key).is_some_and(|facts| facts.is_null())
    }
}
