//! The extensions by which this room passes on what OpenAPI 3.0 cannot say.
//!
//! They are ours alone, but for names and what is to be skipped: a description that brings another along is told so, and it is
//! left out.

use indexmap::IndexMap;
use serde_json::Value;

use super::Translator;
use super::report;
use crate::diagnostics::Location;

/// On a schema: the schemas of a list's first elements, each as a reference.
pub const PREFIX_ITEMS: &str = "x-oasmith-prefix-items";

/// On a schema: every example of its `examples`; `example` holds the first.
pub const EXAMPLES: &str = "x-oasmith-examples";

/// On a media type: the schema of each element of a sequence (`itemSchema`), as a reference.
pub const ITEM_SCHEMA: &str = "x-oasmith-item-schema";

/// On a query parameter, `true`: it is the whole query string (`in: querystring`).
pub const QUERY_STRING: &str = "x-oasmith-querystring";

/// On a path parameter, `true`: reserved characters stay as they are, which OpenAPI allows in paths since 3.2.
pub const ALLOW_RESERVED: &str = "x-oasmith-allow-reserved";

/// On an encoding: its `explode`, when it is given; openapiv3 does not tell `false` from absent.
pub const EXPLODE: &str = "x-oasmith-explode";

/// On a server: its name, which OpenAPI has since 3.2. On an operation or a schema: the name of its method or type. A
/// description of any version may give it so.
pub const NAME: &str = "x-oasmith-name";

/// On an operation, `true`: it is not generated. A description may say so.
pub const SKIP: &str = "x-oasmith-skip";

/// On a tag: its summary.
pub const SUMMARY: &str = "x-oasmith-summary";

/// The `scheme` of a `type: http` security scheme that stands for `type: mutualTLS`.
pub const MUTUAL_TLS: &str = "x-oasmith-mutual-tls";

/// On an operation: how its answers follow each other, by the keys that the settings have. A description may give it.
pub const PAGINATION: &str = "x-oasmith-pagination";

/// On an operation: how to wait for the work that it starts, by the keys that the settings have. A description may give it.
pub const WAITER: &str = "x-oasmith-waiter";

/// How the names of our extensions begin.
pub(super) const OURS: &str = "x-oasmith-";

/// Those that a description may not bring along.
const ALL: [&str; 8] = [
    PREFIX_ITEMS,
    EXAMPLES,
    ITEM_SCHEMA,
    QUERY_STRING,
    ALLOW_RESERVED,
    EXPLODE,
    SUMMARY,
    MUTUAL_TLS,
];

/// The name that a part's extensions give it.
pub fn name(extensions: &IndexMap<String, Value>) -> Option<String> {
    extensions.get(NAME)?.as_str().map(str::to_owned)
}

/// An extension of the description's own.
pub(super) fn keep(t: &Translator<'_>, key: &str, value: &Value, at: &Location) -> Option<Value> {
    if ALL.contains(&key) {
        report::reserved_key(t, key, at);
        return None;
    }
    Some(value.clone())
}
