//! The operations of a description.

use serde_json::{Value, json};

use super::super::testing;

/// The operations of a description with these paths, each as `METHOD path`, and the codes of the
/// findings.
fn operations(version: &str, paths: &Value) -> (Vec<String>, Vec<String>) {
    let description = json!({
        "openapi": version,
        "paths": paths,
        "components": { "pathItems": { "Shared": { "get": {} } } },
    });
    testing::with(&description, |t, _| {
        let paths = t.paths().into_iter();
        let operations = paths.flat_map(|path| {
            let operations = path.operations.into_iter();
            operations
                .map(|operation| format!("{} {}", operation.method, path.path))
                .collect::<Vec<_>>()
        });
        operations.collect()
    })
}

#[test]
fn operations_come_in_the_order_of_the_description() {
    let table: [(Value, &[&str], &[&str]); 9] = [
        (
            json!({ "/a": { "post": {}, "summary": "A", "get": {} }, "/b": { "put": {}, "get": null }, "x-c": {} }),
            &["POST /a", "GET /a", "PUT /b"],
            &["wrong-value"],
        ),
        (
            json!({ "/a": { "query": {}, "additionalOperations": { "COPY": {}, "x-a": {}, "a b": {} } } }),
            &["QUERY /a", "COPY /a"],
            &["unusable-method"],
        ),
        (
            json!({ "/a": { "$ref": "#/components/pathItems/Shared", "post": {}, "parameters": [] } }),
            &["POST /a", "GET /a"],
            &["reference-siblings"],
        ),
        (
            json!({ "/a": { "$ref": "#/paths/~1b" }, "/b": { "$ref": "#/paths/~1a" } }),
            &[],
            &["unresolved-path-item"; 2],
        ),
        (
            json!({ "/a": { "$ref": "#/nowhere", "get": {} }, "/b": { "put": {}, "$ref": "#/paths/~1b" } }),
            &["GET /a", "PUT /b"],
            &["unresolved-path-item"; 2],
        ),
        (
            json!({ "/a": { "get": {}, "additionalOperations": { "GET": {}, "POST": {} } } }),
            &["GET /a", "POST /a"],
            &["unusable-method"],
        ),
        (
            json!({ "/a": { "$ref": "#/components/pathItems/Shared", "get": {} } }),
            &["GET /a"],
            &["unusable-method"],
        ),
        (
            json!({ "/a": { "$ref": "#/nowhere" }, "/b": 3 }),
            &[],
            &["unresolved-path-item", "not-an-object"],
        ),
        (json!({ "a": { "get": {} } }), &["GET /a"], &["wrong-value"]),
    ];
    for (paths, expected, codes) in table {
        let (operations, reported) = operations("3.2.0", &paths);
        assert_eq!(operations, expected, "{paths}");
        assert_eq!(reported, codes, "{paths}");
    }
}

#[test]
fn methods_depend_on_the_version() {
    let paths = json!({ "/a": { "trace": {}, "GET": {} } });
    let description = json!({ "swagger": "2.0", "paths": paths });
    let (found, codes) = testing::with(&description, |t, at| {
        t.part(super::Kind::PathItem, &at.key("paths").key("/a"));
        t.paths()
    });
    assert_eq!((found[0].operations.len(), found[0].unusable), (0, 2));
    assert_eq!(codes, ["unusable-method"; 2]);
    assert_eq!(operations("3.0.3", &paths).0, ["TRACE /a"]);
}

#[test]
fn a_description_may_have_no_paths() {
    assert_eq!(operations("3.1.0", &Value::Null), (vec![], vec![]));
}
