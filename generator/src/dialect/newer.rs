//! Keys of a later version than the description's own. They are used, and noted.

use super::detect::Dialect::{self, OpenApi30, OpenApi31, OpenApi32};
use super::{Kind, Translator, report};
use crate::diagnostics::Location;

/// Notes a key that is newer than the description.
pub(super) fn note(t: &Translator<'_>, kind: Kind, key: &str, at: &Location) {
    if let Some(since) = since(kind, key)
        && t.dialect < since
    {
        report::newer(t, &at.key(key), &format!("`{key}`"), since);
    }
}

/// The version that introduced a key; `None` for keys that all versions have, and for irrelevant
/// ones.
fn since(kind: Kind, key: &str) -> Option<Dialect> {
    let since = match (kind, key) {
        (Kind::Schema, "oneOf" | "anyOf" | "not" | "nullable" | "writeOnly" | "deprecated") => {
            OpenApi30
        }
        (
            Kind::Schema,
            "const"
            | "examples"
            | "prefixItems"
            | "patternProperties"
            | "unevaluatedProperties"
            | "contentEncoding"
            | "contentMediaType",
        )
        | (Kind::Root, "webhooks")
        | (Kind::Components, "pathItems") => OpenApi31,
        (Kind::PathItem, "query" | "additionalOperations")
        | (Kind::MediaType, "itemSchema")
        | (Kind::Discriminator, "defaultMapping")
        | (Kind::Components, "mediaTypes")
        | (Kind::Server, "name")
        | (Kind::Tag | Kind::Response, "summary") => OpenApi32,
        _ => return None,
    };
    Some(since)
}
