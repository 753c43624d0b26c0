//! `Cargo.toml`.

use std::fmt::Write as _;

use crate::plan::{CratePlan, Dependency, TagFeature};
use crate::printable::toml;

/// Generates `Cargo.toml`.
pub(super) fn emit(plan: &CratePlan) -> String {
    let package = &plan.package;
    let mut text = String::from("[package]\n");
    let mut line = |key: &str, value: &str| {
        let _ = writeln!(text, "{key} = {}", toml(value));
    };
    line("name", &package.name);
    line("description", &package.description);
    line("version", &package.version);
    line("edition", "2024");
    line("rust-version", &package.rust_version);
    for (key, value) in &package.metadata {
        line(key, value);
    }
    for (key, values) in &package.lists {
        let values: Vec<String> = values.iter().map(|value| toml(value)).collect();
        let _ = writeln!(text, "{key} = [{}]", values.join(", "));
    }
    if let Some(publish) = package.publish {
        let _ = writeln!(text, "publish = {publish}");
    }
    text.push_str("readme = \"README.md\"\n\n");
    text.push_str(&features(plan));
    text.push_str("\n[dependencies]\n");
    for (name, dependency) in &plan.dependencies {
        text.push_str(&dependency_line(name, dependency));
    }
    for (name, given) in &plan.given_dependencies {
        let features: Vec<String> = given.features.iter().map(|name| toml(name)).collect();
        let value = match features.as_slice() {
            [] => toml(&given.version),
            features => format!(
                "{{ version = {}, features = [{}] }}",
                toml(&given.version),
                features.join(", ")
            ),
        };
        let _ = writeln!(text, "# a type from the settings\n{name} = {value}");
    }
    text.push_str("\n[dev-dependencies]\n");
    text.push_str("tokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n");
    text.push_str(&targets(plan));
    text.push_str(LINTS);
    text
}

/// The tests and examples, which require the features of all tags.
fn targets(plan: &CratePlan) -> String {
    if plan.tag_features.is_none() {
        return String::new();
    }
    let mut text = String::new();
    if !plan.example_tests.is_empty() {
        text.push_str("\n[[test]]\nname = \"examples\"\nrequired-features = [\"full\"]\n");
    }
    for (path, _) in super::example::emit(plan) {
        let name = path.trim_start_matches("examples/").trim_end_matches(".rs");
        let _ = writeln!(
            text,
            "\n[[example]]\nname = {}\nrequired-features = [\"full\"]",
            toml(name)
        );
    }
    text
}

/// The features, each with a comment.
fn features(plan: &CratePlan) -> String {
    let list = |names: &mut dyn Iterator<Item = &str>| {
        let names: Vec<String> = names.map(toml).collect();
        names.join(", ")
    };
    let tags: Vec<&TagFeature> = plan
        .tag_features
        .iter()
        .flat_map(|tags| &tags.modules)
        .collect();
    let full = (!tags.is_empty()).then_some("full");
    let defaults = plan.features.iter().filter(|feature| feature.default);
    let defaults = list(&mut full.into_iter().chain(defaults.map(|feature| feature.name)));
    let mut text = format!("[features]\ndefault = [{defaults}]\n");
    for feature in &plan.features {
        let enables = list(&mut feature.enables.iter().copied());
        let _ = writeln!(text, "# {}\n{} = [{enables}]", feature.why, feature.name);
    }
    if full.is_some() {
        let _ = writeln!(
            text,
            "# the operations of all tags, and all types\nfull = ["
        );
        for tag in &tags {
            let _ = writeln!(text, "    {},", toml(&tag.name));
        }
        let _ = writeln!(
            text,
            "]\n# the operations of one tag, and the types they use"
        );
        for tag in tags {
            let needs = list(&mut tag.needs.iter().map(String::as_str));
            let _ = writeln!(text, "{} = [{needs}]", tag.name);
        }
    }
    text
}

fn dependency_line(name: &str, dependency: &Dependency) -> String {
    let mut parts = vec![format!("version = {}", toml(dependency.version))];
    if !dependency.default_features {
        parts.push("default-features = false".to_owned());
    }
    if !dependency.features.is_empty() {
        let features: Vec<String> = dependency
            .features
            .iter()
            .map(|feature| toml(feature))
            .collect();
        parts.push(format!("features = [{}]", features.join(", ")));
    }
    if dependency.optional {
        parts.push("optional = true".to_owned());
    }
    let value = match parts.as_slice() {
        [_] => toml(dependency.version),
        parts => format!("{{ {} }}", parts.join(", ")),
    };
    format!("# {}\n{name} = {value}\n", dependency.why)
}

const LINTS: &str = "
[lints.clippy]
# A method has an argument for each required value of its operation.
too_many_arguments = \"allow\"
# Setters are named after the values that they set, such as `add`, `from_str` or `foo`.
disallowed_names = \"allow\"
should_implement_trait = \"allow\"

[package.metadata.docs.rs]
all-features = true
";
