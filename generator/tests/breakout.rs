//! No name and no text of a description ends what it stands in: a comment, a string, a line of a manifest.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic, and shares what it needs"
)]

#[path = "common/contained.rs"]
mod contained;
#[path = "common/places.rs"]
mod places;
#[path = "common/texts.rs"]
mod texts;

use std::collections::BTreeMap;
use std::fs;

use contained::Checked;
use oasmith::diagnostics::Severity;
use oasmith::{ClientConfig, Generator};
use places::{fill, places};

/// A description with a name or a text at every place where one may stand.
const DESCRIPTION: &str = include_str!("breakout.json");

/// Each text at each place, several places at once: in each round, a place has the text after that of the round before.
#[test]
fn nothing_gets_out() {
    matrix(1, &|_, text| text.to_owned());
}

/// The same behind a word, so that names that are nothing but hostile stay names.
#[test]
fn nothing_gets_out_behind_a_word() {
    matrix(4, &|place, text| format!("{place}{text}"));
}

/// A round for every text, or for one of `step`.
fn matrix(step: usize, text: &dyn Fn(&str, &str) -> String) {
    let (texts, places) = (texts::hostile(), places(DESCRIPTION));
    assert!(texts.len() > 100 && places.len() > 140, "{}", places.len());
    let mut checked = Checked::default();
    let mut generated = 0;
    for round in (0..texts.len()).step_by(step) {
        let description = fill(DESCRIPTION, &|place| {
            let number = places.iter().position(|other| other == place).unwrap();
            text(place, &texts[(number + round) % texts.len()])
        });
        let wrong = tried(&description, &mut checked, &mut generated);
        if let Err(wrong) = wrong {
            let path = std::env::temp_dir().join(format!("oasmith-breakout-{round}.json"));
            fs::write(&path, description).unwrap();
            panic!("{wrong}\nround {round}, see {}", path.display());
        }
    }
    // What is not generated has an error that says why.
    assert!(
        generated * step * 10 > texts.len() * 9,
        "{generated} crates"
    );
}

/// Generates from a description and checks what comes of it.
fn tried(text: &str, checked: &mut Checked, generated: &mut usize) -> Result<(), String> {
    let mut config = ClientConfig::new("description.json", "client", "client");
    config.example_tests = Some(true);
    let made = Generator::new(config).generate_text("description.json", text, &BTreeMap::new());
    let Some(files) = &made.files else {
        let errors = made.diagnostics.iter();
        let mut errors = errors.filter(|found| found.severity == Severity::Error);
        return errors
            .next()
            .map(drop)
            .ok_or_else(|| "no crate and no error".to_owned());
    };
    *generated += 1;
    checked.files(files)
}

/// The lock file is a text that anybody may have written, too: names in it are kept only if they are names.
#[test]
fn no_name_of_the_lock_file_gets_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("description.yaml");
    let text = "openapi: 3.0.3
info: { title: Lock, version: '1' }
paths:
  /a: { get: { operationId: getA, responses: { '200': { description: A., content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } } } } }
  /b: { get: { operationId: getB, responses: { '200': { description: A., content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } } } } }
components: { schemas: { A: { type: object, properties: { kind: { type: string, enum: [a, b] } } } } }
";
    fs::write(&path, text).unwrap();
    let config = ClientConfig::new(&path, folder.path().join("client"), "client");
    let generator = Generator::new(config);
    let chosen = generator.generate(&BTreeMap::new()).manifest.names;
    assert!(chosen.len() > 3, "{chosen:?}");
    let tried = [
        "a() {} break_out!{} fn b",
        "A {} break_out!{} struct B",
        "Self",
        "self",
        "",
        "Option",
        "A\nbreak_out!{}",
        "1",
        "_",
        "r#a",
        "\u{e4}",
        "builder",
    ];
    for tried in tried {
        let names: BTreeMap<_, _> = chosen
            .keys()
            .map(|key| (key.clone(), tried.to_owned()))
            .collect();
        let generated = generator.generate(&names);
        assert_eq!(generated.manifest.names, chosen, "{tried:?}");
        for (path, text) in generated.files.unwrap().iter() {
            assert!(!text.contains("break_out"), "{tried:?}: {path}");
        }
    }
}
