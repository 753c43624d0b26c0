//! The root of the description: title, version, servers, tags.

use indexmap::IndexSet;
use openapiv3::SecurityRequirement;
use rustc_hash::FxHashSet;
use serde_json::{Map, Value};

use super::parts::Parts;
use crate::dialect::Extra;
use crate::dialect::extension::NAME;
use crate::model::{Docs, Operation, Server, ServerVariable, Tag};

/// The root of the description.
pub(super) struct Root {
    pub title: String,
    pub version: String,
    pub docs: Docs,
    pub servers: Vec<Server>,
    pub tags: Vec<Tag>,
    pub security: Vec<SecurityRequirement>,
}

impl Root {
    pub fn read(parts: &Parts<'_>) -> Self {
        let root = parts.translator.root();
        let info = root.get("info").and_then(Value::as_object);
        Self {
            title: text_member(info, "title").unwrap_or_default(),
            version: text_member(info, "version").unwrap_or_default(),
            docs: Docs {
                title: text_member(info, "summary"),
                description: text_member(info, "description"),
                ..Docs::default()
            },
            servers: decode_list(&root, "servers")
                .into_iter()
                .map(server)
                .collect(),
            tags: decode_list(&root, "tags").into_iter().map(tag).collect(),
            security: decode_list(&root, "security"),
        }
    }
}

fn text_member(info: Option<&Map<String, Value>>, key: &str) -> Option<String> {
    info?.get(key)?.as_str().map(str::to_owned)
}

/// Deserializes the valid elements of a list; `dialect` has reported the others.
fn decode_list<T: serde::de::DeserializeOwned>(root: &Map<String, Value>, key: &str) -> Vec<T> {
    let list = root
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    list.filter_map(|value| serde_json::from_value(value.clone()).ok())
        .collect()
}

/// Converts a server of the API, a path or an operation.
pub(super) fn server(server: openapiv3::Server) -> Server {
    let variables = server.variables.unwrap_or_default();
    let variables = variables
        .into_iter()
        .map(|(name, variable)| ServerVariable {
            name,
            default: variable.default,
            values: each_once(variable.enumeration),
            description: variable.description,
        });
    let name = server.extensions.get(NAME).and_then(Value::as_str);
    let name = name.map(str::to_owned);
    Server {
        url: server.url,
        name,
        description: server.description,
        variables: variables.collect(),
    }
}

fn each_once(values: Vec<String>) -> Vec<String> {
    let distinct: IndexSet<String> = values.into_iter().collect();
    distinct.into_iter().collect()
}

fn tag(tag: openapiv3::Tag) -> Tag {
    Tag {
        name: tag.name,
        docs: Docs {
            title: Extra::from_extensions(&tag.extensions).summary,
            description: tag.description,
            external: tag.external_docs.map(|docs| (docs.url, docs.description)),
            ..Docs::default()
        },
    }
}

/// Returns the declared tags, followed by those that only operations name.
pub(super) fn tags<'o>(root: &Root, operations: impl Iterator<Item = &'o Operation>) -> Vec<Tag> {
    let mut tags = root.tags.clone();
    let mut known: FxHashSet<String> = tags.iter().map(|tag| tag.name.clone()).collect();
    for name in operations.flat_map(|operation| &operation.tags) {
        if known.insert(name.clone()) {
            tags.push(Tag {
                name: name.clone(),
                docs: Docs::default(),
            });
        }
    }
    tags
}
