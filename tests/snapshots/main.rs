//! What is generated, a snapshot a file, so that a change is reviewed as a diff of the code it makes.
//!
//! A change that was meant is accepted with `cargo insta review`.

#![allow(clippy::expect_used, reason = "a test may panic")]

use oasmith::diagnostics::Diagnostic;
use oasmith::{Config, Generated, Generator};
use oasmith_tests::{Fixture, workspace};

/// Files that are the same in every crate, or repeat what other files say.
fn is_common(path: &str) -> bool {
    path.starts_with("src/runtime")
        || matches!(
            path,
            "README.md" | "src/guide.rs" | "src/lib.rs" | "src/operations.rs"
        )
}

fn assert_snapshot(folder: &str, path: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(format!("snaps/{folder}"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(path.replace('/', "__"), text));
}

fn findings(diagnostics: &[Diagnostic]) -> String {
    let line = |found: &Diagnostic| {
        let at = found
            .at
            .as_ref()
            .map(|at| at.pointer.to_string())
            .unwrap_or_default();
        format!(
            "{:?} {} {at}\n  {}\n",
            found.severity, found.entry.code, found.message
        )
    };
    diagnostics.iter().map(line).collect()
}

fn assert_generated(folder: &str, generated: &Generated, skip: fn(&str) -> bool) {
    let files = generated.files.as_ref().expect("the description generates");
    for (path, text) in files.iter().filter(|(path, _)| !skip(path)) {
        assert_snapshot(folder, path, text);
    }
    if !generated.diagnostics.is_empty() {
        assert_snapshot(folder, "diagnostics", &findings(&generated.diagnostics));
    }
}

#[test]
fn the_client_of_the_documented_endpoint() {
    let config = Config::read(&workspace().join("oasmith.toml")).expect("the settings are sound");
    let client = config
        .clients
        .into_iter()
        .next()
        .expect("there is a client");
    let generated = Generator::new(client).generate(&std::collections::BTreeMap::new());
    assert_generated("geminidb", &generated, |path| {
        path.starts_with("src/runtime")
    });
}

#[test]
fn every_fixture() {
    for fixture in Fixture::all().expect("there are fixtures") {
        let folder = format!("{}/{}", fixture.topic, fixture.case);
        // What every crate has is seen in the one above: here only what the construct is about.
        let skip = match fixture.topic.as_str() {
            "security" | "servers" => |path: &str| is_common(path) || path == "Cargo.toml",
            _ => |path: &str| {
                is_common(path) || matches!(path, "Cargo.toml" | "src/client.rs" | "src/server.rs")
            },
        };
        assert_generated(&folder, &fixture.generate(), skip);
    }
}

#[test]
fn the_same_input_makes_the_same_bytes() {
    for fixture in Fixture::all().expect("there are fixtures") {
        let (one, other) = (fixture.generate(), fixture.generate());
        assert_eq!(one.files, other.files, "{}/{}", fixture.topic, fixture.case);
        assert_eq!(
            one.diagnostics, other.diagnostics,
            "{}/{}",
            fixture.topic, fixture.case
        );
    }
}

#[test]
fn operations_generated_and_skipped_are_those_described() {
    for fixture in Fixture::all().expect("there are fixtures") {
        let operations = fixture.generate().report.operations;
        assert_eq!(
            operations.generated + operations.skipped,
            operations.described,
            "{}",
            fixture.case
        );
    }
}

#[test]
fn a_crate_has_the_parts_of_the_runtime_that_it_needs() {
    let table: &[(&str, &[&str])] = &[
        ("pagination-page", &[]),
        ("parameters-styles", &["deep_object", "deep_query"]),
        ("bodies-encodings", &["deep_object", "form", "multipart"]),
        ("bodies-multipart", &["deep_object", "multipart"]),
    ];
    let parts = ["deep_object", "deep_query", "form", "multipart"];
    let fixtures = Fixture::all().expect("there are fixtures");
    for (name, expected) in table {
        let fixture = fixtures.iter().find(|one| one.crate_name() == *name);
        let generated = fixture.expect("there is one of that name").generate();
        let files = generated.files.expect("the description generates");
        let has = |part: &str| {
            let file = format!("src/runtime/{part}.rs");
            files.iter().any(|(path, _)| path == file)
        };
        let found: Vec<&str> = parts.into_iter().filter(|part| has(part)).collect();
        assert_eq!(found, *expected, "{name}");
    }
}
