//! How many instructions a run takes, as valgrind counts them: the same on a machine that is busy.
//!
//! Skipped where there is no valgrind, unless `OASMITH_INSTRUCTIONS` is `required`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use oasmith_tests::workspace;

/// How much more or less than expected, in percent, is no news: other compilers and libraries count a little differently.
const TOLERANCE: u64 = 15;

/// Millions of instructions of a run with the build that the tests make anyway, from the file to the files of the crate. It is
/// not optimized and takes five times as many as a release build, which takes minutes to build.
const EXPECTED: &[(&str, u64)] = &[("spec/geminidb.yaml", 255), ("qdrant.json", 3346)];

#[test]
fn instructions_of_a_run() {
    let Some(oasmith) = counted_tool() else {
        return;
    };
    let mut news = String::new();
    for (description, expected) in EXPECTED {
        let Some(path) = find(description) else {
            eprintln!("skipped: {description} is not here");
            continue;
        };
        let counted = count(&oasmith, &path) / 1_000_000;
        if counted.abs_diff(*expected) * 100 > expected * TOLERANCE {
            news += &format!("{description}: {counted} million instructions, not {expected}\n");
        }
    }
    assert!(
        news.is_empty(),
        "{news}If that was meant, say so in {}",
        file!()
    );
}

/// A description of many things of one kind.
type Growing = fn(usize) -> String;

/// Kinds of descriptions with a number of things: what looks each of them up among all others takes
/// four times as many instructions for twice as many.
const GROWING: &[(&str, Growing, usize)] = &[
    ("keys that are one", one_key, 4_000),
    ("keys that are one, in YAML", one_key_in_yaml, 1_000),
    ("values of an enumeration", values, 4_000),
    ("required properties", required, 3_000),
    ("entries of a mapping", mapping, 3_000),
    ("parameters", parameters, 600),
    ("security schemes", security, 600),
];

/// Twice the text may take so many hundredths of the instructions.
const MOST_FOR_TWICE: u64 = 240;

#[test]
fn instructions_are_in_proportion_to_the_text() {
    let Some(oasmith) = counted_tool() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let mut news = String::new();
    for (kind, description, many) in GROWING {
        let [half, whole] = [many / 2, *many].map(|many| {
            let text = description(many);
            let is_json = text.starts_with('{');
            let path = folder
                .path()
                .join(if is_json { "api.json" } else { "api.yaml" });
            std::fs::write(&path, text).expect("a file");
            // What is written is in proportion to what is planned: `growth` counts its bytes.
            count_command(&oasmith, "lint", &path, &[OsStr::new("--quiet")])
        });
        if whole * 100 > half * MOST_FOR_TWICE {
            news += &format!("{many} {kind}: {whole} instructions, and {half} for half of them\n");
        }
    }
    assert!(news.is_empty(), "{news}");
}

/// The tool, if its instructions can be counted.
fn counted_tool() -> Option<PathBuf> {
    let required = std::env::var("OASMITH_INSTRUCTIONS").is_ok_and(|value| value == "required");
    let has_valgrind = Command::new("valgrind").arg("--version").output().is_ok();
    if !has_valgrind && !required {
        eprintln!("skipped: valgrind is not installed");
        return None;
    }
    Some(oasmith_tests::tool().expect("the tool is built"))
}

fn list(many: usize, item: impl Fn(usize) -> String) -> String {
    let items: Vec<String> = (0..many).map(item).collect();
    items.join(", ")
}

/// A description with these members.
fn description(members: &str) -> String {
    format!(r#"{{ "openapi": "3.0.3", "info": {{ "title": "t", "version": "1" }}, {members} }}"#)
}

/// One with an operation that answers with this schema, named `S`.
fn schema(schema: &str) -> String {
    description(&format!(
        r##""paths": {{ "/s": {{ "get": {{ "responses": {{ "200": {{ "description": "", "content": {{
            "application/json": {{ "schema": {{ "$ref": "#/components/schemas/S" }} }} }} }} }} }} }} }},
        "components": {{ "schemas": {{ "S": {schema} }} }}"##
    ))
}

fn one_key(many: usize) -> String {
    let same = list(many, |_| r#""a": 1"#.to_owned());
    description(&format!(r#""paths": {{}}, "x-a": {{ {same} }}"#))
}

fn one_key_in_yaml(many: usize) -> String {
    let head = "openapi: 3.0.3\ninfo: { title: t, version: '1' }\npaths: {}\nx-a:\n";
    head.to_owned() + &"  a: 1\n".repeat(many)
}

fn values(many: usize) -> String {
    let values = list(many, |index| format!(r#""v{index}""#));
    schema(&format!(r#"{{ "type": "string", "enum": [{values}] }}"#))
}

fn required(many: usize) -> String {
    let names = list(many, |index| format!(r#""p{index}""#));
    let properties = list(many, |index| {
        format!(r#""p{index}": {{ "type": "string" }}"#)
    });
    schema(&format!(
        r#"{{ "type": "object", "required": [{names}], "properties": {{ {properties} }} }}"#
    ))
}

fn mapping(many: usize) -> String {
    let mapping = list(many, |index| {
        format!(r##""v{index}": "#/components/schemas/A""##)
    });
    schema(&format!(
        r##"{{ "oneOf": [{{ "$ref": "#/components/schemas/A" }}],
               "discriminator": {{ "propertyName": "t", "mapping": {{ {mapping} }} }} }},
            "A": {{ "type": "object", "required": ["t"], "properties": {{ "t": {{ "type": "string" }} }} }}"##
    ))
}

fn parameters(many: usize) -> String {
    let parameters = list(many, |index| {
        format!(r#"{{ "name": "q{index}", "in": "query", "schema": {{ "type": "string" }} }}"#)
    });
    description(&format!(
        r#""paths": {{ "/p": {{ "get": {{ "parameters": [{parameters}],
            "responses": {{ "200": {{ "description": "" }} }} }} }} }}"#
    ))
}

fn security(many: usize) -> String {
    let schemes = list(many, |index| {
        format!(r#""k{index}": {{ "type": "apiKey", "in": "header", "name": "X-{index}" }}"#)
    });
    let all = list(many, |index| format!(r#""k{index}": []"#));
    description(&format!(
        r#""paths": {{ "/p": {{ "get": {{ "security": [{{ {all} }}],
            "responses": {{ "200": {{ "description": "" }} }} }} }} }},
        "components": {{ "securitySchemes": {{ {schemes} }} }}"#
    ))
}

/// A description of ours, or a published one.
fn find(description: &str) -> Option<PathBuf> {
    let corpus = std::env::var_os("OASMITH_CORPUS").map(PathBuf::from);
    let corpus = corpus.unwrap_or_else(|| workspace().join("../shared/corpus"));
    [workspace(), corpus]
        .into_iter()
        .map(|folder| folder.join(description))
        .find(|path| path.exists())
}

fn count(oasmith: &Path, description: &Path) -> u64 {
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("counted");
    let options = ["--quiet", "--name", "counted", "--output"].map(OsStr::new);
    count_command(
        oasmith,
        "generate",
        description,
        &[&options[..], &[output.as_os_str()]].concat(),
    )
}

fn count_command(oasmith: &Path, command: &str, description: &Path, options: &[&OsStr]) -> u64 {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(oasmith)
        .arg(command)
        .arg(description)
        .args(options)
        // How threads wait for one another is chance.
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .expect("valgrind runs");
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().find_map(|line| line.split_once("Collected :"));
    line.and_then(|(_, number)| number.trim().parse().ok())
        .unwrap_or_else(|| panic!("valgrind did not count:\n{said}"))
}
