//! Names that are given.

use super::*;

#[test]
fn renames() {
    let settings = "[client.rename]
operations.listPets = \"all_pets\"
types.Pet = \"Animal\"
fields.\"Pet.petName\" = \"name\"
variants.\"Kind.cat\" = \"Feline\"
";
    let (api, said) = api(SHOP, settings);
    let renamed = ["all_pets", "Animal", "name", "Feline"];
    assert_eq!(named(&api, &renamed), renamed, "{api}");
    let before = ["list_pets", "Pet", "pet_name", "Cat"];
    assert!(named(&api, &before).is_empty(), "{api}");
    assert!(said.is_empty(), "{said:?}");
}

#[test]
fn a_description_may_name_operations_and_types_itself() {
    let named_so = SHOP
        .replace(
            "operationId: getPet",
            "operationId: getPet\n      x-oasmith-name: fetch",
        )
        .replace("    Kind: {", "    Kind: { x-oasmith-name: Species,");
    let (text, said) = api(&named_so, "");
    assert_eq!(
        named(&text, &["fetch", "Species", "get_pet", "Kind"]),
        ["fetch", "Species"]
    );
    assert!(said.is_empty(), "{said:?}");
    let (text, _) = api(&named_so, "rename.types.Kind = \"Sort\"");
    assert_eq!(
        named(&text, &["Sort", "Species"]),
        ["Sort"],
        "the settings go before"
    );
    let (_, said) = api(&named_so.replace("fetch", "Fetch It"), "");
    assert_eq!(said.len(), 1);
    assert!(
        said[0].starts_with("unusable-name: `Fetch It` is not taken as a name"),
        "{said:?}"
    );
}

#[test]
fn a_given_name_takes_precedence_over_a_chosen_one() {
    let names = generate(SHOP, "", &BTreeMap::new()).manifest.names;
    assert_eq!(names["type Pet"], "Pet");
    let again = generate(
        SHOP,
        "rename.types.Pet = \"Order\"\nrename.types.Order = \"Purchase\"",
        &names,
    );
    assert_eq!(
        (
            &*again.manifest.names["type Pet"],
            &*again.manifest.names["type Order"]
        ),
        ("Order", "Purchase")
    );
    // And what had the name gets another, when it is not renamed itself.
    let again = generate(SHOP, "rename.types.Pet = \"Order\"", &names);
    assert_eq!(
        (
            &*again.manifest.names["type Pet"],
            &*again.manifest.names["type Order"]
        ),
        ("Order", "OrderType")
    );
}

#[test]
fn names_in_use_are_reported() {
    let (_, said) = api(
        SHOP,
        "rename.types.Pet = \"Vec\"\n[client.rename.fields]\n\"Pet.age\" = \"years\"\n\"Pet.kind\" = \"years\"",
    );
    assert_eq!(
        said,
        [
            "unusable-name: `type Pet` cannot be called `Vec`: the name is taken",
            "unusable-name: the field `kind` cannot be called `years`: the name is taken",
        ]
    );
    // A name that is only made from that of a property gives way to one that is given.
    let (api, said) = api(SHOP, "rename.fields.\"Pet.age\" = \"pet_name\"");
    assert_eq!(said, Vec::<String>::new());
    assert!(api.contains("pet_name_2: String"), "{api}");
}

#[test]
fn variants_of_unions_are_known_by_schema_value_and_position() {
    let description = "openapi: 3.0.3
info: { title: Union, version: '1' }
paths: {}
components:
  schemas:
    Pet: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { type: string }, { type: integer }] }
    Cat: { type: object, required: [meow], properties: { meow: { type: string } } }
    Shape:
      oneOf: [{ $ref: '#/components/schemas/Round' }, { $ref: '#/components/schemas/Square' }]
      discriminator: { propertyName: kind, mapping: { r: '#/components/schemas/Round', s: '#/components/schemas/Square' } }
    Round: { type: object, required: [kind], properties: { kind: { type: string } } }
    Square: { type: object, required: [kind], properties: { kind: { type: string } } }
    Own:
      x-oasmith-variants: { Cat: Feline, '2': Word }
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { type: string }]
";
    let settings = "rename.variants = { \"Pet.Cat\" = \"Tom\", \"Pet.2\" = \"Note\", \"Shape.r\" = \"Circle\", \"Pet.4\" = \"X\" }\n";
    let (api, said) = api(description, settings);
    for variant in [
        "Pet::Tom",
        "Pet::Note",
        "Pet::Integer",
        "Shape::Circle",
        "Own::Feline",
        "Own::Word",
    ] {
        assert!(
            api.contains(&format!("types::{variant}(")),
            "{variant}\n{api}"
        );
    }
    assert_eq!(
        said,
        [
            "unused-setting: `rename.variants` names `Pet.4`, which the description does not have (did you mean `Pet.2`?)"
        ]
    );
}

#[test]
fn unknown_names_are_reported_with_a_suggestion() {
    let settings = "required = [\"Pet.ages\"]
include.tags = [\"pest\", \"pets\"]
exclude.paths = [\"/nowhere\"]
rename.operations.listPet = \"x\"
rename.types.Pets = \"X\"
rename.fields.\"Pet.nickname\" = \"x\"
rename.variants.\"Kind.cats\" = \"X\"
replace.types.Pets = { path = \"std::a::B\" }
replace.formats.date = { path = \"std::a::B\" }
";
    let (_, said) = api(SHOP, settings);
    insta::assert_snapshot!("unused_settings", said.join("\n"));
}

#[test]
fn names_that_cannot_be_are_refused_with_their_place() {
    let text = "[[client]]
description = \"a\"
output = \"b\"
package = { name = \"c\" }
[client.rename]
operations.a = \"ListPets\"
types.b = \"pet store\"
types.c = \"Self\"
fields.\"d.e\" = \"self\"
variants.\"d.f\" = 1
";
    let error = Config::from_text(Path::new("oasmith.toml"), text.to_owned()).unwrap_err();
    insta::assert_snapshot!("wrong_renames", error.to_string());
}

#[test]
fn a_name_that_no_file_can_have_costs_the_name() {
    let long = "t".repeat(200);
    let operation = |id: &str, tag: &str| {
        format!(
            "{{ operationId: {id}, tags: ['{tag}'], x-oasmith-example: true, responses: {{ '204': {{ description: Done. }} }} }}"
        )
    };
    let description = format!(
        "openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\npaths:\n  /a:\n    get: {}\n    put: {}\n    post: {}\n    patch: {}\n",
        operation(&format!("{long}1"), &format!("{long}1")),
        operation(&format!("{long}2"), &format!("{long}2")),
        operation("nul", "com1"),
        operation("LPT9", "com²"),
    );
    let generated = generate(&description, "examples = ['nul', 'nul']", &BTreeMap::new());
    let files = generated.files.unwrap();
    let cut = &long[..100];
    let expected = [
        "examples/lpt9_example.rs".to_owned(),
        "examples/nul_example.rs".to_owned(),
        format!("examples/{cut}.rs"),
        format!("examples/{cut}_2.rs"),
        "src/operations/com1_tag.rs".to_owned(),
        "src/operations/com2_tag.rs".to_owned(),
        format!("src/operations/{cut}.rs"),
        format!("src/operations/{cut}_2.rs"),
    ];
    let paths = files.iter().map(|(path, _)| path);
    let paths =
        paths.filter(|path| path.starts_with("examples/") || path.starts_with("src/operations/"));
    let paths: Vec<&str> = paths.collect();
    assert_eq!(paths, expected);
    let example = files.get("examples/nul_example.rs").unwrap();
    assert!(
        example.contains("cargo run --example nul_example"),
        "{example}"
    );
}
