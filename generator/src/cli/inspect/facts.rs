//! The facts that `inspect` reports about a description: the shape of `--format json`, which
//! `docs/messages.md` describes.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::dialect;
use crate::model::{Api, Operation, SchemeKind, SecurityScheme, Shape, Type};
use crate::plan::{CratePlan, Item};
use crate::source::Documents;

/// The facts about a description.
#[derive(Debug, Serialize)]
pub(super) struct Facts {
    pub file: String,
    pub title: String,
    pub version: String,
    pub dialect: Option<&'static str>,
    pub servers: Vec<String>,
    pub operations: Vec<OperationFacts>,
    pub types: Vec<TypeFacts>,
    pub tags: Vec<TagFacts>,
    pub security: Vec<SecurityFacts>,
    pub names: Vec<NameFacts>,
}

/// A Rust type, and where its name comes from.
#[derive(Debug, Serialize)]
pub(super) struct NameFacts {
    pub name: String,
    pub named_by: &'static str,
    /// The key of the type in `rename.types`.
    pub key: String,
    pub pointer: String,
}

#[derive(Debug, Serialize)]
pub(super) struct OperationFacts {
    pub id: Option<String>,
    pub method: String,
    pub path: String,
    pub summary: Option<String>,
    pub tags: Vec<String>,
    /// Alternatives (outer list), each of several schemes that are all required (inner list).
    pub security: Vec<Vec<String>>,
    pub deprecated: bool,
    pub pointer: String,
}

#[derive(Debug, Serialize)]
pub(super) struct TypeFacts {
    pub name: String,
    pub kind: &'static str,
    /// The number of properties, values or variants, if the type has any.
    pub members: Option<usize>,
    pub nullable: bool,
    pub pointer: String,
}

#[derive(Debug, Serialize)]
pub(super) struct TagFacts {
    pub name: String,
    pub operations: usize,
    pub description: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct SecurityFacts {
    pub name: String,
    pub kind: &'static str,
    /// The number of operations that accept it.
    pub operations: usize,
    pub description: Option<String>,
}

impl Facts {
    /// The facts about this API.
    pub fn new(api: &Api, plan: &CratePlan, documents: &Documents) -> Self {
        Self {
            file: documents.path(documents.root()).display().to_string(),
            title: api.title.clone(),
            version: api.version.clone(),
            dialect: dialect::detect(documents).ok().map(dialect::Dialect::name),
            servers: api
                .servers
                .iter()
                .map(|server| server.url.clone())
                .collect(),
            operations: api.operations.values().map(operation).collect(),
            types: types(api),
            tags: tags(api),
            security: api
                .security_schemes
                .iter()
                .map(|scheme| security(api, scheme))
                .collect(),
            names: plan.types.iter().map(|item| name(api, item)).collect(),
        }
    }
}

fn operation(operation: &Operation) -> OperationFacts {
    let alternative = |all: &Vec<crate::model::Requirement>| {
        let schemes = all.iter().map(|requirement| requirement.scheme.clone());
        schemes.collect::<Vec<_>>()
    };
    OperationFacts {
        id: operation.id.clone(),
        method: operation.method.as_str().to_owned(),
        path: operation.path.to_string(),
        summary: operation.docs.title.clone(),
        tags: operation.tags.clone(),
        security: operation.security.iter().map(alternative).collect(),
        deprecated: operation.docs.deprecated,
        pointer: operation.origin.pointer.as_str().to_owned(),
    }
}

/// The types that the description itself names, by name.
fn types(api: &Api) -> Vec<TypeFacts> {
    let named = api
        .types
        .values()
        .filter_map(|ty| Some((ty.component.clone()?, ty)));
    let sorted: BTreeMap<String, &Type> = named.collect();
    let facts = |(name, ty): (String, &Type)| {
        let (kind, members) = kind(&ty.shape);
        TypeFacts {
            name,
            kind,
            members,
            nullable: ty.nullable,
            pointer: ty.origin.pointer.as_str().to_owned(),
        }
    };
    sorted.into_iter().map(facts).collect()
}

fn name(api: &Api, item: &Item) -> NameFacts {
    let ty = api.types.get(item.source);
    NameFacts {
        name: item.name.clone(),
        named_by: item.named_by.source.as_str(),
        key: item.named_by.key.clone(),
        pointer: ty.map_or_else(String::new, |ty| ty.origin.pointer.as_str().to_owned()),
    }
}

fn kind(shape: &Shape) -> (&'static str, Option<usize>) {
    match shape {
        Shape::Given { described, .. } => kind(described),
        Shape::Any => ("any", None),
        Shape::Boolean => ("boolean", None),
        Shape::Integer(_) => ("integer", None),
        Shape::Number(_) => ("number", None),
        Shape::Text(_) => ("string", None),
        Shape::Enumeration(it) => ("enumeration", Some(it.values.len())),
        Shape::List { .. } => ("list", None),
        Shape::Tuple { items } => ("tuple", Some(items.len())),
        Shape::Map { .. } => ("map", None),
        Shape::Object(it) => ("object", Some(it.properties.len())),
        Shape::Union(it) => ("union", Some(it.variants.len())),
        Shape::Alias { .. } => ("alias", None),
    }
}

fn tags(api: &Api) -> Vec<TagFacts> {
    let count = |name: &String| {
        let has = |operation: &&Operation| operation.tags.contains(name);
        api.operations.values().filter(has).count()
    };
    let facts = |tag: &crate::model::Tag| TagFacts {
        name: tag.name.clone(),
        operations: count(&tag.name),
        description: tag.docs.description.clone(),
    };
    api.tags.iter().map(facts).collect()
}

fn security(api: &Api, scheme: &SecurityScheme) -> SecurityFacts {
    let accepts = |operation: &&Operation| {
        let mut all = operation.security.iter().flatten();
        all.any(|requirement| requirement.scheme == scheme.name)
    };
    SecurityFacts {
        name: scheme.name.clone(),
        kind: match scheme.kind {
            SchemeKind::ApiKey { .. } => "api-key",
            SchemeKind::Basic => "basic",
            SchemeKind::Bearer => "bearer",
            SchemeKind::Http { .. } => "http",
            SchemeKind::OAuth2 { .. } => "oauth2",
            SchemeKind::OpenIdConnect => "openid-connect",
            SchemeKind::MutualTls => "mutual-tls",
        },
        operations: api.operations.values().filter(accepts).count(),
        description: scheme.description.clone(),
    }
}
