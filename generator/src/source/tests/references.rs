//! References: between files, through references, and to missing places.

use super::*;

#[test]
fn references() {
    let documents = texts(&[
        (
            "spec/api.yaml",
            "a: {$ref: 'b.yaml#/x'}\nb: {$ref: '../c/broken.json'}\n'p/q~r s': {Pet: 1}\nm: {$ref: https://x/y.yaml}\n/a: {a/b/c: {d: 1}}",
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
            "`#/p~1q~0r s/pet` cannot be resolved: there is no `pet` in `#/p~1q~0r s`; did you mean `Pet`?",
        ),
        (
            "#/a/x/y",
            "`#/a/x/y` cannot be resolved: there is no `x` in `#/a`",
        ),
        (
            "none.yaml#/x",
            "`none.yaml#/x` cannot be resolved: there is no file `spec/none.yaml`",
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
            "`#x` is not a reference: what follows `#` must begin with `/`, or be an `$anchor` that one schema has",
        ),
        (
            "#/%zz",
            "`#/%zz` is not a reference: a `%` is not followed by two hexadecimal digits",
        ),
    ];
    for (reference, expected) in table {
        assert_eq!(resolve(reference), expected);
    }

    // Each suggestion resolves from the file that contains the reference.
    let table = [
        ("#/p~1q~0r s/pet", "write `#/p~1q~0r%20s/Pet`"),
        ("b.yaml#/X", "write `b.yaml#/x`"),
        ("api.yaml#/A/$ref", "write `api.yaml#/a/$ref`"),
        // Slashes in keys that were not escaped, or not as a pointer escapes them.
        (
            "#/~1a/a%2Fb%2Fc/d",
            "write `#/~1a/a~1b~1c/d`: in a pointer, `~1` stands for the `/` of a key",
        ),
        (
            "#//a/a/b/c/d",
            "write `#/~1a/a~1b~1c/d`: in a pointer, `~1` stands for the `/` of a key",
        ),
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
fn nothing_is_proposed_that_leads_nowhere() {
    let documents = texts(&[("spec/api.yaml", "pets: {a: 1}\n")]);
    let help = |reference: &str| {
        let error = documents.resolve(documents.root(), reference);
        error.unwrap_err().help().unwrap_or_default()
    };
    assert_eq!(help("#/pet/a"), "write `#/pets/a`");
    assert_eq!(help("#/pet/b"), "");
    assert_eq!(
        help("file:///home/me/b.yaml#/x"),
        "write the path, as seen from the folder of the file that has the reference, such as `./b.yaml#/x`"
    );
    assert!(help("ftp://a/b.yaml").starts_with("download"));
    assert!(help("urn:a:b").contains("`$id`"));
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
        ["unreadable-file: `no/such.yaml` cannot be read: no such file"]
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

#[cfg(unix)]
#[test]
fn a_file_is_read_once_for_all_references() {
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
    let limits = Limits {
        folders: vec![folder.path().to_owned(), "/dev".into()],
        ..Limits::default()
    };
    let documents = Documents::read(Input::Path(path("spec/api.yaml")), &limits, &sink);
    assert_eq!(sink.finish(), []);
    let documents = documents.unwrap();
    assert_eq!(documents.files().len(), 2);
    let linked = documents
        .resolve(documents.root(), "linked.yaml#/b")
        .unwrap();
    let back = documents.resolve(linked.file, "spec/api.yaml#/c").unwrap();
    assert_eq!(back, at(&documents, "/c"));
    // A device exists, but reading it would never end.
    let device = documents.resolve(linked.file, "/dev/zero").unwrap_err();
    assert!(
        device.to_string().contains("not a regular file"),
        "{device}"
    );
}
