//! What the settings of a client do, and that every one of them is described.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use oasmith::config::{
    ConfigError, DateTimeCrate, Directions, Modules, Openness, UnknownProperties,
};
use oasmith::diagnostics::render::{MessageFormat, Renderer};
use oasmith::output::Files;
use oasmith::{ClientConfig, Config, Generated, Generator};
use serde_json::Value;

const SHOP: &str = "openapi: 3.0.3
info: { title: Shop, version: '1' }
security: [{ key: [] }]
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      responses: { '200': { description: All., content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } } } } }
  /pets/{id}:
    get:
      operationId: getPet
      tags: [pets]
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: One., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
  /orders:
    post:
      operationId: placeOrder
      tags: [orders]
      security: [{ token: [] }]
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
      responses: { '204': { description: Placed. } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    token: { type: http, scheme: bearer }
  schemas:
    Pet: { type: object, required: [petName], properties: { petName: { type: string }, age: { type: integer }, kind: { $ref: '#/components/schemas/Kind' } } }
    Kind: { type: string, enum: [cat, dog] }
    Order: { type: object, properties: { pet: { type: string }, to: { $ref: '#/components/schemas/Address' } } }
    Address: { type: object, properties: { street: { type: string } } }
";

/// What is made of a description with these settings of the client.
fn generate(description: &str, settings: &str, names: &BTreeMap<String, String>) -> Generated {
    let text = format!(
        "[[client]]\ndescription = \"shop.yaml\"\noutput = \"shop\"\npackage = {{ name = \"shop\" }}\n{settings}"
    );
    let config = Config::from_text(Path::new("oasmith.toml"), text);
    let client = config
        .unwrap_or_else(|error| panic!("{error}"))
        .clients
        .remove(0);
    Generator::new(client).generate_text("shop.yaml", description, names)
}

/// The public API of the crate, and what was said of it.
fn api(description: &str, settings: &str) -> (String, Vec<String>) {
    let generated = generate(description, settings, &BTreeMap::new());
    let files = generated.files.unwrap();
    let said = generated.diagnostics.into_iter().map(|found| {
        let help = found.help.map(|help| format!(" ({help})"));
        format!(
            "{}: {}{}",
            found.entry.code,
            found.message,
            help.unwrap_or_default()
        )
    });
    let said = said.collect();
    (files.get("API.txt").unwrap().to_owned(), said)
}

/// Which of these the API names.
fn named<'n>(api: &str, names: &[&'n str]) -> Vec<&'n str> {
    let is_word = |name: &&&str| {
        let mut words = api.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
        words.any(|word| word == **name)
    };
    names.iter().filter(is_word).copied().collect()
}

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
fn a_name_that_is_given_goes_before_one_that_was_chosen() {
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
fn names_that_are_taken_are_told() {
    let (_, said) = api(
        SHOP,
        "rename.types.Pet = \"Vec\"\nrename.fields.\"Pet.age\" = \"pet_name\"",
    );
    assert_eq!(
        said,
        [
            "unusable-name: `type Pet` cannot be called `Vec`: the name is taken",
            "unusable-name: the field `age` cannot be called `pet_name`: the name is taken",
        ]
    );
}

#[test]
fn a_crate_has_no_trace_of_the_features_it_goes_without() {
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
    let docs = lean.get("src/lib.rs").unwrap();
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

#[test]
fn descriptions_that_lie_are_corrected() {
    let field = |settings: &str, name: &str| {
        let generated = generate(SHOP, settings, &BTreeMap::new());
        let types = generated
            .files
            .unwrap()
            .get("src/types.rs")
            .unwrap()
            .to_owned();
        let line = types
            .lines()
            .find(|line| line.contains(&format!("pub {name}: ")));
        line.unwrap().trim().to_owned()
    };
    assert_eq!(field("", "age"), "pub age: Option<i64>,");
    assert_eq!(field("required = [\"Pet.age\"]", "age"), "pub age: i64,");
    assert_eq!(field("", "pet_name"), "pub pet_name: String,");
    assert_eq!(
        field("optional = [\"Pet.petName\"]", "pet_name"),
        "pub pet_name: Option<String>,"
    );
}

/// What is replaced stands in every place where a type can stand.
const WALLET: &str = "openapi: 3.0.3
info: { title: Wallet, version: '1' }
paths:
  /wallets/{owner}:
    get:
      operationId: getWallet
      parameters:
        - { name: owner, in: path, required: true, schema: { type: string, format: address } }
        - { name: least, in: query, schema: { $ref: '#/components/schemas/Money' } }
      responses: { '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/Wallet' } } } } }
    put:
      operationId: setMoney
      parameters: [{ name: owner, in: path, required: true, schema: { type: string, format: address } }]
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Money' } } } }
      responses: { '204': { description: Set. } }
components:
  schemas:
    Money: { type: object, required: [amount], properties: { amount: { $ref: '#/components/schemas/Amount' } } }
    Amount: { type: string, enum: [few, many], default: few }
    Wallet:
      type: object
      required: [money]
      properties:
        money: { $ref: '#/components/schemas/Money' }
        amount: { $ref: '#/components/schemas/Amount' }
        more: { type: array, items: { $ref: '#/components/schemas/Money' } }
        either: { oneOf: [{ $ref: '#/components/schemas/Money' }, { type: integer }] }
        seen: { type: string, format: address, nullable: true }
";

const REPLACED: &str = "[client.replace]
types.Money = { path = \"serde_json::Number\", version = \"1\" }
types.Amount = { path = \"money_types::Amount\", crate = \"money-types\", version = \"0.3\", features = [\"serde\"] }
formats.address = { path = \"std::net::IpAddr\" }
";

#[test]
fn types_of_other_crates() {
    let generated = generate(WALLET, REPLACED, &BTreeMap::new());
    let files = generated.files.unwrap();
    let types = files.get("src/types.rs").unwrap();
    for line in [
        "pub type Money = serde_json::Number;",
        "pub type Amount = money_types::Amount;",
        "pub money: Money,",
        "pub amount: Option<Amount>,",
        "pub more: Option<Vec<Money>>,",
        "pub seen: Nullable<std::net::IpAddr>,",
    ] {
        assert!(types.contains(line), "{line}\n{types}");
    }
    let manifest = files.get("Cargo.toml").unwrap();
    let line = "money-types = { version = \"0.3\", features = [\"serde\"] }\n";
    assert!(manifest.contains(line), "{manifest}");
    assert_eq!(manifest.matches("serde_json = ").count(), 1, "{manifest}");
}

#[test]
fn wrong_replacements() {
    let text = "[[client]]
description = \"a\"
output = \"b\"
package = { name = \"c\" }
[client.replace]
types.a = { path = \"Decimal\", version = \"1\" }
types.b = { path = \"a::B<C>\", version = \"1\" }
types.c = { path = \"rust_decimal::Decimal\" }
types.d = { path = \"rust_decimal::Decimal\", crate = \"decimal\", version = \"1\" }
types.e = { version = \"1\" }
formats.f = { path = \"crate::F\", version = \"1\", feature = [] }
";
    let error = Config::from_text(Path::new("oasmith.toml"), text.to_owned()).unwrap_err();
    insta::assert_snapshot!("wrong_replacements", error.to_string());
}

/// One type for each reason why a trait cannot be derived.
const HELD: &str = "openapi: 3.0.3
info: { title: Held, version: '1' }
paths: {}
components:
  schemas:
    Number: { type: object, properties: { weight: { type: number } } }
    Holder: { type: object, properties: { held: { $ref: '#/components/schemas/Number' } } }
    Anything: { type: object, properties: { it: {} } }
    Secret: { type: object, properties: { word: { type: string, format: password } } }
    Money: { type: object, properties: { amount: { type: string, format: decimal } } }
    Plain: { type: object, properties: { id: { type: string }, next: { $ref: '#/components/schemas/Plain' } } }
";

/// The traits that a type derives.
fn derived(types: &str, name: &str) -> String {
    let (before, _) = types.split_once(&format!("pub struct {name} ")).unwrap();
    let (_, list) = before.rsplit_once("#[derive(").unwrap();
    list.split(')').next().unwrap().to_owned()
}

/// What a description says of the client itself, some of it twice, some of it wrongly.
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
fn derives_are_left_out_where_they_cannot_be() {
    let settings = "[client.derives]
all = [\"Hash\"]
types.Holder = [\"Ord\"]
types.Plains = [\"Eq\"]
[client.replace]
formats.decimal = { path = \"rust_decimal::Decimal\", version = \"1\" }
";
    let (_, said) = api(HELD, settings);
    insta::assert_snapshot!("left_out_derives", said.join("\n"));
    let types = |settings: &str| {
        let generated = generate(HELD, settings, &BTreeMap::new());
        let files = generated.files.unwrap();
        let manifest = files.get("Cargo.toml").unwrap().to_owned();
        (files.get("src/types.rs").unwrap().to_owned(), manifest)
    };
    let (text, _) = types(settings);
    for name in ["Number", "Anything", "Money"] {
        assert!(!derived(&text, name).contains("Hash"), "{name}");
    }
    assert_eq!(
        derived(&text, "Holder"),
        "Clone, Debug, Default, PartialEq, PartialOrd"
    );
    assert_eq!(
        derived(&text, "Plain"),
        "Clone, Debug, Default, PartialEq, Hash"
    );
    let (text, _) = types(&settings.replace(
        "version = \"1\"",
        "version = \"1\", implements = [\"Hash\"]",
    ));
    assert!(derived(&text, "Money").contains("Hash"), "{text}");
    let (text, manifest) = types(
        "derives.types.Anything = [{ path = \"schemars::JsonSchema\", version = \"1\", also-for = [\"serde_json::Value\"] }]",
    );
    let expected = "Clone, Debug, Default, PartialEq, schemars::JsonSchema";
    assert_eq!(derived(&text, "Anything"), expected);
    assert!(!derived(&text, "Plain").contains("JsonSchema"));
    assert!(manifest.contains("schemars = \"1\"\n"), "{manifest}");
}

#[test]
fn wrong_derives() {
    let text = "[[client]]
description = \"a\"
output = \"b\"
package = { name = \"c\" }
[client.derives]
all = [\"Eqq\", \"Clone\", \"Default\", \"Serialize\", \"schemars::JsonSchema\"]
types.A = [{ path = \"std::hash::Hash\" }, { path = \"JsonSchema\", version = \"1\" }, { version = \"1\", feature = [] }]
type = []
";
    let error = Config::from_text(Path::new("oasmith.toml"), text.to_owned()).unwrap_err();
    insta::assert_snapshot!("wrong_derives", error.to_string());
}

#[test]
fn what_names_nothing_is_told_with_what_may_be_meant() {
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

/// The keys that the reader of the settings knows in a table, by its own word: what it says of a key that it does not know.
fn known(text: &str) -> BTreeSet<String> {
    let error = Config::from_text(Path::new("oasmith.toml"), text.to_owned()).unwrap_err();
    let ConfigError::Invalid { problems, .. } = error else {
        panic!("{error}")
    };
    let help = problems.into_iter().find_map(|problem| {
        let is_unknown = problem.entry.code == "unknown-setting";
        problem.help.filter(|_| is_unknown)
    });
    let help = help.unwrap();
    let list = help.strip_prefix("its settings are ").unwrap();
    list.split(", ")
        .map(|key| key.trim_matches('`').to_owned())
        .collect()
}

/// The properties of a schema, references followed; of a table by `operationId`, those of its members.
fn properties<'s>(whole: &'s Value, schema: &'s Value) -> BTreeMap<String, &'s Value> {
    let follow = |schema: &'s Value| match schema["$ref"].as_str() {
        Some(reference) => whole.pointer(reference.trim_start_matches('#')).unwrap(),
        None => schema,
    };
    let mut schema = follow(schema);
    if schema["additionalProperties"].is_object() {
        schema = follow(&schema["additionalProperties"]);
    }
    let members = schema["properties"].as_object().unwrap();
    members
        .iter()
        .map(|(key, member)| (key.clone(), follow(member)))
        .collect()
}

fn schema() -> Value {
    serde_json::from_str(include_str!("../../docs/oasmith.schema.json")).unwrap()
}

#[test]
fn the_schema_of_the_settings_is_what_the_reader_reads() {
    const CLIENT: &str =
        "[[client]]\ndescription = \"a\"\noutput = \"b\"\npackage = { name = \"c\" }\n";
    let schema = schema();
    let client = &properties(&schema, &schema)["client"]["items"];
    let client = properties(&schema, client);
    let own: BTreeSet<String> = client.keys().cloned().collect();
    assert_eq!(own, known(&format!("{CLIENT}zzzzzzzz = 1\n")));
    for (table, section) in [
        ("package", "[[client]]\ndescription = \"a\"\noutput = \"b\"\n[client.package]\nname = \"c\"\nzzzzzzzz = 1\n".to_owned()),
        ("include", format!("{CLIENT}[client.include]\nzzzzzzzz = 1\n")),
        ("exclude", format!("{CLIENT}[client.exclude]\nzzzzzzzz = 1\n")),
        ("rename", format!("{CLIENT}[client.rename]\nzzzzzzzz = 1\n")),
        ("derives", format!("{CLIENT}[client.derives]\nzzzzzzzz = 1\n")),
        ("replace", format!("{CLIENT}[client.replace]\nzzzzzzzz = 1\n")),
        ("pagination", format!("{CLIENT}[client.pagination.a]\nstyle = \"link\"\nzzzzzzzz = 1\n")),
        ("docs", format!("{CLIENT}[client.docs]\nzzzzzzzz = 1\n")),
        ("waiters", format!("{CLIENT}[client.waiters.a]\npoll = \"b\"\nstate = \"/c\"\nzzzzzzzz = 1\n")),
    ] {
        let described: BTreeSet<String> = properties(&schema, client[table]).into_keys().collect();
        assert_eq!(described, known(&section), "{table}");
    }
}

#[test]
fn every_setting_is_on_the_page() {
    let page = include_str!("../../docs/configuration.md");
    let schema = schema();
    let client = properties(&schema, &properties(&schema, &schema)["client"]["items"]);
    let mut missing = Vec::new();
    for (key, member) in client {
        if member["type"] == "object" {
            for inner in properties(&schema, member).into_keys() {
                let heading = format!("### `{key}.{inner}`");
                let row = format!("| `{inner}` |");
                if !page.contains(&heading) && !page.contains(&row) {
                    missing.push(format!("{key}.{inner}"));
                }
            }
        }
        if !page.contains(&format!("`{key}`")) && !page.contains(&format!("`[client.{key}]`")) {
            missing.push(key);
        }
    }
    assert!(
        missing.is_empty(),
        "not in docs/configuration.md: {missing:?}"
    );
}

/// The examples of the page are settings that can be read.
#[test]
fn the_examples_of_the_page_are_sound() {
    let page = include_str!("../../docs/configuration.md");
    let examples: Vec<&str> = page
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    assert!(examples.len() > 3);
    for example in examples {
        let text = if example.contains("[[client]]") {
            example.to_owned()
        } else {
            format!(
                "[[client]]\ndescription = \"a\"\noutput = \"b\"\npackage = {{ name = \"c\" }}\n{example}"
            )
        };
        let config = Config::from_text(Path::new("oasmith.toml"), text);
        assert!(config.is_ok(), "{example}\n{}", config.unwrap_err());
    }
}

/// What the page shows of a description is sound, too.
#[test]
fn the_description_of_the_page_is_sound() {
    let page = include_str!("../../docs/configuration.md");
    let (_, description) = page.split_once("```yaml\n").unwrap();
    let description = description.split("```").next().unwrap();
    let (api, said) = api(description, "");
    assert_eq!(
        said,
        ["deselected-operation: this operation has `x-oasmith-skip`"]
    );
    let names = [
        "all_pets",
        "Animal",
        "name",
        "production",
        "Cat",
        "until_done",
        "shop",
    ];
    assert_eq!(named(&api, &names), names, "{api}");
    assert_eq!(named(&api, &["remove_all_pets"]), [""; 0], "{api}");
}

#[test]
fn defaults_of_the_schema_are_those_of_the_reader() {
    let schema = schema();
    let client = properties(&schema, &properties(&schema, &schema)["client"]["items"]);
    let unless_said = serde_json::json!({
        "datetime": DateTimeCrate::default(),
        "directions": Directions::default(),
        "enums": Openness::default(),
        "example-tests": bool::default(),
        "unknown-properties": UnknownProperties::default(),
        "modules": Modules::default(),
    });
    let empty = serde_json::to_value(ClientConfig::new("a", "b", "c")).unwrap();
    for (key, member) in client {
        if let Some(default) = member.get("default") {
            let value = unless_said.get(&key);
            let value = value.unwrap_or(&empty[key.replace('-', "_")]);
            assert_eq!(default, value, "{key}");
        }
    }
}
