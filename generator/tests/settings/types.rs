//! What types are corrected, replaced, and given.

use super::*;

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

/// What a description says of the client itself, some of it twice, some of it wrongly.
/// The traits that a type derives.
fn derived(types: &str, name: &str) -> String {
    let (before, _) = types.split_once(&format!("pub struct {name} ")).unwrap();
    let (_, list) = before.rsplit_once("#[derive(").unwrap();
    list.split(')').next().unwrap().to_owned()
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
