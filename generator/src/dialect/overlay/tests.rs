//! Overlays, applied to a small document.

use serde_json::{Value, json};

use super::{ProblemKind, apply};

fn document() -> Value {
    json!({
        "info": { "title": "Things", "version": "1" },
        "tags": [{ "name": "a" }, { "name": "b" }, { "name": "c" }],
        "paths": { "/a": { "get": { "tags": ["a"] } }, "/b": { "get": {} } },
    })
}

/// The document after the actions, and the problems with their places.
fn applied(actions: &Value) -> (Value, Vec<(String, String)>) {
    let mut document = document();
    let overlay = json!({ "overlay": "1.0.0", "info": {}, "actions": actions });
    let problems = apply(&mut document, &overlay);
    let problems = problems
        .iter()
        .map(|problem| (problem.at.as_str().to_owned(), problem.to_string()));
    (document, problems.collect())
}

#[test]
fn sound_actions() {
    let table = [
        (
            json!([{ "target": "$.info", "update": { "title": "Other", "x-a": { "b": 1 } } }]),
            "/info",
            json!({ "title": "Other", "version": "1", "x-a": { "b": 1 } }),
        ),
        (
            json!([{ "target": "$.paths['/a'].get", "update": { "tags": ["z"] } }]),
            "/paths/~1a/get/tags",
            json!(["a", "z"]),
        ),
        (
            json!([{ "target": "$.paths.*.get", "update": { "x-safe": true } }]),
            "/paths/~1b/get",
            json!({ "x-safe": true }),
        ),
        (
            json!([{ "target": "$.tags", "update": { "name": "d" } }]),
            "/tags/3",
            json!({ "name": "d" }),
        ),
        (
            json!([{ "target": "$.tags[?@.name != 'b']", "remove": true }]),
            "/tags",
            json!([{ "name": "b" }]),
        ),
        (
            json!([{ "target": "$.info.title", "update": "Plain" }]),
            "/info/title",
            json!("Plain"),
        ),
        (
            json!([
                { "target": "$.paths['/a'].get", "remove": true },
                { "target": "$.paths['/a']", "update": { "get": { "x-new": 1 } } },
            ]),
            "/paths/~1a",
            json!({ "get": { "x-new": 1 } }),
        ),
        (
            json!([{ "target": "$.paths['/b'].get", "copy": "$.paths['/a'].get" }]),
            "/paths/~1b/get",
            json!({ "tags": ["a"] }),
        ),
    ];
    for (actions, pointer, expected) in table {
        let (document, problems) = applied(&actions);
        assert_eq!(document.pointer(pointer), Some(&expected), "{actions}");
        assert!(problems.is_empty(), "{actions}: {problems:?}");
    }
}

#[test]
fn order_of_the_other_members_stays() {
    let (document, _) = applied(&json!([{ "target": "$.info", "remove": true }]));
    let keys: Vec<&String> = document.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["tags", "paths"]);
}

#[test]
fn unsound_actions_change_nothing() {
    let table = [
        (json!(3), "/actions/0", "an object is expected here"),
        (
            json!({}),
            "/actions/0",
            "an action must have a `target`, which is a JSONPath",
        ),
        (
            json!({ "target": "$.info" }),
            "/actions/0",
            "an action must have `update`, `copy`, or `remove: true`",
        ),
        (
            json!({ "target": "$", "remove": true }),
            "/actions/0/target",
            "the whole document cannot be removed",
        ),
        (
            json!({ "target": "$.nowhere", "update": {} }),
            "/actions/0/target",
            "`$.nowhere` selects nothing, so nothing is changed",
        ),
        (
            json!({ "target": "$.info", "update": 3 }),
            "/actions/0/update",
            "a plain value cannot be merged into an object",
        ),
        (
            json!({ "target": "$", "update": { "info": { "title": {} } } }),
            "/actions/0/update/info/title",
            "an object cannot be merged into a plain value",
        ),
        (
            json!({ "target": "$", "update": { "info": null } }),
            "/actions/0/update/info",
            "nothing (`null`) cannot be merged into an object",
        ),
        (
            json!({ "target": "$.info", "copy": "$.tags[*]" }),
            "/actions/0/copy",
            "what is copied must be one place: `$.tags[*]` selects 3",
        ),
    ];
    for (action, at, message) in table {
        let (after, problems) = applied(&json!([action]));
        assert_eq!(after, document(), "{action}");
        assert_eq!(problems, [(at.to_owned(), message.to_owned())], "{action}");
    }
}

#[test]
fn invalid_overlays() {
    let table = [
        (json!([]), ProblemKind::NotAnObject),
        (json!({}), ProblemKind::NotAnOverlay),
        (
            json!({ "overlay": 2.0 }),
            ProblemKind::UnknownVersion("2.0".to_owned()),
        ),
        (json!({ "overlay": "1.0.0" }), ProblemKind::NoActions),
    ];
    for (overlay, kind) in table {
        let problems = apply(&mut document(), &overlay);
        let kinds: Vec<_> = problems.into_iter().map(|problem| problem.kind).collect();
        assert_eq!(kinds, [kind], "{overlay}");
    }
}

#[test]
fn paths_that_would_take_for_ever_are_refused() {
    let nested = format!("${}{}", "[?@".repeat(40), "]".repeat(40));
    let (_, problems) = applied(&json!([{ "target": nested, "remove": true }]));
    assert_eq!(problems.len(), 1);
}

#[test]
fn a_document_that_copies_itself_ends() {
    let action = json!({ "target": "$.info", "copy": "$" });
    let (_, problems) = applied(&Value::Array(vec![action; 200]));
    assert!(
        problems
            .iter()
            .any(|(_, message)| message.contains("too large"))
    );
}

#[test]
fn oddities_are_not_errors() {
    let overlay = json!({ "overlay": "1.0.0", "actions": [
        { "target": "$.nowhere", "remove": true, "x-why": "", "why": "" },
    ] });
    let problems = apply(&mut document(), &overlay);
    assert_eq!(problems.len(), 2);
    assert!(problems.iter().all(|problem| !problem.is_error()));
}

#[test]
fn an_error_at_several_targets_is_reported_once() {
    let actions = json!([{ "target": "$.tags[*].name", "update": { "a": 1 } }]);
    let (_, problems) = applied(&actions);
    let said = "an object cannot be merged into a plain value".to_owned();
    assert_eq!(problems, [("/actions/0/update".to_owned(), said)]);
}
