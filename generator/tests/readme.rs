//! The first screen of README.md: the types and the finding it shows are those of a run.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::Path;

mod common;

/// The text of README's first fenced block of a language.
fn block(readme: &str, language: &str) -> String {
    let (_, rest) = readme
        .split_once(&format!("```{language}\n"))
        .expect("a block");
    let (block, _) = rest.split_once("```").expect("the end of the block");
    block.to_owned()
}

/// A description with one operation, which refers to a schema by `name`, and README's schema.
fn description(schema: &str, name: &str) -> String {
    let schema = schema.lines().map(|line| format!("    {line}\n"));
    format!(
        "openapi: 3.1.0
info: {{ title: Todo, version: '1' }}
servers: [{{ url: https://todo.example }}]
paths:
  /todos/{{id}}:
    get:
      operationId: getTodo
      parameters:
        - {{ name: id, in: path, required: true, schema: {{ type: integer, format: int64 }} }}
      responses:
        '200':
          description: The item.
          content:
            application/json:
              schema: {{ $ref: '#/components/schemas/{name}' }}
components:
  schemas:
{}",
        schema.collect::<String>()
    )
}

#[test]
fn the_first_screen_shows_what_is_generated_and_reported() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = fs::read_to_string(path).expect("the README");
    let schema = block(&readme, "yaml");

    let folder = common::folder(&[("todo.yaml", &description(&schema, "Todo"))]);
    let arguments = [
        "generate",
        "todo.yaml",
        "--name",
        "todo",
        "--output",
        "todo",
    ];
    let ended = common::run(folder.path(), &arguments);
    assert_eq!(ended.code, 0, "{}", ended.messages);
    let types = fs::read_to_string(folder.path().join("todo/src/types.rs")).unwrap();
    for line in block(&readme, "rust,ignore").lines() {
        let (line, _) = line.split_once(" //").unwrap_or((line, ""));
        assert!(types.contains(line.trim()), "`{line}` is not in\n{types}");
    }

    let folder = common::folder(&[("todo.yaml", &description(&schema, "Todos"))]);
    let ended = common::run(folder.path(), &["lint", "todo.yaml"]);
    assert_eq!(
        ended.data.trim_end(),
        block(&readme, "text").trim_end(),
        "README.md shows something else"
    );
}
