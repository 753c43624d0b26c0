//! The runtime's parameters against the specification's own table: "Style Examples" of OpenAPI 3.0.4 and 3.1.1.
//!
//! The table is the specification's, cell by cell. Where it says `n/a`, what is written is ours: it is here so that it
//! does not change unseen.

#![allow(clippy::unwrap_used, dead_code, reason = "a test may panic")]

#[path = "../runtime/deep_object.rs"]
mod deep_object;
#[path = "../runtime/encoding.rs"]
mod encoding;
#[path = "../runtime/parameter.rs"]
mod parameter;
#[path = "../runtime/parameter_value.rs"]
mod parameter_value;

use parameter::{PathForm, QueryStyle};
use parameter_value::ParameterValue;
use serde_json::{Value, json};

/// The values of the table: empty, string, array, object.
fn values() -> [Value; 4] {
    [
        json!(""),
        json!("blue"),
        json!(["blue", "black", "brown"]),
        json!({ "R": 100, "G": 200, "B": 150 }),
    ]
}

fn value(json: &Value) -> ParameterValue {
    ParameterValue::serialize(json).unwrap()
}

#[test]
fn path_styles() {
    const SIMPLE: PathForm = PathForm::SIMPLE;
    const LABEL: PathForm = PathForm::LABEL;
    const MATRIX: PathForm = PathForm::MATRIX;
    let table: [(PathForm, [&str; 4]); 6] = [
        (
            MATRIX,
            [
                ";color",
                ";color=blue",
                ";color=blue,black,brown",
                ";color=R,100,G,200,B,150",
            ],
        ),
        (
            MATRIX.exploded(),
            [
                ";color",
                ";color=blue",
                ";color=blue;color=black;color=brown",
                ";R=100;G=200;B=150",
            ],
        ),
        (
            LABEL,
            [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
        ),
        (
            LABEL.exploded(),
            [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
        ),
        (
            SIMPLE,
            ["", "blue", "blue,black,brown", "R,100,G,200,B,150"],
        ),
        (
            SIMPLE.exploded(),
            ["", "blue", "blue,black,brown", "R=100,G=200,B=150"],
        ),
    ];
    for (form, row) in table {
        for (json, cell) in values().iter().zip(row) {
            let written = value(json).in_path("color", form);
            assert_eq!(written, cell, "{form:?}, {json}");
        }
    }
}

#[test]
fn query_styles() {
    use QueryStyle::{DeepObject, Form, PipeDelimited, SpaceDelimited, TabDelimited};
    let table: [(QueryStyle, bool, [&str; 4]); 8] = [
        (
            Form,
            false,
            [
                "color=",
                "color=blue",
                "color=blue,black,brown",
                "color=R,100,G,200,B,150",
            ],
        ),
        (
            Form,
            true,
            [
                "color=",
                "color=blue",
                "color=blue&color=black&color=brown",
                "R=100&G=200&B=150",
            ],
        ),
        (
            SpaceDelimited,
            false,
            [
                "color=",
                "color=blue",
                "color=blue%20black%20brown",
                "color=R%20100%20G%20200%20B%20150",
            ],
        ),
        // The specification: n/a. An array is written as `form` would.
        (
            SpaceDelimited,
            true,
            [
                "color=",
                "color=blue",
                "color=blue&color=black&color=brown",
                "color=R%20100%20G%20200%20B%20150",
            ],
        ),
        (
            PipeDelimited,
            false,
            [
                "color=",
                "color=blue",
                "color=blue%7Cblack%7Cbrown",
                "color=R%7C100%7CG%7C200%7CB%7C150",
            ],
        ),
        (
            PipeDelimited,
            true,
            [
                "color=",
                "color=blue",
                "color=blue&color=black&color=brown",
                "color=R%7C100%7CG%7C200%7CB%7C150",
            ],
        ),
        // Swagger 2.0 has it, as `collectionFormat: tsv`.
        (
            TabDelimited,
            false,
            [
                "color=",
                "color=blue",
                "color=blue%09black%09brown",
                "color=R%09100%09G%09200%09B%09150",
            ],
        ),
        (
            DeepObject,
            true,
            [
                "color=",
                "color=blue",
                "color=blue&color=black&color=brown",
                "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
            ],
        ),
    ];
    for (style, explode, row) in table {
        for (json, cell) in values().iter().zip(row) {
            let written = value(json).in_query("color", style, explode, false);
            assert_eq!(written, cell, "{style:?}, explode {explode}, {json}");
        }
    }
}

#[test]
fn header_styles() {
    let table = [
        (false, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
        (true, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
    ];
    for (explode, row) in table {
        for (json, cell) in values().iter().zip(row) {
            assert_eq!(
                value(json).in_header(explode).as_deref(),
                Some(cell),
                "explode {explode}, {json}"
            );
        }
    }
}

/// Style `cookie`, which OpenAPI has since 3.2.
#[test]
fn cookie_styles() {
    let table = [
        (
            false,
            [
                "color=",
                "color=blue",
                "color=blue,black,brown",
                "color=R,100,G,200,B,150",
            ],
        ),
        (
            true,
            [
                "color=",
                "color=blue",
                "color=blue; color=black; color=brown",
                "R=100; G=200; B=150",
            ],
        ),
    ];
    for (explode, row) in table {
        for (json, cell) in values().iter().zip(row) {
            let written = value(json).in_cookie("color", explode);
            assert_eq!(written.as_deref(), Ok(cell), "explode {explode}, {json}");
        }
    }
}

#[test]
fn a_plain_cookie_is_not_encoded_and_has_no_more_than_cookies_have() {
    let fits = ["a/b%20&+?#|[]=:", "\"quoted\"", "\"\""];
    for text in fits {
        let written = value(&json!(text)).in_cookie("x", true);
        assert_eq!(written, Ok(format!("x={text}")));
    }
    for bad in [' ', '\t', '\n', '"', ',', ';', '\\', 'é', '\u{7f}'] {
        for json in [
            json!(format!("a{bad}b")),
            json!(["a", format!("{bad}b")]),
            json!({ "a": format!("b{bad}") }),
            json!({ format!("a{bad}"): "b" }),
        ] {
            for explode in [true, false] {
                let error = value(&json).in_cookie("x", explode).unwrap_err();
                assert_eq!(
                    error,
                    format!("the value of a cookie cannot contain {bad:?}")
                );
            }
        }
    }
    assert_eq!(
        value(&json!({ "a=b": "c" })).in_cookie("x", true),
        Err("\"a=b\" is not a valid cookie name".to_owned())
    );
    assert!(value(&json!("a")).in_cookie("x y", true).is_err());
    for nothing in [json!(null), json!([]), json!({})] {
        assert_eq!(value(&nothing).in_cookie("x", true), Ok(String::new()));
    }
}

#[test]
fn what_has_a_meaning_in_a_url_is_encoded() {
    let text = json!("a b%&+/?#é;,=|[]");
    let encoded = "a%20b%25%26%2B%2F%3F%23%C3%A9%3B%2C%3D%7C%5B%5D";
    assert_eq!(value(&text).in_path("x", PathForm::SIMPLE), encoded);
    let query = value(&text).in_query("x y", QueryStyle::Form, true, false);
    assert_eq!(query, format!("x%20y={encoded}"));
    // With `allowReserved`, what RFC 3986 reserves stays, but for what would end the value.
    let reserved = value(&text).in_query("x", QueryStyle::Form, true, true);
    assert_eq!(reserved, "x=a%20b%25%26+/?%23%C3%A9;,=%7C[]");
    // So does what is encoded already.
    let encoded = value(&json!("50%25 %2F% %zé")).in_query("x", QueryStyle::Form, true, true);
    assert_eq!(encoded, "x=50%25%20%2F%25%20%25z%C3%A9");
}

#[test]
fn nothing_is_written_for_nothing() {
    let absent = value(&Value::Null);
    assert_eq!(absent.in_query("x", QueryStyle::Form, true, false), "");
    // RFC 6570, section 2.3: a list or an object without members is undefined.
    for empty in [json!([]), json!({}), json!([null])] {
        let empty = value(&empty);
        for explode in [true, false] {
            use QueryStyle::{DeepObject, Form, PipeDelimited, SpaceDelimited};
            for style in [Form, SpaceDelimited, PipeDelimited, DeepObject] {
                assert_eq!(empty.in_query("x", style, explode, false), "");
            }
            for form in [PathForm::SIMPLE, PathForm::LABEL, PathForm::MATRIX] {
                assert_eq!(empty.clone().in_path("x", form), "");
                assert_eq!(empty.clone().in_path("x", form.exploded()), "");
            }
            assert_eq!(empty.clone().in_header(explode), None);
        }
    }
    assert_eq!(absent.in_header(false), None);
}

#[test]
fn reserved_characters_stay_in_a_path_but_those_that_end_a_segment() {
    let text = value(&json!("a:b@c;d=e/f?g#h%2Fi[j]"));
    let written = text.in_path("x", PathForm::SIMPLE.reserved());
    assert_eq!(written, "a:b@c;d=e%2Ff%3Fg%23h%2Fi%5Bj%5D");
}

/// OpenAPI does not define lists in exploded objects: servers read a name that is repeated.
#[test]
fn a_list_in_an_exploded_object_has_one_pair_for_each_item() {
    let json = json!({ "p": 1, "q": ["a b", ["c"]], "r": { "s": [2] }, "t": [] });
    let exploded = value(&json).in_query("x", QueryStyle::Form, true, false);
    let expected = "p=1&q=a%20b&q=%5B%22c%22%5D&r=%7B%22s%22%3A%5B2%5D%7D";
    assert_eq!(exploded, expected);
    let cookie = value(&json!({ "p": 1, "q": ["a", "b"] })).in_cookie("x", true);
    assert_eq!(cookie.as_deref(), Ok("p=1; q=a; q=b"));
    let json = json!({ "q": ["a", "b"] });
    let joined = value(&json).in_query("x", QueryStyle::Form, false, false);
    assert_eq!(joined, "x=q,%5B%22a%22%2C%22b%22%5D");
    let path = value(&json).in_path("x", PathForm::MATRIX.exploded());
    assert_eq!(path, ";q=%5B%22a%22%2C%22b%22%5D");
}

/// OpenAPI does not define lists in style `deepObject`: servers read numbers in brackets.
#[test]
fn a_list_in_style_deep_object_has_numbers_in_brackets() {
    let json = json!(["a b", { "c": [1] }, null]);
    let written = value(&json).in_deep_query("x", &json);
    assert_eq!(written, "x%5B0%5D=a%20b&x%5B1%5D%5Bc%5D%5B0%5D=1");
}

/// A name that ends in brackets has those of the list already.
#[test]
fn a_list_in_style_deep_object_uses_the_brackets_of_its_name() {
    let table = [
        (json!(["a", null, 2]), "x%5B%5D=a&x%5B%5D=2"),
        (json!([{ "c": 1 }, "b"]), "x%5B0%5D%5Bc%5D=1&x%5B1%5D=b"),
        (json!([]), ""),
        (json!("a"), "x%5B%5D=a"),
    ];
    for (json, expected) in table {
        assert_eq!(value(&json).in_deep_query("x[]", &json), expected);
    }
}

/// Nested `collectionFormat` of Swagger 2.0.
#[test]
fn inner_lists_are_joined_by_a_separator_for_each_depth() {
    let json = json!([[["a", 1], ["b"]], [], [null, ["c"]], "d"]);
    let joined = deep_object::join_inner(&json, "|,");
    assert_eq!(joined, json!(["a,1|b", "", "c", "d"]));
    let less_deep = deep_object::join_inner(&json!([[["a"]]]), "|");
    assert_eq!(less_deep, json!(["[\"a\"]"]));
}

#[test]
fn a_path_has_the_slashes_of_a_value_with_several_segments() {
    let text = || value(&json!("a b/c:d/%2F?e/"));
    let segments = PathForm::SIMPLE.segments();
    assert_eq!(text().in_path("x", segments), "a%20b/c%3Ad/%252F%3Fe/");
    let reserved = segments.reserved();
    assert_eq!(text().in_path("x", reserved), "a%20b/c:d/%2F%3Fe/");
}

#[test]
fn a_path_leads_where_its_template_says() {
    let one = PathForm::SIMPLE;
    let many = one.segments();
    let table = [
        (one, "a", true),
        (one, "", false),
        (one, ".", false),
        (one, "%2e.", false),
        (one, "...", true),
        (one.or_empty(), "", true),
        (one.or_empty(), "..", false),
        (many, "a/b/", true),
        (many, "/a//b", true),
        (many, "", false),
        (many, "..", false),
        (many, "a/../b", false),
        (many, "a/.", false),
        (many, "a/%2E%2e/b", false),
        (many, "a%2F..%2Fb", false),
        (many, "a/..b/...", true),
        (many.or_empty(), "", true),
        (many.or_empty(), "/..", false),
    ];
    for (form, written, expected) in table {
        assert_eq!(form.allows(written), expected, "{form:?}, {written:?}");
    }
}

#[test]
fn values_in_values_have_keys_in_brackets() {
    let json =
        json!({ "z": 1, "b": ["1", 2], "c": { "d e": [{ "f": true }], "g": null }, "a": [] });
    let written = value(&json).in_deep_query("x y", &json);
    let expected = [
        "x%20y%5Bz%5D=1",
        "x%20y%5Bb%5D%5B0%5D=1",
        "x%20y%5Bb%5D%5B1%5D=2",
        "x%20y%5Bc%5D%5Bd%20e%5D%5B0%5D%5Bf%5D=true",
    ];
    let mut written: Vec<&str> = written.split('&').collect();
    let mut expected = expected.to_vec();
    written.sort_unstable();
    expected.sort_unstable();
    assert_eq!(written, expected);
}

#[test]
fn scalars_are_written_as_in_json() {
    let table = [
        (json!(true), "true"),
        (json!(-7), "-7"),
        (json!(1.5), "1.5"),
        (json!(u64::MAX), "18446744073709551615"),
    ];
    for (json, text) in table {
        assert_eq!(value(&json).in_path("x", PathForm::SIMPLE), text);
    }
}
