//! The extensions by which this room passes on what OpenAPI 3.0 cannot say.
//!
//! Some a description may give itself, each to some kinds of parts: `known`. The others are ours alone: one that a
//! description contains is ignored and reported.

use indexmap::IndexMap;
use serde_json::Value;

use super::report;
use super::{Kind, Translator};
use crate::diagnostics::Location;
use crate::source::closest;

/// On a schema: the schemas of a list's first elements, each as a reference.
pub const PREFIX_ITEMS: &str = "x-oasmith-prefix-items";

/// On a schema: the properties that conditions name (`then`, `else`, `dependentSchemas`), each with references to its
/// schemas.
pub const CONDITIONAL: &str = "x-oasmith-conditional";

/// On a schema: every example of its `examples`; `example` holds the first.
pub const EXAMPLES: &str = "x-oasmith-examples";

/// On a schema of strings: the media type of what they hold (`contentMediaType`).
pub const CONTENT_MEDIA_TYPE: &str = "x-oasmith-content-media-type";

/// On a media type: the schema of each element of a sequence (`itemSchema`), as a reference.
pub const ITEM_SCHEMA: &str = "x-oasmith-item-schema";

/// On a query parameter, `true`: it is the whole query string (`in: querystring`).
pub const QUERY_STRING: &str = "x-oasmith-querystring";

/// On a path parameter, `true`: reserved characters stay as they are, which OpenAPI allows in paths since 3.2.
pub const ALLOW_RESERVED: &str = "x-oasmith-allow-reserved";

/// On a query parameter or an encoding, `true`: the elements of its list have tabs between them (`collectionFormat: tsv`).
pub const TAB_DELIMITED: &str = "x-oasmith-tab-delimited";

/// On a parameter or an encoding: what stands between the elements of lists inside its list, a character for each depth
/// (`collectionFormat` of Items Objects).
pub const INNER_SEPARATORS: &str = "x-oasmith-inner-separators";

/// On a cookie parameter, `true`: its style is `cookie`, which OpenAPI has since 3.2.
pub const COOKIE_STYLE: &str = "x-oasmith-cookie-style";

/// On a discriminator: the schema of values without a known tag (`defaultMapping`), unchanged.
pub const DEFAULT_MAPPING: &str = "x-oasmith-default-mapping";

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

/// On an operation, `true`: it gets a runnable example. A description may say so.
pub const EXAMPLE: &str = "x-oasmith-example";

/// On a path parameter, `true`: it is given once, to the client. A description may say so.
pub const CLIENT: &str = "x-oasmith-client";

/// On a schema: the type that stands in its place, by the keys that the settings have. A description may give it.
pub const TYPE: &str = "x-oasmith-type";

/// On a schema: traits that its type derives, as the settings have them. A description may give it.
pub const DERIVES: &str = "x-oasmith-derives";

/// On an enumeration: `open` or `closed`. A description may say it.
pub const ENUM: &str = "x-oasmith-enum";

/// On an enumeration or a union: the names of its variants, by value. A description may give it.
pub const VARIANTS: &str = "x-oasmith-variants";

/// On a property: the name of its field. A description may give it.
pub const FIELD: &str = "x-oasmith-field";

/// On a property, `true` or `false`: whether every object has it, whatever `required` says. A description may say it.
pub const REQUIRED: &str = "x-oasmith-required";

/// At the top: the settings of the client, by their keys. A description may give it.
pub const SETTINGS: &str = "x-oasmith";

/// How the names of our extensions begin.
const OURS: &str = "x-oasmith-";

/// Those that a description may not bring along.
const ALL: [&str; 14] = [
    PREFIX_ITEMS,
    CONDITIONAL,
    EXAMPLES,
    CONTENT_MEDIA_TYPE,
    ITEM_SCHEMA,
    QUERY_STRING,
    ALLOW_RESERVED,
    TAB_DELIMITED,
    INNER_SEPARATORS,
    COOKIE_STYLE,
    DEFAULT_MAPPING,
    EXPLODE,
    SUMMARY,
    MUTUAL_TLS,
];

/// The name that a part's extensions give it.
pub fn name(extensions: &IndexMap<String, Value>) -> Option<String> {
    extensions.get(NAME)?.as_str().map(str::to_owned)
}

/// Those that settle something of a schema's type, apart from its name.
pub fn of_type(extensions: &IndexMap<String, Value>) -> IndexMap<String, Value> {
    let settles = |key: &str| [TYPE, DERIVES, ENUM, VARIANTS].contains(&key);
    let of_type = extensions.iter().filter(|(key, _)| settles(key));
    of_type
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// Those that a description may give to such a part.
fn known(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Root => &[SETTINGS],
        Kind::Operation => &[NAME, SKIP, PAGINATION, WAITER, EXAMPLE],
        Kind::Parameter => &[CLIENT],
        Kind::Schema => &[NAME, TYPE, DERIVES, ENUM, VARIANTS, FIELD, REQUIRED],
        Kind::Server => &[NAME],
        _ => &[],
    }
}

/// Those that say something of the property that a schema is for.
const OF_PROPERTIES: [&str; 2] = [FIELD, REQUIRED];

/// Whether a schema at this place is one of an object's properties.
fn is_property(at: &Location) -> bool {
    let whole = at.pointer.parent();
    whole.is_some_and(|whole| whole.last() == "properties")
}

/// Every kind of part that has some.
const KINDS: [Kind; 5] = [
    Kind::Root,
    Kind::Operation,
    Kind::Parameter,
    Kind::Schema,
    Kind::Server,
];

/// Whether an extension settles something of the type of the schema it stands on, or names it: beside a reference, it
/// makes a type of its own.
pub(super) fn makes_type(key: &str) -> bool {
    [NAME, TYPE, DERIVES, ENUM, VARIANTS].contains(&key)
}

/// Whether an extension is ours and says something of the schema it stands on, not of the property that the schema is for.
pub(super) fn is_of_schema(key: &str) -> bool {
    key.starts_with(OURS) && !OF_PROPERTIES.contains(&key)
}

/// An extension of the description's own.
pub(super) fn keep(
    t: &Translator<'_>,
    kind: Kind,
    key: &str,
    value: &Value,
    at: &Location,
) -> Option<Value> {
    if ALL.contains(&key) {
        report::reserved_key(t, key, at);
        return None;
    }
    if (key.starts_with(OURS) || key == SETTINGS) && !known(kind).contains(&key) {
        report::unknown_extension(t, kind, key, &at.key(key));
        return None;
    }
    if OF_PROPERTIES.contains(&key) && kind == Kind::Schema && !is_property(at) {
        report::not_of_property(t, key, &at.key(key));
        return None;
    }
    Some(value.clone())
}

/// What may be meant by an extension that such a part cannot have.
pub(super) fn meant(kind: Kind, key: &str) -> String {
    let elsewhere = KINDS.iter().find(|kind| known(**kind).contains(&key));
    if let Some(elsewhere) = elsewhere {
        return format!("it belongs to {}", elsewhere.with_article());
    }
    match closest(key, known(kind).iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "take it away: names that begin so are for what oasmith knows".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{KINDS, known};

    /// The page on settings has a row for each extension and each kind of part that it may stand on, and no other.
    #[test]
    fn every_extension_is_on_the_page() {
        let page = include_str!("../../../docs/configuration.md");
        let rows = page
            .lines()
            .filter_map(|line| line.strip_prefix("| `x-oasmith"));
        let rows: BTreeSet<(String, String)> = rows
            .map(|row| {
                let mut cells = row.split(" | ");
                let key = cells.next().unwrap().trim_end_matches('`');
                let place = cells.next().unwrap();
                let kind = KINDS.iter().find(|kind| place.starts_with(kind.name()));
                let kind = kind.unwrap_or_else(|| panic!("{row}")).name();
                (format!("x-oasmith{key}"), kind.to_owned())
            })
            .collect();
        let own = KINDS.iter().flat_map(|kind| {
            let keys = known(*kind).iter();
            keys.map(|key| ((*key).to_owned(), kind.name().to_owned()))
        });
        assert_eq!(rows, own.collect());
    }
}
