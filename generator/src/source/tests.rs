//! What comes out of a text, and what is said about it.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::{Documents, Input, Limits, locate, locate_value};
use crate::diagnostics::{Diagnostic, Location, Pointer, Sink};

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
            "limit-exceeded: aliases multiply without end (1:1)",
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
fn the_last_of_equal_keys_counts_and_both_are_shown() {
    for text in [
        "a:\n  - b: 1\n    c: 2\n    b: 3\n",
        "{\"a\":\n[{\"b\": 1,\n\"c\": 2,\n\"b\": 3}]}",
    ] {
        let (documents, found) = read("api", text);
        let documents = documents.unwrap();
        let [found] = &found[..] else {
            panic!("{found:?}")
        };
        assert_eq!(found.at, Some(at(&documents, "/a/0/b")));
        assert_eq!(documents.value(found.at.as_ref().unwrap()), Some(&json!(3)));
        assert_eq!(found.span.as_ref().unwrap().line, 4);
        assert_eq!(
            found
                .marks
                .iter()
                .map(|(_, span, _)| span.line)
                .collect::<Vec<_>>(),
            [2]
        );
    }
}

#[test]
fn further_documents_are_told_of() {
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
fn places() {
    let yaml = "# ä\r\nopenapi: 3.0.0\npaths:\n  /a/{ä}:\n    get: &g\n      tags: [x, yy]\n  /b: {get: *g}\n  /c:\n    <<: {put: 1}\n  \"q\\u0041\": 1\n";
    let json = "{\n  \"openapi\": \"3.0.0\",\n  \"paths\": {\n    \"/a/{ä}\": {\n      \"get\": {\"tags\": [\"x\", \"yy\"]}\n    },\n  \"q\\u0041\": 1 }\n}";
    let yaml_table = [
        ("", 2, 1, "openapi: 3.0.0"),
        ("/openapi", 2, 1, "openapi"),
        ("/paths/~1a~1{ä}", 4, 3, "/a/{ä}"),
        ("/paths/~1a~1{ä}/get/tags/1", 6, 17, "yy"),
        ("/paths/~1a~1{ä}/get/nothing/here", 5, 5, "get"),
        ("/paths/~1b/get/tags", 6, 7, "tags"),
        ("/paths/~1c/put", 9, 10, "put"),
        ("/paths/qA", 10, 3, "\"q\\u0041\""),
    ];
    let json_table = [
        ("", 1, 1, "{"),
        ("/openapi", 2, 3, "\"openapi\""),
        ("/paths/~1a~1{ä}/get/tags", 5, 15, "\"tags\""),
        ("/paths/~1a~1{ä}/get/tags/1", 5, 29, "\"yy\""),
        ("/paths/~1a~1{ä}/put", 4, 5, "\"/a/{ä}\""),
        ("/paths/qA", 7, 3, "\"q\\u0041\""),
    ];
    for (text, table) in [(yaml, &yaml_table[..]), (json, &json_table[..])] {
        let documents = read("api", text).0.unwrap();
        for (pointer, line, column, shown) in table {
            let span = locate(&documents, &at(&documents, pointer)).unwrap();
            assert_eq!(
                (span.line, span.column, &text[span.bytes]),
                (*line, *column, *shown),
                "{pointer}"
            );
        }
    }
    let documents = read("api", yaml).0.unwrap();
    let value = locate_value(&documents, &at(&documents, "/openapi")).unwrap();
    assert_eq!(&yaml[value.bytes], "3.0.0");
}

#[test]
fn references() {
    let documents = texts(&[
        (
            "spec/api.yaml",
            "a: {$ref: 'b.yaml#/x'}\nb: {$ref: '../c/broken.json'}\n'p/q~r s': {Pet: 1}\nm: {$ref: https://x/y.yaml}",
        ),
        (
            "spec/b.yaml",
            "x: {$ref: './sub/c.json#/y'}\nback: {$ref: 'api.yaml#/a'}",
        ),
        ("spec/sub/c.json", "{\"y\": {\"$ref\": \"../b.yaml\"}}"),
        ("c/broken.json", "{\"y\": "),
    ]);
    let paths: Vec<_> = documents
        .files()
        .map(|(id, _)| documents.portable_path(id))
        .collect();
    assert_eq!(paths, ["api.yaml", "b.yaml", "sub/c.json"]);

    let resolve = |reference: &str| match documents.resolve(documents.root(), reference) {
        Ok(place) => format!("{} {}", documents.path(place.file).display(), place.pointer),
        Err(error) => error.to_string(),
    };
    let table = [
        ("#/a", "spec/api.yaml #/a"),
        ("#", "spec/api.yaml #"),
        ("#/p~1q~0r%20s/Pet", "spec/api.yaml #/p~1q~0r s/Pet"),
        ("b.yaml", "spec/b.yaml #"),
        ("./sub/c.json#/y", "spec/sub/c.json #/y"),
        (
            "#/p~1q~0r s/pet",
            "`#/p~1q~0r s/pet` leads nowhere: there is no `pet` in `#/p~1q~0r s`; did you mean `Pet`?",
        ),
        (
            "#/a/x/y",
            "`#/a/x/y` leads nowhere: there is no `x` in `#/a`",
        ),
        (
            "none.yaml#/x",
            "`none.yaml#/x` leads nowhere: there is no file `spec/none.yaml`",
        ),
        (
            "../c/broken.json",
            "`../c/broken.json` leads into `c/broken.json`, which cannot be used: EOF while parsing a value at line 1 column 6",
        ),
        (
            "https://x/y.yaml",
            "`https://x/y.yaml` is not a file here, and nothing is fetched from `https://x`",
        ),
        (
            "#x",
            "`#x` is not a reference: what follows `#` must begin with `/`",
        ),
        (
            "#/%zz",
            "`#/%zz` is not a reference: a `%` is not followed by two hexadecimal digits",
        ),
    ];
    for (reference, expected) in table {
        assert_eq!(resolve(reference), expected);
    }

    // What is said to write leads somewhere, from where it is written.
    let table = [
        ("#/p~1q~0r s/pet", "write `#/p~1q~0r%20s/Pet`"),
        ("b.yaml#/X", "write `b.yaml#/x`"),
        ("api.yaml#/A/$ref", "write `api.yaml#/a/$ref`"),
    ];
    for (reference, expected) in table {
        let error = documents.resolve(documents.root(), reference).unwrap_err();
        let help = error.help().unwrap();
        assert_eq!(help, expected);
        let written = help.split('`').nth(1).unwrap();
        assert!(
            documents.resolve(documents.root(), written).is_ok(),
            "{help}"
        );
    }
}

#[test]
fn unreadable_roots_are_named() {
    let read = |path: &str| {
        let sink = Sink::new();
        assert!(
            Documents::read(
                Input::Path(path.into()),
                &Limits {
                    file_bytes: 10,
                    ..Limits::default()
                },
                &sink
            )
            .is_none()
        );
        sink.finish().iter().map(describe).collect::<Vec<_>>()
    };
    assert_eq!(
        read("./no/such.yaml"),
        ["unreadable-file: `no/such.yaml` cannot be read: there is no such file"]
    );
    assert_eq!(
        read("src"),
        ["unreadable-file: `src` cannot be read: it is a folder"]
    );
    assert_eq!(
        read("Cargo.toml"),
        ["limit-exceeded: `Cargo.toml` cannot be read: it is longer than 10 bytes"]
    );
    assert_eq!(
        read("https://example.com/a.yaml"),
        ["unreadable-file: `https://example.com/a.yaml` is an address, not a file"]
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
fn a_reference_is_shown_itself() {
    for text in ["a: {$ref: \"#/b\"}", "{\"a\": {\"$ref\": \"#/b\"}}"] {
        let documents = read("api", text).0.unwrap();
        let span = locate(&documents, &at(&documents, "/a/$ref")).unwrap();
        assert_eq!(&text[span.bytes], "\"#/b\"");
    }
}

#[test]
fn too_many_files() {
    let texts = [("a", "x: {$ref: b}"), ("b", "x: {$ref: c}"), ("c", "x: 1")];
    let texts = texts
        .map(|(name, text)| (PathBuf::from(name), text.to_owned()))
        .to_vec();
    let sink = Sink::new();
    let limits = Limits {
        files: 2,
        ..Limits::default()
    };
    let documents = Documents::read(Input::Texts(texts), &limits, &sink).unwrap();
    assert_eq!(documents.files().len(), 2);
    let found: Vec<_> = sink.finish().iter().map(describe).collect();
    assert_eq!(
        found,
        ["limit-exceeded: the description refers to more than 2 files"]
    );
}

#[test]
fn a_text_that_the_second_parser_refuses_keeps_its_first_places() {
    let text = "openapi: 3.0.3\ninfo: {title: !t, version: '1'}\nbogus: 1\n";
    let (documents, found) = read("api.yaml", text);
    assert!(found.is_empty(), "{found:?}");
    let documents = documents.unwrap();
    let line = |pointer: &str| locate(&documents, &at(&documents, pointer)).map(|span| span.line);
    assert_eq!(line("/openapi"), Some(1));
    assert_eq!(line("/info/title"), Some(2));
    // The text has no places behind that one.
    assert_eq!(line("/bogus"), Some(1));
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
            "there is too much text, once aliases are followed"
        );
    }
    let (documents, found) = read("api.yaml", &keys);
    assert!(documents.is_some() && found.is_empty());
}

#[test]
fn pointers_lead_through_references() {
    let documents = texts(&[
        (
            "api.yaml",
            "components: {schemas: {$ref: schemas.yaml, Own: 1}}\nloop: {$ref: '#/loop/a'}\n",
        ),
        ("schemas.yaml", "$ref: more.yaml#/all\nA: {type: string}\n"),
        ("more.yaml", "all: {B: {type: string}}\n"),
    ]);
    let table = [
        (
            "#/components/schemas/Own",
            Some("api.yaml#/components/schemas/Own"),
        ),
        ("#/components/schemas/A", Some("schemas.yaml#/A")),
        ("#/components/schemas/B/type", Some("more.yaml#/all/B/type")),
        ("#/components/schemas/C", None),
        ("#/loop/a", None),
    ];
    for (reference, expected) in table {
        let found = documents.resolve(documents.root(), reference).ok();
        let found = found.map(|at| {
            let path = documents.path(at.file).display();
            format!("{path}#{}", at.pointer.as_str())
        });
        assert_eq!(found.as_deref(), expected, "{reference}");
    }
}

#[test]
fn elements_are_named_by_plain_numbers() {
    let documents = texts(&[("api.yaml", "a: [x, y]\n")]);
    let table = [
        ("0", true),
        ("1", true),
        ("2", false),
        ("00", false),
        ("+0", false),
        ("-", false),
    ];
    for (index, expected) in table {
        let place = at(&documents, &format!("/a/{index}"));
        assert_eq!(documents.value(&place).is_some(), expected, "{index}");
    }
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
fn a_control_character_is_shown_where_it_stands() {
    let (_, found) = read("api.yaml", "a: 1\nb: x\0y\n");
    let place = found[0].span.as_ref().unwrap();
    assert_eq!((place.line, place.column), (2, 5));
}

#[test]
fn a_comment_in_json_is_no_key() {
    for text in [
        "{\n  // The version.\n  \"openapi\": \"3.0.3\"\n}",
        "{ /* none */ \"a\": 1 }",
    ] {
        let (_, found) = read("api.json", text);
        let codes: Vec<_> = found.iter().map(|found| found.entry.code).collect();
        assert_eq!(codes, ["invalid-syntax"], "{text}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_is_read_once_whatever_leads_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::create_dir(path("spec")).unwrap();
    std::fs::write(path("spec/api.yaml"), "a: {$ref: 'linked.yaml#/b'}\nc: 1\n").unwrap();
    std::fs::write(
        path("common.yaml"),
        "b: {$ref: 'spec/api.yaml#/c'}\nd: {$ref: /dev/zero}\n",
    )
    .unwrap();
    std::os::unix::fs::symlink(path("common.yaml"), path("spec/linked.yaml")).unwrap();
    std::os::unix::fs::symlink(path("spec"), path("spec/spec")).unwrap();

    let sink = Sink::new();
    let documents = Documents::read(
        Input::Path(path("spec/api.yaml")),
        &Limits::default(),
        &sink,
    );
    assert_eq!(sink.finish(), []);
    let documents = documents.unwrap();
    assert_eq!(documents.files().len(), 2);
    let linked = documents
        .resolve(documents.root(), "linked.yaml#/b")
        .unwrap();
    let back = documents.resolve(linked.file, "spec/api.yaml#/c").unwrap();
    assert_eq!(back, at(&documents, "/c"));
    // A device is there, but to read it would never end.
    let device = documents.resolve(linked.file, "/dev/zero").unwrap_err();
    assert!(device.to_string().contains("no regular file"), "{device}");
}

#[test]
fn places_in_lists_that_an_overlay_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("overlay.yaml");
    std::fs::write(&path, "a: 1\n").unwrap();
    let text = "list:\n  - {n: 1}\n  - {n: 2}\n  - {n: 3}\n";
    let line = |change: fn(&mut Value), pointer: &str| {
        let sink = Sink::new();
        let root = folder.path().join("api.yaml");
        std::fs::write(&root, text).unwrap();
        let documents = Documents::read_changed(
            Input::Path(root),
            std::slice::from_ref(&path),
            &mut |root, _, _| change(root),
            &Limits::default(),
            &sink,
        );
        assert_eq!(sink.finish(), []);
        let documents = documents.unwrap();
        locate(&documents, &at(&documents, pointer)).unwrap().line
    };
    let replaced: fn(&mut Value) = |root| {
        let list = root["list"].as_array_mut().unwrap();
        list.remove(0);
        list.push(json!({ "n": 4 }));
    };
    // Which element each is now, nobody can say: the list is shown.
    for index in 0..3 {
        assert_eq!(line(replaced, &format!("/list/{index}/n")), 1, "{index}");
    }
    let updated: fn(&mut Value) = |root| root["list"][1]["m"] = json!(1);
    assert_eq!(line(updated, "/list/1/n"), 3);
    assert_eq!(line(updated, "/list/2/n"), 4);
}

#[test]
fn an_empty_document_before_the_first_is_passed_over() {
    let documents = read("a.yaml", "---\n# none\n---\na:\n  b: 1\n").0.unwrap();
    let span = locate(&documents, &at(&documents, "/a/b")).unwrap();
    assert_eq!((span.line, span.column), (5, 3));
}

#[test]
fn places_in_wide_objects_are_found() {
    let members: Vec<_> = (0..200)
        .map(|index| format!("\"m{index}\": {index}"))
        .collect();
    let text = format!("{{{}, \"m7\": true}}", members.join(", "));
    let sink = Sink::new();
    let documents = Documents::from_text("api.json", text.as_str(), &sink).unwrap();
    let _ = sink.finish();
    let shown = |pointer: &str| {
        let span = locate_value(&documents, &at(&documents, pointer)).unwrap();
        text.get(span.bytes).unwrap_or_default()
    };
    for index in (0..200).filter(|index| *index != 7) {
        assert_eq!(shown(&format!("/m{index}")), index.to_string());
    }
    // Of equal keys the last one counts.
    assert_eq!(shown("/m7"), "true");
    assert_eq!(shown("/m"), text);
    let list = format!("[{}]", vec!["null"; 100].join(", "));
    let documents = Documents::from_text("list.json", list, &Sink::new()).unwrap();
    let span = locate_value(&documents, &at(&documents, "/99")).unwrap();
    assert_eq!(span.column, 99 * 6 + 2);
}

#[test]
fn half_a_character_in_json_is_replaced_and_told() {
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
    assert_eq!(finding.entry.code, "half-character");
    assert_eq!(
        finding.span.as_ref().map(|span| (span.line, span.column)),
        Some((2, 10))
    );
}
