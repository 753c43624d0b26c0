//! `oasmith diff` on the command line: which descriptions it reads, whose settings hold, and how it ends.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::git;
use tempfile::TempDir;

const API: &str = "openapi: 3.0.3
info: { title: Clock, version: '1' }
paths:
  /now:
    get:
      operationId: now
      responses:
        '200': { description: The time., content: { application/json: { schema: { $ref: 'parts/now.yaml#/Now' } } } }
";

const NOW: &str = "Now: { type: object, properties: { time: { type: string } } }\n";

const SETTINGS: &str = "[[client]]
description = 'spec/api.yaml'
output = 'client'
overlays = ['overlay.yaml']

[client.package]
name = 'clock-client'
version = '0.1.0'
";

const OVERLAY: &str = "overlay: 1.0.0
info: { title: Words, version: '1' }
actions:
  - { target: \"$.paths['/now'].get\", update: { summary: Shows the time } }
";

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// A repository whose first revision has the crate that the description makes.
fn repository() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("spec/api.yaml", API),
        ("spec/parts/now.yaml", NOW),
        ("oasmith.toml", SETTINGS),
        ("overlay.yaml", OVERLAY),
    ];
    write(folder.path(), &files);
    let (code, text) = oasmith(folder.path(), &["generate"]);
    assert_eq!(code, 0, "{text}");
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "--message", "First"]);
    folder
}

/// How a command ended, and what it said.
fn oasmith(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_oasmith"))
        .args(arguments)
        .args(["--color", "never"])
        .current_dir(folder)
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    let code = output.status.code().unwrap_or(-1);
    (code, String::from_utf8(text).unwrap())
}

const THEN: &str = "git:HEAD:spec/api.yaml";
const TYPED: &str = "Now: { type: object, properties: { time: { type: integer } } }\n";
const MORE: &str =
    "Now: { type: object, properties: { time: { type: string }, zone: { type: string } } }\n";

#[test]
fn a_revision_is_read_with_what_it_refers_to() {
    let folder = repository();
    let here = folder.path();
    let (code, text) = oasmith(here, &["diff", THEN, "spec/api.yaml"]);
    assert_eq!(
        (code, text.lines().next()),
        (0, Some("0 breaking, 0 compatible, 0 documentation"))
    );

    write(here, &[("spec/parts/now.yaml", TYPED)]);
    let (code, text) = oasmith(here, &["diff", THEN, "spec/api.yaml"]);
    insta::assert_snapshot!("a_revision", format!("exit code {code}\n{text}"));

    // From another folder the same: paths are those of git, and of that folder.
    let names = [THEN, "git:HEAD:../spec/api.yaml"];
    for old in names {
        let (code, text) = oasmith(&here.join("client"), &["diff", old, "../spec/api.yaml"]);
        assert_eq!(code, 0);
        assert!(
            text.contains("old: git:HEAD:../spec/parts/now.yaml:1:36 #/Now"),
            "{text}"
        );
    }
}

#[test]
fn the_settings_that_keep_names_keep_them() {
    let folder = repository();
    let here = folder.path();
    let renamed = API.replace("operationId: now", "operationId: today");
    write(here, &[("spec/api.yaml", &renamed)]);
    let (_, text) = oasmith(here, &["diff", THEN, "spec/api.yaml"]);
    assert!(
        text.starts_with("breaking[operation-renamed]: Client::now: now -> today"),
        "{text}"
    );

    let hints = text.split("say `").skip(1);
    let lines: Vec<&str> = hints.filter_map(|hint| hint.split('`').next()).collect();
    assert_eq!(lines.len(), 2, "{text}");
    let settings = format!("{SETTINGS}\n[client.rename]\n{}\n", lines.join("\n"));
    write(here, &[("oasmith.toml", &settings)]);
    let expected = "0 breaking, 0 compatible, 0 documentation";
    for _ in 0..2 {
        let (_, text) = oasmith(here, &["diff", THEN, "spec/api.yaml"]);
        assert_eq!(text.lines().next(), Some(expected));
        assert_eq!(oasmith(here, &["generate"]).0, 0);
    }
}

#[test]
fn overlays_are_those_of_the_revision() {
    let folder = repository();
    let here = folder.path();
    let other = OVERLAY.replace("Shows the time", "Tells the time");
    write(here, &[("overlay.yaml", &other)]);
    let (_, text) = oasmith(here, &["diff", THEN, "spec/api.yaml"]);
    assert!(
        text.contains("Client::now: Shows the time -> Tells the time"),
        "{text}"
    );

    // One that it does not have is applied as it is now.
    write(here, &[("new.yaml", &other)]);
    let (code, text) = oasmith(
        here,
        &["diff", THEN, "spec/api.yaml", "--overlay", "new.yaml"],
    );
    assert_eq!(
        (code, text.lines().next()),
        (0, Some("0 breaking, 0 compatible, 0 documentation"))
    );
}

#[test]
fn it_fails_where_it_is_asked_to() {
    let folder = repository();
    let here = folder.path();
    let ends = |text: &str, arguments: &[&str]| {
        write(here, &[("spec/parts/now.yaml", text)]);
        let arguments = [&["diff", THEN, "spec/api.yaml"], arguments].concat();
        let (code, text) = oasmith(here, &arguments);
        assert!(code < 2, "{text}");
        code
    };
    let table = [
        (NOW, "any", 0),
        (MORE, "breaking", 0),
        (MORE, "compatible", 1),
        (MORE, "any", 1),
        (TYPED, "breaking", 1),
        (TYPED, "compatible", 1),
    ];
    for (text, fail_on, expected) in table {
        assert_eq!(
            ends(text, &["--fail-on", fail_on]),
            expected,
            "{fail_on}: {text}"
        );
    }
    let raised = |version: &str| {
        let settings = SETTINGS.replace("0.1.0", version);
        write(here, &[("oasmith.toml", &settings)]);
    };
    for (text, version, expected) in [
        (NOW, "0.1.0", 0),
        (MORE, "0.1.0", 1),
        (MORE, "0.1.1", 0),
        (TYPED, "0.1.1", 1),
        (TYPED, "0.2.0", 0),
    ] {
        raised(version);
        assert_eq!(
            ends(text, &["--check-version"]),
            expected,
            "{version}: {text}"
        );
    }
    let said = ["--check-version", "--old-version", "0.2.0"];
    assert_eq!(ends(TYPED, &said), 1);
}

#[test]
fn what_cannot_be_done_is_said() {
    let folder = repository();
    let here = folder.path();
    write(here, &[("broken.yaml", "openapi: [")]);
    let table: [(&[&str], i32, &str); 11] = [
        (
            &["broken.yaml", "broken.yaml"],
            3,
            "note: no client of `oasmith.toml` has",
        ),
        (
            &[THEN, "none.yaml"],
            3,
            "`none.yaml` cannot be read: no such file",
        ),
        (&[THEN, "broken.yaml"], 3, "broken.yaml:1:11"),
        (
            &["git:gone:spec/api.yaml", "spec/api.yaml"],
            3,
            "git knows no revision `gone` here",
        ),
        (
            &["git:HEAD:none.yaml", "spec/api.yaml"],
            3,
            "the revision `HEAD` has no such file",
        ),
        (
            &["git:spec/api.yaml", "spec/api.yaml"],
            3,
            "is not `git:REVISION:PATH`",
        ),
        (
            &["git:--help:spec/api.yaml", "spec/api.yaml"],
            3,
            "is not `git:REVISION:PATH`",
        ),
        (&["-", "-"], 2, "cannot both come from standard input"),
        (&[THEN], 2, "required arguments were not provided"),
        (
            &[THEN, "spec/api.yaml", "--client", "other"],
            2,
            "they have `clock-client`",
        ),
        (
            &["spec/api.yaml", "spec/api.yaml", "--check-version"],
            2,
            "give it by `--old-version`",
        ),
    ];
    let mut all = String::new();
    for (arguments, expected, said) in table {
        let (code, text) = oasmith(here, &[&["diff"], arguments].concat());
        assert_eq!(code, expected, "{arguments:?}: {text}");
        assert!(text.contains(said), "{arguments:?}: {text}");
        all += &format!("$ oasmith diff {}\n{text}\n", arguments.join(" "));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn what_is_new_to_say_is_said_with_the_changes() {
    let folder = repository();
    let here = folder.path();
    let broken = API.replace("parts/now.yaml#/Now", "parts/now.yaml#/Noww");
    write(here, &[("spec/api.yaml", &broken)]);
    let (code, text) = oasmith(here, &["diff", THEN, "spec/api.yaml"]);
    assert_eq!(code, 0, "{text}");
    for said in [
        "breaking[response-type-changed]",
        "warning[unresolved-reference]",
        "help: write `parts/now.yaml#/Now`",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    // What was there before explains nothing.
    let (_, text) = oasmith(here, &["diff", "spec/api.yaml", "spec/api.yaml"]);
    assert!(!text.contains("unresolved-reference"), "{text}");
}

#[test]
fn quiet_runs_print_the_reason_of_a_failure() {
    let folder = repository();
    let here = folder.path();
    write(here, &[("spec/parts/now.yaml", TYPED)]);
    for (argument, said) in [
        (&["--fail-on", "breaking"][..], "`--fail-on` refuses"),
        (&["--check-version"], "the version is too low"),
    ] {
        let arguments = [&["diff", THEN, "spec/api.yaml", "--quiet"], argument].concat();
        let (code, text) = oasmith(here, &arguments);
        assert_eq!(code, 1, "{text}");
        assert!(text.contains(said), "{text}");
    }
}

#[test]
fn the_first_of_several_clients_is_named() {
    let folder = repository();
    let here = folder.path();
    let other = SETTINGS
        .replace("clock-client", "other-client")
        .replace("'client'", "'other'");
    write(here, &[("oasmith.toml", &format!("{SETTINGS}\n{other}"))]);
    let (_, text) = oasmith(here, &["diff", THEN, "spec/api.yaml"]);
    let said = "note: 2 clients have this description: the settings of `clock-client` hold";
    assert!(text.contains(said), "{text}");
    let (_, text) = oasmith(
        here,
        &["diff", THEN, "spec/api.yaml", "--client", "other-client"],
    );
    assert!(!text.contains("note:"), "{text}");
}
