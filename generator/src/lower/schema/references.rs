//! The identity of a schema that an object has or refers to.

use super::super::parts::remember;
use super::Schemas;
use super::key::SchemaKey;
use crate::diagnostics::Location;
use crate::diagnostics::catalogue as findings;
use crate::dialect::{Kind, Loss, Passed, Reference, Schema};

impl Schemas<'_> {
    /// Returns the key of `schema`, at `at` unless it is a reference.
    pub(super) fn key(&mut self, schema: Schema, at: &Location) -> SchemaKey {
        match schema {
            Schema::Reference(Reference::At(place)) => SchemaKey::At(place),
            Schema::Reference(reference) => match self.target(at, reference) {
                Some(target) => SchemaKey::At(target),
                None => SchemaKey::Nowhere(at.clone()),
            },
            Schema::Object(schema) => self.store.add_placeless(at, *schema),
        }
    }

    /// Resolves a reference at `from` to a schema. Returns `None` after reporting if there is none.
    fn target(&self, from: &Location, reference: Reference) -> Option<Location> {
        match reference {
            Reference::At(place) => Some(place),
            Reference::Written(reference) => {
                let target = self.parts.resolve(Loss::Widened, from, &reference)?;
                let translator = self.parts.translator;
                let is_schema = translator.is_of_kind(Kind::Schema, from, &target);
                is_schema.then_some(target)
            }
        }
    }

    /// Follows a chain of references from `key`. A named schema that is only a reference keeps its
    /// own name, so the chain ends there, too.
    pub(super) fn follow(&self, key: SchemaKey) -> SchemaKey {
        let SchemaKey::At(start) = &key else {
            return key;
        };
        let mut passed = Passed::default();
        let mut here = start.clone();
        let mut way = Vec::new();
        while passed.leads_on(&here) {
            if self.components.is_named(&here) {
                return SchemaKey::At(here);
            }
            match self.parts.reference_at(&here) {
                None => return SchemaKey::At(here),
                Some(reference) => match self.target(&here, reference) {
                    Some(target) => remember(&mut way, std::mem::replace(&mut here, target)),
                    None => return SchemaKey::Nowhere(here),
                },
            }
        }
        self.parts.report_cycle(
            findings::cyclic_schema::WIDENED,
            passed.problem(),
            start,
            &way,
        );
        SchemaKey::Nowhere(start.clone())
    }
}
