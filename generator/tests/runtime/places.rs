//! Where in a body something is wrong.

use std::collections::BTreeMap;

use http::{HeaderMap, StatusCode};
use serde_json::Value;

use crate::runtime::base64::Base64;
use crate::runtime::json::decode;
use crate::runtime::json_path;
use crate::runtime::response::RawResponse;
use crate::runtime::union::decode_tagged;

#[derive(Debug)]
struct Thing {
    id: Option<String>,
    count: Option<i32>,
    data: Option<Base64>,
    shapes: Option<Vec<Shape>>,
    more: Option<BTreeMap<String, i32>>,
}

decode! {
    Thing {
        id ? "id",
        count ? "count",
        data ? "data",
        shapes ? "shapes",
        more ? "more",
    }
}

#[derive(Debug)]
enum Shape {
    Circle(Circle),
    Group(Group),
    Unknown(Value),
}

decode_tagged! {
    Shape by "kind" { Circle = "circle", Group = "group" } Unknown
}

#[derive(Debug)]
struct Circle {
    r: f64,
    data: Option<Base64>,
    places: Option<BTreeMap<u8, (i32, i32)>>,
}

decode! {
    Circle {
        r: "r",
        data ? "data",
        places ? "places",
    }
}

#[derive(Debug)]
struct Group {
    shapes: Vec<Shape>,
}

decode! {
    Group {
        shapes: "shapes",
    }
}

fn response(text: &str) -> RawResponse {
    RawResponse::new(StatusCode::OK, HeaderMap::new(), text.to_owned().into())
}

#[test]
fn decode_errors_have_their_place_at_every_depth() {
    let table = [
        // An error of a type's own, before something else, and last.
        (r#"[{"data":"!!","count":1},{}]"#, "[0].data"),
        (r#"[{"count":1,"data":"!!"},{}]"#, "[0].data"),
        ("[{\"count\":1,\"data\":\"!!\"\n}\n,\n{}]", "[0].data"),
        // A type that does not fit.
        (r#"[{"count":99999999999,"data":"aaaa"}]"#, "[0].count"),
        (r#"[{"id":"a"},{"count":"1"}]"#, "[1].count"),
        (r#"[{"id":1}]"#, "[0].id"),
        (r#"[{"more":{"k":1,"j":"x","l":2}}]"#, "[0].more.j"),
        (r#"[{"shapes":{"a":1}}]"#, "[0].shapes"),
        // Unions, and what they are made of.
        (
            r#"[{"shapes":[{"kind":"circle","r":"x"},{"kind":"circle","r":1},{}]}]"#,
            "[0].shapes[0].r",
        ),
        (
            r#"[{"shapes":[{"kind":"circle","r":1},{"r":"x","kind":"circle"}]}]"#,
            "[0].shapes[1].r",
        ),
        (r#"[{"shapes":[{"kind":"circle"}]}]"#, "[0].shapes[0]"),
        (
            r#"[{"shapes":[{"kind":"circle","r":1,"data":"!!"}]},{}]"#,
            "[0].shapes[0].data",
        ),
        (
            r#"[{"shapes":[{"kind":"circle","r":1,"places":{"7":[1,"2"]}}]}]"#,
            "[0].shapes[0].places.7[1]",
        ),
        (
            r#"[{"shapes":[{"kind":"circle","r":1,"places":{"7":[1]}}]}]"#,
            "[0].shapes[0].places.7",
        ),
        (
            r#"[{"shapes":[{},{"kind":"group","shapes":[{},{},{"kind":"circle","r":null}]}]}]"#,
            "[0].shapes[1].shapes[2].r",
        ),
        // No JSON.
        (r#"[{"id":"a"},{"count":}]"#, "[1]"),
        (r#"[{"id":"a"},{"count":1"#, "[1].count"),
    ];
    for (text, place) in table {
        let error = response(text).json::<Vec<Thing>>().unwrap_err();
        assert_eq!(error.path(), place, "{text}: {error}");
    }
    let error = response(r#"{"kind":"circle","r":"x"}"#).json::<Shape>();
    assert_eq!(
        error.unwrap_err().to_string(),
        ".r: does not match the description: expected f64, found a string"
    );
    let error = response(r#"{"kind":"circle"}"#).json::<Shape>();
    assert_eq!(
        error.unwrap_err().to_string(),
        "the body: missing field `r`"
    );
    let error = response(r#"[{"kind":"circle","r":1},{"kind":"circle"}]"#).json::<Vec<Shape>>();
    assert_eq!(error.unwrap_err().to_string(), "[1]: missing field `r`");
}

#[test]
fn what_unions_are_made_of_is_read_like_all_else() {
    let text = r#"{"kind":"circle","r":1,"data":"aGk=","places":{"7":[1,2]},"other":[{}]}"#;
    let Shape::Circle(circle) = response(text).json().unwrap() else {
        panic!("it is a circle")
    };
    assert_eq!(circle.r, 1.0);
    assert_eq!(circle.data.unwrap().0, b"hi");
    assert_eq!(circle.places.unwrap(), BTreeMap::from([(7, (1, 2))]));
}

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
        json_path::at_line(text.as_bytes(), (line, column))
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
    assert_eq!(json_path::at_line(b"", (1, 1)), "");
    assert_eq!(json_path::at_line(b"[", (9, 9)), "[0]");
}
