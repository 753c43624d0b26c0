//! The page of all findings is the catalogue.

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
