//! References between schemas, and keywords beside them.

use super::super::super::Kind;
use super::*;

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
                &["reference-siblings"],
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
            // Present, although it has the value that an absent keyword has.
            (
                json!({ "$ref": "#/components/schemas/Other", "nullable": false }),
                json!({ "nullable": false, "allOf": [other] }),
                &[],
            ),
            (
                json!({ "$ref": "#/components/schemas/Other", "default": null }),
                json!({ "default": null, "allOf": [other] }),
                &[],
            ),
            (
                json!({ "$ref": "#/components/schemas/Other", "example": null }),
                json!({ "examples": [], "allOf": [other] }),
                &[],
            ),
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
        ("d", tree, &[]),
        ("e", "#elsewhere", &[]),
        ("f/items", "oasmith:0#/components/schemas/f/$defs/g", &[]),
        ("g", tree, &[]),
        ("h/items", "oasmith:0#/components/schemas/h", &[]),
    ];
    for (name, expected, codes) in table {
        let pointer = format!("/components/schemas/{name}");
        let (part, reported) = testing::part(&description, Kind::Schema, &pointer);
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
        let (part, _) = testing::part(&description, Kind::Schema, &pointer);
        assert_eq!(part, Some(json!({ "$ref": expected })), "{name}");
    }
}

#[test]
fn a_bare_reference_differs_from_one_with_siblings() {
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
fn siblings_of_a_bare_reference_are_reported() {
    let table: [(&str, Value, bool, &[&str]); 6] = [
        (
            "3.0.3",
            json!({ "required": ["b"], "properties": {} }),
            true,
            &["reference-siblings"],
        ),
        ("3.0.3", json!({ "bogus": 1 }), true, &["unknown-key"]),
        ("3.1.0", json!({ "bogus": 1 }), true, &[]),
        ("3.1.0", json!({ "patern": "x" }), true, &["unknown-key"]),
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

/// Equal anchors are distinct names within the enclosing schemas with an `$id`.
#[test]
fn an_anchor_is_of_its_resource() {
    let resource = |id: &str| {
        json!({
            "$id": id,
            "properties": { "part": { "$ref": "#part" }, "twice": { "$ref": "#twice" } },
            "$defs": {
                "part": { "$anchor": "part" },
                "old": { "$id": "#old" },
                "twice": { "$anchor": "twice" },
                "again": { "$anchor": "twice" },
            },
            "example": { "$anchor": "part" },
        })
    };
    let description = json!({
        "openapi": "3.1.0",
        "components": { "schemas": {
            "A": resource("https://example.com/a"),
            "B": resource("https://example.com/b"),
            "top": { "$anchor": "top" },
            "of": { "properties": {
                "b": { "$ref": "https://example.com/b#part" },
                "old": { "$ref": "https://example.com/b#old" },
                "ambiguous": { "$ref": "#part" },
                "top": { "$ref": "#top" },
            } },
        } },
    });
    let own = |name: &str| format!("oasmith:0#/components/schemas/{name}");
    let table = [
        ("A/properties/part", own("A/$defs/part")),
        ("B/properties/part", own("B/$defs/part")),
        ("B/properties/twice", "#twice".to_owned()),
        ("of/properties/b", own("B/$defs/part")),
        ("of/properties/old", own("B/$defs/old")),
        ("of/properties/ambiguous", "#part".to_owned()),
        ("of/properties/top", own("top")),
    ];
    for (name, expected) in table {
        let pointer = format!("/components/schemas/{name}");
        let (part, _) = testing::part(&description, Kind::Schema, &pointer);
        assert_eq!(part, Some(json!({ "$ref": expected })), "{name}");
    }
}

/// `$dynamicRef` without an unambiguous target.
#[test]
fn a_dynamic_reference_without_one_meaning_is_any_json() {
    let generic = |id: &str, default: &Value| {
        json!({
            "$id": id,
            "items": { "$dynamicRef": "#item" },
            "$defs": { "d": default },
        })
    };
    let table = [
        (
            "3.1.0",
            json!({ "a": generic("a", &json!({ "$dynamicAnchor": "item" })) }),
            "oasmith:0#/a/$defs/d",
            0,
        ),
        // No default.
        ("3.1.0", json!({ "a": generic("a", &json!({})) }), "", 1),
        // Two of one resource.
        (
            "3.1.0",
            json!({ "a": generic("#a", &json!({ "$dynamicAnchor": "item" })), "b": { "$dynamicAnchor": "item" } }),
            "",
            1,
        ),
        // In 3.0 nothing is bound.
        (
            "3.0.3",
            json!({ "a": generic("a", &json!({ "$dynamicAnchor": "item" })), "b": { "$id": "b", "$dynamicAnchor": "item" } }),
            "",
            1,
        ),
        // A plain anchor resolves to itself.
        (
            "3.1.0",
            json!({ "a": generic("a", &json!({ "$anchor": "item" })), "b": { "$id": "b", "$dynamicAnchor": "item" } }),
            "oasmith:0#/a/$defs/d",
            0,
        ),
    ];
    for (version, mut description, expected, findings) in table {
        description["openapi"] = json!(version);
        let (part, codes) = testing::part(&description, Kind::Schema, "/a/items");
        let expected = match expected {
            "" => json!({}),
            place => json!({ "$ref": place }),
        };
        assert_eq!(part, Some(expected), "{description}");
        assert_eq!(codes, vec!["widened-schema"; findings], "{description}");
    }
}
