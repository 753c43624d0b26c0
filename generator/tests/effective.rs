//! `oasmith inspect --effective`: what it prints generates the same crate.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::{CLOCK, folder, run};

const SETTINGS: &str = "[[client]]
description = 'api.yaml'
output = 'client'
overlays = ['overlay.yaml']
datetime = 'string'
required = ['Now.time']

[client.rename]
types.Now = 'Moment'

[client.package]
name = 'clock-client'
version = '0.1.0'
keywords = ['clock']
";

/// The same client, by its description alone.
const BARE: &str = "[[client]]
description = 'effective.yaml'
output = 'again'

[client.package]
name = 'clock-client'
version = '0.1.0'
";

const OVERLAY: &str = "overlay: 1.0.0
info: { title: Zone, version: '1' }
actions:
  - { target: $.components.schemas.Now.properties, update: { zone: { type: string }, at: { type: string, format: date-time } } }
";

/// The files of a crate, without the lock file, which says what they are made of.
fn files(crate_folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut open = vec![crate_folder.to_owned()];
    while let Some(here) = open.pop() {
        for entry in fs::read_dir(here).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if !path.ends_with("oasmith.lock") {
                let name = path
                    .strip_prefix(crate_folder)
                    .unwrap()
                    .display()
                    .to_string();
                files.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    files
}

#[test]
fn the_effective_description_generates_the_same_crate() {
    for (format, name) in [("yaml", "effective.yaml"), ("json", "effective.json")] {
        let folder = folder(&[
            ("api.yaml", CLOCK),
            ("overlay.yaml", OVERLAY),
            ("oasmith.toml", SETTINGS),
        ]);
        assert_eq!(run(folder.path(), &["generate"]).code, 0);
        let ended = run(
            folder.path(),
            &["inspect", "--effective", "--format", format],
        );
        assert_eq!(ended.code, 0, "{ended:?}");
        if format == "yaml" {
            insta::assert_snapshot!("effective", ended.data);
        }
        fs::write(folder.path().join(name), ended.data).unwrap();
        let bare = BARE.replace("effective.yaml", name);
        fs::write(folder.path().join("bare.toml"), bare).unwrap();
        let ended = run(folder.path(), &["generate", "--config", "bare.toml"]);
        assert_eq!(ended.code, 0, "{ended:?}");
        let crates = ["client", "again"].map(|name| files(&folder.path().join(name)));
        assert!(crates[0].contains_key("src/types.rs"));
        assert_eq!(crates[0], crates[1]);
    }
}

#[test]
fn every_fixture_generates_the_same_crate_again() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/schemas");
    for entry in fs::read_dir(fixtures).unwrap() {
        let path = entry.unwrap().path();
        // Numbers without quotes where text is meant are printed as numbers: their notation is lost.
        if path.ends_with("unquoted.yaml") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let folder = folder(&[("api.yaml", &text)]);
        let ended = run(folder.path(), &["inspect", "api.yaml", "--effective"]);
        assert_eq!(ended.code, 0, "{}: {ended:?}", path.display());
        fs::write(folder.path().join("again.yaml"), ended.data).unwrap();
        let crates = ["api.yaml", "again.yaml"].map(|name| {
            let output = name.replace(".yaml", "");
            let arguments = [
                "generate",
                name,
                "--output",
                &output,
                "--name",
                "some-client",
            ];
            assert_eq!(run(folder.path(), &arguments).code, 0);
            files(&folder.path().join(output))
        });
        let differs = crates[0]
            .iter()
            .find(|(name, text)| crates[1].get(*name) != Some(text));
        assert_eq!(differs.map(|(name, _)| name), None, "{}", path.display());
    }
}

#[test]
fn formats_that_do_not_fit_are_refused() {
    let folder = folder(&[("api.yaml", CLOCK)]);
    let refused = [
        (
            ["inspect", "api.yaml", "--format", "yaml"],
            "needs `--effective`",
        ),
        (
            ["inspect", "api.yaml", "--effective", "--format=table"],
            "`--format yaml` or `json`",
        ),
    ];
    for (arguments, message) in refused {
        let ended = run(folder.path(), &arguments);
        assert_eq!(ended.code, 2, "{ended:?}");
        assert!(ended.messages.contains(message), "{ended:?}");
    }
}
