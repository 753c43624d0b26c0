//! What a person sees of a run.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Location, Severity};
use crate::output::Delivered;
use crate::source::{Documents, locate};
use crate::{Generated, Report};

/// How many findings of one kind are shown; the rest are counted.
const SHOWN: usize = 10;

/// Everything there is to tell, a few of each kind.
pub(super) fn diagnostics(generated: &Generated) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for found in generated
        .diagnostics
        .iter()
        .filter(|found| found.severity != Severity::Note)
    {
        let count = counts.entry(found.entry.code).or_default();
        *count += 1;
        if *count <= SHOWN {
            diagnostic(found, generated.documents.as_ref());
        }
    }
    for (code, count) in counts.into_iter().filter(|(_, count)| *count > SHOWN) {
        eprintln!("… and {} more of {code}\n", count - SHOWN);
    }
}

/// Only what ends a run.
pub(super) fn errors(generated: &Generated) {
    for found in generated
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error)
    {
        diagnostic(found, generated.documents.as_ref());
    }
}

fn diagnostic(found: &Diagnostic, documents: Option<&Documents>) {
    let severity = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    eprintln!("{severity}[{}]: {}", found.entry.code, found.message);
    if let (Some(at), Some(documents)) = (&found.at, documents) {
        place(at, documents);
        for (at, label) in &found.related {
            eprintln!("  {label}:");
            place(at, documents);
        }
    }
    if let Some(help) = &found.help {
        eprintln!("  help: {help}");
    }
    eprintln!();
}

fn place(at: &Location, documents: &Documents) {
    let path = documents.path(at.file).display();
    match locate(documents, at) {
        Some(span) => {
            eprintln!("  --> {path}:{}:{}", span.line, span.column);
            let text = documents
                .file(at.file)
                .map(crate::source::File::text)
                .unwrap_or_default();
            if let Some(line) = text.lines().nth(span.line.saturating_sub(1)) {
                eprintln!("   | {}", line.trim_end());
            }
        }
        None => eprintln!("  --> {path} at {}", at.pointer),
    }
}

/// A run in numbers, for people.
pub(super) fn report(name: &str, report: &Report, delivered: &Delivered) {
    let operations = report.operations;
    eprintln!(
        "{name}: {} of {} operations; {} files written, {} deleted, {} unchanged",
        operations.generated,
        operations.described,
        delivered.written.len(),
        delivered.deleted.len(),
        delivered.unchanged
    );
    if report.widened + report.skipped + report.ignored > 0 {
        eprintln!(
            "  {} parts widened, {} skipped, {} ignored; `--deny` makes such findings errors, `oasmith explain CODE` \
             explains one",
            report.widened, report.skipped, report.ignored
        );
    }
}

/// A run in numbers, for programs.
pub(super) fn json(report: &Report) {
    // Numbers only: it can always be written.
    println!("{}", serde_json::to_string(report).unwrap_or_default());
}
