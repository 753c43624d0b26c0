use serde_json::{Map, Value};

/// Renames a key, unless the new name exists already.
pub(super) fn rename(part: &mut Map<String, Value>, key: &str, name: &str) {
    if let Some(value) = part.remove(key) {
        part.entry(name).or_insert(value);
    }
}
