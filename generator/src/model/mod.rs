//! The model of an API: its operations, types, servers and security.
//!
//! Plain data, independent of YAML, openapiv3 and Rust: references are resolved, and identifiers
//! are not chosen yet. Every node holds its location in the description. Facts derived from the
//! model live in tables keyed by id elsewhere; nothing here is changed to hold them.

mod body;
mod components;
mod docs;
mod ids;
mod operation;
mod pagination;
mod parameter;
mod path_parameter;
mod path_template;
mod response;
mod security;
mod server;
mod settings;
mod tag_value;
mod types;
mod waiter;

pub use body::{Content, Encoding, RequestBody};
pub use components::strong_components;
pub use docs::Docs;
pub use ids::{OperationId, Table, TypeId};
pub use operation::{Method, Operation};
pub use pagination::{PageStyle, Pagination};
pub use parameter::{Parameter, ParameterPlace, Style};
pub use path_parameter::{Extent, PathParameter};
pub use path_template::PathTemplate;
pub use response::{Header, Response, Status};
pub use security::{ApiKeyPlace, Requirement, SchemeKind, SecurityScheme};
pub use server::{Server, ServerVariable};
pub use settings::{
    CrateFeature, Derive, Openness, Replacement, ReplacementDependency, TypeSettings,
};
pub use tag_value::TagValue;
pub use types::{
    Additional, Context, Discriminator, Enumeration, EnumerationKind, EnumerationValue, GivenFor,
    Integer, Number, Object, OnlyMember, Property, Role, Shape, Text, Type, Union, Variant,
    WithoutTag,
};
pub use waiter::Waiter;

/// An API.
#[derive(Debug, Clone)]
pub struct Api {
    /// The API's title.
    pub title: String,
    /// The version of the description, as written.
    pub version: String,
    /// The description's documentation of the API as a whole.
    pub docs: Docs,
    /// The servers, in the order of the description.
    pub servers: Vec<Server>,
    /// The tags, in the order of the description, followed by those that only operations name.
    pub tags: Vec<Tag>,
    /// The operations, in the order of the description.
    pub operations: Table<OperationId, Operation>,
    /// Every schema that something refers to.
    pub types: Table<TypeId, Type>,
    /// The security schemes.
    pub security_schemes: Vec<SecurityScheme>,
}

/// A group of operations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Its name, as written.
    pub name: String,
    /// Its documentation in the description.
    pub docs: Docs,
}

impl Api {
    /// Resolves a chain of aliases to the type at its end.
    #[must_use]
    pub fn target(&self, id: TypeId) -> TypeId {
        let mut here = id;
        for _ in 0..self.types.len() {
            match self.types.get(here).map(|ty| &ty.shape) {
                Some(Shape::Alias { target }) => here = *target,
                _ => break,
            }
        }
        here
    }

    /// Follows a chain of aliases: yields the type itself, then each alias target in turn.
    pub fn aliases(&self, id: TypeId) -> impl Iterator<Item = &Type> {
        let next = |ty: &&Type| match ty.shape {
            Shape::Alias { target } => self.types.get(target),
            _ => None,
        };
        std::iter::successors(self.types.get(id), next).take(self.types.len())
    }

    /// Returns the shape of a type, with aliases resolved.
    #[must_use]
    pub fn shape(&self, id: TypeId) -> Option<&Shape> {
        self.types.get(self.target(id)).map(|ty| &ty.shape)
    }
}
