//! Members of objects: told apart by every letter of their names, written in the order of the description.

use std::collections::BTreeMap;

use serde_json::json;

use crate::runtime::json::{decode, encode};

/// Each pair has names of one length that differ in one letter: the first, one in the middle, the last.
#[derive(Debug)]
struct Alike {
    first: Option<i32>,
    middle: Option<i32>,
    last: Option<i32>,
    short: Option<i32>,
    rest: BTreeMap<String, i32>,
}

decode! {
    Alike {
        first ? "first_of_the_twenty.",
        middle ? "in_the_middle_of_all",
        last ? "the_last_letter_is_a",
        short ? "abcde",
    }
    rest rest
}

encode! {
    Alike {
        first ? "first_of_the_twenty.",
        middle ? "in_the_middle_of_all",
        last ? "the_last_letter_is_a",
        short ? "abcde",
    }
    rest rest
}

/// The same without a place for what the description does not name: keys are looked for without copying them.
#[derive(Debug)]
struct Known {
    first: Option<i32>,
    middle: Option<i32>,
    last: Option<i32>,
    short: Option<i32>,
}

decode! {
    Known {
        first ? "first_of_the_twenty.",
        middle ? "in_the_middle_of_all",
        last ? "the_last_letter_is_a",
        short ? "abcde",
    }
}

#[test]
fn names_that_differ_in_a_letter_are_others() {
    for name in [
        "First_of_the_twenty.",
        "in_the_mXddle_of_all",
        "in_the_middle_oX_all",
        "the_last_letter_is_b",
        "Xbcde",
        "abXde",
        "abcdX",
        "abcd",
        "",
    ] {
        let known: Known = serde_json::from_value(json!({ name: 1 })).unwrap();
        let found = [known.first, known.middle, known.last, known.short];
        assert_eq!(found, [None; 4], "{name}");
    }
    for (index, name) in [
        "first_of_the_twenty.",
        "in_the_middle_of_all",
        "the_last_letter_is_a",
        "abcde",
    ]
    .into_iter()
    .enumerate()
    {
        let known: Known = serde_json::from_value(json!({ name: 1 })).unwrap();
        let found = [known.first, known.middle, known.last, known.short];
        let mut expected = [None; 4];
        expected[index] = Some(1);
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn members_are_written_in_their_order_and_the_rest_last() {
    let text = r#"{"zz":5,"abcde":4,"first_of_the_twenty.":1,"aa":6,"in_the_middle_of_all":2}"#;
    let alike: Alike = serde_json::from_str(text).unwrap();
    let written = r#"{"first_of_the_twenty.":1,"in_the_middle_of_all":2,"abcde":4,"aa":6,"zz":5}"#;
    assert_eq!(serde_json::to_string(&alike).unwrap(), written);
}
