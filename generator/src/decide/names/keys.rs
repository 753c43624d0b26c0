//! The keys of types and operations in the lock file, which do not depend on the order of the
//! description.

use super::operation::operation_keys;
use crate::model::{Api, Context, OperationId, Role, TypeId};

/// The keys of an API.
pub(in crate::decide) struct Keys<'a> {
    api: &'a Api,
    operations: Vec<String>,
}

impl<'a> Keys<'a> {
    pub fn new(api: &'a Api) -> Self {
        Self {
            api,
            operations: operation_keys(api),
        }
    }

    /// The key of a type: the component's name, or the place where it was first found.
    pub fn ty(&self, id: TypeId) -> String {
        let Some(ty) = self.api.types.get(id) else {
            return String::new();
        };
        if let Some(component) = &ty.component {
            return component.clone();
        }
        match &ty.context {
            Context::Component => ty.origin.pointer.to_string(),
            Context::Inside(parent, role) => self.within(*parent, role),
            Context::Parameter(id, name) => format!("{}(?{name})", self.operation(*id)),
            Context::Body(id) => format!("{}(body)", self.operation(*id)),
            Context::Response(id, status) => format!("{}(->{status:?})", self.operation(*id)),
            Context::ResponseHeader(id, name) => format!("{}(->{name})", self.operation(*id)),
            Context::Shared(name, own) => match **own {
                Context::Body(_) => format!("requestBodies/{name}"),
                _ => format!("responses/{name}"),
            },
        }
    }

    /// The key of a nameless type in this role within another.
    pub fn within(&self, whole: TypeId, role: &Role) -> String {
        let role = match role {
            Role::Property(name) => format!(".{name}"),
            Role::Item => "[]".to_owned(),
            Role::Value => ".*".to_owned(),
            Role::Variant(index) => format!("|{index}"),
            Role::Member(key) => format!("|.{key}"),
            Role::Target => "=".to_owned(),
        };
        self.ty(whole) + &role
    }

    /// The key of an operation: its id if unique, else method and path.
    pub fn operation(&self, id: OperationId) -> String {
        let key = self.operations.get(usize::from(id));
        key.cloned().unwrap_or_default()
    }
}
