//! What the settings of a client do, and that every one of them is described.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use oasmith::config::{
    ConfigError, DateTimeCrate, Directions, Modules, Openness, UnknownProperties,
    UnmatchedProperties,
};
use oasmith::diagnostics::render::{MessageFormat, Renderer};
use oasmith::output::Files;
use oasmith::{ClientConfig, Config, Earlier, Generated, Generator};
use serde_json::Value;

mod choosing;
mod documented;
mod extensions;
mod kept;
mod naming;
mod types;

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
fn generate(description: &str, settings: &str, earlier: impl Into<Earlier>) -> Generated {
    let text = format!(
        "[[client]]\ndescription = \"shop.yaml\"\noutput = \"shop\"\npackage = {{ name = \"shop\" }}\n{settings}"
    );
    let config = Config::from_text(Path::new("oasmith.toml"), text);
    let client = config
        .unwrap_or_else(|error| panic!("{error}"))
        .clients
        .remove(0);
    Generator::new(client).generate_text("shop.yaml", description, earlier)
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
