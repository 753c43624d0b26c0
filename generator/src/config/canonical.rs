//! The canonical text of the settings, independent of where and how they were given. Used to
//! recognize a repeated run.

use std::path::Path;

use serde_json::{Value, json};

use super::ClientConfig;
use crate::source::{normalize, relative};

impl ClientConfig {
    /// Returns every setting that affects the generated code. Paths are relative to the
    /// description's folder. Unset settings are omitted, so that a new setting does not change the
    /// text for clients that do not use it.
    pub(crate) fn canonical(&self) -> String {
        let description = normalize(&self.description);
        let folder = description.parent().unwrap_or(Path::new(""));
        let seen = |path| relative(&normalize(path), folder);
        let overlays = self.overlays.iter().map(|path| seen(path));
        let folders = self.folders.iter().map(|path| seen(path));
        let mut text = json!({
            "description": description.file_name().map(|name| name.to_string_lossy()),
            "overlays": overlays.collect::<Vec<_>>(),
            "folders": folders.collect::<Vec<_>>(),
            // Settings are strings, lists and booleans, so serialization does not fail.
            "settings": serde_json::to_value(self).unwrap_or_default(),
        });
        prune(&mut text);
        text.to_string()
    }
}

/// Removes unset values. The recursion is bounded: settings nest only a few levels deep.
fn prune(value: &mut Value) {
    if let Value::Object(members) = value {
        members.values_mut().for_each(prune);
        members.retain(|_, member| !is_unset(member));
    }
}

fn is_unset(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::ClientConfig;

    #[test]
    fn the_same_settings_seen_from_two_folders() {
        let seen = |folder: &str| {
            let path = |name: &str| format!("{folder}{name}");
            let mut client = ClientConfig::new(path("spec/a.yaml"), path("out"), "a");
            client.overlays = vec![path("changes/b.yaml").into()];
            client.canonical()
        };
        assert_eq!(seen(""), seen("../"));
        assert_eq!(seen(""), seen("/home/me/"));
        assert!(seen("").contains("\"../changes/b.yaml\""), "{}", seen(""));
    }

    #[test]
    fn what_is_not_set_is_not_said() {
        let mut client = ClientConfig::new("a.yaml", "out", "a");
        let plain = client.canonical();
        assert!(
            !plain.contains("publish") && !plain.contains("remote"),
            "{plain}"
        );
        // An explicit `false` counts as set.
        client.package.publish = Some(false);
        assert_ne!(plain, client.canonical());
    }
}
