//! Numbers that JSON cannot say are not sent.

use std::collections::BTreeMap;

use serde_json::json;

use crate::runtime::finite::{to_string, to_value, to_vec};

#[test]
fn a_number_that_is_not_finite_is_refused_at_every_place() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let message = to_string(&number).unwrap_err().to_string();
        assert_eq!(
            message,
            "the number is not finite, which JSON cannot represent"
        );
        to_vec(&vec![1.0, number]).unwrap_err();
        to_value(&(1, Some(number))).unwrap_err();
        to_value(&BTreeMap::from([("a", BTreeMap::from([("b", number)]))])).unwrap_err();
    }
    to_string(&f32::NAN).unwrap_err();
}

#[test]
fn all_else_is_written_as_ever() {
    let value = json!({
        "a": [1, -2, 1.5, u64::MAX, true, null, "text"],
        "b": { "c": {}, "d": [[]] },
    });
    assert_eq!(to_value(&value).unwrap(), value);
    assert_eq!(to_string(&value).unwrap(), value.to_string());
    assert_eq!(to_string(&0.1_f32).unwrap(), "0.1");
    assert_eq!(
        to_string(&('c', (), Some(1), None::<u8>)).unwrap(),
        r#"["c",null,1,null]"#
    );
    assert_eq!(
        to_string(&BTreeMap::from([(7, "seven")])).unwrap(),
        r#"{"7":"seven"}"#
    );
}

#[test]
fn a_short_number_keeps_its_digits_as_a_value() {
    let numbers = [0.1_f32, -2.5, 16_777_216.0, 3.4e38, 1e-40];
    let value = to_value(&numbers).unwrap();
    assert_eq!(value, json!([0.1, -2.5, 16_777_216.0, 3.4e38, 1e-40]));
    let nested = to_value(&BTreeMap::from([("a", Some([0.3_f32]))])).unwrap();
    assert_eq!(nested, json!({ "a": [0.3] }));
}
