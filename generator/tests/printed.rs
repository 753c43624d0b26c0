//! What a description says reaches terminals, logs and reports as text, in every command and format.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod common;

use std::fs;

use common::{Ended, folder, run};

/// A description with a name or a text wherever one may stand; `§` is what is tried.
const DESCRIPTION: &str = include_str!("breakout.json");

/// Starts lines, commands of logs, escape sequences; hides, reorders and joins.
const TRIED: &str = "\n::add-mask::a\r\n  ::warning::INJECTED\n##[add-mask]b\u{1b}]0;owned\u{7}\u{1b}[31m\u{7f}\u{85}\u{9b}\
    \u{2028}\u{2029}\u{202e}\u{2066}\u{200b}\u{200d}\u{feff}\u{e0041}\u{3164}\u{115f}\u{34f}\u{ad}\u{fe0f}";

/// Findings of every kind of place: references, files, keys, values that are not what they should be.
const BROKEN: &str = r##"{
  "openapi": "3.0.3", "info": { "title": "§", "version": "§", "key§": 1 },
  "servers": [{ "url": "https://{§}.example.com" }],
  "tags": [{ "name": "§" }, { "name": "§::add-mask::c" }, { "name": "::add-mask::d" }],
  "paths": {
    "/§/{id§}": { "get": {
      "operationId": "§", "tags": ["§", "::add-mask::d"], "security": [{ "§": [] }],
      "parameters": [{ "$ref": "#/§" }, { "name": "§", "in": "§" }, { "name": "§", "in": "query", "style": "§", "schema": {} }],
      "requestBody": { "content": { "§": { "schema": { "$ref": "#/nope/§" } } } },
      "responses": {
        "§": { "description": "" },
        "200": { "description": "", "content": { "application/json": { "schema": { "$ref": "§.json#/§" } } } },
        "404": { "$ref": "https://user:password@example.com/§" }
      }
    } }
  },
  "components": { "schemas": {
    "S§": { "type": "§", "format": "§", "pattern": "§", "default": "§", "enum": ["§", "§"] },
    "T": { "type": "object", "required": ["§", "§"], "properties": { "§": { "type": "integer", "default": "§" } } },
    "U": { "oneOf": [{ "$ref": "#/components/schemas/T" }], "discriminator": { "propertyName": "§", "mapping": { "§": "§" } } },
    "V": { "type": "object", "x-oasmith-§": 1, "x-oasmith-type": { "path": "§", "§": 2 }, "x-oasmith-name": "§" }
  } }
}"##;

#[test]
fn nothing_that_a_terminal_or_a_log_obeys() {
    let described = |template: &str, text: &str| template.replace('§', &quoted(text));
    let (old, new) = (
        described(DESCRIPTION, TRIED),
        described(DESCRIPTION, &format!("{TRIED}{TRIED}")),
    );
    let name = "odd\u{202e}\u{1b}[31mname.json";
    let folder = folder(&[
        ("old.json", &old),
        ("new.json", &new),
        (name, &described(BROKEN, TRIED)),
    ]);
    let tried: &[&[&str]] = &[
        &["lint", name],
        &["lint", name, "--verbose"],
        &["lint", name, "--message-format", "github"],
        &["lint", name, "--message-format", "json"],
        &["lint", name, "--message-format", "sarif"],
        &["lint", "old.json", "--verbose"],
        &["inspect", "old.json"],
        &["inspect", name],
        &["inspect", "old.json", "--format", "json"],
        &["diff", "old.json", "new.json"],
        &["diff", "old.json", "new.json", "--format", "markdown"],
        &["diff", "old.json", "new.json", "--format", "json"],
        &["generate", name, "--output", "a", "--name", "a"],
        &[
            "generate", "old.json", "--output", "b", "--name", "b", "--report", "human",
        ],
        &[
            "generate", "new.json", "--output", "c", "--name", "c", "--report", "json",
        ],
        &[
            "generate",
            "old.json",
            "--output",
            "d",
            "--name",
            "d",
            "--dry-run",
        ],
        &["check", "new.json", "--output", "b", "--name", "b"],
    ];
    for arguments in tried {
        let ended = run(folder.path(), arguments);
        assert!(
            ended.code != 4 && ended.code != 2,
            "{arguments:?}: {ended:?}"
        );
        assert_printable(&ended, arguments);
    }
    for file in [
        "b/Cargo.toml",
        "b/README.md",
        "b/API.txt",
        "b/oasmith.lock",
        "c/src/lib.rs",
    ] {
        let text = fs::read_to_string(folder.path().join(file)).unwrap();
        assert_eq!(text.find(is_hidden), None, "{file}: {text}");
    }
}

fn assert_printable(ended: &Ended, arguments: &[&str]) {
    for text in [&ended.data, &ended.messages] {
        if let Some(at) = text.find(is_hidden) {
            panic!(
                "{arguments:?}: {:?}",
                &text[text.floor_char_boundary(at.saturating_sub(80))..][..100]
            );
        }
        for line in text.lines() {
            let starts = line.trim_start();
            let own = ["::warning file=", "::error file=", "::notice file=", "::: "];
            let is_command =
                starts.starts_with("::") && !own.iter().any(|own| starts.starts_with(own));
            assert!(
                !is_command && !line.contains("##["),
                "{arguments:?}: {line}"
            );
        }
    }
}

/// Whether a character is of those that were tried, but for the end of a line.
fn is_hidden(letter: char) -> bool {
    letter != '\n' && (letter.is_control() || TRIED.contains(letter) && !letter.is_ascii())
}

/// As it stands in a string of JSON.
fn quoted(text: &str) -> String {
    let quoted = serde_json::to_string(text).unwrap();
    quoted[1..quoted.len() - 1].to_owned()
}
