//! What is made of a description, against what is written down.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use oasmith::Generated;
use oasmith::diagnostics::Diagnostic;
use oasmith::diagnostics::catalogue::Effect;

use crate::descriptions::Description;
use crate::shapes::Shapes;

/// Generates the description, and compares operations, schemas and findings with its file in `expected/`.
///
/// # Panics
/// They differ, or an operation is neither generated nor listed.
pub fn holds(description: &Description) {
    let generated = description.generate();
    let operations = generated.report.operations;
    assert!(generated.files.is_some(), "nothing is generated");
    assert!(operations.described > 0, "there are operations");
    assert_eq!(
        operations.generated + operations.skipped,
        operations.described,
        "every operation is generated or listed"
    );
    assert!(
        operations.skipped * 100 <= operations.described,
        "at most one operation in a hundred is skipped: {operations:?}"
    );
    settings()
        .bind(|| insta::assert_snapshot!(description.name.as_str(), print_expected(&generated)));
}

/// Where what is expected stands.
pub fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("expected");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

fn print_expected(generated: &Generated) -> String {
    let report = &generated.report;
    let mut text = format!(
        "operations: {} of {}\nschemas: {} of {}\n",
        report.operations.generated,
        report.operations.described,
        report.schemas.generated,
        report.schemas.described
    );
    let _ = write!(text, "{}", shapes(generated));
    for (title, effect) in [
        ("skipped", Effect::Skipped),
        ("widened", Effect::Widened),
        ("ignored", Effect::Ignored),
        ("other findings", Effect::None),
    ] {
        section(&mut text, title, generated, effect);
    }
    text
}

/// What the types of a generated crate look like.
pub fn shapes(generated: &Generated) -> Shapes {
    let api = generated
        .files
        .as_ref()
        .and_then(|files| files.get("API.txt"));
    Shapes::count(api.unwrap_or_default())
}

/// Findings of one effect; equal ones are counted.
fn section(text: &mut String, title: &str, generated: &Generated, effect: Effect) {
    let mut lines: BTreeMap<String, usize> = BTreeMap::new();
    for found in &generated.diagnostics {
        if found.effect == effect {
            *lines.entry(line(found)).or_default() += 1;
        }
    }
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{title}:");
    for (line, times) in lines {
        let times = if times > 1 {
            format!(" ({times} times)")
        } else {
            String::new()
        };
        let _ = writeln!(text, "- {line}{times}");
    }
}

fn line(found: &Diagnostic) -> String {
    let place = match (&found.at, found.effect) {
        // What widens or skips is told with its place; the rest is counted.
        (Some(at), Effect::Widened | Effect::Skipped) => format!(" at {}", at.pointer),
        _ => String::new(),
    };
    format!("{}: {}{place}", found.entry.code, found.message)
}
