//! One of the two versions, with lookups of its elements and their places.

use crate::diagnostics::{FileId, Location};
use crate::model::{Api, Docs, Operation, Parameter, Property, Shape, Status, Type};
use crate::plan::{CratePlan, Field, Item, ItemKind, OperationPlan, Send};
use crate::source::Documents;

/// One of the two versions: the API and its crate.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The API.
    pub api: &'a Api,
    /// The crate.
    pub plan: &'a CratePlan,
    /// The documents that were read.
    pub documents: &'a Documents,
}

impl<'a> Side<'a> {
    /// The schema of an item.
    pub fn ty(self, item: &Item) -> Option<&'a Type> {
        self.api.types.get(item.source)
    }

    /// The place of an item.
    pub fn item(self, item: &Item) -> Location {
        self.ty(item).map_or_else(top, |ty| ty.origin.clone())
    }

    /// The place of a field.
    pub fn field(self, item: &Item, field: &Field) -> Location {
        self.property(item, field)
            .map_or_else(|| self.item(item), |property| property.origin.clone())
    }

    /// The place of the property with this name, or of its item.
    pub fn named_property(self, item: &Item, wire: &str) -> Location {
        let property = match self.ty(item).map(|ty| &ty.shape) {
            Some(Shape::Object(object)) => object.properties.iter().find(|it| it.name == wire),
            _ => None,
        };
        property.map_or_else(|| self.item(item), |property| property.origin.clone())
    }

    /// The property of a field.
    pub fn property(self, item: &Item, field: &Field) -> Option<&'a Property> {
        match &self.ty(item)?.shape {
            Shape::Object(object) => object
                .properties
                .iter()
                .find(|property| property.name == field.wire),
            _ => None,
        }
    }

    /// The docs of a field's own schema; `None` if its type has docs of its own.
    pub fn field_docs(self, item: &Item, field: &Field) -> Option<&'a Docs> {
        let ty = self.api.types.get(self.property(item, field)?.ty)?;
        ty.component.is_none().then_some(&ty.docs)
    }

    /// The default in JSON.
    pub fn default_of(self, ty: crate::model::TypeId) -> Option<String> {
        let own = self.api.types.get(ty)?.default.as_ref();
        let behind = || self.api.types.get(self.api.target(ty))?.default.as_ref();
        own.or_else(behind).map(ToString::to_string)
    }

    /// The place of the variant at this index, of an enum or a union.
    pub fn variant(self, item: &Item, index: usize) -> Location {
        let at = self.item(item);
        match &item.kind {
            ItemKind::Union(union) => {
                let source = union.variants.get(index).map(|variant| variant.source);
                let ty = source.and_then(|source| self.api.types.get(source));
                ty.map_or(at, |ty| ty.origin.clone())
            }
            // The values of a choice are members of it; which, the model does not say.
            _ if self.is_choice(item) => at,
            _ => at.key("enum").index(index),
        }
    }

    /// Whether the item is an enum whose values are members of a `oneOf` or `anyOf`.
    fn is_choice(self, item: &Item) -> bool {
        let shape = self.ty(item).map(|ty| &ty.shape);
        matches!(shape, Some(Shape::Enumeration(of)) if of.is_choice)
    }

    /// The operation of the model.
    pub fn operation(self, plan: &OperationPlan) -> Option<&'a Operation> {
        self.api.operations.get(plan.source)
    }

    /// The place of an operation.
    pub fn operation_at(self, plan: &OperationPlan) -> Location {
        self.operation(plan)
            .map_or_else(top, |operation| operation.origin.clone())
    }

    /// The parameter of an operation for this input.
    pub fn parameter(self, plan: &OperationPlan, send: &Send) -> Option<&'a Parameter> {
        let Send::Parameter { name, place, .. } = send else {
            return None;
        };
        let mut parameters = self.operation(plan)?.parameters.iter();
        parameters.find(|parameter| parameter.name == *name && parameter.place == *place)
    }

    /// The place of the parameter or the body for this input.
    pub fn input_at(self, plan: &OperationPlan, send: &Send) -> Location {
        let parameter = self.parameter(plan, send).map(|one| &one.origin);
        let body = || {
            let body = self.operation(plan)?.body.as_ref()?;
            matches!(send, Send::Body(_)).then_some(&body.origin)
        };
        parameter
            .or_else(body)
            .cloned()
            .unwrap_or_else(|| self.operation_at(plan))
    }

    /// The place of the response with this status, or of all responses.
    pub fn response_at(self, plan: &OperationPlan, status: Option<Status>) -> Location {
        let mut responses = self
            .operation(plan)
            .into_iter()
            .flat_map(|one| &one.responses);
        responses
            .find(|response| Some(response.status) == status)
            .map_or_else(
                || self.operation_at(plan).key("responses"),
                |response| response.origin.clone(),
            )
    }
}

/// The root of the description.
pub(super) fn top() -> Location {
    Location::top(FileId::default())
}
