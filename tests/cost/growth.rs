//! What a small description can become: the bytes of the crate and of the findings are in proportion to its text.
//!
//! Each description says something once and refers to it from many places, so that without a limit the crate would grow
//! with the square of the text.

use std::collections::BTreeMap;

use oasmith::diagnostics::Diagnostic;
use oasmith::{ClientConfig, Generator};
use serde_json::{Map, Value, json};

/// Bytes that a crate may have for any description: half of them are the runtime.
const BASE: usize = 3 << 20;

/// Bytes more for each byte of the description.
const BY_BYTE: usize = 20;

/// Checks how much is made of a description, and that a finding says what is missing.
#[track_caller]
fn check(description: &Value, finding: &str) {
    let found = check_size(description);
    let mut messages = found.iter().map(|one| &*one.message);
    assert!(
        messages.any(|message| message.contains(finding)),
        "no finding says `{finding}`"
    );
}

/// Checks how much is made of a description. Returns the findings.
#[track_caller]
fn check_size(description: &Value) -> Vec<Diagnostic> {
    let text = description.to_string();
    let generated =
        Generator::new(ClientConfig::default()).generate_text("api.json", &text, &BTreeMap::new());
    let files = generated.files.expect("a crate is generated");
    let files: usize = files.iter().map(|(_, text)| text.len()).sum();
    let found = generated.diagnostics.iter();
    let place = |one: &Diagnostic| one.at.as_ref().map_or(0, |at| at.pointer.to_string().len());
    let found: usize = found.map(|one| one.message.len() + place(one)).sum();
    let limit = BASE + BY_BYTE * text.len();
    assert!(
        files + found <= limit,
        "{files} bytes of files and {found} of findings, of {} bytes of text",
        text.len()
    );
    generated.diagnostics
}

const OPERATIONS: &str = "share more than can be generated for each";
const ALL_OF: &str = "together than can be repeated";

fn map(many: usize, entry: impl Fn(usize) -> (String, Value)) -> Value {
    Value::Object((0..many).map(entry).collect::<Map<_, _>>())
}

fn list(many: usize, entry: impl Fn(usize) -> Value) -> Value {
    (0..many).map(entry).collect()
}

fn schema(name: impl std::fmt::Display) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn answered(response: &Value) -> Value {
    json!({ "responses": { "200": response } })
}

/// A description with these paths and components.
fn description(paths: &Value, components: &Value) -> Value {
    json!({
        "openapi": "3.0.3", "info": { "title": "t", "version": "1" },
        "paths": paths, "components": components,
    })
}

/// One with an operation for each of these schemas.
fn schemas(schemas: &Value) -> Value {
    let names = schemas.as_object().into_iter().flatten();
    let paths = names.map(|(name, _)| {
        let content = json!({ "application/json": { "schema": schema(name) } });
        let response = json!({ "description": "", "content": content });
        (format!("/{name}"), json!({ "get": answered(&response) }))
    });
    description(
        &Value::Object(paths.collect()),
        &json!({ "schemas": schemas }),
    )
}

#[test]
fn a_path_item_that_many_paths_share() {
    let text = json!({ "type": "string" });
    let parameter = |index| json!({ "name": format!("q{index}"), "in": "query", "schema": text });
    let mut shared = answered(&json!({ "description": "" }));
    shared["parameters"] = list(300, parameter);
    let paths = map(300, |index| {
        (format!("/p{index}"), json!({ "$ref": "#/x-shared" }))
    });
    let mut description = description(&paths, &json!({}));
    description["x-shared"] = json!({ "get": shared });
    check(&description, OPERATIONS);
}

/// Operations that all have this response.
fn responses(many: usize, response: &Value) -> Value {
    let shared = json!({ "$ref": "#/components/responses/Shared" });
    let paths = map(many, |index| {
        (format!("/p{index}"), json!({ "get": answered(&shared) }))
    });
    description(&paths, &json!({ "responses": { "Shared": response } }))
}

#[test]
fn a_response_that_many_operations_share() {
    let content = map(300, |index| {
        let properties = json!({ format!("a{index}"): { "type": "string" } });
        let schema = json!({ "type": "object", "properties": properties });
        (
            format!("application/x{index}+json"),
            json!({ "schema": schema }),
        )
    });
    check(
        &responses(300, &json!({ "description": "", "content": content })),
        OPERATIONS,
    );
}

#[test]
fn headers_that_many_operations_share() {
    let headers = map(500, |index| {
        (
            format!("X-{index}"),
            json!({ "schema": { "type": "string" } }),
        )
    });
    check(
        &responses(500, &json!({ "description": "", "headers": headers })),
        OPERATIONS,
    );
}

#[test]
fn security_that_many_operations_share() {
    let schemes = map(500, |index| {
        let scheme = json!({ "type": "apiKey", "in": "header", "name": format!("X-{index}") });
        (format!("k{index}"), scheme)
    });
    let paths = map(500, |index| {
        (
            format!("/p{index}"),
            json!({ "get": answered(&json!({ "description": "" })) }),
        )
    });
    let mut description = description(&paths, &json!({ "securitySchemes": schemes }));
    description["security"] = json!([map(500, |index| (format!("k{index}"), json!([])))]);
    check(&description, OPERATIONS);
}

#[test]
fn a_chain_of_bases_with_discriminators() {
    let chain = map(200, |index| {
        let below = index
            .checked_sub(1)
            .map(|below| schema(format!("S{below}")));
        let own = json!({ "type": "object", "required": ["t"], "properties": {
            "t": { "type": "string" }, format!("p{index}"): { "type": "string" },
        } });
        let members: Vec<Value> = below.into_iter().chain([own]).collect();
        let schema = json!({ "allOf": members, "discriminator": { "propertyName": "t" } });
        (format!("S{index}"), schema)
    });
    check(&schemas(&chain), "have too many subtypes together");
}

#[test]
fn a_chain_of_all_of() {
    let chain = map(300, |index| {
        let below = index
            .checked_sub(1)
            .map(|below| schema(format!("S{below}")));
        let own = json!({ "properties": { format!("p{index}"): { "type": "string" } } });
        let members: Vec<Value> = below.into_iter().chain([own]).collect();
        (format!("S{index}"), json!({ "allOf": members }))
    });
    check(&schemas(&chain), ALL_OF);
}

/// Schemas that all extend this one.
fn extended(many: usize, base: &Value) -> Value {
    let all = map(many + 1, |index| match index.checked_sub(1) {
        None => ("Base".to_owned(), base.clone()),
        Some(index) => {
            let own = json!({ "description": format!("Number {index}.") });
            let members = json!([schema("Base"), own]);
            (format!("S{index}"), json!({ "allOf": members }))
        }
    });
    schemas(&all)
}

#[test]
fn an_enumeration_that_many_extend() {
    let values = list(300, |index| json!(format!("v{index}")));
    check(
        &extended(300, &json!({ "type": "string", "enum": values })),
        ALL_OF,
    );
}

#[test]
fn a_union_that_many_extend() {
    let variants = list(200, |index| {
        let name = format!("k{index}");
        json!({ "type": "object", "required": [name], "properties": { name: { "type": "string" } } })
    });
    check(&extended(300, &json!({ "oneOf": variants })), ALL_OF);
}

#[test]
fn a_path_with_many_findings() {
    let names: Vec<String> = (0..1_000).map(|index| format!("/{{a{index}}}")).collect();
    let paths = json!({ names.concat(): { "get": answered(&json!({ "description": "" })) } });
    check(
        &description(&paths, &json!({})),
        "and 900 more of this kind at this place",
    );
}

/// Of a text that documents many things, each shows the beginning.
#[test]
fn a_description_that_many_properties_and_parameters_show() {
    let text = "Some words. ".repeat(4_000);
    let long = json!({ "type": "string", "description": text });
    let properties = map(500, |index| (format!("p{index}"), schema("Long")));
    let parameters = list(
        500,
        |index| json!({ "name": format!("q{index}"), "in": "query", "schema": schema("Long") }),
    );
    let named = json!({ "type": "object", "description": text });
    let object = json!({ "type": "object", "properties": properties });
    let inherits = map(200, |index| {
        let own = json!({ "properties": { format!("k{index}"): schema("Named") } });
        let union = json!({ "oneOf": [schema("Named"), { "type": "string" }] });
        let name = if index % 2 == 0 { "S" } else { "U" };
        let schema = if index % 2 == 0 {
            json!({ "allOf": [{ "properties": { "long": schema("Long") } }, own] })
        } else {
            union
        };
        (format!("{name}{index}"), schema)
    });
    let mut description = schemas(&inherits);
    let operation = &mut description["paths"]["/S0"]["get"];
    operation["parameters"] = parameters;
    let components = &mut description["components"]["schemas"];
    for (name, schema) in [("Long", long), ("Named", named), ("Object", object)] {
        components[name] = schema;
    }
    assert!(check_size(&description).is_empty());
}

#[test]
fn a_default_that_many_properties_have() {
    let long = json!({ "type": "string", "default": "w".repeat(30_000) });
    let properties = map(500, |index| (format!("p{index}"), schema("Long")));
    let object = json!({ "type": "object", "properties": properties });
    check(
        &schemas(&json!({ "Long": long, "Object": object })),
        "too long for as many properties as have this type",
    );
}
