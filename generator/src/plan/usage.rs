//! Which direction uses a type: is it sent, received, or both?

use rustc_hash::FxHashSet;

use crate::model::{Additional, Api, Shape, TypeId};

/// Which types are sent and which are received.
#[derive(Debug, Default)]
pub(super) struct Usage {
    sent: FxHashSet<TypeId>,
    received: FxHashSet<TypeId>,
}

impl Usage {
    /// Follows every type from the operations. What no operation reaches may be used either way by the caller.
    pub fn of(api: &Api) -> Self {
        let mut usage = Self::default();
        for operation in api.operations.values() {
            let parameters = operation.parameters.iter().map(|parameter| parameter.ty);
            let bodies = operation
                .body
                .iter()
                .flat_map(|body| &body.content)
                .filter_map(|content| content.ty);
            reach(
                api,
                parameters.chain(bodies),
                Direction::Sent,
                &mut usage.sent,
            );
            let answers = operation
                .responses
                .iter()
                .flat_map(|response| &response.content);
            let answers = answers.flat_map(|content| content.ty.into_iter().chain(content.item));
            let headers = operation
                .responses
                .iter()
                .flat_map(|response| &response.headers)
                .map(|header| header.ty);
            reach(
                api,
                answers.chain(headers),
                Direction::Received,
                &mut usage.received,
            );
        }
        let unreached: Vec<TypeId> = api
            .types
            .iter()
            .filter(|(id, ty)| {
                ty.component.is_some() && !usage.sent.contains(id) && !usage.received.contains(id)
            })
            .map(|(id, _)| id)
            .collect();
        reach(
            api,
            unreached.iter().copied(),
            Direction::Either,
            &mut usage.sent,
        );
        reach(
            api,
            unreached.into_iter(),
            Direction::Either,
            &mut usage.received,
        );
        usage
    }

    /// Whether a request may hold it.
    pub fn is_sent(&self, id: TypeId) -> bool {
        self.sent.contains(&id)
    }

    /// Whether a response may hold it.
    pub fn is_received(&self, id: TypeId) -> bool {
        self.received.contains(&id)
    }

    /// Whether anything uses it.
    pub fn is_used(&self, id: TypeId) -> bool {
        self.is_sent(id) || self.is_received(id)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Sent,
    Received,
    Either,
}

fn reach(
    api: &Api,
    from: impl Iterator<Item = TypeId>,
    direction: Direction,
    reached: &mut FxHashSet<TypeId>,
) {
    let mut open: Vec<TypeId> = from.collect();
    while let Some(id) = open.pop() {
        if reached.insert(id)
            && let Some(ty) = api.types.get(id)
        {
            parts(&ty.shape, direction, &mut open);
        }
    }
}

/// The types that a value of this shape holds, those of properties that only the other direction has left out.
fn parts(shape: &Shape, direction: Direction, out: &mut Vec<TypeId>) {
    match shape {
        Shape::List { item: inner }
        | Shape::Map { value: inner }
        | Shape::Alias { target: inner } => out.push(*inner),
        Shape::Tuple { items } => out.extend(items),
        Shape::Union(union) => out.extend(union.variants.iter().map(|variant| variant.ty)),
        Shape::Object(object) => {
            let properties = object.properties.iter().filter(|property| match direction {
                Direction::Sent => !property.read_only,
                Direction::Received => !property.write_only,
                Direction::Either => true,
            });
            out.extend(properties.map(|property| property.ty));
            if let Additional::Of(value) = object.additional {
                out.push(value);
            }
        }
        Shape::Any
        | Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(_)
        | Shape::Text(_)
        | Shape::Enumeration(_) => {}
    }
}
