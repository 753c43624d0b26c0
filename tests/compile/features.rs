//! Every feature of a generated crate compiles without a warning: alone, without the default ones, with each other one that code
//! stands under, and all together.

use std::collections::BTreeSet;

use oasmith::Generated;
use oasmith::output::Files;
use oasmith_tests::{Fixture, Project, workspace};

/// The crate that has every part of the runtime that OpenAPI 3 needs: each choice of features is compiled with it.
const WHOLE: &str = "settings-whole-runtime";

/// Crates that lack some parts, and have others: compiled without features and with all of them.
const PARTIAL: &[&str] = &[
    "bodies-kinds",
    "bodies-multipart",
    "openapi32-streams",
    "pagination-link",
    "security-oauth2",
    "settings-enums",
    "swagger2-collection-formats",
    "waiters-jobs",
];

/// Arguments that select no feature at all, not even the default transport.
const NO_FEATURES: &[&str] = &["--no-default-features"];

/// Arguments that select every feature.
const ALL_FEATURES: &[&str] = &["--all-features"];

/// Arguments for cargo that select features: each alone, and each pair of those that `has_code`.
fn choices(has_code: impl Fn(&str) -> bool) -> Vec<Vec<String>> {
    let only = |features: &str| {
        let features = format!("--features={features}");
        vec!["--no-default-features".to_owned(), features]
    };
    let features = oasmith::plan::FEATURES;
    let mut choices = Vec::new();
    for (index, one) in features.iter().enumerate() {
        choices.push(only(one.name));
        let others = features.iter().skip(index + 1);
        let others = others.filter(|other| has_code(one.name) && has_code(other.name));
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
        "shared-tag",
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

/// The crates of these fixtures, as a workspace of the suite `name`.
fn project(name: &str, crates: &[&str]) -> Project {
    let mut project = Project::new(name).expect("the folder is made");
    for fixture in Fixture::all().expect("there are fixtures") {
        if crates.contains(&fixture.crate_name().as_str()) {
            project
                .add(&fixture.crate_name(), fixture.generate())
                .expect("the crate is delivered");
        }
    }
    assert_eq!(project.members().len(), crates.len());
    project
}

#[test]
fn these_crates_have_every_part_of_the_runtime() {
    let crates: Vec<&str> = PARTIAL.iter().chain(&[WHOLE]).copied().collect();
    let mut carried = BTreeSet::new();
    for fixture in Fixture::all().expect("there are fixtures") {
        if crates.contains(&fixture.crate_name().as_str()) {
            let files = fixture.generate().files.expect("it is generated");
            carried.extend(files.iter().map(|(path, _)| path.to_owned()));
        }
    }
    let sources = workspace().join("generator/runtime");
    for part in std::fs::read_dir(sources).expect("there is a runtime") {
        let part = part.expect("the folder can be read");
        if part.path().is_file() {
            let name = part.file_name().to_string_lossy().into_owned();
            let path = format!("src/runtime/{name}");
            assert!(carried.contains(&path), "no crate has {name}");
        }
    }
}

#[test]
fn every_feature_compiles_without_a_warning() {
    let fixtures = Fixture::all().expect("there are fixtures");
    let whole = fixtures.iter().find(|one| one.crate_name() == WHOLE);
    let generated = whole.expect("there is one").generate();
    let features = oasmith::plan::FEATURES.iter().map(|feature| feature.name);
    let with_code: BTreeSet<&str> = features
        .filter(|feature| has_code(&generated, feature))
        .collect();
    let expected = ["blocking", "reqwest", "testing", "tracing"];
    assert!(with_code.iter().eq(&expected), "{with_code:?}");
    let whole = project("features", &[WHOLE]);
    for choice in choices(|feature| with_code.contains(feature)) {
        let choice: Vec<&str> = choice.iter().map(String::as_str).collect();
        assert_compiles(&whole, &choice);
    }
}

#[test]
fn parts_of_the_runtime_compile_with_no_feature_and_with_all() {
    let crates: Vec<&str> = PARTIAL.iter().chain(&[WHOLE]).copied().collect();
    let project = project("features-partial", &crates);
    assert_compiles(&project, NO_FEATURES);
    assert_compiles(&project, ALL_FEATURES);
}
