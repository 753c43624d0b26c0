//! The page of all findings is the catalogue, and the page on trust names tests.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use std::fmt::Write as _;
use std::path::Path;

use oasmith::diagnostics::Severity;
use oasmith::diagnostics::catalogue::{Effect, SUBJECTS};

/// The page, generated from the catalogue.
fn page() -> String {
    let mut page = String::from("# Findings\n\n");
    page += &wrapped(
        "What oasmith reports, by subject; `oasmith explain CODE` prints the same. Each finding has one of the effects of its \
         code, which `--message-format json` shows: `widened` (a type accepts more than described), `skipped` (a part is not \
         generated), `ignored` (a key changes nothing) or `none` (the output is complete). `--deny` takes one of the first three or \
         `all`. This page is generated from the catalogue by a test.",
        "",
    );
    page += "\n| subject | codes |\n|---|---|\n";
    for subject in SUBJECTS {
        let title = subject.title;
        let codes = subject.entries.iter().map(|entry| {
            let code = entry.code;
            format!("[`{code}`](#{code})")
        });
        let codes: Vec<_> = codes.collect();
        let anchor = title.to_lowercase().replace(' ', "-");
        writeln!(page, "| [{title}](#{anchor}) | {} |", codes.join(", ")).unwrap();
    }
    for subject in SUBJECTS {
        write!(page, "\n## {}\n", subject.title).unwrap();
        for entry in subject.entries {
            write!(page, "\n### {}\n\n", entry.code).unwrap();
            page += &wrapped(&format!("{}.", entry.title), "");
            page += "\n";
            page += &wrapped(
                &format!("- **Severity**: {}", severity(entry.severity)),
                "  ",
            );
            page += &wrapped(&format!("- **Effect**: {}", effects(entry.effects)), "  ");
            page += &wrapped(&format!("- **Cause**: {}", entry.cause), "  ");
            page += &wrapped(&format!("- **Result**: {}", entry.result), "  ");
            page += &wrapped(&format!("- **Remedy**: {}", entry.remedy), "  ");
        }
    }
    page
}

/// The text in lines of at most 100 characters, the later ones indented.
fn wrapped(text: &str, indent: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().unwrap();
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= 100 {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(format!("{indent}{word}"));
        }
    }
    lines.join("\n") + "\n"
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn effects(effects: &[Effect]) -> String {
    let effects: Vec<_> = effects.iter().map(|one| effect(*one)).collect();
    effects.join(", ")
}

fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Fatal => "nothing is generated",
        Effect::Widened => "widened",
        Effect::Skipped => "skipped",
        Effect::Ignored => "ignored",
        Effect::None => "none",
    }
}

#[test]
fn the_page_of_findings_is_the_catalogue() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/findings.md");
    if std::env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        std::fs::write(&path, page()).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page(),
        "docs/findings.md is not what the catalogue says: run this test with INSTA_UPDATE=always"
    );
}

/// Every test that the page on trust names exists, and every statement of it has one.
#[test]
fn the_page_on_trust_names_tests_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let page = std::fs::read_to_string(root.join("docs/security.md")).unwrap();
    let mut code = String::new();
    for folder in ["generator/src", "generator/tests", "tests"] {
        read_code(&root.join(folder), &mut code);
    }
    let has_tests = |line: &&str| line.starts_with("| statement | tests |");
    let mut lines = page.lines();
    let mut count = 0;
    while lines.by_ref().any(|line| has_tests(&line)) {
        for row in lines
            .by_ref()
            .skip(1)
            .take_while(|line| line.starts_with('|'))
        {
            let tests = row.trim_end_matches('|').rsplit('|').next().unwrap();
            let tests: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
            assert!(!tests.is_empty(), "no test holds: {row}");
            for test in tests {
                assert!(
                    code.contains(&format!("fn {test}(")),
                    "there is no test `{test}`: {row}"
                );
                count += 1;
            }
        }
    }
    assert!(count > 40, "{count}");
}

/// Adds all Rust below a folder.
fn read_code(folder: &Path, code: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap_or_default();
        if path.is_dir() && name != "target" && name != "node_modules" && name != "corpus" {
            read_code(&path, code);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            code.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}
