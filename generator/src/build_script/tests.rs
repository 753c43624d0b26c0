//! The files that a build script generates, and what it prints for cargo.

use std::fs;
use std::path::Path;

use super::{BuildScriptError, Cargo, configured, included, make};
use crate::output::{Manifest, Options, deliver};
use crate::{ClientConfig, Generator};

#[path = "../../tests/common/texts.rs"]
mod texts;

const CLOCK: &str = "openapi: 3.0.3
info: { title: Clock, version: '1' }
paths:
  /now:
    get:
      operationId: now
      responses:
        '200': { description: The time., content: { application/json: { schema: { $ref: 'parts/now.yaml' } } } }
  /then:
    get:
      operationId: then
      responses:
        '200': { description: It was., content: { application/json: { schema: { $ref: 'parts/then.yaml' } } } }
";

/// A package with a description, and the folders that cargo would pass.
fn package() -> (tempfile::TempDir, ClientConfig, Cargo) {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir_all(path("spec/parts")).unwrap();
    fs::create_dir_all(path("out")).unwrap();
    fs::write(path("spec/clock.yaml"), CLOCK).unwrap();
    fs::write(path("spec/parts/now.yaml"), "type: string\n").unwrap();
    fs::write(path("Cargo.toml"), "[package]\nname = \"clock\"\n").unwrap();
    let client = ClientConfig::new(path("spec/clock.yaml"), path("client"), "clock");
    let cargo = Cargo {
        out: path("out"),
        package: folder.path().to_owned(),
    };
    (folder, client, cargo)
}

/// Runs the script, adds the dependencies that it asks for, and runs it again.
fn run(folder: &Path, client: &ClientConfig, cargo: &Cargo) -> Vec<String> {
    let error = make(client, cargo, &mut |_| ()).unwrap_err();
    let BuildScriptError::Lacking { path, lines } = &error else {
        panic!("{error}")
    };
    assert!(lines.contains("[dependencies]\nbytes = \"1\"\n"), "{lines}");
    assert_eq!(*path, folder.join("Cargo.toml"));
    let text = fs::read_to_string(path).unwrap() + lines;
    fs::write(path, text).unwrap();
    let mut told = Vec::new();
    make(client, cargo, &mut |line| told.push(line)).unwrap();
    told
}

#[test]
fn every_file_read_or_missing_triggers_a_rebuild() {
    let (folder, client, cargo) = package();
    let told = run(folder.path(), &client, &cargo);
    for file in [
        "spec/clock.yaml",
        "spec/parts/now.yaml",
        "spec/parts/then.yaml",
    ] {
        let line = format!(
            "cargo::rerun-if-changed={}",
            folder.path().join(file).display()
        );
        assert!(told.contains(&line), "{file}: {told:?}");
    }
    let warnings: Vec<_> = told
        .iter()
        .filter(|line| line.starts_with("cargo::warning="))
        .collect();
    assert_eq!(warnings.len(), 1, "{told:?}");
    assert!(
        warnings[0].ends_with("[unresolved-reference]"),
        "{warnings:?}"
    );
}

#[test]
fn the_files_are_those_of_the_command() {
    let (folder, client, cargo) = package();
    run(folder.path(), &client, &cargo);
    let generated = Generator::new(client).generate(&std::collections::BTreeMap::new());
    let files = generated.files.unwrap();
    for (path, text) in files.iter() {
        let written = fs::read_to_string(folder.path().join("out/clock").join(path)).unwrap();
        assert_eq!(written, text, "{path}");
    }
}

#[test]
fn names_are_those_of_the_lock_file_in_the_repository() {
    let (folder, client, cargo) = package();
    let generator = Generator::new(client.clone());
    let mut names = std::collections::BTreeMap::new();
    names.insert("method now".to_owned(), "at_present".to_owned());
    let generated = generator.generate(&names);
    let manifest = Manifest {
        ..generated.manifest
    };
    deliver(
        &client.output,
        &generated.files.unwrap(),
        manifest,
        Options::default(),
    )
    .unwrap();
    let told = run(folder.path(), &client, &cargo);
    let api = fs::read_to_string(folder.path().join("out/clock/API.txt")).unwrap();
    assert!(api.contains("at_present"), "{api}");
    assert!(
        told.iter()
            .any(|line| line.ends_with("client/oasmith.lock")),
        "{told:?}"
    );
}

#[test]
fn a_description_that_cannot_be_used_is_shown() {
    let (folder, client, cargo) = package();
    fs::write(folder.path().join("spec/clock.yaml"), "openapi: 4.0.0\n").unwrap();
    let mut told = Vec::new();
    let error = make(&client, &cargo, &mut |line| told.push(line)).unwrap_err();
    assert!(
        format!("{error:?}").contains("error[unknown-version]"),
        "{error:?}"
    );
    assert!(
        told[0].ends_with("spec/clock.yaml"),
        "mended, it is read again: {told:?}"
    );
}

#[test]
fn of_several_clients_one_is_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("oasmith.toml");
    let client = |name: &str| {
        format!(
            "[[client]]\ndescription = \"a.yaml\"\noutput = \"{name}\"\npackage = {{ name = \"{name}\" }}\n"
        )
    };
    fs::write(&path, client("a")).unwrap();
    assert_eq!(configured(&path, None).unwrap().package.name, "a");
    fs::write(&path, client("a") + &client("b")).unwrap();
    assert_eq!(configured(&path, Some("b")).unwrap().package.name, "b");
    let said = |name| configured(&path, name).unwrap_err().to_string();
    assert!(said(None).ends_with(
        "has several clients, `a`, `b`, and a package can be only one: name it, by `run_client`"
    ));
    assert!(said(Some("c")).ends_with("has no client `c`: it has `a`, `b`"));
}

#[test]
fn an_included_text_has_no_inner_attributes() {
    let root = "//! Docs.\n\n#![forbid(unsafe_code)]\n#![warn(missing_docs)]\n\nmod client;\n\
                #[cfg(any(doc, doctest))]\npub mod guide;\nmod runtime;\n";
    assert_eq!(included(root), "mod client;\nmod runtime;\n");
}

/// No text of a description becomes an instruction to cargo, neither file names nor findings.
#[test]
fn every_line_for_cargo_is_one_of_ours() {
    let (folder, mut client, cargo) = package();
    let names = [
        "x%0Acargo::rustc-env=LD_PRELOAD=evil.so%0A",
        "x%0D%0Acargo::rustc-link-arg=evil",
        "x%C2%85cargo::warning=evil",
        "x%E2%80%A8cargo::warning=evil",
        "x%1B[31m.yaml",
        "missing.yaml",
    ];
    let mut text = CLOCK.split_once("  /now").unwrap().0.to_owned();
    for (index, name) in names.iter().enumerate() {
        for (raw, name) in [
            (0, (*name).to_owned()),
            (1, name.replace("%0A", "\\n").replace("%0D", "\\r")),
        ] {
            text += &format!(
                "  /p{raw}{index}: {{ get: {{ operationId: get{raw}{index}, responses: {{ '200': {{ description: It., content: {{ application/json: {{ schema: {{ $ref: \"{name}#/X\" }} }} }} }} }} }} }}\n"
            );
        }
    }
    text += "  /q: { get: { operationId: q, parameters: [{ $ref: \"#/\\ncargo::rustc-env=A=b\\r\" }], responses: { '200': { description: It. } } } }\n";
    client.description = folder.path().join("spec/clock\ncargo::rustc-cfg=evil.yaml");
    fs::write(&client.description, text).unwrap();
    let told = run(folder.path(), &client, &cargo);
    assert!(told.len() > names.len(), "{told:?}");
    for line in &told {
        let ours = ["cargo::rerun-if-changed=", "cargo::warning="];
        assert!(ours.iter().any(|ours| line.starts_with(ours)), "{line:?}");
        assert!(!line.contains(crate::printable::is_hidden), "{line:?}");
    }
    let read = told.iter().filter(|line| line.contains("rerun-if-changed"));
    assert_eq!(
        read.count(),
        2,
        "the description and the missing file: {told:?}"
    );
}

/// The same for hostile texts as file names, plain and percent-encoded, and as names of everything
/// else.
#[test]
fn no_hostile_text_is_an_instruction() {
    let (folder, client, cargo) = package();
    let mut paths = serde_json::Map::new();
    for (index, text) in texts::hostile().iter().enumerate() {
        let text = text.get(..text.floor_char_boundary(2_000)).unwrap();
        let encoded: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
        for reference in [
            text.to_owned(),
            format!("a{encoded}"),
            format!("#/{encoded}"),
        ] {
            let path = format!("/{}/{}", paths.len(), index);
            let schema = serde_json::json!({ "$ref": reference, text: text });
            let body = serde_json::json!({ "description": text, "content": { text: { "schema": schema } } });
            let operation = serde_json::json!({ "operationId": text, "tags": [text], "responses": { "200": body } });
            paths.insert(path, serde_json::json!({ "get": operation, text: text }));
        }
    }
    let text = serde_json::json!({
        "openapi": "3.0.3",
        "info": { "title": "Hostile", "version": "1" },
        "paths": paths,
    });
    fs::write(&client.description, text.to_string()).unwrap();
    let told = run(folder.path(), &client, &cargo);
    assert!(told.len() > texts::hostile().len(), "{}", told.len());
    for line in &told {
        let ours = ["cargo::rerun-if-changed=", "cargo::warning="];
        assert!(ours.iter().any(|ours| line.starts_with(ours)), "{line:?}");
        let joined = "\u{200d}\u{fe0f}";
        let is_hidden = |letter| crate::printable::is_hidden(letter) && !joined.contains(letter);
        assert!(!line.contains(is_hidden), "{line:?}");
    }
}

#[test]
fn a_package_without_a_repository_is_read_as_in_one() {
    let (folder, client, cargo) = package();
    let text = CLOCK
        .replace("parts/now.yaml", "../shared/now.yaml")
        .replace("parts/then.yaml", "../../then.yaml");
    fs::create_dir(folder.path().join("shared")).unwrap();
    fs::rename(
        folder.path().join("spec/parts/now.yaml"),
        folder.path().join("shared/now.yaml"),
    )
    .unwrap();
    fs::write(&client.description, text).unwrap();
    let told = run(folder.path(), &client, &cargo);
    let is_told = |path: &str| {
        told.iter()
            .any(|line| line.starts_with("cargo::rerun") && line.ends_with(path))
    };
    assert!(
        is_told("shared/now.yaml") && !is_told("then.yaml"),
        "{told:?}"
    );
    let outside: Vec<_> = told
        .iter()
        .filter(|line| line.contains("leads out of"))
        .collect();
    assert_eq!(outside.len(), 1, "{told:?}");
}
