//! Somebody who has a description and this tool gets to a compiled, documented crate in two commands.

use std::fs;
use std::path::Path;
use std::process::Command;

use oasmith_tests::{cargo, workspace};

const SHOP: &str = "openapi: 3.1.0
info: { title: Pet shop, version: '2', description: Sells pets. }
servers: [{ url: 'https://shop.example.com' }]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      summary: One pet.
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses:
        '200':
          description: The pet.
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
components:
  schemas:
    Pet: { type: object, required: [name], properties: { name: { type: string } } }
";

#[test]
fn two_commands_make_a_crate_that_compiles_and_has_docs() {
    let folder = tempfile::tempdir().expect("there is a place for temporary files");
    fs::write(folder.path().join("shop.yaml"), SHOP).expect("the description is written");
    assert!(oasmith(folder.path(), "init"), "`oasmith init` fails");
    assert!(
        oasmith(folder.path(), "generate"),
        "`oasmith generate` fails"
    );

    let settings =
        fs::read_to_string(folder.path().join("oasmith.toml")).expect("there are settings");
    let output = settings
        .lines()
        .find_map(|line| line.strip_prefix("output = "));
    let output = output
        .expect("the settings say where the crate is")
        .trim_matches('"');
    let made = folder.path().join(output);
    fs::copy(workspace().join("Cargo.lock"), made.join("Cargo.lock"))
        .expect("there is a lock file");
    for task in [["check", "--all-targets"], ["doc", "--no-deps"]] {
        let status = cargo(&made)
            .args(task)
            .arg("--quiet")
            .env("RUSTDOCFLAGS", "-Dwarnings")
            .status()
            .expect("cargo runs");
        assert!(status.success(), "{task:?} fails: see above");
    }
}

/// Runs a command of the tool, as cargo builds it.
fn oasmith(folder: &Path, command: &str) -> bool {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let manifest = workspace().join("Cargo.toml");
    let status = Command::new(program)
        .current_dir(folder)
        .args(["run", "--quiet", "--package", "oasmith", "--manifest-path"])
        .arg(manifest)
        .args(["--", command])
        .status();
    status.expect("cargo runs").success()
}
