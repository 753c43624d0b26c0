//! The root of a description.

use serde_json::{Value, json};

use super::super::testing;

#[test]
fn what_is_kept_and_what_is_reported() {
    let description = json!({
        "openapi": "3.2.0",
        "$self": "https://example.com/api",
        "info": { "title": "T", "version": 1 },
        "servers": [{ "url": "/v1", "name": "main" }, { "name": "nowhere" }],
        "tags": [{ "name": "a", "summary": "A" }, "b"],
        "security": [{ "key": [] }],
        "webhooks": { "a": {} },
        "pahts": {},
        "components": { "schemas": { "A": {} }, "schema": {}, "parameters": [] },
    });
    let (root, codes) = testing::with(&description, |t, _| t.root());
    let expected = json!({
        "info": { "title": "T", "version": "1" },
        "servers": [{ "url": "/v1", "x-oasmith-name": "main" }],
        "tags": [{ "name": "a", "x-oasmith-extra": { "summary": "A" } }],
        "security": [{ "key": [] }],
    });
    assert_eq!(Value::Object(root), expected);
    let expected = [
        "wrong-value",
        "unknown-key",
        "unknown-key",
        "missing-key",
        "not-an-object",
        "incoming-requests",
    ];
    assert_eq!(codes, expected);
}

#[test]
fn paths_are_required_before_3_1() {
    let table: [(&str, &[&str]); 2] = [("3.0.3", &["missing-key"]), ("3.1.0", &[])];
    for (version, expected) in table {
        let description = json!({ "openapi": version, "info": {} });
        let (_, codes) = testing::with(&description, |t, _| t.root());
        assert_eq!(codes, expected, "{version}");
    }
}

#[test]
fn callbacks_are_reported_once() {
    let operation = json!({ "callbacks": { "a": {} }, "responses": {} });
    let description = json!({ "openapi": "3.1.0", "a": operation, "b": operation });
    let ((), codes) = testing::with(&description, |t, at| {
        for key in ["a", "b"] {
            t.part(super::Kind::Operation, &at.key(key));
        }
    });
    assert_eq!(codes, ["incoming-requests"]);
}
