//! What has another name and is else the same: known by its shape, as long as nothing else has that shape.

use std::collections::BTreeMap;

use super::names::Names;
use super::pairs::Pairs;
use crate::plan::{Item, ItemKind, RustType, Struct};
use crate::printable;

/// How the keys of types and methods begin in the lock file.
pub(super) const TYPE: &str = "type ";
pub(super) const METHOD: &str = "method ";

/// Takes renamed types out of those that are gone and new. A type that holds a renamed one is seen in a later round.
pub(super) fn of_types<'a>(
    names: &mut Names<'a>,
    pairs: &mut Pairs<'a, Item>,
) -> Vec<(&'a Item, &'a Item)> {
    let mut all = Vec::new();
    loop {
        let found = pairs.take_alike(|old, new| alike(names, old, new));
        if found.is_empty() {
            return all;
        }
        for (old, new) in found {
            names.rename(&old.name, &new.name);
            all.push((old, new));
        }
    }
}

fn alike(names: &Names<'_>, old: &Item, new: &Item) -> bool {
    // A type may hold itself.
    let same =
        |before: &RustType, after: &RustType| names.same_but(before, after, (&old.name, &new.name));
    match (&old.kind, &new.kind) {
        (ItemKind::Struct(old), ItemKind::Struct(new)) => alike_structs(old, new, same),
        (ItemKind::Text(old), ItemKind::Text(new)) => {
            let values = |variants: &[(String, String, Vec<String>)]| {
                variants.iter().map(|one| one.1.clone()).collect::<Vec<_>>()
            };
            !old.variants.is_empty() && values(&old.variants) == values(&new.variants)
        }
        (ItemKind::Integer(old), ItemKind::Integer(new)) => {
            let values = |variants: &[(String, i64, Vec<String>)]| {
                variants.iter().map(|one| one.1).collect::<Vec<_>>()
            };
            !old.variants.is_empty() && values(&old.variants) == values(&new.variants)
        }
        (ItemKind::Union(old), ItemKind::Union(new)) => {
            let mut variants = old.variants.iter().zip(&new.variants);
            old.tag == new.tag
                && old.variants.len() == new.variants.len()
                && variants.all(|(old, new)| same(&old.payload, &new.payload))
        }
        // Many names for text are alike, and mean different things.
        _ => false,
    }
}

fn alike_structs(old: &Struct, new: &Struct, same: impl Fn(&RustType, &RustType) -> bool) -> bool {
    let mut fields = old.fields.iter().zip(&new.fields);
    let rest = match (&old.rest, &new.rest) {
        (Some(old), Some(new)) => same(&old.value, &new.value),
        (old, new) => old.is_none() && new.is_none(),
    };
    !old.fields.is_empty()
        && old.fields.len() == new.fields.len()
        && rest
        && fields.all(|(old, new)| old.wire == new.wire && same(&old.ty, &new.ty))
}

/// What the description calls the one thing of a kind that has this name, as the settings and the lock file write it.
/// `None` where several have it, or what has it shares its place with another.
pub(super) fn key<'n>(
    names: &'n BTreeMap<String, String>,
    kind: &str,
    name: &str,
) -> Option<&'n str> {
    let mut keys = names
        .iter()
        .filter(|(_, known)| *known == name)
        .filter_map(|(key, _)| key.strip_prefix(kind));
    let key = keys.next()?;
    (keys.next().is_none() && !key.contains(" #")).then_some(key)
}

/// What keeps the old name: a setting.
pub(super) fn hint(table: &str, key: &str, old: &str) -> String {
    // A key stays within the code of the sentence, and is TOML as it stands there.
    let key = printable::toml(key).replace('`', "\\u0060");
    format!(
        "to keep the name, say `{table}.{key} = {old:?}` under `[client.rename]` of `oasmith.toml`"
    )
}
