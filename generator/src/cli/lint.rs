//! `oasmith lint`: what there is to say of a description, and nothing else.

use std::collections::BTreeMap;

use clap::Args;

use super::deny::Denied;
use super::target::{Job, Subject};
use super::{Console, Failure};
use crate::diagnostics::render::Sources;
use crate::{Generator, Report};

/// Shows what a description loses on its way to a client
///
/// Runs everything that `generate` runs before it writes, and prints the findings to standard output: what is wrong, what
/// becomes wider than described, what is left out, and which keys have no influence. Needs no `oasmith.toml`.
///
/// The exit code is 0 however much is found, unless it is denied; 3 if no client can be made at all.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  oasmith lint api.yaml                                        what would be lost, for people
  oasmith lint api.yaml --deny all                             fails if anything would be lost
  oasmith lint api.yaml --message-format sarif > api.sarif     for code scanning
  curl -s https://example.com/api.yaml | oasmith lint -        from standard input")]
pub(super) struct Arguments {
    #[command(flatten)]
    subject: Subject,

    #[command(flatten)]
    denied: Denied,
}

pub(super) fn run(arguments: &Arguments, console: &Console) -> Result<(), Failure> {
    // All descriptions are looked at; then the first reason to fail is the reason.
    let results: Vec<_> = arguments
        .subject
        .jobs()?
        .into_iter()
        .map(|job| lint(&job, arguments, console))
        .collect();
    results.into_iter().collect()
}

fn lint(job: &Job, arguments: &Arguments, console: &Console) -> Result<(), Failure> {
    let progress = console.progress(&job.doing("reading"));
    let planned = Generator::new(job.client.clone()).plan(job.input.clone(), &BTreeMap::new());
    drop(progress);
    let documents = planned.documents.as_ref();
    let sources = documents.map(|documents| documents as &dyn Sources);
    console.show_all(&planned.diagnostics, sources);
    if planned.decided.is_none() {
        return Err(Failure::Unusable);
    }
    console.say(&summary(job, &planned.report, planned.diagnostics.len()));
    let denied = &arguments.denied;
    denied.check(&planned.diagnostics, sources, "", console)
}

fn summary(job: &Job, report: &Report, findings: usize) -> String {
    let counted = report.widened + report.skipped + report.ignored;
    let counts = [
        (report.widened, "widened"),
        (report.skipped, "skipped"),
        (report.ignored, "ignored"),
        (findings.saturating_sub(counted), "other"),
    ];
    let found: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, effect)| format!("{count} {effect}"))
        .collect();
    let found = match found.as_slice() {
        [] => "no findings".to_owned(),
        found => format!("findings: {}", found.join(", ")),
    };
    let operations = report.operations;
    format!(
        "{}: {} of {} operations; {found}",
        job.name(),
        operations.generated,
        operations.described
    )
}
