//! Every feature of a generated crate compiles without a warning: alone, without the default ones, with each other one that code
//! stands under, and all together.

use std::collections::BTreeSet;

use oasmith::Generated;
use oasmith::output::Files;
use oasmith_tests::{Fixture, Project};

/// Crates that carry all parts of the runtime between them.
const CRATES: &[&str] = &[
    "bodies-kinds",
    "bodies-multipart",
    "openapi32-streams",
    "pagination-link",
    "responses-headers",
    "security-oauth2",
    "waiters-jobs",
];

/// What cargo is told of features: each alone, without the transport that is on by default, each two that are `told_apart`, and
/// all.
fn choices(told_apart: impl Fn(&str) -> bool) -> Vec<Vec<String>> {
    let only = |features: &str| {
        let features = format!("--features={features}");
        vec!["--no-default-features".to_owned(), features]
    };
    let features = oasmith::plan::FEATURES;
    let mut choices = vec![only(""), vec!["--all-features".to_owned()]];
    for (index, one) in features.iter().enumerate() {
        choices.push(only(one.name));
        let others = features.iter().skip(index + 1);
        let others = others.filter(|other| told_apart(one.name) && told_apart(other.name));
        choices.extend(others.map(|other| only(&format!("{},{}", one.name, other.name))));
    }
    choices
}

/// Whether code of a crate stands under a feature: the others ask more of a dependency, and no more.
fn has_code(generated: &Generated, feature: &str) -> bool {
    let condition = format!("feature = \"{feature}\"");
    let files = generated.files.iter().flat_map(Files::iter);
    let mut lines = files
        .filter(|(path, _)| path.starts_with("src/"))
        .flat_map(|(_, text)| text.lines());
    lines.any(|line| line.contains(&condition) && !line.trim_start().starts_with("//"))
}

/// A crate with a feature for each tag.
const BY_TAG: &str = "tags-features";

#[test]
fn every_tag_compiles_without_the_others() {
    let mut project = Project::new("tags").expect("the folder is made");
    let fixtures = Fixture::all().expect("there are fixtures");
    let fixture = fixtures.iter().find(|one| one.crate_name() == BY_TAG);
    let generated = fixture.expect("there is one by tag").generate();
    project
        .add(BY_TAG, generated)
        .expect("the crate is delivered");
    let manifest = project.folder().join(BY_TAG).join("Cargo.toml");
    let manifest = std::fs::read_to_string(manifest).expect("there is a manifest");
    let lines = manifest.lines();
    let lines = lines.skip_while(|line| !line.starts_with("# the operations of one tag"));
    let lines = lines.skip(1).map_while(|line| line.split_once(" = "));
    let tags: Vec<&str> = lines.map(|(tag, _)| tag).collect();
    let expected = [
        "tree-care",
        "testing-operations",
        "full-operations",
        "of-several-tag",
        "type",
    ];
    assert_eq!(tags, expected);
    for tag in tags.into_iter().chain(["reqwest"]) {
        assert_compiles(&project, &["--no-default-features", "--features", tag]);
    }
}

/// The crates of a project compile without a warning with these features.
fn assert_compiles(project: &Project, features: &[&str]) {
    let status = project
        .cargo()
        .expect("the manifest is written")
        .args(["check", "--workspace", "--quiet"])
        .args(features)
        .status()
        .expect("cargo runs");
    assert!(status.success(), "{features:?}: see above");
}

#[test]
fn every_feature_compiles_without_a_warning() {
    let mut project = Project::new("features").expect("the folder is made");
    let mut with_code = BTreeSet::new();
    for fixture in Fixture::all().expect("there are fixtures") {
        let name = fixture.crate_name();
        if CRATES.contains(&name.as_str()) {
            let generated = fixture.generate();
            let features = oasmith::plan::FEATURES.iter().map(|feature| feature.name);
            with_code.extend(features.filter(|feature| has_code(&generated, feature)));
            project
                .add(&name, generated)
                .expect("the crate is delivered");
        }
    }
    assert_eq!(project.members().len(), CRATES.len());
    let expected = ["blocking", "reqwest", "testing", "tracing"];
    assert!(with_code.iter().eq(&expected), "{with_code:?}");
    for choice in choices(|feature| with_code.contains(feature)) {
        let choice: Vec<&str> = choice.iter().map(String::as_str).collect();
        assert_compiles(&project, &choice);
    }
}
