//! Every feature of a generated crate compiles without a warning: alone, without the default ones, and all together.

use oasmith_tests::{Fixture, Project};

/// Crates that carry all parts of the runtime between them.
const CRATES: &[&str] = &[
    "bodies-kinds",
    "bodies-multipart",
    "openapi32-streams",
    "responses-headers",
    "security-oauth2",
];

/// What cargo is told of features: each alone, without the transport that is on by default, and all.
fn choices() -> Vec<Vec<String>> {
    let names = oasmith::plan::FEATURES.iter().map(|feature| feature.name);
    let alone = names.map(|name| {
        vec![
            "--no-default-features".to_owned(),
            format!("--features={name}"),
        ]
    });
    let mut choices = vec![
        vec!["--no-default-features".to_owned()],
        vec!["--all-features".to_owned()],
    ];
    choices.extend(alone);
    choices
}

#[test]
fn every_feature_compiles_without_a_warning() {
    let mut project = Project::new("features").expect("the folder is made");
    for fixture in Fixture::all().expect("there are fixtures") {
        let name = fixture.crate_name();
        if CRATES.contains(&name.as_str()) {
            project
                .add(&name, fixture.generate())
                .expect("the crate is delivered");
        }
    }
    assert_eq!(project.members().len(), CRATES.len());
    for choice in choices() {
        let status = project
            .cargo()
            .expect("the manifest is written")
            .args(["check", "--workspace", "--quiet"])
            .args(&choice)
            .status()
            .expect("cargo runs");
        assert!(status.success(), "{choice:?} does not compile: see above");
    }
}
