//! References where the specification has them, and where it has none.

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
    assert_eq!(reported, ["beside-reference"]);

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
            "headers": { "$ref": "#/nowhere" },
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
