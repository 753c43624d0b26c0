//! References where the specification allows them, and where it does not.

use serde_json::json;

use super::super::{Kind, testing};

#[test]
fn words_beside_a_reference() {
    let description = |version: &str| {
        json!({
            "openapi": version,
            "a": { "$ref": "#/b", "description": "Mine.", "summary": "Mine." },
            "b": { "description": "Theirs.", "content": { "text/plain": { "schema": {} } } },
        })
    };
    let (part, reported) = testing::part(&description("3.0.3"), Kind::Response, "/a");
    assert_eq!(part, Some(json!({ "$ref": "#/b" })));
    assert_eq!(reported, ["reference-siblings"]);

    let (part, reported) = testing::part(&description("3.1.0"), Kind::Response, "/a");
    assert_eq!(
        part,
        Some(json!({
            "summary": "Mine.",
            "description": "Mine.",
            "content": { "text/plain": { "schema": { "$ref": "oasmith:0#/b/content/text~1plain/schema" } } },
        }))
    );
    assert!(reported.is_empty(), "{reported:?}");
}

#[test]
fn misplaced_references_are_followed() {
    let description = json!({
        "openapi": "3.0.3",
        "a": {
            "description": { "$ref": "#/text" },
            "content": { "$ref": "#/content", "b/c": {} },
            "headers": { "$ref": "#/nowhere", "X": {} },
        },
        "text": "Some text.",
        "content": { "a/b": { "$ref": "#/mediaType" } },
        "mediaType": { "schema": {} },
    });
    let (part, reported) = testing::part(&description, Kind::Response, "/a");
    assert_eq!(
        part,
        Some(json!({
            "description": "Some text.",
            "content": { "a/b": { "schema": { "$ref": "oasmith:0#/mediaType/schema" } }, "b/c": {} },
            // What stands beside a reference that cannot be resolved is kept.
            "headers": { "X": { "$ref": "@/headers/X" } },
        }))
    );
    let expected = [
        "misplaced-reference",
        "misplaced-reference",
        "unresolved-reference",
        "misplaced-reference",
        "misplaced-reference",
    ];
    assert_eq!(reported, expected);
}

#[test]
fn an_example_may_look_like_a_reference() {
    let description = json!({
        "openapi": "3.0.3",
        "a": { "value": { "$ref": "#/b" } },
        "b": { "value": { "$ref": "#/nowhere" } },
    });
    let (part, _) = testing::part(&description, Kind::Example, "/a");
    let behind = json!({ "value": { "$ref": "#/nowhere" } });
    assert_eq!(part, Some(json!({ "value": behind })));
    let (part, reported) = testing::part(&description, Kind::Example, "/b");
    assert_eq!(part, Some(behind));
    assert!(reported.is_empty(), "{reported:?}");
}

#[test]
fn sections_may_be_references() {
    let description = json!({
        "openapi": "3.0.3",
        "info": { "title": "T", "version": "1" },
        "paths": { "$ref": "#/x-paths", "/b": { "get": {} } },
        "components": { "$ref": "#/x-components" },
        "x-paths": { "/a": { "get": {} }, "/b": { "put": {} } },
        "x-components": { "schemas": { "$ref": "#/x-schemas" }, "securitySchemes": { "$ref": "#/x-nowhere" } },
        "x-schemas": { "S": {} },
    });
    let ((paths, schemas), codes) = testing::with(&description, |t, _| {
        t.root();
        let paths = t
            .paths()
            .into_iter()
            .map(|path| (path.path, path.operations[0].method.clone()));
        let schemas = t
            .named_schemas()
            .into_iter()
            .map(|(name, at)| (name, at.pointer.as_str().to_owned()));
        (paths.collect::<Vec<_>>(), schemas.collect::<Vec<_>>())
    });
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(paths, [pair("/b", "GET"), pair("/a", "GET")]);
    assert_eq!(schemas, [pair("S", "/x-schemas/S")]);
    assert_eq!(codes, ["misplaced-reference", "misplaced-reference"]);
}

#[test]
fn references_to_parts_of_another_kind() {
    let schema = json!({ "type": "object" });
    let description = json!({
        "openapi": "3.1.0",
        "paths": {
            "/a": { "$ref": "#/components/schemas/S" },
            "/b": { "$ref": "#/components/pathItems/B" },
        },
        "components": {
            "schemas": { "S": schema },
            "pathItems": { "B": {} },
            "responses": { "R": { "description": "" } },
            "parameters": { "P": { "name": "p", "in": "query" } },
        },
        "elsewhere": schema,
    });
    let table = [
        (Kind::RequestBody, "#/components/schemas/S", false),
        (Kind::RequestBody, "#/components/responses/R", false),
        (Kind::RequestBody, "#/elsewhere", false),
        (Kind::Response, "#/components/responses/R", true),
        (Kind::Header, "#/components/parameters/P", true),
        (Kind::Parameter, "#/components/parameters/P", true),
        (Kind::Schema, "#/elsewhere", true),
    ];
    for (kind, reference, expected) in table {
        let (fits, codes) = testing::with(&description, |t, at| {
            let target = t.resolve(&at, reference).unwrap();
            t.is_of_kind(kind, &at, &target)
        });
        assert_eq!(fits, expected, "{reference}");
        let expected: &[&str] = if expected {
            &[]
        } else {
            &["mismatched-reference"]
        };
        assert_eq!(codes, expected, "{reference}");
    }
    let (paths, codes) = testing::with(&description, |t, _| t.paths().len());
    assert_eq!((paths, codes), (1, vec!["mismatched-reference".to_owned()]));
}

#[test]
fn chains_of_references() {
    let mut description = json!({ "openapi": "3.0.3", "end": { "description": "" } });
    for step in 0..200 {
        let next = if step == 199 {
            "#/end".to_owned()
        } else {
            format!("#/a{}", step + 1)
        };
        description[format!("a{step}")] = json!({ "$ref": next });
    }
    for length in [1, 2, 3, 7] {
        for step in 0..length {
            let next = format!("#/c{length}-{}", (step + 1) % length);
            description[format!("c{length}-{step}")] = json!({ "$ref": next });
        }
        description[format!("to-c{length}")] = json!({ "$ref": format!("#/c{length}-0") });
    }
    let end = |from: &str| {
        testing::with(&description, |t, at| {
            t.follow(Kind::Parameter, &at.key(from))
        })
    };
    let (found, codes) = end("a100");
    assert_eq!(found.unwrap().pointer.as_str(), "/end");
    assert!(codes.is_empty(), "{codes:?}");
    for from in ["a0", "c1-0", "c2-1", "c3-0", "to-c7"] {
        let (found, codes) = end(from);
        assert_eq!(
            (found, codes),
            (None, vec!["reference-cycle".to_owned()]),
            "{from}"
        );
    }
}
