//! What JSON allows, and types read: a byte order mark, integers with a fraction of zero, more elements than a tuple has.

use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::runtime::integer_enum::integer_enum;
use crate::runtime::json::decode;
use crate::runtime::response::RawResponse;
use crate::runtime::union::{decode_tagged, decode_untagged};

fn read<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let response = RawResponse::new(StatusCode::OK, HeaderMap::new(), text.to_owned().into());
    response.json().map_err(|error| error.to_string())
}

#[derive(Debug, PartialEq)]
struct Thing {
    id: i64,
    small: Option<i8>,
    level: Option<Level>,
    pair: Option<(i64, String)>,
    either: Option<Either>,
    ratio: Option<f64>,
    any: Option<Value>,
}

decode! {
    Thing {
        id: "id",
        small ? "small",
        level ? "level",
        pair ? "pair",
        either ? "either",
        ratio ? "ratio",
        any ? "any",
    }
}

#[derive(Debug, PartialEq)]
enum Level {
    Low,
    Unknown(i64),
}

integer_enum! {
    Level {
        Low = 1,
    } Unknown
}

#[derive(Debug, PartialEq)]
enum Either {
    Integer(i64),
    Text(String),
    Pair((i64, i64)),
    Unknown(Value),
}

decode_untagged! {
    Either {
        Integer = Guard::Integer,
        Text = Guard::Text,
        Pair = Guard::Array,
    } Unknown
}

#[derive(Debug)]
enum Shape {
    Count(Count),
    Unknown(Value),
}

decode_tagged! {
    Shape by "kind" { Count = "count" } Unknown
}

#[derive(Debug)]
struct Count {
    n: u64,
}

decode! {
    Count {
        n: "n",
    }
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    assert_eq!(read("\u{FEFF}[1]"), Ok(vec![1]));
    assert_eq!(
        read::<Vec<i64>>("\u{FEFF}"),
        Err("the body: is empty".to_owned())
    );
    let error = read::<Vec<i64>>("\u{FEFF}[1,\"2\"]").unwrap_err();
    assert!(error.starts_with("[1]: "), "{error}");
    // Only before the text.
    assert!(read::<Vec<i64>>("[\u{FEFF}1]").is_err());
}

#[test]
fn a_number_without_a_fraction_is_an_integer_in_every_notation() {
    let table = [
        ("5.0", 5),
        ("5.000", 5),
        ("-2.0", -2),
        ("0.0", 0),
        ("-0.0", 0),
        ("-0", 0),
        ("1e3", 1000),
        ("1.5E+1", 15),
        ("1200e-2", 12),
        ("4294967296.0", 4_294_967_296),
        ("9007199254740993.0", 9_007_199_254_740_993),
        ("-9007199254740993.000", -9_007_199_254_740_993),
        ("9.007199254740993e15", 9_007_199_254_740_993),
        ("9223372036854775807.0", i64::MAX),
        ("-9223372036854775808.0", i64::MIN),
        ("1e18", 1_000_000_000_000_000_000),
    ];
    for (text, number) in table {
        assert_eq!(read(text), Ok(number), "{text}");
        let thing: Thing = read(&format!("{{\"id\":{text}}}")).expect(text);
        assert_eq!(thing.id, number, "{text}");
        let either = read(&format!("[{text}]"));
        assert_eq!(either, Ok(vec![Either::Integer(number)]), "{text}");
    }
    assert_eq!(read("18446744073709551615.0"), Ok(u64::MAX));
    assert_eq!(read("1.0"), Ok(Level::Low));
    assert_eq!(read("2.0"), Ok(Level::Unknown(2)));
    let Shape::Count(count) = read(r#"{"kind":"count","n":9007199254740993.0}"#).unwrap() else {
        panic!("a count");
    };
    assert_eq!(count.n, 9_007_199_254_740_993);
}

#[test]
fn a_number_with_a_fraction_is_not_an_integer() {
    let table = [
        "5.5",
        "1e-1",
        "4503599627370496.5",
        "9007199254740993.4",
        "99999999999.00000000000000000001",
        "1e19",
        "1e400",
        "9223372036854775808.0",
    ];
    for text in table {
        assert!(read::<i64>(text).is_err(), "{text}");
    }
    assert!(read::<i8>("128.0").is_err());
    assert!(read::<u64>("-1.0").is_err());
    let error = read::<Thing>(r#"{"id":9007199254740993.0,"small":1.5}"#).unwrap_err();
    assert!(error.starts_with(".small: "), "{error}");
    let error = read::<Thing>(r#"{"id":9007199254740993.5}"#).unwrap_err();
    assert!(error.starts_with(".id: "), "{error}");
    assert_eq!(
        read("1.5"),
        Ok(Either::Unknown(json!(1.5))),
        "kept as it is"
    );
}

#[test]
fn a_value_that_is_not_an_integer_is_unchanged() {
    let text = r#"{"id":1e10,"either":"1e10 \" 2e10","ratio":3.0,"any":[1.0,2.50,"4e10"]}"#;
    let thing: Thing = read(text).unwrap();
    assert_eq!(thing.id, 10_000_000_000);
    assert_eq!(thing.either, Some(Either::Text("1e10 \" 2e10".to_owned())));
    assert_eq!(thing.ratio, Some(3.0));
    assert_eq!(thing.any, Some(json!([1.0, 2.5, "4e10"])));
}

#[test]
fn more_elements_than_a_tuple_has_are_passed_over() {
    let thing: Thing =
        read(r#"{"id":1,"pair":[2.0,"a",null,{"b":[1]}],"either":[1,2,3]}"#).unwrap();
    assert_eq!(thing.pair, Some((2, "a".to_owned())));
    assert_eq!(thing.either, Some(Either::Pair((1, 2))));
    assert_eq!(read("[[1,2,3],[4,5]]"), Ok(vec![(1, 2), (4, 5)]));
    assert!(read::<(i64, i64)>("[1]").is_err());
    assert!(read::<(i64, i64)>("[1,2,]").is_err());
}
