//! What a description says reaches terminals, logs and reports as text, in every command and format.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic, and shares what it needs"
)]

mod common;
#[path = "common/contained.rs"]
mod contained;
#[path = "common/places.rs"]
mod places;
#[path = "common/shown.rs"]
mod shown;
#[path = "common/texts.rs"]
mod texts;

use std::collections::BTreeMap;
use std::fs;

use common::{CLOCK, Ended, folder, run};
use contained::{printed, visible};
use oasmith::source::Input;
use oasmith::{ClientConfig, Generator, Planned};
use places::{fill, places};
use serde_json::json;
use shown::{changes, findings};

/// A description with a name or a text wherever one may stand.
const DESCRIPTION: &str = include_str!("breakout.json");

/// Starts lines, commands of logs, escape sequences; hides, reorders and joins.
const TRIED: &str = "\n::add-mask::a\r\n  ::warning::INJECTED\n##[add-mask]b\u{1b}]0;owned\u{7}\u{1b}[31m\u{7f}\u{85}\u{9b}\
    \u{2028}\u{2029}\u{202e}\u{2066}\u{200b}\u{200d}\u{feff}\u{e0041}\u{3164}\u{115f}\u{34f}\u{ad}\u{fe0f}";

/// Findings of every kind of place: references, files, keys, values that are not what they should be.
const BROKEN: &str = include_str!("broken.json");

#[test]
fn nothing_that_a_terminal_or_a_log_obeys() {
    let described = |template: &str, text: &str| fill(template, &|place| format!("{place}{text}"));
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
        assert_eq!(visible(&text), Ok(()), "{file}");
    }
}

/// Each text at each place, several places at once: in findings and changes of all formats.
#[test]
fn no_text_is_obeyed_at_any_place() {
    let texts = texts::hostile();
    for (template, least) in [(DESCRIPTION, 140), (BROKEN, 35)] {
        let places = places(template);
        assert!(places.len() > least, "{}", places.len());
        let described = |round: usize| {
            fill(template, &|place| {
                let number = places.iter().position(|other| other == place).unwrap();
                texts[(number + round) % texts.len()].clone()
            })
        };
        let mut before: Option<Planned> = None;
        for round in 0..texts.len() {
            let planned = plan(described(round));
            let shown = findings(&planned.diagnostics, planned.documents.as_ref());
            let compared = before.as_ref().map(|before| changes(before, &planned));
            let wrong = shown.err().or(compared.and_then(Result::err));
            assert_eq!(wrong, None, "round {round} of {least}");
            before = Some(planned);
        }
    }
}

/// The same in what commands print and write beside: a few rounds, each a process.
#[test]
fn no_text_is_obeyed_in_what_commands_print() {
    let (texts, places) = (texts::hostile(), places(DESCRIPTION));
    let names = ["one.json", "two.json"];
    for round in (0..texts.len()).step_by(16) {
        let described = |round: usize| {
            fill(DESCRIPTION, &|place| {
                let number = places.iter().position(|other| other == place).unwrap();
                format!("{place}{}", texts[(number + round) % texts.len()])
            })
        };
        let (one, two) = (described(round), described(round + 8));
        let folder = folder(&[(names[0], &one), (names[1], &two)]);
        let commands: [&[&str]; 6] = [
            &["inspect", "one.json"],
            &["inspect", "one.json", "--effective"],
            &["inspect", "two.json", "--effective", "--format", "json"],
            &["inspect", "two.json", "--format", "json"],
            &[
                "generate",
                "one.json",
                "--output",
                "a",
                "--name",
                "a",
                "--report",
                "human",
                "--verbose",
            ],
            &[
                "generate",
                "two.json",
                "--output",
                "a",
                "--name",
                "a",
                "--message-format",
                "github",
            ],
        ];
        for arguments in commands {
            let ended = run(folder.path(), arguments);
            assert!(
                ended.code == 0 || ended.code == 3,
                "{arguments:?}: {ended:?}"
            );
            assert_printable(&ended, arguments);
        }
        let lock = fs::read_to_string(folder.path().join("a/oasmith.lock")).unwrap();
        assert_eq!(visible(&lock), Ok(()));
        assert!(lock.parse::<toml::Table>().is_ok(), "{lock}");
    }
}

/// The same for the fields of an overlay.
#[test]
fn no_text_of_an_overlay_is_obeyed() {
    let folder = folder(&[("api.yaml", CLOCK)]);
    let path = |name: &str| folder.path().join(name);
    for text in texts::hostile() {
        let overlay = json!({
            "overlay": "1.0.0", text: text, "info": { "title": text, "version": text },
            "extends": text,
            "actions": [
                { "target": text, "description": text, "update": { text: text }, text: text },
                { "target": format!("$.paths[?@.a=={text:?}]"), "remove": text },
                { "target": "$.info", "update": { "description": text, "x-a": text } },
            ],
        });
        fs::write(path("overlay.json"), overlay.to_string()).unwrap();
        let mut config = ClientConfig::new(path("api.yaml"), "api-client", "api-client");
        config.overlays.push(path("overlay.json"));
        let planned =
            Generator::new(config).plan_crate(Input::Path(path("api.yaml")), &BTreeMap::new());
        assert!(!planned.diagnostics.is_empty(), "{text:?}");
        let shown = findings(&planned.diagnostics, planned.documents.as_ref());
        assert_eq!(shown, Ok(()), "{text:?}");
    }
}

fn plan(text: String) -> Planned {
    let config = ClientConfig::new("api.json", "api-client", "api-client");
    let input = Input::Text {
        name: "api.json".into(),
        text,
        folder: None,
    };
    Generator::new(config).plan_crate(input, &BTreeMap::new())
}

fn assert_printable(ended: &Ended, arguments: &[&str]) {
    for text in [&ended.data, &ended.messages] {
        let wrong = printed(text);
        assert_eq!(wrong, Ok(()), "{arguments:?}");
    }
}
