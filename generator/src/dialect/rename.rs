//! Renames a key of an object.

use serde_json::{Map, Value};

/// Gives a key another name, unless there is one of that name already.
pub(super) fn rename(part: &mut Map<String, Value>, key: &str, name: &str) {
    if let Some(value) = part.remove(key) {
        part.entry(name).or_insert(value);
    }
}
