//! Every way to call the command wrong: what it says, how it ends, and that it changes nothing.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::{CLOCK, folder, run_with};

const SETTINGS: &str = "[[client]]
description = \"clock.yaml\"
output = \"client\"
[client.package]
name = \"clock-client\"
";

const GENERATE: &str = "generate clock.yaml --output client --name clock-client";

/// Every file below a folder.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(
                fs::read_dir(&path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        } else {
            found.insert(path.display().to_string(), fs::read(&path).unwrap());
        }
    }
    found
}

/// A call: what is on standard input, the arguments, the files that are there, and the exit code.
type Call<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)], i32);

/// What each of the calls says, one after the other.
fn transcript(calls: &[Call<'_>]) -> String {
    let mut text = String::new();
    for (input, arguments, files, expected) in calls {
        let folder = folder(files);
        let before = contents(folder.path());
        let words: Vec<&str> = arguments.split_whitespace().collect();
        let ended = run_with(folder.path(), &words, input.as_bytes());
        assert_eq!(ended.code, *expected, "{arguments}: {ended:?}");
        assert_eq!(
            contents(folder.path()),
            before,
            "{arguments} changed something"
        );
        assert!(
            ended.code != 4 && !ended.messages.contains("panicked"),
            "{arguments}: {ended:?}"
        );
        text += &format!("$ oasmith {arguments}\n{}\n", ended.transcript());
    }
    text
}

#[test]
fn arguments() {
    let clock: &[(&str, &str)] = &[("clock.yaml", CLOCK)];
    insta::assert_snapshot!(transcript(&[
        ("", "", &[], 2),
        ("", "generat", &[], 2),
        ("", "generate --outptu client", &[], 2),
        ("", "generate clock.yaml", clock, 2),
        ("", "generate --output client --name clock-client", clock, 2),
        ("", "generate clock.yaml --output", clock, 2),
        (
            "",
            "generate clock.yaml other.yaml --output client --name c",
            clock,
            2
        ),
        (
            "",
            "generate clock.yaml --output client --name c --config oasmith.toml",
            clock,
            2
        ),
        (
            "",
            "generate clock.yaml --output client --name c --client c",
            clock,
            2
        ),
        (
            "",
            "generate clock.yaml --output client --name match",
            clock,
            2
        ),
        (
            "",
            "generate clock.yaml --output client --name c --quiet --verbose",
            clock,
            2
        ),
        (
            "",
            "generate clock.yaml --output client --name c --deny widend",
            clock,
            2
        ),
        (
            "",
            "generate clock.yaml --output client --name c --allow-remote ftp://example.com",
            clock,
            2
        ),
        ("", "lint clock.yaml --message-format xml", clock, 2),
        ("", "lint clock.yaml --color maybe", clock, 2),
        ("", "inspect clock.yaml --only operation", clock, 2),
        ("", "inspect clock.yaml --format yaml", clock, 2),
        ("", "completions nushel", &[], 2),
        ("", "man generat", &[], 2),
        ("", "explain unresolved-refrence", &[], 2),
    ]));
}

#[test]
fn descriptions() {
    let generate_stdin = "generate - --output client --name clock-client";
    insta::assert_snapshot!(transcript(&[
        ("", "lint clock.yaml", &[], 3),
        ("", "lint clock.yaml", &[("clock.yaml/a.yaml", CLOCK)], 3),
        ("", "lint .", &[("clock.yaml", CLOCK)], 3),
        ("", "lint https://example.com/clock.yaml", &[], 3),
        ("", "lint clock.yaml", &[("clock.yaml", "")], 3),
        (
            "",
            "lint clock.yaml",
            &[("clock.yaml", "\u{0}\u{1}\u{2}")],
            3
        ),
        ("", "lint clock.yaml", &[("clock.yaml", "a: &a [*a]\n")], 3),
        ("", "lint -", &[], 3),
        ("{", "inspect -", &[], 3),
        ("- a\n", generate_stdin, &[], 3),
        (
            "",
            "check clock.yaml --output client --name c",
            &[("clock.yaml", "openapi: 4.0.0\n")],
            3
        ),
    ]));
}

#[test]
fn invalid_text() {
    let folder = folder(&[]);
    fs::write(
        folder.path().join("clock.yaml"),
        b"openapi: 3.0.3\ninfo: { title: \xff }\n",
    )
    .unwrap();
    let file = run_with(folder.path(), &["lint", "clock.yaml"], b"");
    let stdin = run_with(folder.path(), &["lint", "-"], b"openapi: \xff\n");
    insta::assert_snapshot!(file.transcript() + &stdin.transcript());
}

#[test]
fn settings() {
    let two = SETTINGS.to_owned() + &SETTINGS.replace("clock-client", "other-client");
    let same = SETTINGS.to_owned() + &SETTINGS.replace("\"client\"", "\"./client/.\"");
    let refused = SETTINGS.to_owned()
        + "version = \"1.0.0-\"\nrust-version = \"abc\"\nkeywords = [\"two words\"]\n";
    let unused = SETTINGS.to_owned() + "[client.rename]\ntypes.Nowhere = \"Somewhere\"\n";
    let unknown = SETTINGS.replace("output =", "ouput =");
    let renamed = SETTINGS.replace(
        "[client.package]",
        "rename.types.Now = \"now\"\n[client.package]",
    );
    let clock = ("clock.yaml", CLOCK);
    insta::assert_snapshot!(transcript(&[
        ("", "generate", &[clock], 2),
        ("", "check", &[clock], 2),
        ("", "lint", &[clock], 2),
        ("", "generate --config other.toml", &[clock], 3),
        ("", "generate --config folder", &[("folder/a", "")], 3),
        ("", "generate", &[clock, ("oasmith.toml", "")], 3),
        ("", "generate", &[clock, ("oasmith.toml", "[[client]\n")], 3),
        ("", "generate", &[clock, ("oasmith.toml", &two)], 3),
        ("", "generate", &[clock, ("oasmith.toml", &same)], 3),
        ("", "generate", &[clock, ("oasmith.toml", &refused)], 3),
        (
            "",
            "generate --deny ignored",
            &[clock, ("oasmith.toml", &unused)],
            1
        ),
        ("", "generate", &[clock, ("oasmith.toml", &unknown)], 3),
        ("", "generate", &[clock, ("oasmith.toml", &renamed)], 3),
        ("", "generate", &[("oasmith.toml", SETTINGS)], 3),
        (
            "",
            "generate --client clock-cliet",
            &[clock, ("oasmith.toml", SETTINGS)],
            2
        ),
        (
            "",
            "generate --client something",
            &[clock, ("oasmith.toml", SETTINGS)],
            2
        ),
    ]));
}

#[test]
fn beginnings() {
    let clock = ("clock.yaml", CLOCK);
    insta::assert_snapshot!(transcript(&[
        ("", "init", &[], 2),
        ("", "init", &[clock, ("spec/other.yaml", CLOCK)], 2),
        ("", "init", &[clock, ("oasmith.toml", SETTINGS)], 2),
        ("", "init clock.yaml", &[clock, ("oasmith.toml/a", "")], 2),
        ("", "init other.yaml", &[clock], 3),
        ("", "init clock.yaml", &[("clock.yaml", "openapi: [\n")], 3),
        (
            "",
            "init clock.yaml",
            &[("clock.yaml", "title: Clock\n")],
            3
        ),
        ("", "init clock.yaml --name match", &[clock], 2),
    ]));
}

#[test]
fn folders() {
    let clock = ("clock.yaml", CLOCK);
    insta::assert_snapshot!(transcript(&[
        (
            "",
            GENERATE,
            &[clock, ("client/thesis.txt", "years of work")],
            3
        ),
        ("", GENERATE, &[clock, ("client", "a file")], 3),
        (
            "",
            GENERATE,
            &[
                clock,
                ("client/oasmith.lock", "format = 1\noasmith = \"0.1.0\"\n"),
                ("client/src/lib.rs", "mod mine;\n"),
            ],
            3
        ),
        (
            "",
            "generate clock.yaml --output clock.yaml/client --name c",
            &[clock],
            3
        ),
        (
            "",
            GENERATE,
            &[clock, ("client/oasmith.lock", "<<<<<<< ours\n")],
            3
        ),
        (
            "",
            GENERATE,
            &[
                clock,
                ("client/oasmith.lock", "format = 9\noasmith = \"9.0.0\"\n")
            ],
            3
        ),
        (
            "",
            "check clock.yaml --output client --name c",
            &[clock, ("client/oasmith.lock", "format = 9\n")],
            3
        ),
    ]));
}
