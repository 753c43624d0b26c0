//! Unions: which variant a value is read as.

use serde_json::{Value, json};

use crate::runtime::json::{codec, decode};
use crate::runtime::nullable::Nullable;
use crate::runtime::union::{decode_tagged, decode_untagged, encode_union, is_tag};

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
fn constants_that_are_not_strings_choose_a_variant() {
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

#[derive(Debug, Default)]
struct Cancel {
    kind: Option<String>,
    note: Option<String>,
}

codec! {
    Cancel {
        kind | "kind" = "cancel",
        note ? "note",
    }
}

#[derive(Debug, Default)]
struct Suspend {
    kind: Nullable<i64>,
    note: Option<String>,
    days: Option<i64>,
}

codec! {
    Suspend {
        kind | "kind" = 7,
        note ? "note",
        days ? "days",
    }
}

#[derive(Debug)]
enum Action {
    Cancel(Cancel),
    Suspend(Suspend),
    Unknown(Value),
}

decode_tagged! {
    Action by "kind" {
        Cancel = "cancel" or Guard::Constant(&[("kind", &["\"cancel\""])], &Guard::Object(&[], &["kind", "note"])),
        Suspend = 7 | 8 or Guard::Constant(&[("kind", &["7", "8"])], &Guard::Object(&[], &["kind", "note", "days"])),
    } Unknown
}

/// A union with a preferred variant, for values without a constant.
#[derive(Debug)]
enum Preferred {
    Suspend(Suspend),
    Cancel(Cancel),
    Unknown(Value),
}

decode_untagged! {
    Preferred {
        Suspend = Guard::Constant(&[("kind", &["7", "8"])], &Guard::Object(&[], &["kind", "note", "days"])),
        Cancel = Guard::Preferred(&Guard::Constant(&[("kind", &["\"cancel\""])], &Guard::Object(&[], &["kind", "note"]))),
    } Unknown
}

#[test]
fn a_value_without_a_tag_is_what_it_looks_like_and_unknown_if_that_is_two() {
    let tagged = |value: Value| match serde_json::from_value(value).unwrap() {
        Action::Cancel(_) => "cancel",
        Action::Suspend(_) => "suspend",
        Action::Unknown(_) => "unknown",
    };
    let preferred = |value: Value| match serde_json::from_value(value).unwrap() {
        Preferred::Cancel(_) => "cancel",
        Preferred::Suspend(_) => "suspend",
        Preferred::Unknown(_) => "unknown",
    };
    for (value, by_tag, by_looks) in [
        (json!({ "kind": "cancel" }), "cancel", "cancel"),
        (json!({ "kind": 8 }), "suspend", "suspend"),
        (json!({ "kind": 9 }), "unknown", "unknown"),
        (json!({ "kind": "other", "days": 1 }), "unknown", "unknown"),
        (json!({ "days": 1 }), "suspend", "suspend"),
        (json!({ "days": 1, "note": "x" }), "suspend", "suspend"),
        (json!({ "note": "x" }), "unknown", "cancel"),
        (json!({}), "unknown", "cancel"),
        (json!(5), "unknown", "unknown"),
    ] {
        assert_eq!(tagged(value.clone()), by_tag, "{value}");
        assert_eq!(preferred(value.clone()), by_looks, "{value}");
    }
}

#[test]
fn a_missing_tag_is_written() {
    for (value, expected) in [
        (
            serde_json::to_value(Cancel::default()).unwrap(),
            json!({ "kind": "cancel" }),
        ),
        (
            serde_json::to_value(Suspend::default()).unwrap(),
            json!({ "kind": 7 }),
        ),
        (
            serde_json::to_value(Suspend {
                kind: Nullable::Null,
                days: Some(1),
                ..Suspend::default()
            })
            .unwrap(),
            json!({ "kind": 7, "days": 1 }),
        ),
        (
            serde_json::to_value(Suspend {
                kind: Nullable::Value(8),
                ..Suspend::default()
            })
            .unwrap(),
            json!({ "kind": 8 }),
        ),
    ] {
        assert_eq!(value, expected);
    }
}

/// A union of words, of objects with one member, and of a number.
#[derive(Debug)]
enum Alarm {
    Silent,
    Level(f32),
    Nested(Box<Alarm>),
    Number(i64),
    Unknown(Value),
}

decode_untagged! {
    Alarm words {
        Silent = "silent",
    } members {
        Level = { "level" } => in_range,
        Nested = { "nested", .. },
    } {
        Number = Guard::Integer,
    } Unknown
}

encode_union! {
    Alarm words {
        Silent = "silent",
    } members {
        Level = { "level" },
        Nested = { "nested" },
    } {
        Number,
    } Unknown
}

#[test]
fn a_word_or_the_only_member_chooses_a_variant() {
    let read = |value: Value| serde_json::from_value::<Alarm>(value);
    let shown = |value: Value| match read(value).unwrap() {
        Alarm::Silent => "silent".to_owned(),
        Alarm::Level(level) => format!("level {level}"),
        Alarm::Nested(inner) => format!("nested {inner:?}"),
        Alarm::Number(number) => format!("number {number}"),
        Alarm::Unknown(value) => format!("unknown {value}"),
    };
    for (value, expected) in [
        (json!("silent"), "silent"),
        (json!("loud"), r#"unknown "loud""#),
        (json!({ "level": 1.5 }), "level 1.5"),
        (
            json!({ "level": 1.5, "more": 1 }),
            r#"unknown {"level":1.5,"more":1}"#,
        ),
        (json!({ "nested": "silent" }), "nested Silent"),
        (json!({ "nested": "silent", "more": 1 }), "nested Silent"),
        (
            json!({ "nested": { "nested": 5 } }),
            "nested Nested(Number(5))",
        ),
        (
            json!({ "level": 1, "nested": 5 }),
            r#"unknown {"level":1,"nested":5}"#,
        ),
        (json!({ "silent": null }), r#"unknown {"silent":null}"#),
        (json!({}), "unknown {}"),
        (json!(5), "number 5"),
    ] {
        assert_eq!(shown(value.clone()), expected, "{value}");
    }
    let refused = |value: Value| read(value).unwrap_err().to_string();
    assert_eq!(
        refused(json!({ "nested": { "nested": { "level": "loud" } } })),
        "at `.nested.nested.level`: invalid type: string \"loud\", expected f32"
    );
    refused(json!({ "level": 1e300 }));
}

#[test]
fn words_and_members_are_written_as_they_are_read() {
    for value in [
        json!("silent"),
        json!({ "level": 1.5 }),
        json!({ "nested": { "nested": "silent" } }),
        json!(5),
        json!({ "level": 1, "nested": 5 }),
    ] {
        let read: Alarm = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), value);
    }
}
