//! The command line, called wrong and right: what it says, how it ends, and what it leaves on disk.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use tempfile::TempDir;

const CLOCK: &str = "openapi: 3.0.3
info: { title: Clock, version: '1' }
paths:
  /now:
    get:
      operationId: now
      responses:
        '200': { description: The time., content: { application/json: { schema: { $ref: '#/components/schemas/Now' } } } }
components:
  schemas:
    Now: { type: object, properties: { time: { type: string, description: The time of day. } } }
";

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
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
    (
        output.status.code().unwrap_or(-1),
        String::from_utf8(text).unwrap(),
    )
}

/// Every file below a folder, with its text and when it was written.
fn contents(folder: &Path) -> BTreeMap<String, (String, SystemTime)> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder_or_file) = open.pop() {
        if folder_or_file.is_dir() {
            open.extend(
                fs::read_dir(folder_or_file)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        } else {
            let written = fs::metadata(&folder_or_file).unwrap().modified().unwrap();
            let text = fs::read_to_string(&folder_or_file).unwrap();
            let path = folder_or_file
                .strip_prefix(folder)
                .unwrap()
                .display()
                .to_string();
            found.insert(path, (text, written));
        }
    }
    found
}

/// A name, the files that are there, the arguments, and the exit code.
type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a [&'a str], i32);

const GENERATE: [&str; 6] = [
    "generate",
    "clock.yaml",
    "--output",
    "client",
    "--name",
    "clock-client",
];

const WITH_OVERLAY: [&str; 8] = [
    "generate",
    "clock.yaml",
    "--output",
    "client",
    "--name",
    "clock-client",
    "--overlay",
    "change.yaml",
];

const FAULTLESS_OVERLAY: &str = "overlay: 1.0.0
info: { title: Clock, version: '1' }
actions:
  - target: $.info
    update: { description: The clock. }
";

/// Every action is wrong in a way of its own.
const FAULTY_OVERLAY: &str = "overlay: 1.0.0
info: { title: Faults, version: '1' }
actions:
  - target: $.nowhere
    remove: true
  - target: $[
    remove: true
  - target: $.info
    update: [title]
  - target: $.info
  - updat: {}
";

#[test]
fn places_behind_an_element_that_an_overlay_took_away_are_not_taken_for_others() {
    let description = "openapi: 3.0.3
info: { title: Clock, version: '1' }
paths:
  /now:
    get:
      operationId: now
      parameters:
        - { name: first, in: query, schema: { type: string } }
        - { name: second, in: query, schema: { $ref: nowhere.yaml } }
      responses: { '204': { description: None. } }
";
    let overlay = "overlay: 1.0.0
info: { title: Less, version: '1' }
actions:
  - target: $.paths.*.get.parameters[?@.name == 'first']
    remove: true
";
    let folder = folder(&[("clock.yaml", description), ("change.yaml", overlay)]);
    let (_, text) = oasmith(folder.path(), &WITH_OVERLAY);
    assert!(text.contains("nowhere.yaml"), "{text}");
    assert!(
        text.contains("clock.yaml:7:"),
        "the list, not its first element: {text}"
    );
}

#[test]
fn an_overlay_is_applied_first_and_what_it_brings_is_placed_where_it_can_be() {
    let overlay = "overlay: 1.0.0
info: { title: A second clock, version: '1' }
actions:
  - target: $.paths
    update:
      /then:
        get:
          operationId: then
          responses: { '200': { description: It was., content: { application/json: { schema: { $ref: nowhere.yaml } } } } }
";
    let folder = folder(&[("clock.yaml", CLOCK), ("change.yaml", overlay)]);
    let (code, text) = oasmith(folder.path(), &WITH_OVERLAY);
    assert_eq!(code, 0, "{text}");
    // How many files a crate has is no matter of overlays.
    let (findings, _) = text.rsplit_once(" files written").unwrap();
    let (findings, _) = findings.rsplit_once(' ').unwrap();
    insta::assert_snapshot!("overlay_applied", findings);
    let list = fs::read_to_string(folder.path().join("client/API.txt")).unwrap();
    assert!(list.contains("Client::then(&self)"), "{list}");
    let (code, text) = oasmith(
        folder.path(),
        &[
            "check",
            "clock.yaml",
            "--output",
            "client",
            "--name",
            "clock-client",
        ],
    );
    assert_eq!(code, 1, "without the overlay the crate is stale: {text}");
}

#[test]
fn bad_input_ends_with_one_clear_message_and_changes_nothing() {
    let settings = "[[client]]\ndescription = \"clock.yaml\"\noutput = \"client\"\nclient-parameter = [\"a\"]\n\n[client.package]\nname = \"clock-client\"\n";
    let table: &[Case] = &[
        ("missing_file", &[], &GENERATE, 3),
        (
            "neither_yaml_nor_json",
            &[("clock.yaml", "openapi: [3.0\ninfo: }\n")],
            &GENERATE,
            3,
        ),
        (
            "broken_json",
            &[("clock.yaml", "{\"openapi\": \"3.0.3\"\n \"info\": {}}\n")],
            &GENERATE,
            3,
        ),
        (
            "not_openapi",
            &[("clock.yaml", "name: something\nversion: 1\n")],
            &GENERATE,
            3,
        ),
        ("a_list", &[("clock.yaml", "- a\n- b\n")], &GENERATE, 3),
        ("empty", &[("clock.yaml", "")], &GENERATE, 3),
        (
            "unknown_version",
            &[("clock.yaml", "openapi: 4.1.0\ninfo: {}\n")],
            &GENERATE,
            3,
        ),
        (
            "unknown_setting",
            &[("clock.yaml", CLOCK), ("oasmith.toml", settings)],
            &["generate"],
            3,
        ),
        ("no_settings", &[("clock.yaml", CLOCK)], &["generate"], 2),
        (
            "foreign_folder",
            &[
                ("clock.yaml", CLOCK),
                ("client/thesis.txt", "years of work"),
            ],
            &GENERATE,
            3,
        ),
        (
            "bad_name",
            &[("clock.yaml", CLOCK)],
            &[
                "generate",
                "clock.yaml",
                "--output",
                "client",
                "--name",
                "1 client",
            ],
            2,
        ),
        (
            "missing_overlay",
            &[("clock.yaml", CLOCK)],
            &WITH_OVERLAY,
            3,
        ),
        (
            "invalid_overlay",
            &[("clock.yaml", CLOCK), ("change.yaml", FAULTY_OVERLAY)],
            &WITH_OVERLAY,
            3,
        ),
        (
            "no_overlay",
            &[("clock.yaml", CLOCK), ("change.yaml", CLOCK)],
            &WITH_OVERLAY,
            3,
        ),
        ("unknown_code", &[], &["explain", "unresolved-refrence"], 2),
    ];
    for (name, files, arguments, expected) in table {
        let folder = folder(files);
        let before = contents(folder.path());
        let (code, text) = oasmith(folder.path(), arguments);
        insta::assert_snapshot!(*name, text);
        assert_eq!(code, *expected, "{name}: {text}");
        assert_eq!(contents(folder.path()), before, "{name} changed something");
    }
}

#[test]
fn a_second_run_writes_nothing_and_check_agrees() {
    let folder = folder(&[("clock.yaml", CLOCK)]);
    assert_eq!(oasmith(folder.path(), &GENERATE).0, 0);
    let first = contents(folder.path());
    assert!(first.contains_key("client/src/types.rs"));
    assert_eq!(oasmith(folder.path(), &GENERATE).0, 0);
    assert_eq!(contents(folder.path()), first);
    assert_eq!(
        oasmith(
            folder.path(),
            &[
                "check",
                "clock.yaml",
                "--output",
                "client",
                "--name",
                "clock-client"
            ]
        )
        .0,
        0
    );
}

/// What changes, and how.
type Change<'a> = (&'a str, &'a dyn Fn(&Path));

/// What may differ between two runs; each makes the second one a whole run again.
#[test]
fn an_unchanged_run_is_known_by_its_files() {
    const SAME: &str = "nothing has changed since the last run";
    let changes: &[Change] = &[
        ("the description", &|folder| {
            fs::write(folder.join("clock.yaml"), format!("{CLOCK}# more\n")).unwrap();
        }),
        ("a file it refers to", &|folder| {
            fs::write(folder.join("parts/now.yaml"), "type: integer\n").unwrap();
        }),
        ("an overlay", &|folder| {
            let text = FAULTLESS_OVERLAY.replace("The clock", "A clock");
            fs::write(folder.join("change.yaml"), text).unwrap();
        }),
        ("a generated file", &|folder| {
            fs::remove_file(folder.join("client/API.txt")).unwrap();
        }),
        ("a name", &|folder| {
            let path = folder.join("client/oasmith.lock");
            let text = fs::read_to_string(&path).unwrap();
            let renamed = text.replace("\"method now\" = \"now\"", "\"method now\" = \"at\"");
            assert_ne!(text, renamed);
            fs::write(&path, renamed).unwrap();
        }),
        ("the version", &|folder| {
            let path = folder.join("client/oasmith.lock");
            let text = fs::read_to_string(&path).unwrap();
            let other = text.replace("oasmith = \"", "oasmith = \"0.");
            fs::write(&path, other).unwrap();
        }),
        ("a killed run", &|folder| {
            fs::write(folder.join("client/.oasmith-pending"), "\nrun 1-2\n").unwrap();
        }),
    ];
    let referring = CLOCK.replace("#/components/schemas/Now'", "parts/now.yaml'");
    for (what, change) in changes {
        let folder = folder(&[
            ("clock.yaml", &referring),
            ("parts/now.yaml", "type: string\n"),
            ("change.yaml", FAULTLESS_OVERLAY),
        ]);
        let run = || oasmith(folder.path(), &WITH_OVERLAY);
        assert!(!run().1.contains(SAME));
        let (code, text) = run();
        assert_eq!(code, 0, "{text}");
        assert!(text.contains(SAME), "{text}");
        change(folder.path());
        let (code, text) = run();
        assert!(!text.contains(SAME), "{what} changed: {text}");
        assert_eq!(code, 0, "{what} changed: {text}");
        assert!(run().1.contains(SAME), "{what}: nothing changed after that");
    }
}

#[test]
fn an_unchanged_run_counts_its_findings_and_shows_requested_ones() {
    let lost = CLOCK.replace("#/components/schemas/Now'", "#/components/schemas/Nw'");
    let folder = folder(&[("clock.yaml", &lost)]);
    assert_eq!(oasmith(folder.path(), &GENERATE).0, 0);
    let (code, text) = oasmith(folder.path(), &GENERATE);
    assert_eq!(code, 0);
    insta::assert_snapshot!("repeated_with_findings", text);
    for (more, expected) in [
        (&["--deny", "widened"][..], 1),
        (&["--verbose"], 0),
        (&["--message-format", "json"], 0),
        (&["--force"], 0),
    ] {
        let (code, text) = oasmith(folder.path(), &[&GENERATE[..], more].concat());
        assert!(text.contains("unresolved-reference"), "{more:?}: {text}");
        assert_eq!(code, expected, "{more:?}: {text}");
    }
}

#[test]
fn a_run_with_a_missing_file_is_not_skipped() {
    let lost = CLOCK.replace("#/components/schemas/Now'", "parts/now.yaml'");
    let folder = folder(&[("clock.yaml", &lost)]);
    assert_eq!(oasmith(folder.path(), &GENERATE).0, 0);
    fs::create_dir(folder.path().join("parts")).unwrap();
    fs::write(folder.path().join("parts/now.yaml"), "type: string\n").unwrap();
    let (_, text) = oasmith(folder.path(), &GENERATE);
    assert!(!text.contains("nothing has changed"), "{text}");
}

#[test]
fn check_lists_what_is_stale_and_writes_nothing() {
    let folder = folder(&[("clock.yaml", CLOCK)]);
    assert_eq!(oasmith(folder.path(), &GENERATE).0, 0);
    fs::write(
        folder.path().join("clock.yaml"),
        CLOCK.replace("The time of day.", "The hour."),
    )
    .unwrap();
    fs::remove_file(folder.path().join("client/API.txt")).unwrap();
    let before = contents(folder.path());
    let (code, text) = oasmith(
        folder.path(),
        &[
            "check",
            "clock.yaml",
            "--output",
            "client",
            "--name",
            "clock-client",
        ],
    );
    assert_eq!(code, 1);
    insta::assert_snapshot!("check_stale", text);
    assert_eq!(contents(folder.path()), before);
}

#[test]
fn a_file_edited_by_hand_is_kept_unless_forced() {
    let folder = folder(&[("clock.yaml", CLOCK)]);
    assert_eq!(oasmith(folder.path(), &GENERATE).0, 0);
    let edited = folder.path().join("client/src/types.rs");
    let sound = fs::read_to_string(&edited).unwrap();
    fs::write(&edited, "// mine\n").unwrap();
    let (code, text) = oasmith(folder.path(), &GENERATE);
    assert_eq!(code, 3, "{text}");
    insta::assert_snapshot!("edited_by_hand", text);
    assert_eq!(fs::read_to_string(&edited).unwrap(), "// mine\n");
    let forced = [&GENERATE[..], &["--force"]].concat();
    assert_eq!(oasmith(folder.path(), &forced).0, 0);
    assert_eq!(fs::read_to_string(&edited).unwrap(), sound);
}

#[test]
fn files_of_others_stay_and_files_no_longer_wanted_go() {
    let folder = folder(&[("clock.yaml", CLOCK)]);
    assert_eq!(oasmith(folder.path(), &GENERATE).0, 0);
    fs::write(folder.path().join("client/notes.txt"), "mine").unwrap();
    let tagged = CLOCK.replace("operationId: now", "operationId: later\n      tags: [time]");
    fs::write(folder.path().join("clock.yaml"), tagged).unwrap();
    assert_eq!(oasmith(folder.path(), &GENERATE).0, 0);
    let after = contents(&folder.path().join("client"));
    assert!(after.contains_key("notes.txt"));
    assert!(after.contains_key("src/operations/time.rs"));
    assert!(!after.contains_key("src/operations/untagged.rs"));
}

#[test]
fn what_only_the_lock_file_keeps_is_listed_and_given_up() {
    let sent = CLOCK.replace(
        "      operationId: now\n",
        "      operationId: now\n      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Now' } } } }\n",
    );
    let kept = folder(&[("clock.yaml", &sent.replace("    get:", "    post:"))]);
    let description = kept.path().join("clock.yaml");
    assert_eq!(oasmith(kept.path(), &GENERATE).0, 0);
    let received = CLOCK.replace("    get:", "    post:");
    fs::write(&description, &received).unwrap();
    assert_eq!(oasmith(kept.path(), &GENERATE).0, 0);
    let client = kept.path().join("client");
    let before = contents(&client);

    let listed = "given up: types::Now type-no-longer-sent\n";
    let pruned = [&GENERATE[..], &["--prune"]].concat();
    let (code, text) = oasmith(kept.path(), &[&pruned[..], &["--dry-run"]].concat());
    assert_eq!((code, text.contains(listed)), (0, true), "{text}");
    assert_eq!(contents(&client), before);

    let (code, text) = oasmith(kept.path(), &pruned);
    assert_eq!((code, text.contains(listed)), (0, true), "{text}");
    let fresh = folder(&[("clock.yaml", &received)]);
    assert_eq!(oasmith(fresh.path(), &GENERATE).0, 0);
    let texts = |folder: &Path| {
        let files = contents(&folder.join("client")).into_iter();
        let files = files.map(|(path, (text, _))| (path, text));
        files.collect::<Vec<_>>()
    };
    assert_eq!(texts(kept.path()), texts(fresh.path()));
    let (code, text) = oasmith(kept.path(), &pruned);
    assert_eq!((code, text.contains("given up")), (0, false), "{text}");
}

#[test]
fn a_new_schema_renames_no_old_type() {
    let folder = folder(&[("clock.yaml", CLOCK)]);
    assert_eq!(oasmith(folder.path(), &GENERATE).0, 0);
    // A new schema that comes first and wants the same name.
    let grown = CLOCK.replace(
        "  schemas:\n",
        "  schemas:\n    now: { type: object, properties: { a: { type: string } } }\n",
    );
    fs::write(folder.path().join("clock.yaml"), grown).unwrap();
    assert_eq!(oasmith(folder.path(), &GENERATE).0, 0);
    let types = fs::read_to_string(folder.path().join("client/src/types.rs")).unwrap();
    let of_now = types.split("pub struct Now {").nth(1).unwrap();
    assert!(
        of_now.starts_with("\n    /// The time of day.\n    pub time: Option<String>,"),
        "{types}"
    );
    assert!(types.contains("pub struct NowType {"), "{types}");
}

#[test]
fn denied_findings_write_nothing() {
    let lost = CLOCK.replace("#/components/schemas/Now'", "#/components/schemas/Nw'");
    let folder = folder(&[("clock.yaml", &lost)]);
    let denied = [&GENERATE[..], &["--deny", "widened"]].concat();
    let (code, text) = oasmith(folder.path(), &denied);
    assert_eq!(code, 1, "{text}");
    insta::assert_snapshot!("denied", text);
    assert!(!folder.path().join("client").exists());
}
