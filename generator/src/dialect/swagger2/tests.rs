//! Swagger 2.0 parts and their translations.

use serde_json::{Value, json};

use super::super::{Kind, testing};

/// A description with one operation, `POST /things`, and some shared parts.
fn description(operation: &Value) -> Value {
    json!({
        "swagger": "2.0",
        "info": { "title": "Things", "version": "1" },
        "host": "example.com",
        "basePath": "/v1/",
        "schemes": ["http", "https"],
        "consumes": ["application/json"],
        "produces": ["application/json"],
        "paths": { "/things": {
            "parameters": [{ "$ref": "#/parameters/Trace" }],
            "post": operation,
        } },
        "parameters": {
            "Trace": { "name": "X-Trace", "in": "header", "type": "string" },
            "Thing": { "name": "thing", "in": "body", "required": true, "schema": { "$ref": "#/definitions/Thing" } },
        },
        "responses": { "Gone": { "description": "It is gone.", "schema": { "type": "string" } } },
        "definitions": { "Thing": { "type": "object" } },
    })
}

fn operation(operation: &Value) -> (Value, Vec<String>) {
    let (part, codes) = testing::part(
        &description(operation),
        Kind::Operation,
        "/paths/~1things/post",
    );
    let part = part.expect("an operation");
    let read = serde_json::from_value::<openapiv3::Operation>(part.clone());
    assert!(read.is_ok(), "{part}: {read:?}");
    (part, codes)
}

fn own(pointer: &str) -> Value {
    json!({ "$ref": format!("oasmith:0#{pointer}") })
}

#[test]
fn a_body_leaves_the_parameters() {
    let (part, codes) = operation(&json!({
        "parameters": [
            { "name": "page", "in": "query", "type": "integer" },
            { "$ref": "#/parameters/Thing" },
        ],
        "consumes": ["application/json", "application/xml"],
        "responses": {},
    }));
    let schema = own("/parameters/Thing/schema");
    assert_eq!(
        part,
        json!({
            "parameters": [{ "$ref": "@/parameters/0" }],
            "requestBody": {
                "required": true,
                "content": {
                    "application/json": { "schema": schema },
                    "application/xml": { "schema": schema },
                },
            },
            "responses": {},
        })
    );
    assert!(codes.is_empty(), "{codes:?}");
}

#[test]
fn form_fields_become_one_object() {
    let (part, codes) = operation(&json!({
        "parameters": [
            { "name": "name", "in": "formData", "type": "string", "required": true, "description": "Its name." },
            { "name": "tags", "in": "formData", "type": "array", "items": { "type": "string" } },
        ],
    }));
    assert_eq!(
        part["requestBody"],
        json!({
            "required": true,
            "content": { "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "name": { "type": "string", "description": "Its name." },
                        "tags": { "type": "array", "items": { "$ref": "@/parameters/1/items" } },
                    },
                    "required": ["name"],
                },
                "encoding": { "tags": { "style": "form", "explode": false, "x-oasmith-extra": { "explode": false } } },
            } },
        })
    );
    assert_eq!(part["parameters"], json!([]));
    assert!(codes.is_empty(), "{codes:?}");
}

#[test]
fn a_file_among_the_fields_needs_multipart() {
    let (part, _) = operation(&json!({
        "consumes": ["application/x-www-form-urlencoded", "multipart/form-data"],
        "parameters": [{ "name": "photo", "in": "formData", "type": "file" }],
    }));
    assert_eq!(
        part["requestBody"]["content"],
        json!({ "multipart/form-data": { "schema": {
            "type": "object",
            "properties": { "photo": { "type": "string", "format": "binary" } },
            "required": [],
        } } })
    );
}

#[test]
fn a_field_beside_a_body_is_reported() {
    let (part, codes) = operation(&json!({ "parameters": [
        { "$ref": "#/parameters/Thing" },
        { "name": "name", "in": "formData", "type": "string" },
    ] }));
    assert!(part["requestBody"]["content"]["application/json"].is_object());
    assert_eq!(codes, ["unusable-parameter"]);
}

#[test]
fn responses_get_the_media_types_that_are_produced() {
    let (part, codes) = operation(&json!({
        "produces": ["application/json", "application/x-tar"],
        "responses": {
            "200": {
                "description": "Done.",
                "schema": { "$ref": "#/definitions/Thing" },
                "headers": { "X-Rate": { "type": "integer" } },
                "examples": { "application/json": { "a": 1 } },
            },
            "201": { "schema": { "type": "file" } },
            "204": { "description": "Nothing." },
            "410": { "$ref": "#/responses/Gone" },
            "500": { "$ref": "#/responses/Nowhere" },
            "soon": {},
        },
    }));
    let schema = json!({ "$ref": "@/responses/200/schema" });
    let gone = own("/responses/Gone/schema");
    assert_eq!(
        part["responses"],
        json!({
            "200": {
                "description": "Done.",
                "headers": { "X-Rate": { "$ref": "@/responses/200/headers/X-Rate" } },
                "content": {
                    "application/json": { "schema": schema, "example": { "a": 1 } },
                    "application/x-tar": { "schema": schema },
                },
            },
            "201": {
                "description": "",
                "content": { "application/x-tar": { "schema": { "type": "string", "format": "binary" } } },
            },
            "204": { "description": "Nothing." },
            "410": {
                "description": "It is gone.",
                "content": {
                    "application/json": { "schema": gone },
                    "application/x-tar": { "schema": gone },
                },
            },
            "500": { "$ref": "@/responses/500" },
        })
    );
    assert_eq!(codes, ["unknown-key"]);
}

#[test]
fn an_operation_may_have_schemes_of_its_own() {
    let (part, _) = operation(&json!({ "schemes": ["http"] }));
    assert_eq!(part["servers"], json!([{ "url": "http://example.com/v1" }]));
}

#[test]
fn bodies_of_the_path_go_to_its_operations() {
    let description = json!({
        "swagger": "2.0",
        "paths": { "/things": {
            "parameters": [
                { "name": "thing", "in": "body", "schema": {} },
                { "name": "page", "in": "query", "type": "integer" },
            ],
            "post": {},
        } },
    });
    let (item, _) = testing::part(&description, Kind::PathItem, "/paths/~1things");
    assert_eq!(
        item,
        Some(json!({ "parameters": [{ "$ref": "@/parameters/1" }] }))
    );
    let (operation, _) = testing::part(&description, Kind::Operation, "/paths/~1things/post");
    let operation = operation.expect("an operation");
    assert_eq!(
        operation["requestBody"]["content"],
        json!({ "application/json": { "schema": own("/paths/~1things/parameters/0/schema") } })
    );
}

#[test]
fn parameters() {
    let list = json!({ "$ref": "@/items" });
    let table: [(Value, Value, &[&str]); 9] = [
        (
            json!({ "name": "a", "in": "query", "type": "string", "default": "x", "x-example": "y", "x-nullable": true }),
            json!({
                "name": "a", "in": "query", "example": "y", "x-nullable": true,
                "schema": { "type": "string", "default": "x", "nullable": true, "x-example": "y" },
            }),
            &[],
        ),
        (
            json!({ "name": "a", "in": "query", "type": "array", "items": { "type": "string" } }),
            json!({ "name": "a", "in": "query", "style": "form", "explode": false, "schema": { "type": "array", "items": list } }),
            &[],
        ),
        (
            json!({ "name": "a", "in": "query", "type": "array", "items": {}, "collectionFormat": "multi" }),
            json!({ "name": "a", "in": "query", "style": "form", "explode": true, "schema": { "type": "array", "items": list } }),
            &[],
        ),
        (
            json!({ "name": "a", "in": "query", "type": "array", "items": {}, "collectionFormat": "ssv" }),
            json!({ "name": "a", "in": "query", "style": "spaceDelimited", "explode": false, "schema": { "type": "array", "items": list } }),
            &[],
        ),
        (
            json!({ "name": "a", "in": "query", "type": "array", "items": {}, "collectionFormat": "tsv" }),
            json!({ "name": "a", "in": "query", "style": "form", "explode": false, "x-oasmith-extra": { "isTabDelimited": true }, "schema": { "type": "array", "items": list } }),
            &[],
        ),
        (
            json!({ "name": "a", "in": "header", "type": "array", "items": {}, "collectionFormat": "pipes" }),
            json!({ "name": "a", "in": "header", "style": "simple", "explode": false, "schema": { "type": "array", "items": list } }),
            &["unusable-style"],
        ),
        (
            json!({ "name": "a", "in": "path", "required": true, "type": "integer", "format": "int64", "maximum": 9 }),
            json!({ "name": "a", "in": "path", "required": true, "schema": { "type": "integer", "format": "int64", "maximum": 9 } }),
            &[],
        ),
        (
            json!({ "name": "a", "in": "query", "schema": { "type": "string" } }),
            json!({ "name": "a", "in": "query", "schema": { "$ref": "@/schema" } }),
            &[],
        ),
        (
            json!({ "name": "a", "in": "query", "type": "string", "colectionFormat": "csv" }),
            json!({ "name": "a", "in": "query", "schema": { "type": "string" } }),
            &["unknown-key"],
        ),
    ];
    for (subject, expected, codes) in table {
        let description = json!({ "swagger": "2.0", "parameters": { "Subject": subject } });
        let (part, reported) = testing::part(&description, Kind::Parameter, "/parameters/Subject");
        assert_eq!(part.as_ref(), Some(&expected), "{subject}");
        assert_eq!(reported, codes, "{subject}");
        let read = serde_json::from_value::<openapiv3::Parameter>(expected);
        assert!(read.is_ok(), "{subject}: {read:?}");
    }
}

#[test]
fn parameters_that_are_none() {
    let table: [(Value, &[&str]); 3] = [
        (json!({ "in": "query" }), &["missing-key"]),
        (
            json!({ "name": "a", "in": "cookie", "type": "string" }),
            &["invalid-part"],
        ),
        (json!([]), &["not-an-object"]),
    ];
    for (subject, codes) in table {
        let description = json!({ "swagger": "2.0", "parameters": { "Subject": subject } });
        let (part, reported) = testing::part(&description, Kind::Parameter, "/parameters/Subject");
        assert_eq!(part, None, "{subject}");
        assert_eq!(reported, codes, "{subject}");
    }
}

#[test]
fn servers() {
    let table = [
        (json!({}), json!([{ "url": "/" }])),
        (json!({ "basePath": "v1" }), json!([{ "url": "/v1" }])),
        (
            json!({ "host": "a.example", "basePath": "/" }),
            json!([{ "url": "https://a.example" }]),
        ),
        (
            json!({ "host": "a.example:8080", "basePath": "/v1", "schemes": ["http", "https", "ws"] }),
            json!([{ "url": "https://a.example:8080/v1" }, { "url": "http://a.example:8080/v1" }]),
        ),
    ];
    for (root, expected) in table {
        let root = root.as_object().expect("an object");
        assert_eq!(super::servers::servers(root, None), expected);
    }
}

#[test]
fn the_top() {
    let (root, codes) = testing::with(&description(&json!({})), |t, _| t.root());
    let expected = json!({
        "info": { "title": "Things", "version": "1" },
        "servers": [{ "url": "https://example.com/v1" }, { "url": "http://example.com/v1" }],
    });
    assert_eq!(Value::Object(root), expected);
    assert!(codes.is_empty(), "{codes:?}");
}

#[test]
fn security_schemes() {
    let table: [(Value, Option<Value>, &[&str]); 6] = [
        (
            json!({ "type": "basic" }),
            Some(json!({ "type": "http", "scheme": "basic" })),
            &[],
        ),
        (
            json!({ "type": "apiKey", "in": "header", "name": "X-Key" }),
            Some(json!({ "type": "apiKey", "in": "header", "name": "X-Key" })),
            &[],
        ),
        (
            json!({ "type": "oauth2", "flow": "accessCode", "authorizationUrl": "a", "tokenUrl": "t", "scopes": { "r": "read" } }),
            Some(json!({ "type": "oauth2", "flows": { "authorizationCode": {
                "authorizationUrl": "a", "tokenUrl": "t", "scopes": { "r": "read" },
            } } })),
            &[],
        ),
        (
            json!({ "type": "oauth2", "flow": "application", "tokenUrl": "t" }),
            Some(
                json!({ "type": "oauth2", "flows": { "clientCredentials": { "tokenUrl": "t", "scopes": {} } } }),
            ),
            &[],
        ),
        (
            json!({ "type": "oauth2" }),
            Some(json!({ "type": "oauth2", "flows": {} })),
            &["wrong-value"],
        ),
        (json!({ "type": "secret" }), None, &["invalid-part"]),
    ];
    for (subject, expected, codes) in table {
        let description = json!({ "swagger": "2.0", "securityDefinitions": { "s": subject } });
        let (part, reported) =
            testing::part(&description, Kind::SecurityScheme, "/securityDefinitions/s");
        assert_eq!(part, expected, "{subject}");
        assert_eq!(reported, codes, "{subject}");
        if let Some(part) = part {
            let read = serde_json::from_value::<openapiv3::SecurityScheme>(part);
            assert!(read.is_ok(), "{subject}: {read:?}");
        }
    }
}

#[test]
fn a_discriminator_is_the_name_of_a_property() {
    let description = json!({
        "swagger": "2.0",
        "definitions": { "Pet": { "type": "object", "discriminator": "kind", "x-nullable": true } },
    });
    let (part, codes) = testing::part(&description, Kind::Schema, "/definitions/Pet");
    assert_eq!(
        part,
        Some(
            json!({ "type": "object", "discriminator": { "propertyName": "kind" }, "nullable": true })
        )
    );
    assert!(codes.is_empty(), "{codes:?}");
}
