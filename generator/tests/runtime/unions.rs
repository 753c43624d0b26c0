//! Unions: which variant a value is read as.

use serde_json::{Value, json};

use crate::runtime::json::decode;
use crate::runtime::union::{decode_untagged, is_tag};

#[derive(Debug)]
struct Told {
    ok: bool,
    data: Option<String>,
}

decode! {
    Told {
        ok: "ok",
        data ? "data",
    }
}

#[derive(Debug)]
enum Outcome {
    Success(Told),
    Failure(Told),
    Level(f64),
    Unknown(Value),
}

decode_untagged! {
    Outcome {
        Success = Guard::Constant(&[("ok", &["true"])], &Guard::Object(&["ok"], &["data"])),
        Failure = Guard::Constant(&[("ok", &["false"]), ("data", &["null"])], &Guard::Object(&["ok"], &["data"])),
        Level = Guard::Literal(&["1.5", "2"]),
    } Unknown
}

#[test]
fn constants_that_are_no_strings_choose_a_variant() {
    let read = |value: Value| match serde_json::from_value(value).unwrap() {
        Outcome::Success(told) => format!("success {} {:?}", told.ok, told.data),
        Outcome::Failure(told) => format!("failure {} {:?}", told.ok, told.data),
        Outcome::Level(level) => format!("level {level}"),
        Outcome::Unknown(value) => format!("unknown {value}"),
    };
    for (value, expected) in [
        (
            json!({ "ok": true, "data": "x" }),
            r#"success true Some("x")"#,
        ),
        (json!({ "ok": false }), "failure false None"),
        (json!({ "ok": false, "data": null }), "failure false None"),
        (
            json!({ "ok": false, "data": "x" }),
            r#"unknown {"ok":false,"data":"x"}"#,
        ),
        (json!({ "data": "x" }), r#"unknown {"data":"x"}"#),
        (json!(1.5), "level 1.5"),
        (json!(2), "level 2"),
        (json!(2.0), "level 2"),
        (json!(3), "unknown 3"),
        (json!("1.5"), r#"unknown "1.5""#),
    ] {
        assert_eq!(read(value), expected);
    }
}

#[test]
fn a_tag_is_matched_exactly() {
    let found = |value: Value| {
        let value = Some(&value);
        [
            is_tag(value, "2"),
            is_tag(value, 2),
            is_tag(value, 2.5),
            is_tag(value, true),
        ]
    };
    for (value, expected) in [
        (json!("2"), [true, false, false, false]),
        (json!(2), [false, true, false, false]),
        (json!(2.0), [false, true, false, false]),
        (json!(2.5), [false, false, true, false]),
        (json!(true), [false, false, false, true]),
        (json!("true"), [false; 4]),
        (json!(3), [false; 4]),
        (json!(-2), [false; 4]),
        (json!(null), [false; 4]),
        (json!([2]), [false; 4]),
    ] {
        assert_eq!(found(value.clone()), expected, "{value}");
    }
    assert!(!is_tag(None, "2"));
}
