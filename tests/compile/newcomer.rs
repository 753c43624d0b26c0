//! Somebody who has a description and this tool gets to a compiled, documented crate in two commands.

use std::fs;
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
    let oasmith = oasmith_tests::tool().expect("the tool is built");
    for command in ["init", "generate"] {
        let status = Command::new(&oasmith)
            .current_dir(folder.path())
            .arg(command)
            .status();
        assert!(
            status.expect("it runs").success(),
            "`oasmith {command}` fails"
        );
    }

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
