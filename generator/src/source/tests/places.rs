//! Places in a file.

use super::*;

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
fn a_text_that_the_second_parser_refuses_keeps_its_first_places() {
    let text = "openapi: 3.0.3\ninfo: {title: !t, version: '1'}\nbogus: 1\n";
    let (documents, found) = read("api.yaml", text);
    assert!(found.is_empty(), "{found:?}");
    let documents = documents.unwrap();
    let line = |pointer: &str| locate(&documents, &at(&documents, pointer)).map(|span| span.line);
    assert_eq!(line("/openapi"), Some(1));
    assert_eq!(line("/info/title"), Some(2));
    // The text has no places after that one.
    assert_eq!(line("/bogus"), Some(1));
}

#[test]
fn a_control_character_is_shown_at_its_place() {
    let (_, found) = read("api.yaml", "a: 1\nb: x\0y\n");
    let place = found[0].span.as_ref().unwrap();
    assert_eq!((place.line, place.column), (2, 5));
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
    // The elements cannot be matched any more: the list is shown.
    for index in 0..3 {
        assert_eq!(line(replaced, &format!("/list/{index}/n")), 1, "{index}");
    }
    let updated: fn(&mut Value) = |root| root["list"][1]["m"] = json!(1);
    assert_eq!(line(updated, "/list/1/n"), 3);
    assert_eq!(line(updated, "/list/2/n"), 4);
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
    // Of equal keys the last one is used.
    assert_eq!(shown("/m7"), "true");
    assert_eq!(shown("/m"), text);
    let list = format!("[{}]", vec!["null"; 100].join(", "));
    let documents = Documents::from_text("list.json", list, &Sink::new()).unwrap();
    let span = locate_value(&documents, &at(&documents, "/99")).unwrap();
    assert_eq!(span.column, 99 * 6 + 2);
}
