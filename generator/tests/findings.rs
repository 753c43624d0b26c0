//! The page of all findings is the catalogue, and the page on trust names tests.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use std::fmt::Write as _;
use std::path::Path;

use oasmith::diagnostics::Severity;
use oasmith::diagnostics::catalogue::{Effect, all};

/// The page, as the catalogue says it.
fn page() -> String {
    let mut page = String::from(
        "# Findings\n\nWhat oasmith reports, by its code: `oasmith explain CODE` says the same. `--deny` takes an effect \
         (`widened`, `skipped`, `ignored`) or `all`. A kind has the effects that the table lists; each \
         finding has one of them, which `--message-format json` shows. With `none` the output is whole. This page is made from the catalogue; a test sees to it.\n\n\
         | code | severity | effects |\n|---|---|---|\n",
    );
    for entry in all() {
        let (code, severity) = (entry.code, severity(entry.severity));
        writeln!(
            page,
            "| [`{code}`](#{code}) | {severity} | {} |",
            effects(entry.effects)
        )
        .unwrap();
    }
    for entry in all() {
        write!(
            page,
            "\n## {}\n\n{}.\n\n- **Cause**: {}\n- **Result**: {}\n- **Remedy**: {}\n",
            entry.code, entry.title, entry.cause, entry.result, entry.remedy
        )
        .unwrap();
    }
    page
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
