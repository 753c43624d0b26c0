//! The extensions of oasmith, which a description may use, each on some kinds of parts: see `known`.

use indexmap::IndexMap;
use serde_json::Value;

use super::report;
use super::{Kind, Translator, extra};
use crate::diagnostics::Location;
use crate::source::closest;

/// On a server: its name, which OpenAPI has since 3.2. On an operation or a schema: the name of its
/// method or type. A description of any version may use it.
pub const NAME: &str = "x-oasmith-name";

/// On an operation, `true`: it is not generated. A description may use it.
pub const SKIP: &str = "x-oasmith-skip";

/// On an operation: how its responses are paginated, with the keys of the settings. A description
/// may use it.
pub const PAGINATION: &str = "x-oasmith-pagination";

/// On an operation: how to wait for the work that it starts, with the keys of the settings. A
/// description may use it.
pub const WAITER: &str = "x-oasmith-waiter";

/// On an operation, `true`: it gets a runnable example. A description may use it.
pub const EXAMPLE: &str = "x-oasmith-example";

/// On a path parameter, `true`: it is set once, on the client. A description may use it.
pub const CLIENT: &str = "x-oasmith-client";

/// On a schema: the type that replaces it, with the keys of the settings. A description may use it.
pub const TYPE: &str = "x-oasmith-type";

/// On a schema: the traits that its type derives, as in the settings. A description may use it.
pub const DERIVES: &str = "x-oasmith-derives";

/// On an enumeration: `open` or `closed`. A description may use it.
pub const ENUM: &str = "x-oasmith-enum";

/// On an enumeration or a union: the names of its variants, by value. A description may use it.
pub const VARIANTS: &str = "x-oasmith-variants";

/// On a property: the name of its field. A description may use it.
pub const FIELD: &str = "x-oasmith-field";

/// On a property, `true` or `false`: whether every object has it, regardless of `required`. A
/// description may use it.
pub const REQUIRED: &str = "x-oasmith-required";

/// On the root: the settings of the client. A description may use it.
pub const SETTINGS: &str = "x-oasmith";

/// The prefix of the extensions of oasmith.
const OURS: &str = "x-oasmith-";

/// The name that the extensions of a part give it.
pub fn name(extensions: &IndexMap<String, Value>) -> Option<String> {
    extensions.get(NAME)?.as_str().map(str::to_owned)
}

/// The extensions that affect a schema's type, apart from its name.
pub fn of_type(extensions: &IndexMap<String, Value>) -> IndexMap<String, Value> {
    let settles = |key: &str| [TYPE, DERIVES, ENUM, VARIANTS].contains(&key);
    let of_type = extensions.iter().filter(|(key, _)| settles(key));
    of_type
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// The extensions that a description may use on parts of this kind.
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

/// The extensions of a schema that describe the property, not the type.
const OF_PROPERTIES: [&str; 2] = [FIELD, REQUIRED];

/// Whether a schema at this place is a property of an object.
fn is_property(at: &Location) -> bool {
    let whole = at.pointer.parent();
    whole.is_some_and(|whole| whole.last() == "properties")
}

/// Every kind of part on which a description may use extensions.
const KINDS: [Kind; 5] = [
    Kind::Root,
    Kind::Operation,
    Kind::Parameter,
    Kind::Schema,
    Kind::Server,
];

/// Whether an extension affects the type of its schema, or names it. Beside a reference, such an
/// extension creates a new type.
pub(super) fn makes_type(key: &str) -> bool {
    [NAME, TYPE, DERIVES, ENUM, VARIANTS].contains(&key)
}

/// Handles an extension that the description contains.
pub(super) fn keep(
    t: &Translator<'_>,
    kind: Kind,
    key: &str,
    value: &Value,
    at: &Location,
) -> Option<Value> {
    if key == extra::KEY {
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

/// Suggests a known extension for one that is not valid on this kind of part.
pub(super) fn suggest_extension(kind: Kind, key: &str) -> String {
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

    /// The settings page has a row for exactly each extension and each kind of part on which it may
    /// be used.
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
