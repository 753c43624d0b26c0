//! Values as a program makes and reads them: enums and members that may be `null`.

use std::collections::BTreeMap;
use std::convert::Infallible;

use crate::UnknownValueError;
use crate::runtime::integer_enum::integer_enum;
use crate::runtime::nullable::Nullable;
use crate::runtime::secret::Secret;
use crate::runtime::text_enum::text_enum;

#[derive(Debug, PartialEq)]
enum State {
    Open,
    UnknownValue,
    Unknown(String),
}
text_enum! {
    State {
        Open = "open",
        UnknownValue = "unknown",
    } Unknown
}

#[derive(Debug, PartialEq)]
enum Side {
    Left,
    Right,
}
text_enum! {
    Side {
        Left = "left",
        Right = "right",
    }
}

#[derive(Debug, PartialEq)]
enum Level {
    Low,
    Below,
    Unknown(i64),
}
integer_enum! {
    Level {
        Low = 1,
        Below = -1,
    } Unknown
}

#[derive(Debug, PartialEq)]
enum Bit {
    Off,
    On,
}
integer_enum! {
    Bit {
        Off = 0,
        On = 1,
    }
}

#[test]
fn an_open_enum_is_made_of_any_text() {
    let parsed: Result<State, Infallible> = "open".parse();
    assert_eq!(parsed, Ok(State::Open));
    assert_eq!(State::from("unknown"), State::UnknownValue);
    assert_eq!("new".parse(), Ok(State::Unknown("new".to_owned())));
    assert_eq!(State::from("new".to_owned()).as_ref(), "new");
    assert_eq!(State::Open.to_string(), "open");
    assert_eq!(State::VALUES, [State::Open, State::UnknownValue]);
}

#[test]
fn a_closed_enum_refuses_other_text() {
    assert_eq!("left".parse(), Ok(Side::Left));
    let error: UnknownValueError = "up".parse::<Side>().unwrap_err();
    assert_eq!(error.value(), "up");
    assert_eq!(error.to_string(), r#""up" is not one of left, right"#);
    assert_eq!(Side::Right.as_ref(), "right");
    assert_eq!(Side::VALUES, [Side::Left, Side::Right]);
}

#[test]
fn an_integer_enum_converts_from_and_to_integers() {
    assert_eq!(Level::from(-1), Level::Below);
    assert_eq!(i64::from(Level::from(7)), 7);
    assert_eq!(i64::from(&Level::Low), Level::Low.as_i64());
    assert_eq!(Level::VALUES, [Level::Low, Level::Below]);
    assert_eq!(Bit::try_from(1), Ok(Bit::On));
    let error = Bit::try_from(2).unwrap_err();
    assert_eq!(error.to_string(), r#""2" is not one of 0, 1"#);
    assert_eq!(Bit::VALUES, [Bit::Off, Bit::On]);
}

#[test]
fn a_nullable_is_made_of_what_its_value_is_made_of() {
    let text: Nullable<String> = "a".into();
    assert_eq!(text, Nullable::Value("a".to_owned()));
    assert_eq!(Nullable::<String>::from(None), Nullable::Null);
    let secret: Nullable<Secret> = "s".into();
    assert!(secret.is_some());
    let list: Nullable<Vec<String>> = ["a", "b"].into();
    assert_eq!(list.unwrap_or_default(), ["a", "b"]);
    let map: Nullable<BTreeMap<String, i64>> = [("a", 1)].into();
    assert_eq!(map.as_ref().and_then(|map| map.get("a")), Some(&1));
}

#[test]
fn a_nullable_is_read_like_an_option() {
    let value: Nullable<String> = "abc".into();
    let (null, absent) = (Nullable::<String>::Null, Nullable::<String>::Absent);
    assert_eq!(value.as_deref(), Some("abc"));
    assert_eq!(null.as_deref(), None);
    assert_eq!(value.as_ref().map(String::len), Some(3));
    assert!(value.is_some() && null.is_none() && absent.is_none());
    assert!(value.clone().is_some_and(|text| text.starts_with('a')));
    assert!(null.clone().is_none_or(|text| text.is_empty()));
    assert_eq!(null.clone().map(|text| text.len()), Nullable::<usize>::Null);
    assert_eq!(
        absent.clone().map(|text| text.len()),
        Nullable::<usize>::Absent
    );
    assert_eq!(
        value.clone().and_then(|text| text.chars().next()),
        Some('a')
    );
    assert_eq!(null.clone().unwrap_or_else(|| "other".to_owned()), "other");
    assert_eq!(absent.clone().ok_or("none"), Err("none"));
    assert_eq!(value, Some("abc".to_owned()));
    assert_eq!(null, None);
    assert_eq!(absent, None);
    assert_ne!(null, absent);
    assert_eq!(Option::from(value.clone()), Some("abc".to_owned()));
    assert_eq!(value.iter().chain(&null).count(), 1);
    let mut member = value;
    assert_eq!(member.replace("d".to_owned()).as_deref(), Some("abc"));
    assert_eq!(member.take().as_deref(), Some("d"));
    assert!(member.is_absent());
}
