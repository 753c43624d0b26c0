//! What the lock file keeps of an earlier crate.

use std::fmt::Write as _;

use oasmith::{Earlier, Generated, Offer};

use crate::generate;

/// A description with this many operations of two tags.
fn large(operations: usize) -> String {
    let mut text = "openapi: 3.0.3\ninfo: { title: Large, version: '1' }\npaths:\n".to_owned();
    for number in 0..operations {
        let tag = if number % 2 == 0 { "even" } else { "odd" };
        let _ = writeln!(
            text,
            "  /things/{number}: {{ get: {{ operationId: get{number}, tags: [{tag}], responses: {{ '204': {{ description: Done. }} }} }} }}"
        );
    }
    text
}

fn has_features(generated: &Generated) -> bool {
    let files = generated.files.as_ref().unwrap();
    files.get("Cargo.toml").unwrap().contains("even = []")
}

#[test]
fn features_begin_only_where_no_earlier_crate_is_known() {
    let small = generate(&large(100), "", Earlier::default());
    assert!(!has_features(&small));
    assert!(has_features(&generate(&large(101), "", Earlier::default())));
    let earlier = small.manifest.earlier();
    assert!(!has_features(&generate(&large(101), "", &earlier)));
    assert!(has_features(&generate(
        &large(101),
        "tag-features = true",
        &earlier
    )));
    let begun = generate(&large(101), "", Earlier::default())
        .manifest
        .earlier();
    assert!(has_features(&generate(&large(100), "", &begun)));
}

#[test]
fn an_operation_stays_in_its_module_while_modules_are_those_of_tags() {
    let old = large(4);
    let new = old.replace("[odd]", "[strange]");
    let earlier = generate(&old, "", Earlier::default()).manifest.earlier();
    let modules = |settings| {
        let generated = generate(&new, settings, &earlier);
        let files = generated.files.unwrap();
        let paths = files.iter().map(|(path, _)| path);
        let modules = paths.filter_map(|path| path.strip_prefix("src/operations/"));
        modules.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(modules(""), ["even.rs", "odd.rs"]);
    assert_eq!(modules("modules = \"one\""), ["all.rs"]);
}

/// The lock file may have been edited by hand, or by others.
#[test]
fn entries_that_cannot_be_kept_are_passed_over() {
    let description = large(3);
    let first = generate(&description, "", Earlier::default());
    for name in ["../escaped", "mod", "", "A b", "con", &"x".repeat(300)] {
        let mut earlier = first.manifest.earlier();
        let modules = [("get0".to_owned(), name.to_owned())];
        let mut offer = Offer::default();
        offer.modules.extend(modules);
        earlier.offer = Some(offer);
        let again = generate(&description, "", &earlier);
        assert_eq!(again.files, first.files, "{name}");
    }
}
