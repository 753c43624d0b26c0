//! Lowers schemas to types.
//!
//! A schema is identified by its location. Requesting its type reserves an id at once and queues
//! the work, so that schemas can refer to each other, and to themselves, without recursion.

mod alias;
mod alias_chains;
mod bases;
mod choices;
mod constants;
mod constraints;
mod default;
mod discriminator;
mod distinction;
mod enumeration;
mod extension_settings;
mod facts;
mod implied;
mod key;
mod listed;
mod merge;
mod narrow;
mod null_members;
mod object;
mod object_constants;
mod only_members;
mod overlap;
mod recursive_unions;
mod scalar;
mod shape;
mod subtypes;
mod tag_values;
#[cfg(test)]
mod tests;
mod union;

use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;

use indexmap::{IndexMap, IndexSet};
use openapiv3::ReferenceOr;
use rustc_hash::{FxHashMap, FxHashSet};

use super::budget::{Budget, INHERITED, NESTED, SUBTYPES};
use super::parts::{Parts, remember};
use crate::config::{ClientConfig, Crates, UnmatchedProperties};
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Location};
use crate::dialect::{Kind, Loss, Passed, Reference, Schema, SchemaObject};
use crate::model::{Context, Docs, Shape, Table, Text, Type, TypeId};

use discriminator::Tagged;
use facts::Facts;
use implied::Aliases;
use key::SchemaKey;
use object_constants::Tag;
use subtypes::Subtypes;

/// The schemas requested so far, and the queue of those not lowered yet.
pub(super) struct Schemas<'a> {
    parts: &'a Parts<'a>,
    /// The formats that the settings replace.
    given_formats: BTreeSet<String>,
    /// Whether values of another type than the pattern's are kept.
    keeps_unmatched: bool,
    /// The crates that extensions may refer to.
    crates: Crates,
    ids: FxHashMap<SchemaKey, TypeId>,
    types: Table<TypeId, Type>,
    waiting: VecDeque<(TypeId, SchemaKey)>,
    /// The names of named schemas, by location.
    names: FxHashMap<Location, String>,
    /// The locations of named schemas, by name.
    places: IndexMap<String, Location>,
    /// Memoized: the named schemas that are only references.
    aliases: Option<Rc<Aliases>>,
    /// The named schemas that extend each named schema, for discriminators without `oneOf`.
    subtypes: Subtypes,
    /// Memoized: the variants of each base with a discriminator, and the discriminator they were
    /// found by.
    families: FxHashMap<SchemaKey, (openapiv3::Discriminator, Rc<IndexSet<SchemaKey>>)>,
    /// Memoized: the variants of nested unions.
    tagged: FxHashMap<SchemaKey, Rc<[Tagged]>>,
    /// The discriminator values of variants, from which the constants of objects are derived.
    tags: Vec<Tag>,
    /// The unions whose objects are sent as parts of multipart bodies.
    parted: FxHashSet<SchemaKey>,
    /// The budget of variants of nested unions.
    nested_budget: Budget,
    /// The budget of schemas that are variants of bases.
    subtypes_budget: Budget,
    /// The budget of what is inherited by `allOf`.
    inherited_budget: Budget,
    /// Schemas without a location of their own.
    placeless: FxHashMap<SchemaKey, SchemaObject>,
    /// Memoized: the facts of each schema, without `allOf`.
    own: FxHashMap<SchemaKey, Option<Rc<Facts>>>,
    /// Memoized: the facts of each schema, with `allOf` merged.
    facts: FxHashMap<SchemaKey, Rc<Facts>>,
    /// Memoized: whether `null` is a value of each member of a union.
    null_among: FxHashMap<SchemaKey, bool>,
    /// Memoized: the schemas reachable by unions, in one step and transitively.
    directly_listed: FxHashMap<SchemaKey, Rc<[SchemaKey]>>,
    all_listed: FxHashMap<SchemaKey, Rc<FxHashSet<SchemaKey>>>,
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
            crates: Crates::of(config),
            ids: FxHashMap::default(),
            types: Table::default(),
            waiting: VecDeque::new(),
            names: FxHashMap::default(),
            places: IndexMap::default(),
            aliases: None,
            subtypes: Subtypes::default(),
            families: FxHashMap::default(),
            tagged: FxHashMap::default(),
            tags: Vec::new(),
            parted: FxHashSet::default(),
            nested_budget: Budget::new(NESTED, parts.bytes()),
            subtypes_budget: Budget::new(SUBTYPES, parts.bytes()),
            inherited_budget: Budget::new(INHERITED, parts.bytes()),
            placeless: FxHashMap::default(),
            own: FxHashMap::default(),
            facts: FxHashMap::default(),
            null_among: FxHashMap::default(),
            directly_listed: FxHashMap::default(),
            all_listed: FxHashMap::default(),
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
        let components = self.parts.translator.named_schemas();
        for (name, at) in &components {
            self.names.insert(at.clone(), name.clone());
            self.places
                .entry(name.clone())
                .or_insert_with(|| at.clone());
        }
        self.subtypes = Subtypes::find(self.parts, &components);
        self.give_names_to_files(&components);
        for (name, _) in components.iter().filter(|_| all) {
            if let Some(at) = self.places.get(name).cloned() {
                self.id(SchemaKey::At(at), Context::Component);
            }
        }
        components.len()
    }

    /// Gives the name of a component that only refers to a file to the schema in the file. Of
    /// several such components, the first one does so, and the others are aliases.
    fn give_names_to_files(&mut self, components: &[(String, Location)]) {
        for (name, at) in components {
            let target = subtypes::chain(self.parts, at.clone()).pop();
            let target = target.filter(|target| {
                target.pointer.as_str().is_empty() && !self.names.contains_key(target)
            });
            if let Some(target) = target
                && self.places.get(name) == Some(at)
            {
                self.names.remove(at);
                self.names.insert(target.clone(), name.clone());
                self.places.insert(name.clone(), target);
            }
        }
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
        self.types.push(plain(at, context, Shape::Any))
    }

    /// Creates a type of any string, for a location without a schema.
    pub fn text(&mut self, at: &Location, context: Context) -> TypeId {
        self.types
            .push(plain(at, context, Shape::Text(Text::Plain)))
    }

    /// Lowers everything that was requested.
    pub fn finish(&mut self) -> Table<TypeId, Type> {
        while let Some((id, key)) = self.waiting.pop_front() {
            self.understand(id, &key);
        }
        for id in recursive_unions::cut(&mut self.types) {
            if let Some(ty) = self.types.get(id) {
                let message = "this union leads to nothing but itself";
                let case = findings::cyclic_schema::WIDENED;
                self.parts
                    .report(Diagnostic::new(case, &ty.origin, message));
            }
        }
        for id in alias_chains::cut(&mut self.types) {
            if let Some(ty) = self.types.get(id) {
                let limit = alias_chains::MAX_ALIASES;
                self.widen(
                    &ty.origin,
                    format!("this reference leads through more than {limit} others"),
                );
            }
        }
        self.settle_tags();
        std::mem::take(&mut self.types)
    }

    /// Returns the key of `schema`, at `at` unless it is a reference.
    fn key(&mut self, schema: Schema, at: &Location) -> SchemaKey {
        match schema {
            Schema::Reference(Reference::At(place)) => SchemaKey::At(place),
            Schema::Reference(reference) => match self.target(at, reference) {
                Some(target) => SchemaKey::At(target),
                None => SchemaKey::Nowhere(at.clone()),
            },
            Schema::Object(schema) => {
                let key = SchemaKey::Placeless(at.clone(), self.placeless.len());
                self.placeless.insert(key.clone(), *schema);
                key
            }
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

    /// Returns the type of the schema `key`, reserving an id if necessary.
    fn id(&mut self, key: SchemaKey, context: Context) -> TypeId {
        let key = self.follow(key);
        match self.ids.get(&key) {
            Some(id) => *id,
            None => self.reserve(key, context),
        }
    }

    /// Follows a chain of references from `key`. A named schema that is only a reference keeps its
    /// own name, so the chain ends there, too.
    fn follow(&self, key: SchemaKey) -> SchemaKey {
        let SchemaKey::At(start) = &key else {
            return key;
        };
        let mut passed = Passed::default();
        let mut here = start.clone();
        let mut way = Vec::new();
        while passed.leads_on(&here) {
            if self.names.contains_key(&here) {
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

    fn reserve(&mut self, key: SchemaKey, context: Context) -> TypeId {
        let name = match &key {
            SchemaKey::At(at) => self.names.get(at).cloned(),
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
        let id = self.types.push(ty);
        self.ids.insert(key.clone(), id);
        if key.depth() > MAX_MERGE_DEPTH {
            self.widen(key.place(), "this schema contains itself without end");
        } else {
            self.waiting.push_back((id, key));
        }
        id
    }

    fn understand(&mut self, id: TypeId, key: &SchemaKey) {
        let Some(facts) = self.own_facts(key) else {
            let ty = self.types.get_mut(id);
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

    /// Removes the facts of a scalar from the memo tables to save memory: there are many scalars,
    /// and they are rarely requested twice. Gathering the facts again gives the same result,
    /// because a scalar creates no keys.
    fn forget(&mut self, key: &SchemaKey, facts: &Facts) {
        if let SchemaKey::At(at) = key
            && !self.names.contains_key(at)
            && facts.holds_no_schema()
        {
            self.own.remove(key);
            self.facts.remove(key);
        }
    }

    fn settle(&mut self, id: TypeId, facts: &Facts, nullable: bool, shape: Shape) {
        let default = self.valid_default(facts, nullable, &shape);
        let origin = self.types.get(id).map(|ty| ty.origin.clone());
        let settings = origin.and_then(|at| self.extension_settings(facts, &at, &shape));
        if let Some(ty) = self.types.get_mut(id) {
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

    /// Returns the facts of the schema `key`, without merging `allOf`. Returns `None` after
    /// reporting if there is no such schema.
    fn own_facts(&mut self, key: &SchemaKey) -> Option<Rc<Facts>> {
        if let Some(known) = self.own.get(key) {
            return known.clone();
        }
        let facts = self.gather_facts(key);
        // A cyclic choice finds the unmodified facts here, instead of recursing.
        self.own.insert(key.clone(), facts.clone());
        let facts = facts.map(|facts| {
            let facts = self.with_choices(facts);
            let facts = self.without_null_members(facts);
            self.with_constants(facts, false)
        });
        self.own.insert(key.clone(), facts.clone());
        facts
    }

    /// Like [`own_facts`](Self::own_facts), but does not recurse into unions that are not memoized
    /// yet.
    fn gathered_facts(&mut self, key: &SchemaKey) -> Option<Rc<Facts>> {
        match self.own.get(key) {
            Some(known) => known.clone(),
            None => self.gather_facts(key),
        }
    }

    fn gather_facts(&mut self, key: &SchemaKey) -> Option<Rc<Facts>> {
        let (object, at) = match key {
            SchemaKey::Nowhere(_) => return None,
            SchemaKey::Placeless(at, _) => (self.placeless.get(key)?.clone(), at),
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

fn plain(at: &Location, context: Context, shape: Shape) -> Type {
    Type {
        origin: at.unbound(),
        component: None,
        referred: None,
        given_name: None,
        settings: None,
        context,
        docs: Docs::default(),
        nullable: false,
        media_type: None,
        constants: Vec::new(),
        is_constant: false,
        default: None,
        may_be_empty: false,
        examples: Vec::new(),
        shape,
    }
}

/// The maximum depth of merges of merges. Only recursive unions exceed it.
const MAX_MERGE_DEPTH: usize = 12;
