//! Where in a body something is wrong.

use crate::runtime::json_path;

#[test]
fn a_line_and_a_column_are_a_path_from_the_top() {
    let text = r#"{
  "items": [
    { "id": 1, "tags": ["a,b", "c"] },
    { "id": "two" },
    { "a \"quoted\" name": { "odd.name": null } }
  ]
}"#;
    let place = |needle: &str| {
        let offset = text.find(needle).unwrap() + needle.len();
        let before = &text[..offset];
        let line = before.matches('\n').count() + 1;
        let column = offset - before.rfind('\n').map_or(0, |newline| newline + 1);
        json_path::at(text.as_bytes(), line, column)
    };
    assert_eq!(place("\"items\": "), ".items");
    assert_eq!(place("\"id\": 1"), ".items[0].id");
    assert_eq!(place("\"a,b"), ".items[0].tags[0]");
    assert_eq!(place("\"c\""), ".items[0].tags[1]");
    assert_eq!(place("\"two\""), ".items[1].id");
    let nested = place("null");
    assert!(
        nested.starts_with(".items[2]") && nested.contains("odd.name"),
        "{nested}"
    );
    assert_eq!(json_path::at(b"", 1, 1), "");
    assert_eq!(json_path::at(b"[", 9, 9), "[0]");
}
