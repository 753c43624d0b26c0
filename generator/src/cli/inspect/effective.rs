//! `oasmith inspect --effective`: the description as it is generated from.

use std::path::Path;

use serde_json::{Map, Value};

use super::super::Failure;
use crate::config::FILE_NAME;
use crate::config::described::{OWN_KEYS, OWN_PACKAGE_KEYS};
use crate::diagnostics::Location;
use crate::dialect::extension;
use crate::printable;
use crate::source::Documents;

/// Returns the description after overlays, with `settings` in its `x-oasmith`. They take precedence
/// over those that it has there.
pub(super) fn effective(documents: &Documents, settings: Map<String, Value>) -> Value {
    let root = Location::top(documents.root());
    let mut description = documents.value(&root).cloned().unwrap_or_default();
    if let Value::Object(members) = &mut description
        && !settings.is_empty()
    {
        let own = members
            .entry(extension::SETTINGS)
            .or_insert_with(|| Value::Object(Map::new()));
        merge(own, Value::Object(settings));
    }
    description
}

/// Replaces what `over` has; tables are merged. Settings nest only a few levels deep.
fn merge(under: &mut Value, over: Value) {
    match (under, over) {
        (Value::Object(under), Value::Object(over)) => {
            for (key, value) in over {
                merge(under.entry(key).or_insert(Value::Null), value);
            }
        }
        (under, over) => *under = over,
    }
}

/// Reads the settings of the client called `name` that a description may have.
pub(super) fn settings_of(path: &Path, name: &str) -> Result<Map<String, Value>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        Failure::Unreadable(format!(
            "`{}` cannot be read: {}",
            path.display(),
            crate::source::describe_io(&error)
        ))
    })?;
    // It was read before, so it is valid.
    let whole: Value = toml::from_str(&text)
        .map_err(|error| Failure::Usage(format!("`{FILE_NAME}` cannot be read: {error}")))?;
    let clients = whole.get("client").and_then(Value::as_array);
    let client = clients
        .into_iter()
        .flatten()
        .find(|client| client.pointer("/package/name").and_then(Value::as_str) == Some(name));
    let mut settings = client
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    settings.retain(|key, _| !OWN_KEYS.contains(&key.as_str()));
    if let Some(Value::Object(package)) = settings.get_mut("package") {
        package.retain(|key, _| !OWN_PACKAGE_KEYS.contains(&key.as_str()));
        if package.is_empty() {
            settings.remove("package");
        }
    }
    Ok(settings)
}

/// Returns the description as YAML, unless YAML has no escape for a character that a terminal would
/// obey, or a line would be a command of a CI log (`::error::`).
pub(super) fn printable_yaml(description: &Value) -> Option<String> {
    let is_command = |line: &str| line.trim_start().starts_with("::");
    serde_yaml::to_string(description)
        .ok()
        .filter(|yaml| printable::json(yaml) == *yaml && !yaml.lines().any(is_command))
}
