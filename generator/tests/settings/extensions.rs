//! Settings that stand in the description itself, and which go first.

use super::*;

#[test]
fn invalid_extensions_are_reported_and_ignored() {
    let (api, said) = api(include_str!("wrong_extensions.yaml"), "");
    insta::assert_snapshot!("wrong_extensions", said.join("\n"));
    // What is sound beside them holds.
    assert_eq!(
        named(&api, &["get_pet", "Cat", "Hound", "Words", "Food"]),
        ["get_pet", "Cat", "Hound", "Words", "Food"]
    );
}

#[test]
fn of_the_settings_of_a_description_the_sound_ones_hold() {
    let description = SHOP.replace(
        "paths:\n",
        "x-oasmith: { enums: closed, datetimes: string, package: { name: other, licence: MIT, keywords: [a], rust-version: old }, \
         client-parameters: [1, id], examples: [getPet, listPets] }\npaths:\n",
    );
    let generated = generate(&description, "", &BTreeMap::new());
    let said = generated.diagnostics.iter().map(|found| &*found.message);
    let expected = [
        "`client-parameters` takes a list of texts in quotes",
        "`x-oasmith` has no setting `datetimes`",
        "`licence`",
    ];
    let said: Vec<&str> = said.collect();
    for part in expected {
        assert!(
            said.iter().any(|said| said.contains(part)),
            "{part}: {said:?}"
        );
    }
    assert_eq!(said.len(), 5, "{said:?}");
    let files = generated.files.unwrap();
    let manifest = files.get("Cargo.toml").unwrap();
    assert!(manifest.contains("name = \"shop\"\n"), "{manifest}");
    assert!(manifest.contains("keywords = [\"a\"]\n"), "{manifest}");
    assert!(manifest.contains("rust-version = \"1.85\"\n"), "{manifest}");
    assert!(!files.get("src/types.rs").unwrap().contains("Unknown("));
    assert!(files.get("examples/list_pets.rs").is_some());
}

#[test]
fn a_setting_that_names_nothing_has_a_place() {
    let description = SHOP.replace("paths:\n", "x-oasmith: { examples: [getPest] }\npaths:\n");
    let settings = "required = [\"Pet.age\", \"Pet.ages\"]\n[client.rename]\ntypes.Pets = \"X\"\n";
    let generated = generate(&description, settings, &BTreeMap::new());
    let renderer = Renderer {
        format: MessageFormat::Github,
        ..Renderer::default()
    };
    let sources = generated.documents.as_ref().unwrap();
    let said = generated.diagnostics.iter();
    let said: String = said
        .map(|found| renderer.render(found, Some(sources)))
        .collect();
    insta::assert_snapshot!("places_of_unused_settings", said);
}

#[test]
fn the_settings_file_takes_precedence_over_the_description() {
    let description = "openapi: 3.0.3
info: { title: Both, version: '1' }
x-oasmith: { enums: closed, rename: { types: { A: FromWhole, B: FromWhole } }, package: { description: From the description., keywords: [a] } }
paths: {}
components:
  schemas:
    A: { type: string, enum: [a], x-oasmith-enum: open }
    B: { type: string, enum: [b] }
    C: { type: string, enum: [c], x-oasmith-enum: closed, x-oasmith-name: FromSchema }
";
    let settings = "open-enums = [\"B\", \"C\"]\n[client.rename]\ntypes.B = \"FromFile\"\n";
    let generated = generate(description, settings, &BTreeMap::new());
    let said: Vec<_> = generated
        .diagnostics
        .iter()
        .map(|found| &found.message)
        .collect();
    assert!(said.is_empty(), "{said:?}");
    let files = generated.files.unwrap();
    let types = files.get("src/types.rs").unwrap();
    for (name, unknown) in [
        ("FromWhole", true),
        ("FromFile", true),
        ("FromSchema", true),
    ] {
        let (_, after) = types.split_once(&format!("pub enum {name} {{")).unwrap();
        let body = after.split('}').next().unwrap();
        assert_eq!(body.contains("Unknown"), unknown, "{name}");
    }
    let manifest = files.get("Cargo.toml").unwrap();
    assert!(manifest.contains("description = \"From the description.\""));
    assert!(manifest.contains("keywords = [\"a\"]"));
}

/// A crate of a type and of a trait that a description names, beside each way to name one.
const NAMING: &str = "openapi: 3.0.3
info: { title: Naming, version: '1' }
x-oasmith:
  replace:
    types: { A: { path: 'evil_a::A', version: '*' } }
    formats: { money: { path: 'evil_b::B', version: '*' } }
  derives:
    all: [Eq, { path: 'evil_c::C', version: '*' }]
    types: { B: [{ path: 'evil_d::D', version: '*' }] }
paths: {}
components:
  schemas:
    A: { type: object, properties: { name: { type: string } } }
    B: { type: object, properties: { price: { type: string, format: money } } }
    C: { type: object, x-oasmith-type: { path: 'evil_e::E', version: '*' }, properties: { name: { type: string } } }
    D: { type: object, x-oasmith-derives: [Hash, { path: 'evil_f::F', version: '*' }], properties: { name: { type: string } } }
    E: { type: string, x-oasmith-type: { path: 'uuid::Uuid' } }
    F: { type: string, x-oasmith-type: { path: 'std::string::String' } }
    G: { type: string, x-oasmith-type: { path: 'uuid::Uuid', features: [v4] } }
";

/// What depending on a crate is in a manifest.
fn dependencies(generated: &oasmith::Generated) -> toml::Table {
    let manifest = generated.files.as_ref().unwrap().get("Cargo.toml").unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    manifest
        .get("dependencies")
        .and_then(toml::Value::as_table)
        .unwrap()
        .clone()
}

#[test]
fn a_description_adds_no_dependency_by_itself() {
    let generated = generate(NAMING, "", &BTreeMap::new());
    let refused = generated
        .diagnostics
        .iter()
        .filter(|found| found.entry.code == "unlisted-crate");
    assert_eq!(refused.count(), 7);
    let dependencies = dependencies(&generated);
    assert!(
        dependencies.keys().all(|name| !name.contains("evil")),
        "{dependencies:?}"
    );
    assert!(dependencies.contains_key("uuid"), "its version is ours");
    for (path, text) in generated.files.unwrap().iter() {
        assert!(!text.contains("evil"), "{path}");
        if path == "src/types.rs" {
            for generated in [
                "pub struct A {",
                "pub struct C {",
                "pub type E = uuid::Uuid",
                "pub type G = String",
            ] {
                assert!(text.contains(generated), "{generated}: {text}");
            }
        }
    }
}

#[test]
fn crates_that_are_allowed_have_the_version_of_the_settings() {
    let settings = "[client.allowed-crates]\nevil_a = \"1.5\"\nevil-f = { version = \"2\", features = [\"derive\"] }\n";
    let generated = generate(NAMING, settings, &BTreeMap::new());
    let dependencies = dependencies(&generated);
    let evil: Vec<_> = dependencies
        .iter()
        .filter(|(name, _)| name.contains("evil"))
        .collect();
    assert_eq!(evil.len(), 2, "{evil:?}");
    assert_eq!(dependencies["evil_a"].as_str(), Some("1.5"));
    assert_eq!(dependencies["evil-f"]["version"].as_str(), Some("2"));
    assert_eq!(
        dependencies["evil-f"]["features"][0].as_str(),
        Some("derive")
    );
}

#[test]
fn a_description_does_not_set_the_authors() {
    let text = "openapi: 3.0.3
info: { title: Package, version: '1' }
x-oasmith:
  allowed-crates: { evil: '*' }
  package: { name: evil, version: 9.9.9, license: evil, repository: 'https://evil', homepage: 'https://evil', \
             documentation: 'https://evil', authors: [evil], publish: true, description: D., categories: [a], rust-version: '1.90' }
paths: {}
".replace("\\\n", "\n");
    let generated = generate(&text, "", &BTreeMap::new());
    let refused = generated
        .diagnostics
        .iter()
        .filter(|found| found.entry.code == "invalid-extension");
    assert_eq!(refused.count(), 9);
    let manifest = generated.files.unwrap();
    let manifest = manifest.get("Cargo.toml").unwrap();
    assert!(
        !manifest.contains("evil") && !manifest.contains("9.9.9") && !manifest.contains("publish"),
        "{manifest}"
    );
    assert!(
        manifest.contains("1.90") && manifest.contains("\"D.\"") && manifest.contains("categories"),
        "{manifest}"
    );
}
