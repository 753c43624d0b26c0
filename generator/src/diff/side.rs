//! One of the two versions: what is asked of it, and where its parts stand.

use crate::diagnostics::{FileId, Location};
use crate::model::{Api, Docs, Operation, Parameter, Property, Shape, Status, Type};
use crate::plan::{CratePlan, Field, Item, OperationPlan, Send};
use crate::source::Documents;

/// A version of the API, and the crate it becomes.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The API.
    pub api: &'a Api,
    /// The crate.
    pub plan: &'a CratePlan,
    /// What was read.
    pub documents: &'a Documents,
}

impl<'a> Side<'a> {
    /// What an item stands for.
    pub fn ty(self, item: &Item) -> Option<&'a Type> {
        self.api.types.get(item.source)
    }

    /// Where an item stands.
    pub fn item(self, item: &Item) -> Location {
        self.ty(item).map_or_else(top, |ty| ty.origin.clone())
    }

    /// Where a field stands.
    pub fn field(self, item: &Item, field: &Field) -> Location {
        self.property(item, field)
            .map_or_else(|| self.item(item), |property| property.origin.clone())
    }

    /// The property that a field stands for.
    pub fn property(self, item: &Item, field: &Field) -> Option<&'a Property> {
        match &self.ty(item)?.shape {
            Shape::Object(object) => object
                .properties
                .iter()
                .find(|property| property.name == field.wire),
            _ => None,
        }
    }

    /// What the description says of a field alone, and not of a type with a name of its own.
    pub fn field_docs(self, item: &Item, field: &Field) -> Option<&'a Docs> {
        let ty = self.api.types.get(self.property(item, field)?.ty)?;
        ty.component.is_none().then_some(&ty.docs)
    }

    /// The value that stands for an absent one, as JSON.
    pub fn default_of(self, ty: crate::model::TypeId) -> Option<String> {
        let own = self.api.types.get(ty)?.default.as_ref();
        let behind = || self.api.types.get(self.api.target(ty))?.default.as_ref();
        own.or_else(behind).map(ToString::to_string)
    }

    /// Where a variant with this position stands, of an enum or a union.
    pub fn variant(self, item: &Item, index: usize) -> Location {
        let at = self.item(item);
        match self.ty(item).map(|ty| &ty.shape) {
            Some(Shape::Union(union)) => union
                .variants
                .get(index)
                .and_then(|variant| self.api.types.get(variant.ty))
                .map_or(at, |ty| ty.origin.clone()),
            _ => at.key("enum").index(index),
        }
    }

    /// What an operation stands for.
    pub fn operation(self, plan: &OperationPlan) -> Option<&'a Operation> {
        self.api.operations.get(plan.source)
    }

    /// Where an operation stands.
    pub fn operation_at(self, plan: &OperationPlan) -> Location {
        self.operation(plan)
            .map_or_else(top, |operation| operation.origin.clone())
    }

    /// The parameter of an operation that is sent so.
    pub fn parameter(self, plan: &OperationPlan, send: &Send) -> Option<&'a Parameter> {
        let Send::Parameter { name, place, .. } = send else {
            return None;
        };
        let mut parameters = self.operation(plan)?.parameters.iter();
        parameters.find(|parameter| parameter.name == *name && parameter.place == *place)
    }

    /// Where the parameter or the body of an operation stands that is sent so.
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

    /// Where the response of an operation with this status stands, or its responses do.
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

/// The top of the description.
pub(super) fn top() -> Location {
    Location::top(FileId::default())
}
