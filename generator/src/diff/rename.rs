//! Detects renames: an old and a new item that differ only in name, if the match is unique.

use std::collections::BTreeMap;

use super::pairs::Pairs;
use super::type_equality::TypeEquality;
use crate::plan::{Item, ItemKind, RustType, Struct};
use crate::printable;

/// The prefixes of keys of types and methods in the lock file.
pub(super) const TYPE: &str = "type ";
pub(super) const METHOD: &str = "method ";

/// Takes renamed types out of the removed and added ones. Repeats until nothing is found, since a
/// type that contains a renamed one only matches after that.
pub(super) fn of_types<'a>(
    names: &mut TypeEquality<'a>,
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

fn alike(names: &TypeEquality<'_>, old: &Item, new: &Item) -> bool {
    // A type may contain itself.
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
                && variants.all(|(old, new)| {
                    old.shape.wire() == new.shape.wire() && old.shape.is_alike(&new.shape, same)
                })
        }
        // Many aliases of `String` are alike, but have different meanings.
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

/// The key of the thing of this kind and name in the lock file and the settings. `None` if it is
/// not unique: several have the name, or the key is numbered.
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

/// The hint with the setting that keeps the old name.
pub(super) fn hint(table: &str, key: &str, old: &str) -> String {
    // Escaped to be valid TOML and to stay within the code span of the message.
    let key = printable::toml(key).replace('`', "\\u0060");
    format!(
        "to keep the name, say `{table}.{key} = {old:?}` under `[client.rename]` of `oasmith.toml`"
    )
}
