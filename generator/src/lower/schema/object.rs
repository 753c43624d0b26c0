//! Objects: named properties, additional properties, or both.

use indexmap::IndexMap;
use rustc_hash::FxHashSet;

use super::facts::{Facts, Others};
use super::key::SchemaKey;
use super::{Schemas, plain};
use crate::config::{NameOf, described};
use crate::dialect::extension;
use crate::model::{
    Additional, Context, Object, Property, Role, Shape, TypeId, Union, Variant, WithoutTag,
};

impl Schemas<'_> {
    /// Returns the shape of a schema whose values are objects.
    pub(super) fn object(&mut self, id: TypeId, facts: &Facts) -> Shape {
        let nameless = facts.properties.is_empty() && facts.required.is_empty();
        let additional = match &facts.additional {
            Others::Of(key) if facts.only_patterns => {
                Additional::Of(self.value_of_patterns(id, facts, key, nameless))
            }
            Others::Unspecified => Additional::Unspecified,
            Others::Forbidden => Additional::Forbidden,
            Others::Any => Additional::Of(self.any_value(id, facts)),
            Others::Of(key) => {
                Additional::Of(self.id(key.clone(), Context::Inside(id, Role::Value)))
            }
        };
        match additional {
            Additional::Of(value) if nameless => Shape::Map { value },
            // An object without any keywords is a map of arbitrary values.
            Additional::Unspecified if nameless && !self.is_struct(id, facts) => Shape::Map {
                value: self.any_value(id, facts),
            },
            additional => Shape::Object(Object {
                properties: self.properties(id, facts),
                additional,
            }),
        }
    }

    /// Returns the type of properties of which only those whose name matches a pattern have a schema.
    fn value_of_patterns(
        &mut self,
        id: TypeId,
        facts: &Facts,
        key: &SchemaKey,
        nameless: bool,
    ) -> TypeId {
        let at = facts
            .at
            .as_ref()
            .unwrap_or(key.place())
            .key("patternProperties");
        if !nameless {
            // A server may add properties with other names.
            let message = "a name that no pattern matches may have any value: so may all others";
            self.widen(&at, message);
            return self.any_value(id, facts);
        }
        if !self.keeps_unmatched {
            let message = "a name that no pattern matches may have any value: one of another type is a decode error";
            self.note(&at, message);
            return self.id(key.clone(), Context::Inside(id, Role::Value));
        }
        let whole = plain(key.place(), Context::Inside(id, Role::Value), Shape::Any);
        let whole = self.registry.types.push(whole);
        let ty = self.id(key.clone(), Context::Inside(whole, Role::Variant(0)));
        // A union keeps what is of no variant.
        let union = Union {
            variants: vec![Variant {
                ty,
                member: None,
                tags: Vec::new(),
                sends_tag: false,
                without_tag: WithoutTag::default(),
            }],
            discriminator: None,
            distinguishing: Vec::new(),
        };
        if let Some(whole) = self.registry.types.get_mut(whole) {
            whole.shape = Shape::Union(union);
        }
        whole
    }

    /// Whether an object without properties has them only not yet: it lists none, or it has a title
    /// of its own. A title that frameworks make of the place of a schema does not count.
    fn is_struct(&self, id: TypeId, facts: &Facts) -> bool {
        let Some(title) = facts.title.as_deref().filter(|_| !facts.lists_properties) else {
            return facts.lists_properties;
        };
        let letters = |text: &str| {
            let letters = text.chars().filter(|letter| letter.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect::<String>()
        };
        match self.registry.types.get(id).map(|ty| &ty.context) {
            Some(Context::Component | Context::Inside(_, Role::Variant(_))) => true,
            Some(Context::Inside(_, Role::Property(name))) => letters(title) != letters(name),
            _ => false,
        }
    }

    fn any_value(&mut self, id: TypeId, facts: &Facts) -> TypeId {
        let origin = self.registry.types.get(id).map(|ty| ty.origin.clone());
        let at = facts.at.clone().or(origin);
        let at = at.unwrap_or_else(|| {
            crate::diagnostics::Location::top(crate::diagnostics::FileId::default())
        });
        self.any(&at, Context::Inside(id, Role::Value))
    }

    fn properties(&mut self, id: TypeId, facts: &Facts) -> Vec<Property> {
        let declared = facts.properties.iter();
        let mut properties: Vec<Property> = declared
            .map(|(name, key)| self.property(id, facts, name, key))
            .collect();
        let conditional = self.conditional(id, facts);
        properties.extend(conditional);
        let known: FxHashSet<String> = properties.iter().map(|one| one.name.clone()).collect();
        for name in facts.required.iter().filter(|name| !known.contains(*name)) {
            if let Some(at) = &facts.at {
                self.note(
                    at,
                    format!("`required` names `{name}`, which is not among the properties"),
                );
                let ty = self.any(at, Context::Inside(id, Role::Property(name.clone())));
                properties.push(Property {
                    origin: at.unbound(),
                    name: name.clone(),
                    ty,
                    given_name: None,
                    required: true,
                    read_only: false,
                    write_only: false,
                    constant: None,
                    fixed: None,
                });
            }
        }
        properties
    }

    /// Returns the properties that only conditions name. One with several schemas accepts any JSON.
    fn conditional(&mut self, id: TypeId, facts: &Facts) -> Vec<Property> {
        let mut named: IndexMap<&str, Vec<SchemaKey>> = IndexMap::new();
        for (name, key) in &facts.conditional {
            if !facts.properties.contains_key(name) {
                let key = self.follow(key.clone());
                let schemas = named.entry(name).or_default();
                if !schemas.contains(&key) {
                    schemas.push(key);
                }
            }
        }
        let mut properties = Vec::new();
        for (name, schemas) in named {
            let Some(first) = schemas.first() else {
                continue;
            };
            let mut property = self.property(id, facts, name, first);
            if schemas.len() > 1 {
                let context = Context::Inside(id, Role::Property(name.to_owned()));
                let message =
                    format!("conditions give `{name}` several schemas: any JSON is accepted");
                self.widen(first.place(), message);
                property.ty = self.any(first.place(), context);
            }
            properties.push(property);
        }
        properties
    }

    fn property(&mut self, id: TypeId, facts: &Facts, name: &str, key: &SchemaKey) -> Property {
        let marks = self.marks(key);
        let ty = self.id(
            key.clone(),
            Context::Inside(id, Role::Property(name.to_owned())),
        );
        let place = key.place();
        let (raw, sink) = (self.parts.raw(place), self.parts.sink);
        let required = described::flag(extension::REQUIRED, raw, place, sink);
        let is_listed = || facts.required.contains(name);
        Property {
            origin: place.unbound(),
            name: name.to_owned(),
            ty,
            given_name: described::name(extension::FIELD, NameOf::Method, raw, place, sink),
            required: required.unwrap_or_else(is_listed),
            read_only: marks.0,
            write_only: marks.1,
            constant: None,
            fixed: None,
        }
    }
    /// Whether a property is `readOnly` and `writeOnly`, by any schema that applies to it: its own,
    /// those that it refers to or merges, or all variants of a union (JSON Schema validation,
    /// section 9.4).
    fn marks(&mut self, key: &SchemaKey) -> (bool, bool) {
        self.marks_below(key, &mut { MAX_MARKED_VARIANTS })
    }

    /// Like [`marks`](Self::marks), visiting at most `left` more variants.
    fn marks_below(&mut self, key: &SchemaKey, left: &mut usize) -> (bool, bool) {
        let facts = match self.own_facts(key) {
            Some(own) if own.all_of.is_empty() && own.reference.is_none() => own,
            Some(_) => self.merged(key),
            None => return (false, false),
        };
        let mut of_all = None;
        for variant in facts.one_of.iter().chain(&facts.any_of) {
            if self.is_null(variant) {
                continue;
            }
            let (mut reads, mut writes) = of_all.unwrap_or((true, true));
            if let Some(rest) = left.checked_sub(1)
                && (reads || writes)
            {
                *left = rest;
                let (variant_reads, variant_writes) = self.marks_below(variant, left);
                reads &= variant_reads;
                writes &= variant_writes;
            } else {
                (reads, writes) = (false, false);
            }
            of_all = Some((reads, writes));
        }
        let (reads, writes) = of_all.unwrap_or_default();
        (facts.read_only || reads, facts.write_only || writes)
    }
}

/// The maximum number of variants of nested unions that are visited for each property.
const MAX_MARKED_VARIANTS: usize = 64;
