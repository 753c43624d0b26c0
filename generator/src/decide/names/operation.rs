//! What operations are named after.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::NameRules;
use crate::ident;
use crate::model::{Api, Operation};

/// The key of each operation: its id if unique, else method and path.
pub(super) fn operation_keys(api: &Api) -> Vec<String> {
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    for id in api
        .operations
        .values()
        .filter_map(|operation| operation.id.as_deref())
    {
        *seen.entry(id).or_default() += 1;
    }
    let key = |operation: &Operation| match operation.id.as_deref() {
        Some(id) if seen.get(id) == Some(&1) => id.to_owned(),
        _ => format!("{} {}", operation.method, operation.path),
    };
    api.operations.values().map(key).collect()
}

/// The text that each operation is named after. A text that would not be unique without the path
/// and method, or without what the rules strip, keeps them.
pub(super) fn operation_names(api: &Api, rules: &NameRules) -> Vec<String> {
    let written: Vec<String> = api.operations.values().map(operation_words).collect();
    let functions: Vec<Option<&str>> = api.operations.values().map(function).collect();
    let made = functions
        .iter()
        .filter(|function| function.is_some())
        .count();
    let by_framework = 2 * made > functions.len();
    let stripped = if rules.strip_operation_paths.unwrap_or(by_framework) {
        let stripped = functions.iter().zip(&written);
        let stripped = stripped.map(|(function, written)| function.unwrap_or(written).to_owned());
        let stripped = stripped.collect();
        where_unique(written, stripped)
    } else {
        written
    };
    let named = stripped.iter().map(|words| rules.of_operation(words));
    let named = named.collect();
    where_unique(stripped, named)
}

/// Takes each short name that no other operation has as either name.
fn where_unique(long: Vec<String>, short: Vec<String>) -> Vec<String> {
    let mut times: FxHashMap<String, usize> = FxHashMap::default();
    for (long, short) in long.iter().zip(&short) {
        let names = FxHashSet::from_iter([ident::snake(long), ident::snake(short)]);
        for name in names {
            *times.entry(name).or_default() += 1;
        }
    }
    let pairs = long.into_iter().zip(short);
    let chosen = pairs.map(|(long, short)| {
        let name = ident::snake(&short);
        let is_unique = times.get(&name) == Some(&1) && ident::snake(&long) != name;
        if is_unique { short } else { long }
    });
    chosen.collect()
}

/// The text that an operation is named after: its id, or its method and path.
pub(in crate::decide) fn operation_words(operation: &Operation) -> String {
    if let Some(id) = &operation.id {
        id.clone()
    } else {
        let method = operation.method.as_str().to_lowercase();
        format!("{method} {}", operation.path.words())
    }
}

/// The name of the function, if the id consists of that, the path and the method. `FastAPI` makes
/// `read_item_items__id__get` of the function `read_item` and `GET /items/{id}`.
fn function(operation: &Operation) -> Option<&str> {
    let id = operation.id.as_deref()?;
    let method = operation.method.as_str().to_lowercase();
    let path: String = operation
        .path
        .to_string()
        .chars()
        .map(|letter| match letter {
            letter if letter.is_alphanumeric() => letter,
            _ => '_',
        })
        .collect();
    let rest = id.strip_suffix(&format!("{path}_{method}"))?;
    rest.starts_with(|first: char| first.is_ascii_alphabetic())
        .then_some(rest)
}
