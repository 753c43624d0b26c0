//! Parameters and headers.

use serde_json::json;

use super::{Kind, check};

#[test]
fn places_and_styles() {
    check::<openapiv3::Parameter>(
        "3.2.0",
        Kind::Parameter,
        &[
            (
                json!({ "name": "a", "in": "query", "schema": {}, "style": "deepObject", "explode": true }),
                Some(
                    json!({ "name": "a", "in": "query", "schema": { "$ref": "@/schema" }, "style": "deepObject", "explode": true }),
                ),
                &[],
            ),
            (
                json!({ "name": "a", "in": "path", "schema": {}, "style": "form", "allowReserved": true }),
                Some(
                    json!({ "name": "a", "in": "path", "schema": { "$ref": "@/schema" }, "x-oasmith-extra": { "allowReserved": true } }),
                ),
                &["unusable-style"],
            ),
            (
                json!({ "name": "a", "in": "querystring", "content": { "application/json": {} } }),
                Some(
                    json!({ "name": "a", "in": "query", "x-oasmith-extra": { "isQueryString": true }, "content": { "application/json": {} } }),
                ),
                &[],
            ),
            (
                json!({ "name": "a", "in": "cookie", "schema": {}, "style": "cookie" }),
                Some(
                    json!({ "name": "a", "in": "cookie", "schema": { "$ref": "@/schema" }, "x-oasmith-extra": { "hasCookieStyle": true } }),
                ),
                &[],
            ),
            (
                json!({ "name": "a", "in": "query", "schema": {}, "style": "cookie" }),
                Some(json!({ "name": "a", "in": "query", "schema": { "$ref": "@/schema" } })),
                &["unusable-style"],
            ),
            (
                json!({ "name": "a", "in": "cookie" }),
                Some(json!({ "name": "a", "in": "cookie", "schema": {} })),
                &["widened-schema"],
            ),
            (
                json!({ "name": "a", "in": "body", "schema": {} }),
                None,
                &["invalid-part"],
            ),
            (json!({ "in": "query" }), None, &["missing-key"]),
        ],
    );
}

#[test]
fn schema_or_content() {
    check::<openapiv3::Parameter>(
        "3.1.0",
        Kind::Parameter,
        &[
            (
                json!({ "name": "a", "in": "query", "schema": {}, "content": { "a/b": {} } }),
                Some(json!({ "name": "a", "in": "query", "schema": { "$ref": "@/schema" } })),
                &["wrong-value"],
            ),
            (
                json!({ "name": "a", "in": "query", "content": {} }),
                Some(json!({ "name": "a", "in": "query", "schema": {} })),
                &["widened-schema"],
            ),
        ],
    );
}

#[test]
fn the_first_example_is_taken() {
    check::<openapiv3::Header>(
        "3.1.0",
        Kind::Header,
        &[
            (
                json!({ "schema": {}, "examples": { "a": { "value": 1 }, "b": { "value": 2 } } }),
                Some(json!({ "schema": { "$ref": "@/schema" }, "example": 1 })),
                &[],
            ),
            (
                json!({ "schema": {}, "style": "form", "examples": [1] }),
                Some(json!({ "schema": { "$ref": "@/schema" } })),
                &["wrong-value", "unusable-style"],
            ),
        ],
    );
}
