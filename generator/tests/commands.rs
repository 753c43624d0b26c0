//! What each command is for, done right.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod common;

use std::fs;

use common::{CLOCK, folder, run, run_with};
use serde_json::Value;

const SHOP: &str = "openapi: 3.1.0
info: { title: The Pet Shop API, version: '2' }
servers: [{ url: https://shop.example.com/v2 }]
tags: [{ name: pets, description: Those for sale. }]
security: [{ key: [] }]
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      summary: Lists pets
      responses:
        '200': { description: All., content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } } } }
    post:
      tags: [pets, keepers]
      deprecated: true
      security: []
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses: { '204': { description: Bought. } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
  schemas:
    Pet: { type: object, required: [kind], properties: { name: { type: string }, kind: { $ref: '#/components/schemas/Kind' } } }
    Kind: { type: [string, 'null'], enum: [cat, dog, null] }
";

/// A reference cannot be resolved: a warning, and a response without a body.
fn lossy() -> String {
    CLOCK.replace("#/components/schemas/Now'", "#/components/schemas/Nw'")
}

#[test]
fn from_a_description_to_a_crate_in_two_commands() {
    let folder = folder(&[("spec/shop.yaml", SHOP)]);
    let ended = run(folder.path(), &["init"]);
    insta::assert_snapshot!("init", ended.transcript());
    insta::assert_snapshot!(
        "init_settings",
        fs::read_to_string(folder.path().join("oasmith.toml")).unwrap()
    );
    let ended = run(folder.path(), &["generate"]);
    // How many files a crate has is no matter of the command.
    let (before, after) = ended.messages.split_once("in pet-shop-client: ").unwrap();
    assert!(before.ends_with("2 of 2 operations; "), "{ended:?}");
    let (_, after) = after.split_once(' ').unwrap();
    insta::assert_snapshot!("generate_after_init", after);
    assert!(folder.path().join("pet-shop-client/src/lib.rs").is_file());
    assert_eq!(run(folder.path(), &["check"]).code, 0);
}

#[test]
fn init_takes_a_description_an_output_and_a_name() {
    let folder = folder(&[
        ("a.yaml", SHOP),
        ("b.json", "{\"openapi\": \"3.0.3\", \"info\": {}}"),
    ]);
    let ended = run(
        folder.path(),
        &[
            "init",
            "a.yaml",
            "--output",
            "crates/pets",
            "--name",
            "pets",
        ],
    );
    assert_eq!(ended.code, 0, "{}", ended.messages);
    assert_eq!(run(folder.path(), &["generate"]).code, 0);
    assert!(folder.path().join("crates/pets/Cargo.toml").is_file());
}

#[test]
fn inspect_for_people() {
    let folder = folder(&[("shop.yaml", SHOP)]);
    insta::assert_snapshot!(
        "inspect",
        run(folder.path(), &["inspect", "shop.yaml"]).transcript()
    );
    let part = run(
        folder.path(),
        &["inspect", "shop.yaml", "--only", "operations"],
    );
    insta::assert_snapshot!("inspect_part", part.transcript());
    let names = run(folder.path(), &["inspect", "shop.yaml", "--only", "names"]);
    insta::assert_snapshot!("inspect_names", names.transcript());
}

#[test]
fn inspect_for_programs() {
    let folder = folder(&[("shop.yaml", SHOP)]);
    let ended = run(folder.path(), &["inspect", "shop.yaml", "--format", "json"]);
    let json: Value = serde_json::from_str(&ended.data).unwrap();
    insta::assert_snapshot!("inspect_json", serde_json::to_string_pretty(&json).unwrap());
}

#[test]
fn lint_prints_findings_as_data_and_fails_only_with_deny() {
    let folder = folder(&[("clock.yaml", &lossy())]);
    let ended = run(folder.path(), &["lint", "clock.yaml"]);
    insta::assert_snapshot!("lint", ended.transcript());
    let denied = run(
        folder.path(),
        &["lint", "clock.yaml", "--deny", "all", "--quiet"],
    );
    insta::assert_snapshot!("lint_denied", denied.transcript());
    fs::write(folder.path().join("clock.yaml"), CLOCK).unwrap();
    let clean = run(folder.path(), &["lint", "clock.yaml", "--deny", "all"]);
    insta::assert_snapshot!("lint_clean", clean.transcript());
}

#[test]
fn lint_checks_all_clients_or_one() {
    let client = |name: &str, file: &str| {
        format!(
            "[[client]]\ndescription = \"{file}\"\noutput = \"{name}\"\n[client.package]\nname = \"{name}\"\n"
        )
    };
    let settings = client("clock", "clock.yaml") + &client("shop", "shop.yaml");
    let files = [
        ("clock.yaml", "[]"),
        ("shop.yaml", SHOP),
        ("oasmith.toml", &settings),
    ];
    let folder = folder(&files);
    let all = run(folder.path(), &["lint"]);
    assert_eq!(all.code, 3);
    assert!(
        all.messages.contains("shop.yaml: 2 of 2 operations"),
        "{all:?}"
    );
    let one = run(folder.path(), &["lint", "--client", "shop"]);
    assert_eq!((one.code, one.data.as_str()), (0, ""), "{one:?}");
}

#[test]
fn a_description_may_come_from_standard_input() {
    let folder = folder(&[("parts/now.yaml", "type: string\n")]);
    let text = CLOCK.replace("#/components/schemas/Now'", "parts/now.yaml'");
    for arguments in [
        &["lint", "-"][..],
        &["inspect", "-"],
        &[
            "generate",
            "-",
            "--output",
            "client",
            "--name",
            "clock-client",
        ],
        &["check", "-", "--output", "client", "--name", "clock-client"],
    ] {
        let ended = run_with(folder.path(), arguments, text.as_bytes());
        assert_eq!(ended.code, 0, "{arguments:?}: {ended:?}");
    }
    let broken = run_with(folder.path(), &["lint", "-"], lossy().as_bytes());
    assert!(broken.data.contains("<stdin>:8:"), "{broken:?}");
}

#[test]
fn every_format_of_messages() {
    let folder = folder(&[("clock.yaml", &lossy())]);
    for format in ["json", "github"] {
        let ended = run(
            folder.path(),
            &["lint", "clock.yaml", "--message-format", format],
        );
        insta::assert_snapshot!(format!("format_{format}"), ended.transcript());
    }
    let ended = run(
        folder.path(),
        &["lint", "clock.yaml", "--message-format", "sarif"],
    );
    let mut log: Value = serde_json::from_str(&ended.data).unwrap();
    let driver = &mut log["runs"][0]["tool"]["driver"];
    assert!(driver["rules"].as_array().unwrap().len() > 20);
    driver["rules"] = Value::Null;
    driver["semanticVersion"] = Value::Null;
    insta::assert_snapshot!("format_sarif", serde_json::to_string_pretty(&log).unwrap());
}

#[test]
fn a_sarif_log_is_one_even_if_nothing_can_be_read() {
    let folder = folder(&[]);
    let ended = run(
        folder.path(),
        &["lint", "clock.yaml", "--message-format", "sarif"],
    );
    let log: Value = serde_json::from_str(&ended.data).unwrap();
    assert_eq!(log["runs"][0]["results"][0]["ruleId"], "unreadable-file");
    assert_eq!((ended.code, ended.messages.as_str()), (3, ""));
}

#[test]
fn colours_are_where_they_are_asked_for() {
    let folder = folder(&[("clock.yaml", &lossy())]);
    let coloured = |arguments: &[&str], no_color: &str| {
        let output = common::command(folder.path())
            .args(["lint", "clock.yaml"])
            .args(arguments)
            .env("NO_COLOR", no_color)
            .output();
        output.unwrap().stdout.contains(&0x1b)
    };
    assert!(!coloured(&[], ""), "not a terminal");
    assert!(coloured(&["--color", "always"], ""));
    assert!(
        coloured(&["--color", "always"], "1"),
        "said louder than the environment"
    );
    assert!(!coloured(&["--color", "never"], ""));
}

#[test]
fn quiet_says_nothing_when_all_is_well() {
    let folder = folder(&[("clock.yaml", &lossy())]);
    let generate = [
        "generate",
        "clock.yaml",
        "--output",
        "client",
        "--name",
        "clock-client",
        "--quiet",
    ];
    let ended = run(folder.path(), &generate);
    assert_eq!(
        (ended.code, ended.data + &ended.messages),
        (0, String::new())
    );
}

#[test]
fn a_dry_run_lists_what_would_change_and_writes_nothing() {
    let folder = folder(&[("clock.yaml", CLOCK)]);
    let dry = [
        "generate",
        "clock.yaml",
        "--output",
        "client",
        "--name",
        "clock-client",
        "--dry-run",
    ];
    let ended = run(folder.path(), &dry);
    assert!(
        ended.data.contains("write  client/Cargo.toml\n"),
        "{ended:?}"
    );
    assert!(!folder.path().join("client").exists());
    assert_eq!(run(folder.path(), &dry[..6]).code, 0);
    let ended = run(folder.path(), &dry);
    assert_eq!((ended.code, ended.data.as_str()), (0, ""), "{ended:?}");
}

#[test]
fn scripts_and_manuals_are_made_of_the_arguments() {
    let folder = folder(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ended = run(folder.path(), &["completions", shell]);
        assert!(ended.data.contains("message-format"), "{shell}: {ended:?}");
        assert_eq!((ended.code, ended.messages.as_str()), (0, ""));
    }
    let whole = run(folder.path(), &["man"]);
    assert!(whole.data.contains(".TH oasmith 1"), "{whole:?}");
    for command in ["init", "generate", "check", "lint", "inspect", "explain"] {
        let page = run(folder.path(), &["man", command]);
        assert!(
            page.data.contains(&format!(".TH oasmith-{command} 1")),
            "{page:?}"
        );
        assert!(page.data.contains("Examples:"), "{command} has examples");
    }
}

#[test]
fn help_teaches() {
    let folder = folder(&[]);
    insta::assert_snapshot!("help", run(folder.path(), &["--help"]).transcript());
    for command in ["init", "lint", "inspect"] {
        let ended = run(folder.path(), &[command, "--help"]);
        insta::assert_snapshot!(format!("help_{command}"), ended.transcript());
    }
}

#[test]
fn quiet_runs_print_denied_findings() {
    let folder = folder(&[("clock.yaml", &lossy())]);
    let generate = [
        "generate",
        "clock.yaml",
        "--output",
        "client",
        "--name",
        "clock-client",
    ];
    let ended = run(
        folder.path(),
        &[&generate[..], &["--deny", "all", "--quiet"]].concat(),
    );
    assert_eq!(ended.code, 1);
    assert!(
        ended.messages.contains("warning[unresolved-reference]"),
        "{ended:?}"
    );
}

/// Every key of what programs read.
fn keys(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                found.push(key.clone());
                keys(member, found);
            }
        }
        Value::Array(list) => list.iter().for_each(|element| keys(element, found)),
        _ => {}
    }
}

#[test]
fn every_key_that_programs_read_is_documented() {
    let page = include_str!("../../docs/messages.md");
    let folder = folder(&[("clock.yaml", &lossy()), ("shop.yaml", SHOP)]);
    let generate = [
        "generate",
        "shop.yaml",
        "--output",
        "shop",
        "--name",
        "shop",
    ];
    let calls: [&[&str]; 3] = [
        &["lint", "clock.yaml", "--message-format", "json"],
        &["inspect", "shop.yaml", "--format", "json"],
        &[&generate[..], &["--report", "json"]].concat(),
    ];
    let mut found = Vec::new();
    for call in calls {
        let ended = run(folder.path(), call);
        keys(&serde_json::from_str(&ended.data).unwrap(), &mut found);
    }
    assert!(found.len() > 40, "{found:?}");
    found.retain(|key| !page.contains(&format!("`{key}`")));
    assert!(found.is_empty(), "not in docs/messages.md: {found:?}");
}

#[test]
fn diff_reads_standard_input_and_colours_verdicts() {
    let folder = folder(&[("clock.yaml", CLOCK)]);
    let new = CLOCK.replace("operationId: now", "operationId: today");
    let arguments = ["diff", "clock.yaml", "-", "--color", "always"];
    let ended = run_with(folder.path(), &arguments, new.as_bytes());
    assert_eq!(ended.code, 0, "{ended:?}");
    let begin = "\u{1b}[1;31mbreaking[operation-renamed]\u{1b}[0m: Client::now";
    assert!(ended.data.starts_with(begin), "{ended:?}");
    assert!(ended.data.contains("new: <stdin>:5:5"), "{ended:?}");
}

#[test]
fn verbose_shows_findings_in_every_command() {
    let folder = folder(&[("clock.yaml", &lossy())]);
    let generate = [
        "generate",
        "clock.yaml",
        "--output",
        "client",
        "--name",
        "clock-client",
    ];
    assert_eq!(run(folder.path(), &generate).code, 0);
    let check = [
        "check",
        "clock.yaml",
        "--output",
        "client",
        "--name",
        "clock-client",
        "-v",
    ];
    for arguments in [&["inspect", "clock.yaml", "-v"][..], &check] {
        let ended = run(folder.path(), arguments);
        assert_eq!(ended.code, 0, "{ended:?}");
        assert!(
            ended.messages.contains("[unresolved-reference]"),
            "{ended:?}"
        );
    }
}

/// A crate with a file that was edited, one that is gone, and one that was never generated.
fn stale() -> tempfile::TempDir {
    let folder = folder(&[("clock.yaml", CLOCK), ("oasmith.toml", CLOCK_SETTINGS)]);
    assert_eq!(run(folder.path(), &["generate"]).code, 0);
    let client = folder.path().join("client");
    fs::write(client.join("README.md"), "by hand").unwrap();
    fs::remove_file(client.join("API.txt")).unwrap();
    folder
}

const CLOCK_SETTINGS: &str = "[[client]]
description = 'clock.yaml'
output = 'client'
[client.package]
name = 'clock-client'
";

#[test]
fn check_lists_stale_files_in_every_format() {
    let folder = stale();
    insta::assert_snapshot!("check", run(folder.path(), &["check"]).transcript());
    for format in ["json", "github"] {
        let ended = run(folder.path(), &["check", "--message-format", format]);
        insta::assert_snapshot!(format!("check_{format}"), ended.transcript());
    }
    let ended = run(folder.path(), &["check", "--message-format", "sarif"]);
    assert_eq!(ended.code, 1);
    let log: Value = serde_json::from_str(&ended.data).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let of = |result: &Value| {
        let at = "/locations/0/physicalLocation/artifactLocation/uri";
        let uri = result.pointer(at).and_then(Value::as_str);
        (result["ruleId"].clone(), uri.unwrap_or_default().to_owned())
    };
    let files: Vec<_> = results.iter().map(of).collect();
    let stale = |path: &str| (Value::from("stale-file"), path.to_owned());
    assert_eq!(files, [stale("client/API.txt"), stale("client/README.md")]);
}

/// A run would refuse: so it is no way out.
#[test]
fn check_of_a_crate_without_its_manifest() {
    let folder = stale();
    fs::remove_file(folder.path().join("client/oasmith.lock")).unwrap();
    let ended = run(folder.path(), &["check"]);
    assert_eq!(ended.code, 1);
    assert!(
        ended.messages.starts_with("help: restore `oasmith.lock`"),
        "{ended:?}"
    );
    assert!(!ended.messages.contains("oasmith generate"), "{ended:?}");
    let never = run(
        folder.path(),
        &["check", "clock.yaml", "--output", "new", "--name", "c"],
    );
    assert!(
        never.messages.contains("run `oasmith generate`"),
        "{never:?}"
    );
}

/// Each finding is about two places or more.
const CROOKED: &str = "openapi: 3.0.3
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      operationId: getPet
      security: [{ kye: [] }]
      parameters:
        - $ref: '#/components/schemas/One'
        - $ref: '#/components/parameters/Loop'
        - $ref: 'parts.yaml#/Limti'
        - $ref: 'parts.yaml#/Size'
        - { name: sort, in: quary, schema: { type: strng } }
      responses:
        '200': { description: A pet., content: { application/json: { schema: { $ref: '#/components/schemas/Both' } } } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
  parameters:
    Loop: { $ref: '#/components/parameters/Pool' }
    Pool: { $ref: '#/components/parameters/Loop' }
  schemas:
    Both: { allOf: [{ $ref: '#/components/schemas/One' }, { $ref: '#/components/schemas/Two' }] }
    One: { type: string }
    Two: { type: integer }
";

const PARTS: &str = "Limit: { name: limit, in: query, schema: { type: integer } }
Size: { $ref: '#/Siez' }
";

#[test]
fn findings_show_all_places_that_they_are_about() {
    let folder = folder(&[("pets.yaml", CROOKED), ("parts.yaml", PARTS)]);
    let ended = run(folder.path(), &["lint", "pets.yaml"]);
    insta::assert_snapshot!("places", ended.transcript());
    let json = run(
        folder.path(),
        &["lint", "pets.yaml", "--message-format", "json"],
    );
    let findings = json
        .data
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    let conflict = findings
        .into_iter()
        .find(|found: &Value| found["code"] == "conflicting-all-of");
    let related = &conflict.unwrap()["related"];
    assert_eq!(related[0]["label"], "this has the type `string`");
    assert_eq!(related[1]["pointer"], "/components/schemas/Two");
}

#[test]
fn what_an_overlay_adds_is_shown_in_the_overlay() {
    let overlay = "overlay: 1.0.0
info: { title: More, version: '1' }
actions:
  - target: $.components.schemas.Now
    update: { properties: { zone: { type: strng } } }
  - target: $.paths['/now'].get
    update: { parameters: [{ name: at, in: quary, schema: { type: string } }] }
";
    let folder = folder(&[("clock.yaml", CLOCK), ("more.yaml", overlay)]);
    let arguments = ["lint", "clock.yaml", "--overlay", "more.yaml"];
    insta::assert_snapshot!("overlaid", run(folder.path(), &arguments).transcript());
}
