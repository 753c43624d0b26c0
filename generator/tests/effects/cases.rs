//! Small descriptions in which one thing is wrong, and the effect that its finding has.

use oasmith::diagnostics::catalogue::Effect;
use oasmith::source::Input;
use serde_json::{Value, json};

use super::{plan, skipped, widened};

/// A change of the description, and what is reported by that: codes and effects.
type Row = (&'static str, Value, &'static [(&'static str, Effect)]);

/// What is changed stands at a pointer of this description.
fn described(version: &str, pointer: &str, value: &Value) -> String {
    let mut description = json!({
        "openapi": version,
        "info": { "title": "T", "version": "1" },
        "paths": { "/a": { "get": {
            "operationId": "a",
            "parameters": [],
            "responses": { "200": {
                "description": "ok",
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/S" } } },
            } },
        } } },
        "components": {
            "schemas": { "S": { "type": "object" } },
            "responses": { "R": { "description": "ok" } },
            "parameters": { "P": { "$ref": "#/components/parameters/Q" }, "Q": { "$ref": "#/components/parameters/P" } },
            "securitySchemes": { "one": { "type": "http", "scheme": "bearer" }, "two": { "type": "http", "scheme": "basic" } },
        },
    });
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    description.pointer_mut(parent).unwrap()[key.replace("~1", "/")] = value.clone();
    description.to_string()
}

#[test]
fn a_finding_says_what_happened_in_its_case() {
    use Effect::{Ignored, None as Whole, Skipped, Widened};
    const S: &str = "/components/schemas/S";
    const GET: &str = "/paths/~1a/get";
    const PARAMETERS: &str = "/paths/~1a/get/parameters";
    let nowhere = json!({ "$ref": "#/nowhere" });
    let queried = |schema: Value| json!([{ "name": "q", "in": "query", "schema": schema }]);
    let union = json!({
        "oneOf": [{ "$ref": "#/components/schemas/S" }],
        "discriminator": { "propertyName": "kind", "mapping": { "x": "#/nowhere" } },
    });
    let scalar_or_object = json!({ "oneOf": [
        { "type": "integer" },
        { "type": "object", "properties": { "a": { "type": "string" } } },
    ] });
    let form = |property: &Value| {
        json!({
            "operationId": "b",
            "requestBody": { "content": { "application/x-www-form-urlencoded": {
                "schema": { "type": "object", "properties": { "p": property } },
                "encoding": { "p": { "style": "deepObject", "explode": true } },
            } } },
            "responses": { "204": { "description": "ok" } },
        })
    };
    let rows: Vec<Row> = vec![
        (S, nowhere.clone(), &[("unresolved-reference", Widened)]),
        (
            S,
            json!({ "type": "array", "items": nowhere }),
            &[("unresolved-reference", Widened)],
        ),
        (
            PARAMETERS,
            json!([nowhere]),
            &[("unresolved-reference", Skipped)],
        ),
        (S, Value::Null, &[("not-an-object", Widened)]),
        (S, json!({ "oneOf": [] }), &[("wrong-value", Widened)]),
        (S, json!({ "anyOf": [] }), &[("wrong-value", Widened)]),
        (S, json!({ "enum": [] }), &[("wrong-value", Widened)]),
        ("/paths/~1a/post", Value::Null, &[("wrong-value", Ignored)]),
        (
            PARAMETERS,
            json!([{ "name": "q", "in": "query", "style": "deepObject", "schema": scalar_or_object }]),
            &[("undefined-style", Whole)],
        ),
        (
            "/paths/~1a/post",
            form(&json!({ "type": "array", "items": { "type": "string" } })),
            &[("undefined-style", Whole)],
        ),
        (
            "/paths/~1a/post",
            form(&scalar_or_object),
            &[("undefined-style", Whole)],
        ),
        ("/paths/~1a/post", form(&json!({ "type": "object" })), &[]),
        (
            PARAMETERS,
            queried(nowhere.clone()),
            &[("unresolved-reference", Widened)],
        ),
        (
            "/paths/~1a/get/requestBody",
            nowhere.clone(),
            &[("unresolved-reference", Skipped)],
        ),
        (
            "/paths/~1a/get/responses/404",
            nowhere.clone(),
            &[("unresolved-reference", Skipped)],
        ),
        (
            "/paths/~1a/get/responses/200/headers",
            json!({ "x": nowhere }),
            &[("unresolved-reference", Skipped)],
        ),
        (
            "/components/schemas/U",
            union,
            &[("unresolved-reference", Ignored)],
        ),
        (
            PARAMETERS,
            json!([{ "$ref": "#/components/parameters/P" }]),
            &[("reference-cycle", Skipped)],
        ),
        (
            S,
            json!({ "$ref": "#/components/schemas/S" }),
            &[("cyclic-schema", Widened)],
        ),
        (
            S,
            json!({ "oneOf": [{ "$ref": "#/components/schemas/S" }] }),
            &[("cyclic-schema", Widened)],
        ),
        (
            S,
            json!({ "$ref": "#/components/responses/R" }),
            &[("mismatched-reference", Widened)],
        ),
        (
            PARAMETERS,
            json!([{ "$ref": "#/components/responses/R" }]),
            &[("mismatched-reference", Skipped)],
        ),
        (S, json!(5), &[("not-an-object", Widened)]),
        (PARAMETERS, json!([5]), &[("not-an-object", Skipped)]),
        ("/tags", json!([5]), &[("not-an-object", Ignored)]),
        (
            PARAMETERS,
            json!([{ "in": "query" }]),
            &[("missing-key", Skipped)],
        ),
        ("/tags", json!([{}]), &[("missing-key", Ignored)]),
        (S, json!({ "enum": 5 }), &[("wrong-value", Widened)]),
        (S, json!({ "type": 5 }), &[("wrong-value", Widened)]),
        (S, json!({ "description": [] }), &[("wrong-value", Ignored)]),
        (PARAMETERS, json!({}), &[("wrong-value", Skipped)]),
        ("/security", json!("one"), &[("wrong-value", Skipped)]),
        (
            S,
            json!({ "type": ["array", "integer"], "enum": ["x"] }),
            &[("unchecked-keyword", Widened)],
        ),
        (
            S,
            json!({ "type": "object", "propertyNames": {} }),
            &[("unchecked-keyword", Whole)],
        ),
        (
            S,
            json!({ "type": "object", "propertise": {} }),
            &[("unknown-key", Whole)],
        ),
        (S, json!({ "type": "object", "environment": [] }), &[]),
        ("/info/titel", json!("T"), &[("unknown-key", Ignored)]),
        (
            PARAMETERS,
            json!([{ "name": "b", "in": "path", "required": true, "schema": {} }]),
            &[("unused-parameter", Skipped)],
        ),
        (
            PARAMETERS,
            json!([{ "name": "Accept", "in": "header", "schema": {} }]),
            &[("unused-parameter", Ignored)],
        ),
        (
            "/components/securitySchemes/one",
            json!({ "type": "http", "scheme": "digest" }),
            &[("unmet-security", Widened)],
        ),
        (
            "/security",
            json!([{ "one": [], "two": [] }]),
            &[("unmet-security", Skipped)],
        ),
        (
            "/components/securitySchemes/one",
            json!({ "type": "apiKey", "in": "body", "name": "k" }),
            &[("invalid-part", Skipped)],
        ),
        (S, json!({ "type": "null" }), &[("widened-schema", Widened)]),
        (
            S,
            json!({ "anyOf": [{ "type": "null" }] }),
            &[("widened-schema", Widened)],
        ),
        (
            S,
            json!({ "not": { "type": "string" } }),
            &[("widened-schema", Widened)],
        ),
        (
            S,
            json!({ "type": "string", "not": { "const": "x" } }),
            &[("unchecked-schema", Whole)],
        ),
        (S, json!(false), &[("unchecked-schema", Whole)]),
        (S, json!({ "items": false }), &[("widened-schema", Widened)]),
        (
            S,
            json!({ "$dynamicRef": "#x" }),
            &[("widened-schema", Widened)],
        ),
        (
            S,
            json!({
                "type": "object",
                "properties": { "a": { "type": "string" } },
                "dependentSchemas": {
                    "a": { "properties": { "c": { "type": "string" } } },
                    "b": { "properties": { "c": { "type": "integer" } } },
                },
            }),
            &[("unchecked-keyword", Whole), ("widened-schema", Widened)],
        ),
        ("/paths/~1a/GET", json!({}), &[("unusable-method", Skipped)]),
        (
            "/paths/~1b",
            nowhere.clone(),
            &[("unresolved-path-item", Skipped)],
        ),
        (
            GET,
            nowhere.clone(),
            &[
                ("misplaced-reference", Whole),
                ("unresolved-reference", Skipped),
            ],
        ),
    ];
    let mut wrong = Vec::new();
    for (pointer, value, expected) in rows {
        let text = described("3.1.0", pointer, &value);
        let input = Input::Text {
            name: "api.json".into(),
            text,
            folder: None,
        };
        let planned = plan(input);
        let found = &planned.diagnostics;
        let mut effects: Vec<_> = found
            .iter()
            .map(|one| (one.entry.code, one.effect))
            .collect();
        effects.sort_unstable();
        effects.dedup();
        let (api, documents) = (
            &planned.decided.as_ref().unwrap().0,
            planned.documents.as_ref().unwrap(),
        );
        if effects != expected {
            wrong.push(format!("{pointer}: {value}: {effects:?}, not {expected:?}"));
        }
        let lost = widened(api, documents, found).chain(skipped(api, documents, found));
        wrong.extend(lost.map(|lost| format!("{pointer}: {value}: {lost}")));
    }
    assert!(
        wrong.is_empty(),
        "{}",
        wrong.join(
            "
"
        )
    );
}

#[test]
fn help_says_what_to_write() {
    const GET: &str = "/paths/~1a/get";
    let rows: Vec<(String, Value, &str, &str)> = vec![
        (
            format!("{GET}/parameters"),
            json!([{ "name": "q", "in": "query", "type": "array", "items": { "type": "string" } }]),
            "widened-schema",
            "write `schema: { type: array, items: … }`",
        ),
        (
            format!("{GET}/parameters"),
            json!([{ "name": "q", "in": "query", "schema": {}, "type": "string" }]),
            "unknown-key",
            "move `type` into `schema`: only Swagger 2.0 has it here",
        ),
        (
            format!("{GET}/parameters"),
            json!([{ "name": "q", "in": "body", "schema": {} }]),
            "invalid-part",
            "a body is the `requestBody` of its operation since OpenAPI 3.0",
        ),
        (
            format!("{GET}/responses/200/headers"),
            json!({ "x": { "type": "integer" } }),
            "widened-schema",
            "write `schema: { type: integer }`",
        ),
        (
            format!("{GET}/responses/404"),
            json!({ "description": "none", "schema": {} }),
            "unknown-key",
            "move `schema` into `content`, below a media type: `content: { application/json: { schema: … } }`",
        ),
        (
            "/definitions".to_owned(),
            json!({}),
            "unknown-key",
            "schemas are in `components.schemas` since OpenAPI 3.0",
        ),
        (
            format!("{GET}/requestBody"),
            json!({ "content": { "multipart/form-data": { "schema": { "type": "string" } } } }),
            "untyped-body",
            "use `.file(name, file)`, `.text(name, text)` and `.json(name, &value)`, or describe an object whose properties \
             are the parts",
        ),
        (
            "/components/schemas/S".to_owned(),
            json!({ "$ref": "#/paths/%2Fa/get/responses/200/content/application%2Fjson" }),
            "unresolved-reference",
            "write `#/paths/~1a/get/responses/200/content/application~1json`: in a pointer, `~1` stands for the `/` of a key",
        ),
    ];
    for (pointer, value, code, expected) in rows {
        let text = described("3.1.0", &pointer, &value);
        let planned = plan(Input::Text {
            name: "api.json".into(),
            text,
            folder: None,
        });
        let found = planned
            .diagnostics
            .iter()
            .filter(|one| one.entry.code == code);
        let helps: Vec<_> = found
            .map(|one| one.help.clone().unwrap_or_default().to_string())
            .collect();
        assert_eq!(helps, [expected], "{pointer}: {value}");
    }
}
