//! The facts of schemas, gathered once for each.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::Schemas;
use super::facts::Facts;
use super::key::SchemaKey;
use crate::diagnostics::Location;
use crate::dialect::{Schema, SchemaObject};

/// The facts of the schemas requested so far.
#[derive(Default)]
pub(super) struct FactStore {
    /// Schemas without a location of their own.
    placeless: FxHashMap<SchemaKey, SchemaObject>,
    /// Memoized: the facts of each schema, without `allOf`.
    own: FxHashMap<SchemaKey, Option<Rc<Facts>>>,
    /// Memoized: the facts of each schema, with `allOf` merged.
    pub merged: FxHashMap<SchemaKey, Rc<Facts>>,
}

impl FactStore {
    /// Adds a schema that has no location of its own, and returns its key.
    pub fn add_placeless(&mut self, at: &Location, schema: SchemaObject) -> SchemaKey {
        let key = SchemaKey::Placeless(at.clone(), self.placeless.len());
        self.placeless.insert(key.clone(), schema);
        key
    }

    /// Returns the number of schemas with facts in memory.
    #[cfg(test)]
    pub fn gathered(&self) -> usize {
        self.own.len()
    }
}

impl Schemas<'_> {
    /// Returns the facts of the schema `key`, without merging `allOf`. Returns `None` after
    /// reporting if there is no such schema.
    pub(super) fn own_facts(&mut self, key: &SchemaKey) -> Option<Rc<Facts>> {
        if let Some(known) = self.store.own.get(key) {
            return known.clone();
        }
        let facts = self.gather_facts(key);
        // A cyclic choice finds the unmodified facts here, instead of recursing.
        self.store.own.insert(key.clone(), facts.clone());
        let facts = facts.map(|facts| {
            let facts = self.with_choices(facts);
            let facts = self.without_null_members(facts);
            self.with_constants(facts, false)
        });
        self.store.own.insert(key.clone(), facts.clone());
        facts
    }

    /// Like [`own_facts`](Self::own_facts), but does not recurse into unions that are not memoized
    /// yet.
    pub(super) fn gathered_facts(&mut self, key: &SchemaKey) -> Option<Rc<Facts>> {
        match self.store.own.get(key) {
            Some(known) => known.clone(),
            None => self.gather_facts(key),
        }
    }

    fn gather_facts(&mut self, key: &SchemaKey) -> Option<Rc<Facts>> {
        let (object, at) = match key {
            SchemaKey::Nowhere(_) => return None,
            SchemaKey::Placeless(at, _) => (self.store.placeless.get(key)?.clone(), at),
            SchemaKey::At(at) => match self.parts.translator.schema(at) {
                Some(Schema::Object(object)) => (*object, at),
                Some(reference) => {
                    return Some(Rc::new(Facts::reference(self.key(reference, at))));
                }
                // It was reported.
                None => return None,
            },
            SchemaKey::AllOf(place, members) => {
                return Some(Rc::new(Facts::all_of(place.clone(), members.to_vec())));
            }
            SchemaKey::OneOf(place, members) => {
                return Some(Rc::new(Facts::one_of(place.clone(), members.to_vec())));
            }
            SchemaKey::WithoutUnion(inner) => {
                let facts = self.merged(inner);
                return Some(Rc::new(facts.without_first()));
            }
        };
        Some(Rc::new(Facts::gather(object, at, &mut |schema, at| {
            self.key(schema, at)
        })))
    }

    /// Removes the facts of a scalar from the memo tables to save memory: there are many scalars,
    /// and they are rarely requested twice. Gathering the facts again gives the same result,
    /// because a scalar creates no keys.
    pub(super) fn forget(&mut self, key: &SchemaKey, facts: &Facts) {
        if let SchemaKey::At(at) = key
            && !self.components.is_named(at)
            && facts.holds_no_schema()
        {
            self.store.own.remove(key);
            self.store.merged.remove(key);
        }
    }
}
