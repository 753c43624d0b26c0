//! `oasmith lint`: the findings of a description.

use clap::Args;

use super::deny::Denied;
use super::target::{Job, Subject};
use super::{Console, Failure};
use crate::diagnostics::render::Sources;
use crate::plan::Earlier;
use crate::{Generator, Report};

/// Lists what would be skipped, widened or ignored
///
/// Runs everything that `generate` does except writing, and prints the findings to standard output.
/// Needs no `oasmith.toml`.
///
/// Exits with 0 regardless of the findings, with 1 if `--deny` refuses one, and with 3 if no client
/// can be generated.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  oasmith lint api.yaml                                        all findings, human-readable
  oasmith lint api.yaml --deny all                             fail on any finding with an effect
  oasmith lint api.yaml --message-format sarif > api.sarif     for code scanning
  curl -s https://example.com/api.yaml | oasmith lint -        from standard input")]
pub(super) struct Arguments {
    #[command(flatten)]
    subject: Subject,

    #[command(flatten)]
    denied: Denied,
}

pub(super) fn run(arguments: &Arguments, console: &Console) -> Result<(), Failure> {
    // All descriptions are processed, then the first failure is returned.
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
    let planned =
        Generator::new(job.client.clone()).plan_crate(job.input.clone(), Earlier::default());
    drop(progress);
    let documents = planned.documents.as_ref();
    let sources = documents.map(|documents| documents as &dyn Sources);
    console.show_all(&planned.diagnostics, sources);
    if planned.decided.is_none() {
        return Err(Failure::Unusable);
    }
    console.print_status(&summary(job, &planned.report, planned.diagnostics.len()));
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
