//! Each keyword: the input, its translation, and the findings.

use serde_json::{Value, json};

use super::super::testing::{self, with};

pub(in super::super) mod json;
mod references;

/// Schemas, with their translations from OpenAPI 3.1 and the codes of the findings.
fn check(version: &str, table: &[(Value, Value, &[&str])]) {
    for (subject, expected, codes) in table {
        let (actual, reported) = testing::schema(version, subject);
        assert_eq!(actual.as_ref(), Some(expected), "{subject}");
        assert_eq!(reported, *codes, "{subject}");
    }
}

/// Types that `type` does not name, but keywords of numbers beside those of strings imply.
#[test]
fn numbers_that_may_be_text() {
    let both = json!([{ "type": "integer", "format": "int32" }, { "type": "string", "pattern": "^[0-9]+$" }]);
    for version in ["3.0.3", "3.1.0"] {
        check(
            version,
            &[
                (
                    json!({ "format": "int32", "pattern": "^[0-9]+$", "description": "A." }),
                    json!({ "description": "A.", "anyOf": both }),
                    &[],
                ),
                (
                    json!({ "format": "double", "pattern": "^[0-9.]+$", "minimum": 1, "nullable": true }),
                    json!({
                        "nullable": true,
                        "anyOf": [
                            { "type": "number", "format": "double", "minimum": 1 },
                            { "type": "string", "pattern": "^[0-9.]+$" },
                        ],
                    }),
                    &[],
                ),
                (
                    json!({ "minimum": 1, "maxLength": 3 }),
                    json!({ "anyOf": [{ "type": "number", "minimum": 1 }, { "type": "string", "maxLength": 3 }] }),
                    &[],
                ),
                (
                    json!({ "type": "string", "format": "int-or-string" }),
                    json!({ "anyOf": [{ "type": "integer" }, { "type": "string" }] }),
                    &[],
                ),
                (
                    json!({ "format": "int-or-string", "description": "A." }),
                    json!({ "description": "A.", "anyOf": [{ "type": "integer" }, { "type": "string" }] }),
                    &[],
                ),
                (
                    json!({ "x-kubernetes-int-or-string": true }),
                    json!({
                        "x-kubernetes-int-or-string": true,
                        "anyOf": [{ "type": "integer" }, { "type": "string" }],
                    }),
                    &[],
                ),
                // An existing decision is kept.
                (
                    json!({ "format": "int32" }),
                    json!({ "format": "int32" }),
                    &[],
                ),
                (
                    json!({ "format": "date", "pattern": "^2" }),
                    json!({ "format": "date", "pattern": "^2" }),
                    &[],
                ),
                (
                    json!({ "type": "integer", "format": "int32", "pattern": "^[0-9]+$" }),
                    json!({ "type": "integer", "format": "int32", "pattern": "^[0-9]+$" }),
                    &[],
                ),
            ],
        );
    }
}

#[test]
fn types() {
    check(
        "3.1.0",
        &[
            (
                json!({ "type": "string" }),
                json!({ "type": "string" }),
                &[],
            ),
            (
                json!({ "type": ["string", "null"], "maxLength": 3 }),
                json!({ "type": "string", "nullable": true, "maxLength": 3 }),
                &[],
            ),
            (
                json!({ "type": "null", "description": "Nothing." }),
                json!({ "description": "Nothing.", "nullable": true, "enum": [null] }),
                &[],
            ),
            (
                json!({ "type": null }),
                json!({ "nullable": true, "enum": [null] }),
                &[],
            ),
            (
                json!({ "type": ["string", "integer"], "maxLength": 3, "minimum": 1, "title": "Id" }),
                json!({
                    "title": "Id",
                    "anyOf": [
                        { "type": "string", "maxLength": 3 },
                        { "type": "integer", "minimum": 1 },
                    ],
                }),
                &[],
            ),
            (
                json!({
                    "type": ["array", "object", "null"],
                    "items": { "type": "string" },
                    "properties": { "a": {} },
                    "required": ["a"],
                }),
                json!({
                    "nullable": true,
                    "anyOf": [
                        { "type": "array", "items": { "$ref": "@/items" } },
                        { "type": "object", "properties": { "a": { "$ref": "@/properties/a" } }, "required": ["a"] },
                    ],
                }),
                &[],
            ),
            (
                json!({ "type": ["null", "integer", "string"], "format": "int32", "pattern": "^[0-9]+$" }),
                json!({
                    "nullable": true,
                    "anyOf": [
                        { "type": "integer", "format": "int32" },
                        { "type": "string", "pattern": "^[0-9]+$" },
                    ],
                }),
                &[],
            ),
            (
                json!({ "type": ["string", "integer"], "format": "int64" }),
                json!({ "anyOf": [{ "type": "string" }, { "type": "integer", "format": "int64" }] }),
                &[],
            ),
            (
                json!({ "type": ["string", "integer", "number"], "enum": ["a", 1, 1.5, null] }),
                json!({
                    "nullable": true,
                    "anyOf": [
                        { "type": "string", "enum": ["a"] },
                        { "type": "integer", "enum": [1] },
                        { "type": "number", "enum": [1.5] },
                    ],
                }),
                &[],
            ),
            (
                json!({ "type": ["string", "integer"], "enum": ["a", "b"] }),
                json!({ "type": "string", "enum": ["a", "b"] }),
                &[],
            ),
            (
                json!({ "type": ["string", "number", "integer", "boolean", "array", "object", "null"] }),
                json!({ "nullable": true }),
                &[],
            ),
            (
                json!({ "type": ["string", "string"] }),
                json!({ "type": "string" }),
                &[],
            ),
            (
                json!({ "type": ["string", "text", 3] }),
                json!({ "type": "string" }),
                &["wrong-value", "wrong-value"],
            ),
            (json!({ "type": 3 }), json!({}), &["wrong-value"]),
            (json!({ "type": [] }), json!({}), &["wrong-value"]),
            (
                json!({ "type": ["integer", "boolean"], "enum": ["a"] }),
                json!({}),
                &["unchecked-keyword"],
            ),
            (
                json!({ "type": ["string", "object"], "oneOf": [{ "type": "string" }] }),
                json!({ "oneOf": [{ "$ref": "@/oneOf/0" }] }),
                &["unchecked-keyword"],
            ),
        ],
    );
}

#[test]
fn values() {
    check(
        "3.1.0",
        &[
            (
                json!({ "const": "on" }),
                json!({ "enum": ["on"], "isConstant": true }),
                &[],
            ),
            (
                json!({ "const": null }),
                json!({ "nullable": true, "enum": [null], "isConstant": true }),
                &[],
            ),
            (
                json!({ "type": "object", "enum": [{}] }),
                json!({ "type": "object" }),
                &["widened-schema"],
            ),
            (json!({ "enum": "on" }), json!({}), &["wrong-value"]),
        ],
    );
}

#[test]
fn bounds() {
    check(
        "3.1.0",
        &[
            (
                json!({ "exclusiveMinimum": 0 }),
                json!({ "minimum": 0, "exclusiveMinimum": true }),
                &[],
            ),
            (
                json!({ "minimum": 1, "exclusiveMinimum": 0 }),
                json!({ "minimum": 1 }),
                &[],
            ),
            (
                json!({ "maximum": 9, "exclusiveMaximum": 9 }),
                json!({ "maximum": 9, "exclusiveMaximum": true }),
                &[],
            ),
            (
                json!({ "minimum": 1, "exclusiveMinimum": true }),
                json!({ "minimum": 1, "exclusiveMinimum": true }),
                &[],
            ),
            (
                json!({ "exclusiveMinimum": "0", "minimum": "1", "minLength": -1, "maxLength": 2.5 }),
                json!({}),
                &["wrong-value", "wrong-value", "wrong-value", "wrong-value"],
            ),
            (
                json!({ "minLength": 2.0, "maxItems": 3 }),
                json!({ "minLength": 2, "maxItems": 3 }),
                &[],
            ),
        ],
    );
}

#[test]
fn lists() {
    check(
        "3.1.0",
        &[
            (json!({ "items": true }), json!({ "items": {} }), &[]),
            (json!({ "items": false }), json!({}), &["widened-schema"]),
            (
                json!({ "type": "array", "prefixItems": [{}, {}], "items": false, "minItems": 2 }),
                json!({
                    "prefixItems": [{ "$ref": "@/prefixItems/0" }, { "$ref": "@/prefixItems/1" }],
                    "type": "array",
                    "minItems": 2,
                }),
                &[],
            ),
            (
                json!({ "items": [{}, {}], "additionalItems": false, "minItems": 2 }),
                json!({
                    "prefixItems": [{ "$ref": "@/items/0" }, { "$ref": "@/items/1" }],
                    "minItems": 2,
                }),
                &[],
            ),
            (
                json!({ "prefixItems": [{}, {}], "items": false }),
                json!({ "items": { "anyOf": [{ "$ref": "@/prefixItems/0" }, { "$ref": "@/prefixItems/1" }] } }),
                &["widened-schema"],
            ),
            (
                json!({ "prefixItems": [{}], "maxItems": 1 }),
                json!({ "items": { "$ref": "@/prefixItems/0" }, "maxItems": 1 }),
                &["widened-schema"],
            ),
            (
                json!({ "prefixItems": [{}] }),
                json!({ "items": {} }),
                &["widened-schema"],
            ),
            (
                json!({ "prefixItems": [{}], "items": { "type": "string" } }),
                json!({ "items": { "anyOf": [{ "$ref": "@/prefixItems/0" }, { "$ref": "@/items" }] } }),
                &["widened-schema"],
            ),
        ],
    );
}

#[test]
fn objects() {
    check(
        "3.1.0",
        &[
            (
                json!({ "patternProperties": { "^x": { "type": "string" } }, "additionalProperties": false }),
                json!({ "additionalProperties": { "$ref": "@/patternProperties/^x" } }),
                &[],
            ),
            (
                json!({ "patternProperties": { "^x": { "type": "string" } } }),
                json!({ "additionalProperties": { "patterns": { "$ref": "@/patternProperties/^x" } } }),
                &[],
            ),
            (
                json!({ "patternProperties": { "^x": {}, "^.*$": { "type": "string" } } }),
                json!({ "additionalProperties": { "$ref": "@/patternProperties/^.*$" } }),
                &[],
            ),
            (
                json!({ "patternProperties": { "^x": {}, "^y": {} }, "additionalProperties": false }),
                json!({ "additionalProperties": {
                    "anyOf": [{ "$ref": "@/patternProperties/^x" }, { "$ref": "@/patternProperties/^y" }],
                } }),
                &["widened-schema"],
            ),
            (
                json!({ "patternProperties": { "^x": {} }, "additionalProperties": true }),
                json!({ "additionalProperties": { "patterns": { "$ref": "@/patternProperties/^x" } } }),
                &[],
            ),
            (
                json!({ "unevaluatedProperties": false }),
                json!({ "additionalProperties": false }),
                &[],
            ),
            (
                json!({ "additionalProperties": true, "unevaluatedProperties": false }),
                json!({ "additionalProperties": true }),
                &[],
            ),
            (
                json!({ "type": "string", "required": true }),
                json!({ "type": "string" }),
                &["misplaced-required"],
            ),
            (
                json!({ "required": ["a", {}] }),
                json!({ "required": ["a"] }),
                &["wrong-value"],
            ),
            (
                json!({ "properties": [], "additionalProperties": 3 }),
                json!({}),
                &["wrong-value", "wrong-value"],
            ),
        ],
    );
}

#[test]
fn content() {
    check(
        "3.1.0",
        &[
            (
                json!({ "type": "string", "contentEncoding": "base64", "contentMediaType": "image/png" }),
                json!({
                    "contentMediaType": "image/png",
                    "format": "byte",
                    "type": "string",
                }),
                &[],
            ),
            (
                json!({ "contentEncoding": "base64url" }),
                json!({
                    "contentMediaType": "application/octet-stream",
                    "format": "base64url",
                }),
                &[],
            ),
            (
                json!({ "contentMediaType": "application/octet-stream" }),
                json!({
                    "contentMediaType": "application/octet-stream",
                    "format": "binary",
                }),
                &[],
            ),
            (
                json!({ "type": "string", "contentMediaType": "application/json", "contentSchema": {} }),
                json!({ "contentMediaType": "application/json", "type": "string" }),
                &[],
            ),
            (
                json!({ "contentMediaType": "png" }),
                json!({ "contentMediaType": "image/png", "format": "binary" }),
                &["invalid-media-type"],
            ),
            (
                json!({ "contentEncoding": "quoted-printable" }),
                json!({ "contentMediaType": "application/octet-stream" }),
                &["unchecked-keyword"],
            ),
        ],
    );
}

#[test]
fn annotations() {
    check(
        "3.1.0",
        &[
            (
                json!({ "examples": [1, 2] }),
                json!({ "examples": [1, 2] }),
                &[],
            ),
            (
                json!({ "example": 0, "examples": [1] }),
                json!({ "examples": [1] }),
                &[],
            ),
            (
                json!({ "x-nullable": true, "x-other": 1 }),
                json!({ "x-other": 1, "nullable": true }),
                &[],
            ),
            (
                json!({ "externalDocs": { "url": "https://example.com" } }),
                json!({ "externalDocs": { "url": "https://example.com" } }),
                &[],
            ),
            (
                json!({ "externalDocs": { "description": "Nowhere." } }),
                json!({}),
                &["missing-key"],
            ),
            (
                json!({ "discriminator": "kind" }),
                json!({ "discriminator": { "propertyName": "kind" } }),
                &[],
            ),
            (
                json!({ "discriminator": { "mapping": {} } }),
                json!({}),
                &["missing-key"],
            ),
            (
                json!({ "x-oasmith-prefix-items": [{ "$ref": "oasmith:7#/nowhere" }] }),
                json!({}),
                &["unknown-key"],
            ),
        ],
    );
}

#[test]
fn other_keywords() {
    check(
        "3.1.0",
        &[
            (json!(true), json!({}), &[]),
            (json!(false), json!({ "not": {} }), &[]),
            (
                json!({ "if": {}, "then": {}, "propertyNames": {}, "contains": {} }),
                json!({}),
                &["unchecked-keyword"; 4],
            ),
            (
                json!({ "$id": "a", "$schema": "b", "$comment": "c", "$defs": {}, "xml": {} }),
                json!({}),
                &[],
            ),
            (json!({ "propertes": {} }), json!({}), &["unknown-key"]),
            (
                json!({ "$ref": 3, "type": "string" }),
                json!({ "type": "string" }),
                &["wrong-value"],
            ),
        ],
    );
}

#[test]
fn newer_keywords_in_3_0() {
    check(
        "3.0.3",
        &[
            (
                json!({ "type": ["string", "null"] }),
                json!({ "nullable": true, "type": "string" }),
                &["newer-keyword"],
            ),
            (json!({ "type": null }), json!({}), &[]),
            (
                json!({ "const": 1, "exclusiveMinimum": 0, "examples": [1] }),
                json!({
                    "examples": [1],
                    "enum": [1],
                    "isConstant": true,
                    "minimum": 0,
                    "exclusiveMinimum": true,
                }),
                &["newer-keyword"; 3],
            ),
            (json!(true), json!({}), &["newer-keyword"]),
        ],
    );
}

#[test]
fn values_that_are_not_of_the_type() {
    check(
        "3.0.3",
        &[
            (
                json!({ "type": "string", "enum": ["a", 1, true, null], "default": 1 }),
                json!({ "type": "string", "enum": ["a", "1", "true", null], "default": "1" }),
                &[],
            ),
            (
                json!({ "type": "integer", "enum": ["1"] }),
                json!({ "type": "integer", "enum": ["1"] }),
                &["wrong-value"],
            ),
            (
                json!({ "type": "array", "items": { "type": "string" }, "enum": ["a"] }),
                json!({ "type": "array", "items": { "$ref": "@/items" } }),
                &["wrong-value"],
            ),
            (
                json!({ "type": "number", "enum": [1, 2.5] }),
                json!({ "type": "number", "enum": [1, 2.5] }),
                &[],
            ),
        ],
    );
}

#[test]
fn invalid_schemas_are_reported() {
    for subject in [json!(null), json!(3), json!("x"), json!([])] {
        let (part, reported) = testing::schema("3.1.0", &subject);
        assert_eq!((part, reported), (None, vec!["not-an-object".to_owned()]));
    }
}

#[test]
fn limits_are_reported_once() {
    let description = json!({
        "openapi": "3.1.0",
        "components": { "schemas": {
            "A": { "type": "string", "maxLength": 3 },
            "B": { "type": "object", "additionalProperties": false },
        } },
    });
    let ((), codes) = with(&description, |t, at| {
        t.limits_reported.set(false);
        let schemas = at.key("components").key("schemas");
        for name in ["A", "B", "A"] {
            t.schema(&schemas.key(name));
        }
    });
    assert_eq!(codes, ["unchecked-keyword"]);
}
