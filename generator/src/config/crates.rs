//! Crates that a description may name. A dependency runs code when the client is built, so the
//! settings decide which crates are allowed, and in which versions.

use std::collections::BTreeMap;

use serde::Serialize;

use super::check;
use super::section::{Element, Section};
use super::{ClientConfig, ReplacementDependency};

/// A crate that a description may name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct AllowedCrate {
    /// The version requirement.
    pub version: String,
    /// The features, in addition to the default ones.
    pub features: Vec<String>,
}

/// Reads `[client.allowed-crates]`.
pub(super) fn read(section: &mut Section<'_>) -> BTreeMap<String, AllowedCrate> {
    let crates = section.named_elements("allowed-crates", "the crate");
    let crates = crates.into_iter();
    crates
        .map(|(name, element)| (name, read_crate(element)))
        .collect()
}

fn read_crate(element: Element<'_>) -> AllowedCrate {
    match element {
        Element::Text(version, place) => {
            if let Err(reason) = check::version_requirement(version) {
                place.complain(format!("`{version}` is not a version: {reason}"));
            }
            AllowedCrate {
                version: version.to_owned(),
                features: Vec::new(),
            }
        }
        Element::Table(mut section) => {
            let version = section.checked_text("version", check::version_requirement);
            if !section.has("version") {
                section.complain("the crate has no `version`".to_owned());
            }
            let features = section.texts("features");
            section.finish();
            AllowedCrate {
                version: version.unwrap_or_default(),
                features,
            }
        }
    }
}

/// The crates of the types for formats: clients depend on them anyway, in a version that oasmith
/// chooses.
pub(crate) const OWN_CRATES: [&str; 5] = ["chrono", "jiff", "serde_json", "time", "uuid"];

/// The crates that a description may name, by their names in code.
#[derive(Debug, Clone, Default)]
pub(crate) struct Crates(BTreeMap<String, ReplacementDependency>);

/// The reason why a description may not name a crate.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum RefusedCrate {
    /// The settings do not allow it.
    #[error("the settings do not allow a description to name the crate `{0}`")]
    Crate(String),
    /// The settings do not allow these features of it.
    #[error("the settings do not allow a description to turn on features of the crate `{0}`: {features}", features = quoted(.1))]
    Features(String, Vec<String>),
}

impl RefusedCrate {
    /// How to allow it.
    pub fn help(&self) -> String {
        match self {
            Self::Crate(name) => format!(
                "if you trust the crate, allow it in `oasmith.toml`, with the version to use: `allowed-crates.{name} = \"…\"`"
            ),
            Self::Features(name, _) => format!(
                "if the client needs them, list them in `oasmith.toml`, under `allowed-crates.{name}.features`"
            ),
        }
    }
}

impl Crates {
    /// The crates that the settings allow, and those that they use themselves.
    pub fn from_config(config: &ClientConfig) -> Self {
        let allowed = config
            .allowed_crates
            .iter()
            .map(|(name, allowed)| ReplacementDependency {
                package: name.clone(),
                version: allowed.version.clone(),
                features: allowed.features.clone(),
            });
        let replacements = config
            .replace
            .types
            .values()
            .chain(config.replace.formats.values());
        let derives = config
            .derives
            .types
            .values()
            .flatten()
            .chain(&config.derives.all);
        let named = replacements
            .map(|replacement| &replacement.dependency)
            .chain(derives.map(|derive| &derive.dependency))
            .flatten();
        // For the same crate, the explicitly allowed version takes precedence.
        let all = named.cloned().chain(allowed);
        Self(all.map(|one| (in_code(&one.package), one)).collect())
    }

    /// The dependency for a crate that a description names; `None` if the client depends on it
    /// anyway.
    pub fn settle(
        &self,
        package: &str,
        features: &[String],
    ) -> Result<Option<ReplacementDependency>, RefusedCrate> {
        let known = self.0.get(&in_code(package));
        if known.is_none() && !OWN_CRATES.contains(&package) {
            return Err(RefusedCrate::Crate(package.to_owned()));
        }
        let has = known
            .map(|known| known.features.as_slice())
            .unwrap_or_default();
        let lacking = features.iter().filter(|feature| !has.contains(feature));
        let lacking: Vec<String> = lacking.cloned().collect();
        if lacking.is_empty() {
            Ok(known.cloned())
        } else {
            Err(RefusedCrate::Features(package.to_owned(), lacking))
        }
    }
}

/// The name of a package in code.
fn in_code(package: &str) -> String {
    package.replace('-', "_")
}

fn quoted(words: &[String]) -> String {
    let quoted = words.iter().map(|word| format!("`{word}`"));
    quoted.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{AllowedCrate, Crates, RefusedCrate};
    use crate::config::{ClientConfig, Derive, ReplacementDependency};

    #[test]
    fn what_a_description_may_name() {
        let mut config = ClientConfig::new("a", "b", "c");
        let allowed = AllowedCrate {
            version: "1.2".to_owned(),
            features: vec!["a".to_owned()],
        };
        config
            .allowed_crates
            .insert("two-words".to_owned(), allowed);
        config.derives.all.push(Derive {
            path: "named::Derive".to_owned(),
            dependency: Some(ReplacementDependency {
                package: "named".to_owned(),
                version: "3".to_owned(),
                features: Vec::new(),
            }),
            also_for: Vec::new(),
        });
        let crates = Crates::from_config(&config);
        let settled = |package: &str, features: &[&str]| {
            let features: Vec<String> = features.iter().map(|one| (*one).to_owned()).collect();
            let settled = crates.settle(package, &features);
            settled.map(|found| found.map(|found| (found.package, found.version, found.features)))
        };
        let two_words = || {
            Some((
                "two-words".to_owned(),
                "1.2".to_owned(),
                vec!["a".to_owned()],
            ))
        };
        assert_eq!(settled("two_words", &[]), Ok(two_words()));
        assert_eq!(settled("two-words", &["a"]), Ok(two_words()));
        let refused = RefusedCrate::Features("two-words".to_owned(), vec!["b".to_owned()]);
        assert_eq!(settled("two-words", &["a", "b"]), Err(refused));
        assert_eq!(
            settled("named", &[]),
            Ok(Some(("named".to_owned(), "3".to_owned(), Vec::new())))
        );
        assert_eq!(settled("uuid", &[]), Ok(None));
        let refused = RefusedCrate::Features("uuid".to_owned(), vec!["v4".to_owned()]);
        assert_eq!(settled("uuid", &["v4"]), Err(refused));
        for package in ["other", "reqwest", "serde", ""] {
            let refused = RefusedCrate::Crate(package.to_owned());
            assert_eq!(settled(package, &[]), Err(refused));
        }
    }
}
