//! How many operations a schema reaches.

use rustc_hash::{FxHashMap, FxHashSet};

use super::side::Side;
use crate::diagnostics::Location;
use crate::model::{Operation, OperationId, TypeId};

/// The operations that send or receive each type.
pub(super) struct Reached<'a> {
    places: FxHashMap<&'a Location, TypeId>,
    /// The types that hold a type.
    holders: FxHashMap<TypeId, Vec<TypeId>>,
    /// The operations that use a type themselves.
    users: FxHashMap<TypeId, Vec<OperationId>>,
}

impl<'a> Reached<'a> {
    pub fn new(side: Side<'a>) -> Self {
        let mut reached = Self {
            places: FxHashMap::default(),
            holders: FxHashMap::default(),
            users: FxHashMap::default(),
        };
        for (id, ty) in side.api.types.iter() {
            reached.places.entry(&ty.origin).or_insert(id);
            for held in ty.shape.held() {
                reached.holders.entry(held).or_default().push(id);
            }
        }
        for (id, operation) in side.api.operations.iter() {
            for used in used(operation) {
                reached.users.entry(used).or_default().push(id);
            }
        }
        reached
    }

    /// The number of operations whose requests or responses contain the schema at this place, or
    /// around it; `None` if it is not in a schema.
    pub fn operations(&self, at: &Location) -> Option<usize> {
        let mut place = Some(at.clone());
        let id = loop {
            let here = place?;
            if let Some(id) = self.places.get(&here) {
                break *id;
            }
            place = here
                .pointer
                .parent()
                .map(|pointer| Location { pointer, ..here });
        };
        let mut seen = FxHashSet::from_iter([id]);
        let mut open = vec![id];
        let mut operations: FxHashSet<OperationId> = FxHashSet::default();
        while let Some(id) = open.pop() {
            operations.extend(self.users.get(&id).into_iter().flatten());
            let holders = self.holders.get(&id).into_iter().flatten();
            open.extend(holders.filter(|holder| seen.insert(**holder)));
        }
        Some(operations.len())
    }
}

/// The types that an operation names.
fn used(operation: &Operation) -> Vec<TypeId> {
    let parameters = operation.parameters.iter().map(|parameter| parameter.ty);
    let bodies = operation.body.iter().flat_map(|body| &body.content);
    let responses = operation.responses.iter();
    let received = responses.clone().flat_map(|response| &response.content);
    let headers = responses.flat_map(|response| &response.headers);
    let contents = bodies.chain(received);
    let contents = contents.flat_map(|content| content.ty.into_iter().chain(content.item));
    let headers = headers.map(|header| header.ty);
    parameters.chain(contents).chain(headers).collect()
}
