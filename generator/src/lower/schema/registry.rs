//! The types requested so far, and the queue of those not lowered yet.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::key::SchemaKey;
use crate::diagnostics::Location;
use crate::model::{Context, Docs, Shape, Table, Type, TypeId};

/// The types by the schemas that they represent.
#[derive(Default)]
pub(super) struct Registry {
    ids: FxHashMap<SchemaKey, TypeId>,
    pub types: Table<TypeId, Type>,
    waiting: VecDeque<(TypeId, SchemaKey)>,
}

impl Registry {
    /// Returns the type of the schema `key`, if it was requested before.
    pub fn id(&self, key: &SchemaKey) -> Option<TypeId> {
        self.ids.get(key).copied()
    }

    /// Adds the type of the schema `key`, which is lowered later.
    pub fn add(&mut self, key: SchemaKey, ty: Type) -> TypeId {
        let id = self.add_finished(key.clone(), ty);
        self.waiting.push_back((id, key));
        id
    }

    /// Adds the type of the schema `key`, which is complete.
    pub fn add_finished(&mut self, key: SchemaKey, ty: Type) -> TypeId {
        let id = self.types.push(ty);
        self.ids.insert(key, id);
        id
    }

    /// Returns the next type to lower, and its schema.
    pub fn next_to_lower(&mut self) -> Option<(TypeId, SchemaKey)> {
        self.waiting.pop_front()
    }

    /// Returns the number of schemas that have a type.
    #[cfg(test)]
    pub fn schemas(&self) -> usize {
        self.ids.len()
    }
}

/// Returns a type of this shape, without anything else.
pub(super) fn plain(at: &Location, context: Context, shape: Shape) -> Type {
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
