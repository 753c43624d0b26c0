//! What setters and constructors collect: lists and maps, of anything that converts into their
//! elements.

use std::collections::BTreeMap;

/// Collects a list.
#[allow(dead_code, reason = "a description may have no lists in requests")]
pub(crate) fn list<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

/// Collects a map.
#[allow(dead_code, reason = "a description may have no maps in requests")]
pub(crate) fn map<T>(
    entries: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>,
) -> BTreeMap<String, T> {
    let entries = entries.into_iter();
    entries
        .map(|(key, value)| (key.into(), value.into()))
        .collect()
}

/// Borrows the texts of a list.
#[allow(dead_code, reason = "a description may have no lists in parameters")]
pub(crate) fn texts(items: &[impl AsRef<str>]) -> Vec<&str> {
    items.iter().map(AsRef::as_ref).collect()
}
