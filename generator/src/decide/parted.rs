//! Nameless types that were identical in the last run and no longer are, because the schema at one of
//! their places changed. The place whose schema is unchanged keeps the name of the type, so only code
//! for the changed place has to change.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::identical_types::IdenticalTypes;
use super::local_shape::Fingerprints;
use super::names::{Keys, TYPE};
use crate::model::{Api, Shape, TypeId};
use crate::plan::{Earlier, Item};

/// Returns the names of the earlier run, without the names of places whose schema changed while one
/// that was identical to it did not.
pub(super) fn without_parted(
    api: &Api,
    identical: &IdenticalTypes,
    known: &FxHashMap<TypeId, &str>,
    earlier: &Earlier,
) -> BTreeMap<String, String> {
    let mut names = earlier.names.clone();
    let Some(offer) = &earlier.offer else {
        return names;
    };
    let mut firsts: BTreeMap<&str, BTreeSet<TypeId>> = BTreeMap::new();
    for (id, name) in known {
        let shape = api.types.get(*id).map(|ty| &ty.shape);
        if shape.is_some_and(Shape::has_name) && offer.shared.contains_key(*name) {
            firsts.entry(name).or_default().insert(identical.first(*id));
        }
    }
    let mut fingerprints = Fingerprints::new(api);
    let mut keepers = BTreeMap::new();
    for (name, firsts) in firsts.iter().filter(|(_, firsts)| firsts.len() > 1) {
        let is_same =
            |id: &&TypeId| offer.shared.get(*name) == Some(&fingerprints.fingerprint(**id));
        if let Some(keeper) = firsts.iter().find(is_same) {
            keepers.insert(*name, *keeper);
        }
    }
    if keepers.is_empty() {
        return names;
    }
    let keys = Keys::new(api);
    for (id, name) in known {
        let keeper = keepers.get(name);
        if keeper.is_some_and(|keeper| identical.first(*id) != *keeper) {
            names.remove(&format!("{TYPE}{}", keys.ty(*id)));
        }
    }
    names
}

/// The fingerprints of types that have several places.
pub(super) fn shared(
    api: &Api,
    identical: &IdenticalTypes,
    items: &[Item],
) -> BTreeMap<String, String> {
    let mut fingerprints = Fingerprints::new(api);
    let items = items.iter();
    let shared = items.filter(|item| !identical.group(item.source).is_empty());
    shared
        .map(|item| (item.name.clone(), fingerprints.fingerprint(item.source)))
        .collect()
}
