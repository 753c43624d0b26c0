//! The package section of `Cargo.toml`.

use crate::config::ClientConfig;
use crate::model::Api;
use crate::plan::PackagePlan;
use crate::prose;

/// The version of a package if the settings have none.
const FIRST_VERSION: &str = "0.1.0";

/// Plans the package from the settings and, where they are silent, the description.
pub(super) fn plan_package(api: &Api, config: &ClientConfig) -> PackagePlan {
    let package = &config.package;
    let described = package.description.clone();
    let texts = [
        ("license", &package.license),
        ("repository", &package.repository),
        ("homepage", &package.homepage),
        ("documentation", &package.documentation),
    ];
    let lists = [
        ("authors", &package.authors),
        ("keywords", &package.keywords),
        ("categories", &package.categories),
    ];
    PackagePlan {
        name: package.name.clone(),
        library: package.name.replace('-', "_"),
        version: package
            .version
            .clone()
            .unwrap_or_else(|| FIRST_VERSION.to_owned()),
        description: described
            .unwrap_or_else(|| prose::one_line(&format!("Client for {}", api.title), 200)),
        rust_version: package
            .rust_version
            .clone()
            .unwrap_or_else(|| RUST_VERSION.to_owned()),
        metadata: texts
            .into_iter()
            .filter_map(|(key, text)| Some((key, text.clone()?)))
            .collect(),
        lists: lists
            .into_iter()
            .filter(|(_, list)| !list.is_empty())
            .map(|(key, list)| (key, list.clone()))
            .collect(),
        publish: package.publish,
        api: (api.title.clone(), api.version.clone()),
    }
}

/// The minimum supported Rust version of a generated crate: edition 2024.
const RUST_VERSION: &str = "1.85";
