//! What the runtime writes for a parameter is read back by another implementation: the `url` crate, and the inverse of the
//! styles by the text of RFC 6570 (3.2.2, 3.2.5, 3.2.7, 3.2.8).

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    dead_code,
    reason = "a test may panic"
)]

#[path = "../runtime/deep_object.rs"]
mod deep_object;
#[path = "../runtime/encoding.rs"]
mod encoding;
#[path = "../runtime/parameter.rs"]
mod parameter;
#[path = "../runtime/parameter_value.rs"]
mod parameter_value;

use std::collections::BTreeMap;

use encoding::{
    base64, percent_decode, percent_encode, percent_encode_reserved, percent_encode_segment,
};
use fastrand::Rng;
use parameter::{PathForm, QueryStyle};
use parameter_value::ParameterValue;
use serde_json::{Value, json};
use url::{Url, form_urlencoded};

/// What texts are made of: delimiters of all styles, what is encoded, and what is not ASCII.
const LETTERS: [&str; 40] = [
    "a", "b", "Z", "0", "-", "_", "~", ".", ",", ";", "=", "&", "?", "#", "/", "|", " ", "\t",
    "\n", "%", "%2", "%41", "%+1", "+", "[", "]", "{", "}", "\"", "'", "\\", "<", ":", "@", "!",
    "*", "\u{0}", "é", "日", "😀",
];

const ROUNDS: u64 = 400;

/// A text without some letters.
fn text(rng: &mut Rng, without: &[&str]) -> String {
    let letters: Vec<&&str> = LETTERS
        .iter()
        .filter(|one| !without.contains(one))
        .collect();
    (0..rng.usize(..7))
        .map(|_| **rng.choice(&letters).unwrap())
        .collect()
}

fn texts(rng: &mut Rng, without: &[&str]) -> Vec<String> {
    (0..rng.usize(1..5)).map(|_| text(rng, without)).collect()
}

/// An object with names that are not empty.
fn object(rng: &mut Rng, without: &[&str]) -> BTreeMap<String, String> {
    let texts = texts(rng, without).into_iter();
    texts
        .map(|value| (format!("k{}", text(rng, without)), value))
        .collect()
}

fn value(json: &Value) -> ParameterValue {
    ParameterValue::serialize(json).unwrap()
}

/// The text that was percent-encoded (RFC 3986, 2.1): every `%` has two digits.
fn decoded(text: &str) -> String {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at(2);
        assert!(
            digits.bytes().all(|digit| digit.is_ascii_hexdigit()),
            "{text}"
        );
        bytes.push(u8::from_str_radix(digits, 16).unwrap());
        bytes.extend(rest.as_bytes());
    }
    String::from_utf8(bytes).unwrap()
}

/// The pairs of an object that is not exploded: names and values in turn.
fn in_turn(text: &str, separator: &str) -> BTreeMap<String, String> {
    let parts: Vec<String> = text.split(separator).map(decoded).collect();
    let pairs = parts.chunks(2);
    pairs
        .map(|pair| (pair[0].clone(), pair[1].clone()))
        .collect()
}

fn pairs(text: &str, separator: char) -> BTreeMap<String, String> {
    let pairs = text
        .split(separator)
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}

#[test]
fn paths() {
    let mut rng = Rng::with_seed(1);
    for _ in 0..ROUNDS {
        let (list, map) = (texts(&mut rng, &[]), object(&mut rng, &[]));
        let written = |json: Value, form: PathForm| value(&json).in_path("n", form);
        let split =
            |text: &str, separator: char| text.split(separator).map(decoded).collect::<Vec<_>>();

        let simple = PathForm::SIMPLE;
        assert_eq!(split(&written(json!(list), simple), ','), list);
        assert_eq!(in_turn(&written(json!(map), simple), ","), map);
        assert_eq!(pairs(&written(json!(map), simple.exploded()), ','), map);

        let label = |json: Value, form| written(json, form).strip_prefix('.').unwrap().to_owned();
        assert_eq!(split(&label(json!(list), PathForm::LABEL), ','), list);
        assert_eq!(in_turn(&label(json!(map), PathForm::LABEL), ","), map);
        // A dot is not encoded (RFC 3986, 2.3), so it separates where it stands in a value.
        let list = texts(&mut rng, &["."]);
        let map = object(&mut rng, &["."]);
        assert_eq!(
            split(&label(json!(list), PathForm::LABEL.exploded()), '.'),
            list
        );
        assert_eq!(
            pairs(&label(json!(map), PathForm::LABEL.exploded()), '.'),
            map
        );

        let matrix = |json: Value, form| written(json, form).strip_prefix(';').unwrap().to_owned();
        let named = matrix(json!(list), PathForm::MATRIX);
        let named = named.strip_prefix("n=").unwrap_or_default();
        assert_eq!(split(named, ','), list);
        assert_eq!(
            pairs(&matrix(json!(map), PathForm::MATRIX.exploded()), ';'),
            map
        );
        let each = matrix(json!(list), PathForm::MATRIX.exploded());
        let each = each.split(';').map(|one| one.strip_prefix('n').unwrap());
        let each: Vec<String> = each
            .map(|one| decoded(one.strip_prefix('=').unwrap_or(one)))
            .collect();
        assert_eq!(each, list);
    }
}

/// A value stays the segment that it is, if it is allowed at all.
#[test]
fn segments_of_a_url() {
    let mut rng = Rng::with_seed(2);
    for _ in 0..ROUNDS {
        let said = text(&mut rng, &[]);
        for (form, encode) in [
            (PathForm::SIMPLE, percent_encode as fn(&str) -> String),
            (PathForm::SIMPLE.reserved(), percent_encode_segment),
        ] {
            let written = value(&json!(said)).in_path("n", form);
            assert_eq!(written, encode(&said));
            if !form.allows(&written) {
                assert!(matches!(&*decoded(&written), "" | "." | ".."), "{said:?}");
                continue;
            }
            let url = Url::parse(&format!("https://a.test/x/{written}/y")).unwrap();
            let segments: Vec<&str> = url.path_segments().unwrap().collect();
            assert_eq!(segments.len(), 3, "{said:?}: {url}");
            assert_eq!((url.query(), url.fragment()), (None, None), "{url}");
            if form == PathForm::SIMPLE {
                assert_eq!(decoded(segments[1]), said);
            }
        }
    }
}

#[test]
fn queries() {
    use QueryStyle::{DeepObject, Form, PipeDelimited, SpaceDelimited, TabDelimited};
    let mut rng = Rng::with_seed(3);
    for _ in 0..ROUNDS {
        let (said, list, map) = (
            text(&mut rng, &[]),
            texts(&mut rng, &[]),
            object(&mut rng, &[]),
        );
        let name = format!("n{}", text(&mut rng, &[]));
        let read = |text: &str| -> Vec<(String, String)> {
            form_urlencoded::parse(text.as_bytes())
                .into_owned()
                .collect()
        };
        let written =
            |json: Value, style, explode| value(&json).in_query(&name, style, explode, false);

        assert_eq!(
            read(&written(json!(said), Form, true)),
            [(name.clone(), said)]
        );
        let repeated: Vec<_> = list.iter().map(|one| (name.clone(), one.clone())).collect();
        assert_eq!(read(&written(json!(list), Form, true)), repeated);
        let members: Vec<_> = map.clone().into_iter().collect();
        assert_eq!(read(&written(json!(map), Form, true)), members);
        let deep: Vec<_> = map
            .iter()
            .map(|(key, one)| (format!("{name}[{key}]"), one.clone()))
            .collect();
        assert_eq!(read(&written(json!(map), DeepObject, true)), deep);

        for (style, separator, sign) in [
            (Form, ",", "none"),
            (SpaceDelimited, "%20", " "),
            (PipeDelimited, "%7C", "|"),
            (TabDelimited, "%09", "\t"),
        ] {
            let (list, map) = (texts(&mut rng, &[sign]), object(&mut rng, &[sign]));
            let of = |json: Value| {
                let written = written(json, style, false);
                let (key, value) = written.split_once('=').unwrap();
                assert_eq!(decoded(key), name);
                value.to_owned()
            };
            let items: Vec<String> = of(json!(list)).split(separator).map(decoded).collect();
            assert_eq!(items, list, "{style:?}");
            assert_eq!(in_turn(&of(json!(map)), separator), map, "{style:?}");
        }
    }
}

/// With `allowReserved`, a value may look like anything, but it does not end.
#[test]
fn reserved_values_stay_one() {
    let mut rng = Rng::with_seed(4);
    for _ in 0..ROUNDS {
        let said = text(&mut rng, &[]);
        let written = value(&json!(said)).in_query("n", QueryStyle::Form, true, true);
        let url = Url::parse(&format!("https://a.test/?{written}&m=1")).unwrap();
        assert_eq!(url.fragment(), None, "{url}");
        assert_eq!(url.query().unwrap().split('&').count(), 2, "{url}");
        let plain = text(&mut rng, &["%41", "%2", "%+1", "%"]);
        assert_eq!(decoded(&percent_encode_reserved(&plain)), plain);
    }
}

#[test]
fn what_is_decoded_is_what_was_encoded() {
    let mut rng = Rng::with_seed(5);
    for _ in 0..ROUNDS {
        let said = text(&mut rng, &[]);
        let bytes = form_urlencoded::parse(
            format!("a={}", said.replace('+', "%2B").replace('&', "%26")).as_bytes(),
        )
        .next()
        .unwrap()
        .1
        .into_owned();
        assert_eq!(percent_decode(&said), bytes, "{said:?}");
        assert_eq!(percent_decode(&percent_encode(&said)), said);
        let encoded = base64(said.as_bytes());
        assert_eq!(encoded.len(), said.len().div_ceil(3) * 4);
        let letters = encoded.trim_end_matches('=');
        assert!(
            letters
                .bytes()
                .all(|one| one.is_ascii_alphanumeric() || b"+/".contains(&one))
        );
    }
}
