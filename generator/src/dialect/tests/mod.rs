//! Parts of OpenAPI 3 other than schemas, and their translations.

mod parameters;
mod paths;
mod references;
mod security;
mod top;

use serde_json::{Value, json};

use super::Kind;
use super::testing;

/// Translates a part that is alone in a description of this version.
fn part(version: &str, kind: Kind, subject: &Value) -> (Option<Value>, Vec<String>) {
    let description = json!({ "openapi": version, "subject": subject });
    testing::part(&description, kind, "/subject")
}

/// Asserts the translations of parts, and that openapiv3 reads them as `T`.
fn check<T: serde::de::DeserializeOwned>(
    version: &str,
    kind: Kind,
    table: &[(Value, Option<Value>, &[&str])],
) {
    for (subject, expected, codes) in table {
        let (actual, reported) = part(version, kind, subject);
        assert_eq!(&actual, expected, "{subject}");
        assert_eq!(reported, *codes, "{subject}");
        if let Some(actual) = actual {
            let read = serde_json::from_value::<openapiv3::ReferenceOr<T>>(actual);
            assert!(read.is_ok(), "{subject}: {:?}", read.err());
        }
    }
}

#[test]
fn media_types() {
    check::<openapiv3::MediaType>(
        "3.2.0",
        Kind::MediaType,
        &[
            (
                json!({ "itemSchema": { "type": "string" } }),
                Some(json!({ "x-oasmith-extra": { "itemSchema": { "$ref": "@/itemSchema" } } })),
                &[],
            ),
            (
                json!({ "examples": { "a": { "value": 1 } }, "example": null }),
                Some(json!({ "examples": { "a": { "$ref": "@/examples/a" } }, "example": null })),
                &[],
            ),
            (
                json!({ "encoding": { "a": { "style": "form", "explode": false }, "b": { "style": "simple" } } }),
                Some(json!({ "encoding": {
                    "a": { "style": "form", "explode": false, "x-oasmith-extra": { "explode": false } },
                    "b": {},
                } })),
                &["unusable-style"],
            ),
            (json!(null), Some(json!({})), &[]),
            (json!(1), None, &["not-an-object"]),
        ],
    );
}

#[test]
fn responses() {
    check::<openapiv3::Response>(
        "3.2.0",
        Kind::Response,
        &[
            (json!({}), Some(json!({ "description": "" })), &[]),
            (
                json!({ "summary": "Done.", "links": {}, "content": { "text/plain": null } }),
                Some(json!({ "description": "Done.", "content": { "text/plain": {} } })),
                &[],
            ),
        ],
    );
}

#[test]
fn operations() {
    check::<openapiv3::Operation>(
        "3.1.0",
        Kind::Operation,
        &[
            (json!({}), Some(json!({ "responses": {} })), &[]),
            (
                json!({
                    "tags": "a",
                    "deprecated": "true",
                    "operationId": 7,
                    "requestBody": null,
                    "externalDocs": {},
                    "security": [{ "key": [] }, { "key": null }, [], { "key": [[]] }],
                    "responses": { "200": null, "4XX": {}, "6": {}, "default": {} },
                }),
                Some(json!({
                    "deprecated": true,
                    "operationId": "7",
                    "security": [{ "key": [] }, { "key": [] }, { "key": [] }],
                    "responses": {
                        "200": { "$ref": "@/responses/200" },
                        "4XX": { "$ref": "@/responses/4XX" },
                        "default": { "$ref": "@/responses/default" },
                    },
                })),
                &[
                    "missing-key",
                    "unknown-key",
                    "wrong-value",
                    "wrong-value",
                    "wrong-value",
                ],
            ),
        ],
    );
}

#[test]
fn every_kind_survives_every_kind_of_value() {
    let kinds = [
        Kind::Root,
        Kind::Components,
        Kind::Info,
        Kind::Tag,
        Kind::ExternalDocs,
        Kind::Server,
        Kind::ServerVariable,
        Kind::PathItem,
        Kind::Operation,
        Kind::Parameter,
        Kind::RequestBody,
        Kind::MediaType,
        Kind::Encoding,
        Kind::Responses,
        Kind::Response,
        Kind::Header,
        Kind::Example,
        Kind::Schema,
        Kind::Discriminator,
        Kind::SecurityScheme,
        Kind::OAuthFlows,
        Kind::OAuthFlow,
    ];
    let values = [
        json!(null),
        json!(true),
        json!(-1.5),
        json!("text"),
        json!([]),
        json!([null, 1, [], {}]),
        json!({}),
        json!({ "$ref": "#/subject" }),
        json!({ "$ref": "#nowhere" }),
        json!({ "": null, "x-a": 1 }),
    ];
    for version in ["3.0.3", "3.1.0", "3.2.0"] {
        for kind in kinds {
            for value in &values {
                let _ = part(version, kind, value);
                for (key, _) in super::keys::table(kind) {
                    let _ = part(version, kind, &json!({ *key: value }));
                }
                for key in ["200", "default", "consumes", "in", "name"] {
                    let whole = json!({ "name": "a", "in": "query", "type": "http", key: value });
                    let _ = part(version, kind, &whole);
                }
            }
        }
    }
}
