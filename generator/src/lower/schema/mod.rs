//! Lowers schemas to types.
//!
//! A schema is identified by its location. Requesting its type reserves an id at once and queues
//! the work, so that schemas can refer to each other, and to themselves, without recursion.

mod alias;
mod alias_chains;
mod bases;
mod choices;
mod components;
mod constants;
mod constraints;
mod default;
mod discriminator;
mod distinction;
mod enumeration;
mod extension_settings;
mod fact_store;
mod facts;
mod implied;
mod key;
mod known_unions;
mod listed;
mod merge;
mod narrow;
mod null_members;
mod object;
mod object_constants;
mod only_members;
mod overlap;
mod recursive_unions;
mod references;
mod registry;
mod scalar;
mod shape;
mod subtypes;
mod tag_values;
#[cfg(test)]
mod tests;
mod union;

use std::collections::BTreeSet;

use openapiv3::ReferenceOr;
use rustc_hash::FxHashSet;

use super::budget::Budgets;
use super::parts::Parts;
use crate::config::{ClientConfig, Crates, UnmatchedProperties};
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Location};
use crate::model::{Context, Docs, Shape, Table, Text, Type, TypeId};

use components::Components;
use fact_store::FactStore;
use facts::Facts;
use key::SchemaKey;
use known_unions::KnownUnions;
use object_constants::Tag;
use registry::{Registry, plain};

/// The schemas requested so far, and the queue of those not lowered yet.
pub(super) struct Schemas<'a> {
    parts: &'a Parts<'a>,
    /// The formats that the settings replace.
    given_formats: BTreeSet<String>,
    /// Whether values of another type than the pattern's are kept.
    keeps_unmatched: bool,
    /// The crates that extensions may refer to.
    crates: Crates,
    /// The types requested so far.
    registry: Registry,
    /// The named schemas.
    components: Components,
    /// The facts of the schemas requested so far.
    store: FactStore,
    /// What is known of unions.
    unions: KnownUnions,
    budgets: Budgets,
    /// The discriminator values of variants, from which the constants of objects are derived.
    tags: Vec<Tag>,
    /// The unions whose objects are sent as parts of multipart bodies.
    parted: FxHashSet<SchemaKey>,
    /// The number of variants that were merged with keywords beside their union.
    with_base: usize,
    /// The nesting depth of choices of constants, and the number of values found in them.
    depth_of_constants: usize,
    values_of_constants: usize,
    /// The number of named schemas that could not be lowered.
    pub broken_components: usize,
    /// The number of merges.
    #[cfg(test)]
    merges: usize,
}

impl<'a> Schemas<'a> {
    pub fn new(parts: &'a Parts<'a>, config: &ClientConfig) -> Self {
        Self {
            parts,
            given_formats: config.replace.formats.keys().cloned().collect(),
            keeps_unmatched: config.unmatched_properties == Some(UnmatchedProperties::Kept),
            crates: Crates::from_config(config),
            registry: Registry::default(),
            components: Components::default(),
            store: FactStore::default(),
            unions: KnownUnions::default(),
            budgets: Budgets::new(parts.bytes()),
            tags: Vec::new(),
            parted: FxHashSet::default(),
            with_base: 0,
            depth_of_constants: 0,
            values_of_constants: 0,
            broken_components: 0,
            #[cfg(test)]
            merges: 0,
        }
    }

    /// Registers the named schemas of the description, and returns their number. With `all`, every
    /// one of them becomes a type; otherwise only those that something else refers to.
    pub fn declare_components(&mut self, all: bool) -> usize {
        let named = self.parts.translator.named_schemas();
        self.components = Components::find(self.parts, &named);
        for (name, _) in named.iter().filter(|_| all) {
            if let Some(at) = self.components.place(name).cloned() {
                self.id(SchemaKey::At(at), Context::Component);
            }
        }
        named.len()
    }

    /// Returns the type of `schema`, which an object has at `at`.
    pub fn type_of(
        &mut self,
        schema: ReferenceOr<openapiv3::Schema>,
        at: &Location,
        context: Context,
    ) -> TypeId {
        let key = self.key(self.parts.translator.schema_of_object(schema), at);
        self.id(key, context)
    }

    /// Returns the type of `schema`, which a multipart body has at `at`.
    pub fn type_of_parts(
        &mut self,
        schema: ReferenceOr<openapiv3::Schema>,
        at: &Location,
        context: Context,
    ) -> TypeId {
        let key = self.key(self.parts.translator.schema_of_object(schema), at);
        self.note_parted(key.clone());
        self.id(key, context)
    }

    /// Returns the only value of a schema, or otherwise its default.
    pub fn one_value(
        &mut self,
        schema: ReferenceOr<openapiv3::Schema>,
        at: &Location,
    ) -> Option<serde_json::Value> {
        let key = self.key(self.parts.translator.schema_of_object(schema), at);
        let key = self.follow(key);
        let facts = self.merged(&key);
        match facts.values.as_slice() {
            [only] => Some(only.clone()),
            _ => facts.default.clone(),
        }
    }

    /// Creates a type of any JSON value, for a location without a schema.
    pub fn any(&mut self, at: &Location, context: Context) -> TypeId {
        self.registry.types.push(plain(at, context, Shape::Any))
    }

    /// Creates a type of any string, for a location without a schema.
    pub fn text(&mut self, at: &Location, context: Context) -> TypeId {
        self.registry
            .types
            .push(plain(at, context, Shape::Text(Text::Plain)))
    }

    /// Lowers everything that was requested.
    pub fn finish(&mut self) -> Table<TypeId, Type> {
        while let Some((id, key)) = self.registry.next_to_lower() {
            self.understand(id, &key);
        }
        for id in recursive_unions::cut(&mut self.registry.types) {
            if let Some(ty) = self.registry.types.get(id) {
                let message = "this union leads to nothing but itself";
                let case = findings::cyclic_schema::WIDENED;
                self.parts
                    .report(Diagnostic::new(case, &ty.origin, message));
            }
        }
        for id in alias_chains::cut(&mut self.registry.types) {
            if let Some(ty) = self.registry.types.get(id) {
                let limit = alias_chains::MAX_ALIASES;
                self.widen(
                    &ty.origin,
                    format!("this reference leads through more than {limit} others"),
                );
            }
        }
        self.settle_tags();
        std::mem::take(&mut self.registry.types)
    }

    /// Returns the type of the schema `key`, reserving an id if necessary.
    fn id(&mut self, key: SchemaKey, context: Context) -> TypeId {
        let key = self.follow(key);
        match self.registry.id(&key) {
            Some(id) => id,
            None => self.reserve(key, context),
        }
    }

    fn reserve(&mut self, key: SchemaKey, context: Context) -> TypeId {
        let name = match &key {
            SchemaKey::At(at) => self.components.name(at).cloned(),
            _ => None,
        };
        let context = match &name {
            Some(_) => Context::Component,
            None => context,
        };
        let mut ty = plain(key.place(), context, Shape::Any);
        ty.referred = match &key {
            SchemaKey::At(at) if name.is_none() => self.referred_name(at),
            _ => None,
        };
        ty.component = name;
        if key.depth() > MAX_MERGE_DEPTH {
            self.widen(key.place(), "this schema contains itself without end");
            return self.registry.add_finished(key, ty);
        }
        self.registry.add(key, ty)
    }

    fn understand(&mut self, id: TypeId, key: &SchemaKey) {
        let Some(facts) = self.own_facts(key) else {
            let ty = self.registry.types.get_mut(id);
            self.broken_components += usize::from(ty.is_some_and(|ty| ty.component.is_some()));
            return;
        };
        if let Some((target, facts)) = self.alias(id, key, facts) {
            let shape = Shape::Alias { target };
            self.report_not(&facts, &shape);
            self.settle(id, &facts, facts.nullable, shape);
            return;
        }
        let facts = self.merged(key);
        let (nullable, shape) = self.shape(id, key, &facts);
        self.settle(id, &facts, nullable, shape);
        self.forget(key, &facts);
    }

    fn settle(&mut self, id: TypeId, facts: &Facts, nullable: bool, shape: Shape) {
        let default = self.valid_default(facts, nullable, &shape);
        let origin = self.registry.types.get(id).map(|ty| ty.origin.clone());
        let settings = origin.and_then(|at| self.extension_settings(facts, &at, &shape));
        if let Some(ty) = self.registry.types.get_mut(id) {
            ty.docs = Docs {
                title: facts.title.clone(),
                description: facts.description.clone(),
                external: facts.external.clone(),
                deprecated: facts.deprecated,
            };
            ty.given_name.clone_from(&facts.given_name);
            ty.settings = settings;
            ty.nullable = nullable;
            ty.media_type.clone_from(&facts.media_type);
            ty.constants = enumeration::constants(facts, &shape);
            ty.is_constant = facts.is_constant;
            ty.default = default;
            ty.may_be_empty = facts.min_length == Some(0);
            ty.examples.clone_from(&facts.examples);
            ty.shape = shape;
        }
    }

    fn widen(&self, at: &Location, message: impl Into<String>) {
        self.parts.report(Diagnostic::new(
            findings::widened_schema::WIDENED,
            at,
            message,
        ));
    }

    fn note(&self, at: &Location, message: impl Into<String>) {
        self.parts.report(Diagnostic::new(
            findings::unchecked_schema::NONE,
            at,
            message,
        ));
    }
}

/// The maximum depth of merges of merges. Only recursive unions exceed it.
const MAX_MERGE_DEPTH: usize = 12;
