//! Text that people read uses the words of the glossary (`docs/glossary.md`), and none of those
//! that it replaces: pages, the help of every command, the catalogue of findings, the guide in
//! generated crates, and the doc comments of the library, of the runtime and of generated crates.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

mod common;

/// Phrases that are not used, each with what is used instead. Lower case; matched as whole words.
const REPLACED: &[(&str, &str)] = &[
    ("repetition", "retry"),
    ("repetitions", "retries"),
    ("chance decides", "jitter"),
    ("by chance", "at random"),
    ("mend", "fix"),
    ("mends", "fixes"),
    ("mended", "fixed"),
    ("is told", "is reported"),
    ("are told", "are reported"),
    ("comes about", "happens"),
    ("come about", "happen"),
    ("came about", "happened"),
    ("in vain", "without success"),
    ("unless said", "default: …"),
    ("unless it is set", "default: …"),
    ("unless they are set", "default: …"),
    ("as it stands", "unchanged"),
    ("time ran out", "timed out"),
    ("goes without", "lacks"),
    ("twins", "identical types"),
    ("way back", "cycle"),
    ("half-character", "lone surrogate"),
    ("unsound", "invalid or unsupported"),
    ("endless", "recursive"),
    ("whoever", "a named subject"),
    ("who regenerates", "maintainers"),
    ("who reviews", "reviewers"),
    ("who uses it", "users"),
    ("no influence", "ignored"),
    ("reply", "response"),
    ("replies", "responses"),
    ("proof", "credential"),
    ("proofs", "credentials"),
    ("became wider", "was widened"),
    ("become wider", "are widened"),
    ("becomes wider", "is widened"),
    ("is no value", "is not a value"),
    ("is not a list", "is not a list"),
    ("is not a number", "is not a number"),
    ("is no name", "is not a name"),
    ("is no url", "is not a URL"),
    ("is no media type", "is not a media type"),
];

/// A piece of text, and where it is from.
struct Text {
    source: String,
    text: String,
}

#[test]
fn the_words_of_the_glossary_are_used() {
    let mut found = Vec::new();
    for Text { source, text } in texts() {
        let lines = text.lines().enumerate();
        found.extend(lines.flat_map(|(number, line)| {
            let line = without_code(line).to_lowercase();
            let words = REPLACED.iter().filter(|(word, _)| has_word(&line, word));
            words
                .map(|(word, instead)| format!("{source}:{}: `{word}`: {instead}", number + 1))
                .collect::<Vec<_>>()
        }));
    }
    assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
}

/// A line without what stands between backticks: names stay what they are.
fn without_code(line: &str) -> String {
    line.split('`').step_by(2).collect::<Vec<_>>().join("``")
}

fn has_word(line: &str, word: &str) -> bool {
    let is_part = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    // "There is no name" says something else than "it is no name".
    let there = |start: usize| {
        line.get(..start)
            .is_some_and(|before| before.ends_with("there "))
    };
    let mut found = line.match_indices(word).filter(|(start, _)| !there(*start));
    found.any(|(start, _)| {
        let bytes = line.as_bytes();
        let before = start.checked_sub(1).and_then(|before| bytes.get(before));
        !is_part(before) && !is_part(bytes.get(start + word.len()))
    })
}

#[test]
fn every_file_of_the_runtime_is_in_the_architecture() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let page = fs::read_to_string(root.join("ARCHITECTURE.md")).expect("the page can be read");
    let names: Vec<&str> = page.split('`').skip(1).step_by(2).collect();
    let files = rust_files(&root.join("generator/runtime"));
    let mut missing = files.iter().filter_map(|path| path.file_stem()?.to_str());
    assert_eq!(missing.find(|name| !names.contains(name)), None);
}

#[test]
fn functions_are_called_by_verbs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let code = rust_files(&root.join("src"));
    let code = code.into_iter().chain(rust_files(&root.join("runtime")));
    let found: Vec<String> = code
        .flat_map(|path| {
            let text = fs::read_to_string(&path).expect("the file can be read");
            let lines = text.lines().enumerate();
            let bare = lines.filter(|(_, line)| is_bare_name(line));
            bare.map(|(number, line)| format!("{}:{}: {line}", path.display(), number + 1))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Whether a line declares a function whose name says nothing where it is called. A method may be
/// called what it returns or adds: `multipart.text(…)`.
fn is_bare_name(line: &str) -> bool {
    let Some((before, after)) = line.split_once("fn ") else {
        return false;
    };
    let name = after.split(['(', '<']).next().unwrap_or_default();
    let is_free = !before.starts_with(' ') && !before.contains("//");
    name == "of" || (is_free && ["one", "text", "plan", "form"].contains(&name))
}

#[test]
fn bare_names_are_found() {
    assert!(is_bare_name("    pub fn of(text: &str) -> Self {"));
    assert!(is_bare_name(
        "pub(super) fn plan<'a>(api: &'a Api) -> Plan {"
    ));
    assert!(!is_bare_name("    pub fn text(&self) -> &str {"));
    assert!(!is_bare_name("fn plan_parts(api: &Api) {"));
}

fn texts() -> Vec<Text> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut pages = files(&root, "md");
    pages.extend(files(&root.join("docs"), "md"));
    pages.extend(files(&root.join("generator/src/emit/guide"), "md"));
    // The glossary names what it replaces.
    pages.retain(|path| !path.ends_with("glossary.md"));
    let mut texts: Vec<Text> = pages.iter().map(|path| read(path, str::to_owned)).collect();
    let code = rust_files(&root.join("generator/runtime"))
        .into_iter()
        .chain(rust_files(&root.join("generator/src")));
    let generated = rust_files(&root.join("generated-client/src"));
    let code = code.chain(generated);
    texts.extend(code.map(|path| read(&path, doc_comments)));
    texts.extend(oasmith::diagnostics::catalogue::all().map(|kind| Text {
        source: format!("finding {}", kind.code),
        text: format!(
            "{}\n{}\n{}\n{}",
            kind.code, kind.cause, kind.result, kind.remedy
        ),
    }));
    for command in [
        "", "init", "generate", "check", "lint", "inspect", "diff", "release", "explain",
    ] {
        let arguments = [command, "--help"];
        let arguments = arguments.iter().copied().filter(|word| !word.is_empty());
        let ended = common::run(&root, &arguments.collect::<Vec<_>>());
        texts.push(Text {
            source: format!("oasmith {command} --help"),
            text: ended.data,
        });
    }
    texts
}

fn read(path: &Path, change: impl Fn(&str) -> String) -> Text {
    let text = fs::read_to_string(path).expect("the file can be read");
    Text {
        source: path.display().to_string(),
        text: change(&text),
    }
}

/// The doc comments of Rust code; other lines are empty, so that numbers of lines stay.
fn doc_comments(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let line = line.trim_start();
        let is_doc = line.starts_with("///") || line.starts_with("//!");
        if is_doc { line } else { "" }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    files.sort();
    files
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = files(folder, "rs");
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let folders = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_dir() && !path.ends_with("tests"));
    let mut folders: Vec<PathBuf> = folders.collect();
    folders.sort();
    found.extend(folders.iter().flat_map(|folder| rust_files(folder)));
    found
}
