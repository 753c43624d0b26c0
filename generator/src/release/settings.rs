//! The version of a crate in `oasmith.toml`. Comments and layout stay as they are.

use semver::Version;
use toml_edit::{DocumentMut, Item, TableLike, Value};

/// Why the version cannot be written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SettingsError {
    /// The settings are not TOML.
    #[error("the settings cannot be read: {0}")]
    Toml(#[from] toml_edit::TomlError),
    /// The client or its package is not where the settings have it.
    #[error("the settings have no client `{0}` whose `package.version` could be set")]
    NoClient(String),
}

/// Returns `settings` with this version for the client whose crate has this name.
pub(crate) fn with_version(
    settings: &str,
    name: &str,
    version: &Version,
) -> Result<String, SettingsError> {
    let mut document: DocumentMut = settings.parse()?;
    let package = document
        .get_mut("client")
        .and_then(|clients| package_of(clients, name))
        .ok_or_else(|| SettingsError::NoClient(name.to_owned()))?;
    let mut value = Value::from(version.to_string());
    if let Some(old) = package.get_mut("version").and_then(Item::as_value_mut) {
        *value.decor_mut() = old.decor().clone();
        *old = value;
    } else {
        // In an inline table, the space before the bracket belongs to the last value.
        if let Some((_, Item::Value(last))) = package.iter_mut().last()
            && last.decor().suffix().and_then(|suffix| suffix.as_str()) == Some(" ")
        {
            last.decor_mut().set_suffix("");
            value.decor_mut().set_suffix(" ");
        }
        package.insert("version", Item::Value(value));
    }
    Ok(document.to_string())
}

/// Returns the table `package` of the client whose crate has this name.
fn package_of<'a>(clients: &'a mut Item, name: &str) -> Option<&'a mut dyn TableLike> {
    let is_client =
        |package: &&mut dyn TableLike| package.get("name").and_then(Item::as_str) == Some(name);
    let package = |client: &'a mut dyn TableLike| client.get_mut("package")?.as_table_like_mut();
    match clients {
        Item::ArrayOfTables(clients) => clients
            .iter_mut()
            .filter_map(|client| package(client))
            .find(is_client),
        Item::Value(Value::Array(clients)) => clients
            .iter_mut()
            .filter_map(|client| package(client.as_inline_table_mut()?))
            .find(is_client),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::{Version, with_version};

    fn changed(settings: &str, name: &str) -> String {
        with_version(settings, name, &Version::new(0, 3, 0)).unwrap()
    }

    #[test]
    fn only_the_version_of_the_client_changes() {
        let settings = "# Ours.\n[[client]]\ndescription = 'a.yaml' # first\n\n[client.package]\n\
                        name = 'a'\nversion = '0.2.0' # by hand\n\n\
                        [[client]]\ndescription = 'b.yaml'\npackage = { name = 'b' }\n";
        assert_eq!(
            changed(settings, "a"),
            settings.replace("'0.2.0'", "\"0.3.0\"")
        );
        assert_eq!(
            changed(settings, "b"),
            settings.replace("{ name = 'b' }", "{ name = 'b', version = \"0.3.0\" }")
        );
        let inline =
            "client = [{ description = 'a.yaml', package = { name = 'a', version = '1.0.0' } }]\n";
        assert_eq!(changed(inline, "a"), inline.replace("'1.0.0'", "\"0.3.0\""));
    }

    #[test]
    fn a_client_that_is_not_there_is_an_error() {
        let missing = with_version("[[client]]\n", "a", &Version::new(0, 3, 0));
        assert!(missing.unwrap_err().to_string().contains("`a`"));
    }
}
