//! Each keyword: what stands in the description, what comes out, and what is said about it.

use serde_json::{Value, json};

use super::super::Kind;
use super::super::testing::{self, with};

/// Subjects with what they become in OpenAPI 3.1, and the codes of what is reported.
fn check(version: &str, table: &[(Value, Value, &[&str])]) {
    for (subject, expected, codes) in table {
        let (actual, reported) = testing::schema(version, subject);
        assert_eq!(actual.as_ref(), Some(expected), "{subject}");
        assert_eq!(reported, *codes, "{subject}");
        let read = serde_json::from_value::<openapiv3::ReferenceOr<openapiv3::Schema>>(
            actual.unwrap_or_default(),
        );
        assert!(read.is_ok(), "{subject}: {read:?}");
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
            (json!({ "const": "on" }), json!({ "enum": ["on"] }), &[]),
            (
                json!({ "const": null }),
                json!({ "nullable": true, "enum": [null] }),
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
            (json!({ "items": false }), json!({}), &["unchecked-keyword"]),
            (
                json!({ "type": "array", "prefixItems": [{}, {}], "items": false, "minItems": 2 }),
                json!({
                    "x-oasmith-prefix-items": [{ "$ref": "@/prefixItems/0" }, { "$ref": "@/prefixItems/1" }],
                    "type": "array",
                    "minItems": 2,
                }),
                &[],
            ),
            (
                json!({ "items": [{}, {}], "additionalItems": false, "minItems": 2 }),
                json!({
                    "x-oasmith-prefix-items": [{ "$ref": "@/items/0" }, { "$ref": "@/items/1" }],
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
                json!({ "additionalProperties": true }),
                &["widened-schema"],
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
                json!({ "additionalProperties": true }),
                &["widened-schema"],
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
                json!({ "format": "byte", "type": "string" }),
                &[],
            ),
            (
                json!({ "contentEncoding": "base64url" }),
                json!({ "format": "base64url" }),
                &[],
            ),
            (
                json!({ "contentMediaType": "application/octet-stream" }),
                json!({ "format": "binary" }),
                &[],
            ),
            (
                json!({ "type": "string", "contentMediaType": "application/json", "contentSchema": {} }),
                json!({ "type": "string" }),
                &[],
            ),
            (
                json!({ "contentEncoding": "quoted-printable" }),
                json!({}),
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
                json!({ "example": 1, "x-oasmith-examples": [1, 2] }),
                &[],
            ),
            (
                json!({ "example": 0, "examples": [1] }),
                json!({ "example": 0, "x-oasmith-examples": [1] }),
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
fn references_in_3_1() {
    let other = json!({ "$ref": "#/components/schemas/Other" });
    check(
        "3.1.0",
        &[
            (other.clone(), other.clone(), &[]),
            (
                json!({ "$ref": "#/components/schemas/Other", "$comment": "c", "x-a": 1 }),
                other.clone(),
                &[],
            ),
            (
                json!({ "$ref": "#/components/schemas/Other", "description": "Another." }),
                json!({ "description": "Another.", "allOf": [other] }),
                &[],
            ),
            (
                json!({ "$ref": "#/components/schemas/Other", "summary": "Another." }),
                other.clone(),
                &[],
            ),
            (
                json!({ "$ref": "#/components/schemas/Other", "type": "object" }),
                other.clone(),
                &[],
            ),
            (
                json!({ "$ref": "#/components/schemas/Other", "type": ["object", "null"] }),
                json!({ "nullable": true, "allOf": [other] }),
                &[],
            ),
            (
                json!({ "$ref": "#/components/schemas/Other", "required": ["a"], "allOf": [{}], "title": "T" }),
                json!({
                    "title": "T",
                    "allOf": [other, { "$ref": "@/allOf/0" }, { "required": ["a"] }],
                }),
                &[],
            ),
            (
                json!({ "$ref": "oasmith:0#/components/schemas/Other" }),
                json!({ "$ref": "./oasmith:0#/components/schemas/Other" }),
                &[],
            ),
        ],
    );
}

#[test]
fn references_in_3_0() {
    let other = json!({ "$ref": "#/components/schemas/Other" });
    check(
        "3.0.3",
        &[
            (
                json!({ "$ref": "#/components/schemas/Other", "type": "object", "required": ["a"] }),
                other.clone(),
                &["beside-reference"],
            ),
            (
                json!({ "$ref": "#/components/schemas/Other", "summary": "Another." }),
                other.clone(),
                &[],
            ),
            (
                json!({ "$ref": "#/components/schemas/Other", "nullable": true }),
                json!({ "nullable": true, "allOf": [other] }),
                &[],
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
                    "example": 1,
                    "x-oasmith-examples": [1],
                    "enum": [1],
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
fn anchors() {
    let description = json!({
        "openapi": "3.1.0",
        "$self": "https://example.com/api",
        "components": { "schemas": {
            "Tree": {
                "$id": "https://example.com/tree",
                "$dynamicAnchor": "node",
                "$defs": { "leaf": { "$anchor": "leaf" } },
            },
            "a": { "$ref": "#leaf" },
            "b": { "$ref": "https://example.com/tree" },
            "c": { "$ref": "https://example.com/tree#/$defs/leaf" },
            "d": { "$dynamicRef": "#node" },
            "e": { "$ref": "#elsewhere" },
            "f": { "$id": "own", "$defs": { "g": {} }, "items": { "$ref": "#/$defs/g" } },
            "g": { "$ref": "https://example.com/api#/components/schemas/Tree" },
            "h": { "$recursiveAnchor": true, "items": { "$recursiveRef": "#" } },
        } },
    });
    let tree = "oasmith:0#/components/schemas/Tree";
    let leaf = "oasmith:0#/components/schemas/Tree/$defs/leaf";
    let table: [(&str, &str, &[&str]); 8] = [
        ("a", leaf, &[]),
        ("b", tree, &[]),
        ("c", leaf, &[]),
        ("d", tree, &["unchecked-keyword"]),
        ("e", "#elsewhere", &[]),
        ("f/items", "oasmith:0#/components/schemas/f/$defs/g", &[]),
        ("g", tree, &[]),
        (
            "h/items",
            "oasmith:0#/components/schemas/h",
            &["unchecked-keyword"],
        ),
    ];
    for (name, expected, codes) in table {
        let pointer = format!("/components/schemas/{name}");
        let (part, reported) = testing::part(&description, super::Kind::Schema, &pointer);
        assert_eq!(part, Some(json!({ "$ref": expected })), "{name}");
        assert_eq!(reported, codes, "{name}");
    }
}

#[test]
fn references_start_at_the_name_of_their_schema_or_file() {
    let description = json!({
        "openapi": "3.2.0",
        "$self": "https://example.com/spec/api.yaml",
        "components": { "schemas": {
            "A": { "$id": "schemas/a", "properties": {
                "self": { "$ref": "#" },
                "b": { "$ref": "b" },
                "file": { "$ref": "../api.yaml#/components/schemas/C" },
            } },
            "B": { "$id": "https://example.com/spec/schemas/b" },
            "C": { "properties": { "a": { "$ref": "schemas/a" }, "api": { "$ref": "api.yaml#/components/schemas/B" } } },
        } },
    });
    let own = |name: &str| format!("oasmith:0#/components/schemas/{name}");
    let table = [
        ("A/properties/self", own("A")),
        ("A/properties/b", own("B")),
        ("A/properties/file", own("C")),
        ("C/properties/a", own("A")),
        ("C/properties/api", own("B")),
    ];
    for (name, expected) in table {
        let pointer = format!("/components/schemas/{name}");
        let (part, _) = testing::part(&description, super::Kind::Schema, &pointer);
        assert_eq!(part, Some(json!({ "$ref": expected })), "{name}");
    }
}

#[test]
fn a_bare_reference_is_told_from_one_with_siblings() {
    let table = [
        ("3.0.3", json!({ "$ref": "#/x", "type": "object" }), true),
        ("3.1.0", json!({ "$ref": "#/x", "type": "object" }), false),
        ("3.0.3", json!({ "$ref": "#/x", "description": "x" }), false),
        ("3.1.0", json!({ "$ref": "#/x", "$comment": "x" }), true),
    ];
    for (version, subject, bare) in table {
        let description = json!({ "openapi": version, "x": subject });
        let (reference, _) = testing::with(&description, |t, at| t.schema_reference(&at.key("x")));
        assert_eq!(reference.is_some(), bare, "{version} {subject}");
    }
}

#[test]
fn what_stands_beside_a_bare_reference_is_reported() {
    let table: [(&str, Value, bool, &[&str]); 5] = [
        (
            "3.0.3",
            json!({ "required": ["b"], "properties": {} }),
            true,
            &["beside-reference"],
        ),
        ("3.0.3", json!({ "bogus": 1 }), true, &["unknown-key"]),
        ("3.1.0", json!({ "bogus": 1 }), true, &["unknown-key"]),
        ("3.1.0", json!({ "if": {} }), true, &["unchecked-keyword"]),
        (
            "3.1.0",
            json!({ "$comment": "", "x-of-others": 1 }),
            true,
            &[],
        ),
    ];
    for (version, mut subject, bare, expected) in table {
        subject["$ref"] = json!("#/y");
        let description = json!({ "openapi": version, "x": subject, "y": {} });
        let (reference, codes) =
            testing::with(&description, |t, at| t.schema_reference(&at.key("x")));
        assert_eq!(reference.is_some(), bare, "{version} {subject}");
        assert_eq!(codes, expected, "{version} {subject}");
    }
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
fn what_is_no_schema_is_reported() {
    for subject in [json!(null), json!(3), json!("x"), json!([])] {
        let (part, reported) = testing::schema("3.1.0", &subject);
        assert_eq!((part, reported), (None, vec!["not-an-object".to_owned()]));
    }
}

#[test]
fn limits_are_told_once() {
    let description = json!({
        "openapi": "3.1.0",
        "components": { "schemas": {
            "A": { "type": "string", "maxLength": 3 },
            "B": { "type": "object", "additionalProperties": false },
        } },
    });
    let ((), codes) = with(&description, |t, at| {
        t.limits_told.set(false);
        let schemas = at.key("components").key("schemas");
        for name in ["A", "B", "A"] {
            t.part(Kind::Schema, &schemas.key(name));
        }
    });
    assert_eq!(codes, ["unchecked-keyword"]);
}
