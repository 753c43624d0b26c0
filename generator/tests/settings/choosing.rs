//! What of a description becomes part of a crate.

use super::*;

const ALL: [&str; 7] = [
    "list_pets",
    "get_pet",
    "place_order",
    "Pet",
    "Kind",
    "Order",
    "Address",
];

#[test]
fn operations_are_chosen_and_types_go_with_them() {
    let pets = &["list_pets", "get_pet", "Pet", "Kind"][..];
    let orders = &["place_order", "Order", "Address"][..];
    let table: &[(&str, &[&str])] = &[
        ("", &ALL),
        ("include.tags = [\"pets\"]", pets),
        ("include.paths = [\"/pets/**\"]", pets),
        ("include.paths = [\"GET /**\"]", pets),
        ("include.operations = [\"placeOrder\"]", orders),
        ("exclude.tags = [\"pets\"]", orders),
        ("exclude.operations = [\"placeOrder\"]", pets),
        (
            "include.tags = [\"pets\"]\nexclude.paths = [\"/*/*\"]",
            &["list_pets", "Pet", "Kind"],
        ),
    ];
    for (settings, expected) in table {
        let (api, said) = api(SHOP, settings);
        assert_eq!(named(&api, &ALL), *expected, "{settings}");
        let is_left_out = |said: &String| said.starts_with("deselected-operation: ");
        assert!(said.iter().all(is_left_out), "{settings}: {said:?}");
    }
    let (all, _) = api(SHOP, "");
    let (pets, _) = api(SHOP, "include.tags = [\"pets\"]");
    assert!(all.contains("token"), "{all}");
    assert!(
        !pets.contains("token"),
        "a credential that no operation takes: {pets}"
    );
}

#[test]
fn a_description_may_skip_an_operation_itself() {
    let skipped = SHOP.replace(
        "operationId: getPet",
        "operationId: getPet\n      x-oasmith-skip: true",
    );
    let (api, said) = api(&skipped, "");
    assert_eq!(named(&api, &["list_pets", "get_pet"]), ["list_pets"]);
    let expected = ["deselected-operation: this operation has `x-oasmith-skip`"];
    assert_eq!(said, expected);
}

#[test]
fn what_is_left_out_counts_as_skipped() {
    let generated = generate(SHOP, "include.tags = [\"orders\"]", &BTreeMap::new());
    let operations = generated.report.operations;
    let counts = (
        operations.described,
        operations.generated,
        operations.skipped,
    );
    assert_eq!(counts, (3, 1, 2));
    assert_eq!(generated.report.schemas.described, 2);
    // Who leaves something out loses nothing.
    assert_eq!(generated.report.skipped, 0);
    assert_eq!(generated.diagnostics.len(), 2);
}

#[test]
fn a_crate_without_a_feature_has_no_trace_of_it() {
    let files = |settings| {
        let generated = generate(SHOP, settings, &BTreeMap::new());
        generated.files.unwrap()
    };
    let (whole, lean) = (
        files(""),
        files("without-features = [\"reqwest\", \"testing\"]"),
    );
    // What needs one of them is gone as well.
    for name in ["reqwest", "gzip", "http2", "testing"] {
        let has = |files: &Files| {
            let manifest = files.get("Cargo.toml").unwrap();
            manifest.contains(&format!("\n{name} = "))
        };
        assert!(has(&whole) && !has(&lean), "{name}");
    }
    let manifest = lean.get("Cargo.toml").unwrap();
    assert!(manifest.contains("\nblocking = ") && manifest.contains("\ntracing = "));
    for (path, stays) in [
        ("connection", false),
        ("testing", false),
        ("blocking", true),
    ] {
        let path = format!("src/runtime/{path}.rs");
        assert!(whole.get(&path).is_some(), "{path}");
        assert_eq!(lean.get(&path).is_some(), stays, "{path}");
    }
    let docs = lean.get("src/guide.rs").unwrap();
    assert!(
        !docs.contains("# Tests without a server") && docs.contains("# Programs without async")
    );
}

#[test]
fn every_feature_of_a_crate_can_be_left_out() {
    let words = |name| {
        Config::from_text(
            Path::new("oasmith.toml"),
            format!(
                "[[client]]\ndescription = \"a\"\noutput = \"b\"\npackage = {{ name = \"c\" }}\nwithout-features = [{name:?}]\n"
            ),
        )
    };
    for feature in oasmith::plan::FEATURES {
        let config = words(feature.name).unwrap_or_else(|error| panic!("{error}"));
        let left_out = &config.clients[0].without_features;
        assert_eq!(left_out[0].name(), feature.name);
    }
}
