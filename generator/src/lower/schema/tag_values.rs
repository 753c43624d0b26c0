//! Discriminator values: their types, and the order in which they are written.

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;

use super::facts::Facts;
use crate::model::TagValue;

/// Converts a mapping key to the type of the property. If the property has no type, the value may
/// also be a number or a boolean ("Discriminator Object": values may be converted to strings for
/// comparison).
pub(super) fn typed(key: &str, property: Option<&Facts>) -> Vec<TagValue> {
    let text = || TagValue::Text(key.to_owned());
    let other = || {
        let value: Option<Value> = serde_json::from_str(key).ok();
        let value = value.filter(|value| value.is_number() || value.is_boolean());
        value.as_ref().and_then(TagValue::from_json)
    };
    let values = property.into_iter().flat_map(|facts| &facts.values);
    let mut values = values.filter_map(TagValue::from_json);
    if let Some(same) = values.find(|value| value.to_string() == key) {
        return vec![same];
    }
    match property.and_then(|facts| facts.ty.as_deref()) {
        Some("integer" | "number" | "boolean") => vec![other().unwrap_or_else(text)],
        Some(_) => vec![text()],
        None => std::iter::once(text()).chain(other()).collect(),
    }
}

/// Whether a value is of the type of its property, if the property has a type.
pub(super) fn is_of(tag: &TagValue, property: Option<&Facts>) -> bool {
    match property.and_then(|facts| facts.ty.as_deref()) {
        Some("integer" | "number" | "boolean") => !matches!(tag, TagValue::Text(_)),
        _ => true,
    }
}

/// Orders the discriminator values of a variant: mapped values that its constants allow, its only
/// constant unless it is mapped to another variant (`taken`), then the other mapped values. The
/// first one is written, so it is valid for the variant if possible.
pub(super) fn constants_first(
    mapped: Vec<TagValue>,
    constants: Vec<TagValue>,
    taken: &FxHashSet<TagValue>,
) -> Vec<TagValue> {
    if mapped.is_empty() {
        return constants;
    }
    let (mut own, others): (Vec<_>, Vec<_>) =
        mapped.into_iter().partition(|tag| constants.contains(tag));
    if let [only] = constants.as_slice()
        && !taken.contains(only)
    {
        own.push(only.clone());
    }
    own.extend(others);
    own
}

/// Returns the constants of each variant that select it: all of them or none. An enumeration with
/// values that other variants share selects none.
pub(super) fn selecting_constants(constants: Vec<Vec<TagValue>>) -> Vec<Vec<TagValue>> {
    let mut holders: FxHashMap<&TagValue, usize> = FxHashMap::default();
    for own in &constants {
        let distinct: FxHashSet<&TagValue> = own.iter().collect();
        for value in distinct {
            *holders.entry(value).or_default() += 1;
        }
    }
    let is_shared = |value: &TagValue| holders.get(value).is_some_and(|many| *many > 1);
    let distinguishes = |own: &Vec<TagValue>| own.len() == 1 || !own.iter().any(is_shared);
    let distinguishes: Vec<bool> = constants.iter().map(distinguishes).collect();
    let both = constants.into_iter().zip(distinguishes);
    both.map(|(own, distinguishes)| if distinguishes { own } else { Vec::new() })
        .collect()
}

/// Moves the default to the front, if it is among the values.
pub(super) fn default_first(mut tags: Vec<TagValue>, default: Option<&TagValue>) -> Vec<TagValue> {
    tags.sort_by_key(|tag| default != Some(tag));
    tags
}
