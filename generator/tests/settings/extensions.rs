//! Settings that stand in the description itself, and which go first.

use super::*;

#[test]
fn extensions_that_are_wrong_are_told_and_left_out() {
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
        "x-oasmith: { enums: closed, datetimes: string, package: { name: other, licence: MIT, license: MIT, rust-version: old }, \
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
    assert!(manifest.contains("license = \"MIT\"\n"), "{manifest}");
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
fn the_file_goes_before_the_description() {
    let description = "openapi: 3.0.3
info: { title: Both, version: '1' }
x-oasmith: { enums: closed, rename: { types: { A: FromWhole, B: FromWhole } }, package: { version: 3.0.0, license: MIT } }
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
    assert!(manifest.contains("version = \"3.0.0\"") && manifest.contains("license = \"MIT\""));
}
