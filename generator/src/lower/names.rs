//! Names from extensions.

use indexmap::IndexMap;
use serde_json::Value;

/// Returns the list of strings under the first of `keys` that is present.
pub(super) fn text_list(
    extensions: &IndexMap<String, Value>,
    keys: &[&str],
) -> Vec<Option<String>> {
    let list = keys
        .iter()
        .find_map(|key| extensions.get(*key))
        .and_then(Value::as_array);
    list.into_iter()
        .flatten()
        .map(|value| value.as_str().map(str::to_owned))
        .collect()
}
