//! The values parsed from a text, and the findings reported about it.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::{Documents, Input, Limits, locate, locate_value};
use crate::diagnostics::{Diagnostic, Location, Pointer, Sink};

mod places;
mod references;
mod yaml;

fn read(name: &str, text: &str) -> (Option<Documents>, Vec<Diagnostic>) {
    let sink = Sink::new();
    let documents = Documents::from_text(name, text, &sink);
    (documents, sink.finish())
}

fn value(text: &str) -> Value {
    let (documents, found) = read("api.yaml", text);
    assert!(found.is_empty(), "{found:?}");
    let documents = documents.unwrap();
    documents
        .value(&Location::top(documents.root()))
        .unwrap()
        .clone()
}

fn at(documents: &Documents, pointer: &str) -> Location {
    Location {
        file: documents.root(),
        pointer: Pointer::parse(pointer),
    }
}

fn texts(texts: &[(&str, &str)]) -> Documents {
    let texts = texts
        .iter()
        .map(|(name, text)| (PathBuf::from(name), (*text).to_owned()))
        .collect();
    let sink = Sink::new();
    let documents = Documents::read(Input::Texts(texts), &Limits::default(), &sink);
    assert_eq!(sink.finish(), []);
    documents.unwrap()
}

#[test]
fn values() {
    let table = [
        (
            "{\"a\": 1, \"b\": [true, null, 1.5]}",
            json!({"a": 1, "b": [true, null, 1.5]}),
        ),
        ("\u{feff}{\"a\": \"\\ud83d\\ude00\"}", json!({"a": "😀"})),
        ("{\n\t\"a\": 1, # a comment is no JSON\n}", json!({"a": 1})),
        ("{a: 1, b: [x,],}", json!({"a": 1, "b": ["x"]})),
        (
            "200: ok\n2.0: x\n0x1F: y\ntrue: z\n~: n",
            json!({"200": "ok", "2.0": "x", "0x1F": "y", "true": "z", "~": "n"}),
        ),
        (
            "a: &x {p: 1, q: 2}\nb: {<<: *x, q: 3}",
            json!({"a": {"p": 1, "q": 2}, "b": {"q": 3, "p": 1}}),
        ),
        (
            "a: {<<: [{p: 1}, {p: 2, q: 2}]}",
            json!({"a": {"p": 1, "q": 2}}),
        ),
        (
            "a: 2024-01-31\nb: 2024-01-31T10:00:00Z\nc: 1:30",
            json!({"a": "2024-01-31", "b": "2024-01-31T10:00:00Z", "c": "1:30"}),
        ),
        (
            "a: 18446744073709551616\nb: -9223372036854775809",
            json!({"a": 18_446_744_073_709_551_616.0, "b": -9_223_372_036_854_775_809.0}),
        ),
        (
            "{\"a\": 18446744073709551616}",
            json!({"a": 18_446_744_073_709_551_616.0}),
        ),
        (
            "a: no\nb: off\nc: .inf\nd: -.inf\ne: 1e400",
            json!({"a": "no", "b": "off", "c": ".inf", "d": "-.inf", "e": "1e400"}),
        ),
        (
            "a: !mine x\nb: !!str 200\nc: !mine {d: 1}\n",
            json!({"a": "x", "b": "200", "c": {"d": 1}}),
        ),
        ("%YAML 1.2\n---\na: 1\n...\n", json!({"a": 1})),
        ("---\n# nothing yet\n---\na: 1\n", json!({"a": 1})),
        (
            "# only\n---\na: |\n  two\n  lines\nb: >-\n  one\n  line\n",
            json!({"a": "two\nlines\n", "b": "one line"}),
        ),
    ];
    for (text, expected) in table {
        assert_eq!(value(text), expected, "{text}");
    }
}

#[test]
fn keys_keep_their_order() {
    let keys = |text: &str| {
        value(text)
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<String>()
    };
    assert_eq!(keys("{z: 1, a: 2, m: 3}"), "zam");
    assert_eq!(keys("{\"z\": 1, \"a\": 2, \"m\": 3}"), "zam");
}

#[test]
fn unsound_files() {
    let deep_json = "[".repeat(100_000);
    let deep_yaml = "- ".repeat(2_000);
    let deep_flow = format!("a: {}", "[".repeat(200_000));
    let laughs = (1..12).fold("a0: &a0 [x, x, x]\n".to_owned(), |text, n| {
        let before = format!("*a{}, ", n - 1).repeat(9);
        format!("{text}a{n}: &a{n} [{before}]\n")
    });
    let table = [
        ("a.yaml", "", "invalid-syntax: the file is empty (1:1)"),
        (
            "a.yaml",
            "# nothing\n",
            "invalid-syntax: the file is empty (1:1)",
        ),
        (
            "a.yaml",
            "<!doctype html>",
            "invalid-syntax: this is HTML or XML, neither JSON nor YAML (1:1)",
        ),
        (
            "a.json",
            "{\"a\": 1,\n \"b\" 2}",
            "invalid-syntax: expected `:` (2:6)",
        ),
        (
            "a.json",
            "{\"a\": \"x\n}",
            "invalid-syntax: control character (\\u0000-\\u001F) found while parsing a string (2:1)",
        ),
        (
            "a.json",
            "{\"ä\": ]}",
            "invalid-syntax: expected value (1:7)",
        ),
        (
            "a.json",
            "{\"a\": 1} x",
            "invalid-syntax: trailing characters (1:10)",
        ),
        (
            "a.json",
            "{\"a\": [1",
            "invalid-syntax: EOF while parsing a list (1:8)",
        ),
        (
            "a.yaml",
            "a: [1, 2\nb: 3\n",
            "invalid-syntax: did not find expected ',' or ']', while parsing a flow sequence (2:2)",
        ),
        (
            "a.yaml",
            "a:\n\tb: 1\n",
            "invalid-syntax: found character that cannot start any token, while scanning for the next token (2:1)",
        ),
        (
            "a.yaml",
            "a: b: c\n",
            "invalid-syntax: mapping values are not allowed in this context (1:5)",
        ),
        (
            "a.yaml",
            "[a]: 1\n",
            "invalid-syntax: invalid type: sequence, expected a key that is text (1:1)",
        ),
        (
            "a.yaml",
            "a: *nowhere\n",
            "invalid-syntax: unknown anchor (1:4)",
        ),
        (
            "a.json",
            &deep_json,
            "limit-exceeded: objects and lists are nested too deeply (1:128)",
        ),
        (
            "a.yaml",
            &deep_yaml,
            "limit-exceeded: objects and lists are nested too deeply (1:255)",
        ),
        (
            "a.yaml",
            &deep_flow,
            "limit-exceeded: too many brackets are open at once (1:10004)",
        ),
        (
            "a.yaml",
            &laughs,
            "limit-exceeded: too many values after YAML aliases are expanded (1:5)",
        ),
    ];
    let mut wrong = Vec::new();
    for (name, text, expected) in table {
        let (documents, found) = read(name, text);
        assert!(documents.is_some(), "the text is kept");
        let found: Vec<_> = found.iter().map(describe).collect();
        if found != [expected] {
            wrong.push((expected, found));
        }
    }
    assert!(wrong.is_empty(), "expected, found: {wrong:#?}");
}

fn describe(found: &Diagnostic) -> String {
    let place = found
        .span
        .as_ref()
        .map(|span| format!(" ({}:{})", span.line, span.column))
        .unwrap_or_default();
    format!("{}: {}{place}", found.entry.code, found.message)
}

#[test]
fn further_documents_are_reported() {
    let codes = |text| {
        read("a.yaml", text)
            .1
            .iter()
            .map(|found| found.entry.code)
            .collect::<Vec<_>>()
    };
    assert_eq!(codes("a: 1\n---\nb: 2\n"), ["several-documents"]);
    assert_eq!(codes("---\na: 1\n---\n"), Vec::<&str>::new());

    let line = |text| {
        let (_, found) = read("a.yaml", text);
        found[0].span.as_ref().map(|span| span.line)
    };
    assert_eq!(line("a: 1\n---\nb: 2\n"), Some(2));
    assert_eq!(
        line("%YAML 1.2\n# a\n---\na: |\n  x\n   ---\n--- b\n"),
        Some(7)
    );
}

#[test]
fn other_encodings() {
    let little: Vec<u8> = "\u{feff}a: ä"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(super::parse::decode(little).unwrap(), "a: ä");
    let (text, broken) = super::parse::decode(b"a: \xe4".to_vec()).unwrap_err();
    assert_eq!((text.as_str(), broken.offset), ("a: \u{fffd}", 3));
}

#[test]
fn text_that_aliases_repeat_is_counted() {
    let long = "x".repeat(100_000);
    let keys = format!("? {long}\n: 1");
    let table = [
        format!("a: &a {long}\nb: [{}]\n", "*a, ".repeat(1_000)),
        format!("a: &a {{? {long} : 1}}\nb: [{}]\n", "*a, ".repeat(1_000)),
    ];
    for text in table {
        let (_, found) = read("api.yaml", &text);
        let codes: Vec<_> = found.iter().map(|found| found.entry.code).collect();
        assert_eq!(codes, ["limit-exceeded"]);
        assert_eq!(
            found[0].message,
            "too much text after YAML aliases are expanded"
        );
    }
    let (documents, found) = read("api.yaml", &keys);
    assert!(documents.is_some() && found.is_empty());
}

#[test]
fn numbers_and_flags_as_they_are_written() {
    let text = "a: 1.10\nb: [&x 0x1F, *x]\nc: !mine True\nd: '1.10'\ne: &y {f: 1e3}\ng: {<<: *y}\n";
    let documents = texts(&[("api.yaml", text)]);
    let table = [
        ("/a", Some("1.10")),
        ("/b/0", Some("0x1F")),
        ("/b/1", Some("0x1F")),
        ("/c", Some("True")),
        ("/d", None),
        ("/e/f", Some("1e3")),
        ("/g/f", Some("1e3")),
        ("/e", None),
        ("/nowhere", None),
    ];
    for (pointer, expected) in table {
        assert_eq!(
            documents.scalar_text(&at(&documents, pointer)),
            expected,
            "{pointer}"
        );
    }
}

#[test]
fn a_comment_in_json_is_not_a_key() {
    for text in [
        "{\n  // The version.\n  \"openapi\": \"3.0.3\"\n}",
        "{ /* none */ \"a\": 1 }",
    ] {
        let (_, found) = read("api.json", text);
        let codes: Vec<_> = found.iter().map(|found| found.entry.code).collect();
        assert_eq!(codes, ["invalid-syntax"], "{text}");
    }
}

#[test]
fn an_empty_document_before_the_first_is_passed_over() {
    let documents = read("a.yaml", "---\n# none\n---\na:\n  b: 1\n").0.unwrap();
    let span = locate(&documents, &at(&documents, "/a/b")).unwrap();
    assert_eq!((span.line, span.column), (5, 3));
}

#[test]
fn a_lone_surrogate_in_json_is_replaced_and_reported() {
    let (documents, found) = read(
        "api.json",
        "{\n  \"a\": \"x\\ud83d\",\n  \"b\": \"\\ud83d\\ude00\"\n}",
    );
    let documents = documents.unwrap();
    let root = Location::top(documents.root());
    let value = |key: &str| documents.value(&root.key(key)).unwrap().clone();
    assert_eq!(value("a"), json!("x\u{fffd}"));
    assert_eq!(value("b"), json!("\u{1f600}"));
    let [finding] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(finding.entry.code, "lone-surrogate");
    assert_eq!(
        finding.span.as_ref().map(|span| (span.line, span.column)),
        Some((2, 10))
    );
}
