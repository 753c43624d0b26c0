//! `oasmith check`: are the crates as a run would leave them?

use clap::Args;

use super::console::print;
use super::target::{Job, Target};
use super::{Console, Failure};
use crate::Generator;
use crate::diagnostics::render::Sources;
use crate::diagnostics::{Diagnostic, Severity};
use crate::output::{self, Manifest, StaleKind};

/// Checks that generated crates are up to date
///
/// Compares them with what their descriptions make of them, and writes nothing. When they differ, the stale files are
/// listed and the exit code is 1: made for continuous integration.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  oasmith check                                               the clients of oasmith.toml
  oasmith check api.yaml --output client --name api-client    without oasmith.toml")]
pub(super) struct Arguments {
    #[command(flatten)]
    target: Target,
}

pub(super) fn run(arguments: &Arguments, console: &Console) -> Result<(), Failure> {
    let mut is_stale = false;
    for job in arguments.target.jobs()? {
        is_stale |= !is_current(job, console)?;
    }
    if is_stale {
        console.say("help: run `oasmith generate`, and commit what it writes");
        return Err(Failure::Refused);
    }
    Ok(())
}

/// Whether the crate is up to date; if not, lists what is stale.
fn is_current(job: Job, console: &Console) -> Result<bool, Failure> {
    let progress = console.progress(job.doing("checking"));
    let Job { client, input } = job;
    let old = Manifest::read(&client.output)?.unwrap_or_default();
    let generated = Generator::new(client.clone()).generate_input(input, &old.names);
    drop(progress);
    let Some(files) = &generated.files else {
        let errors = generated
            .diagnostics
            .into_iter()
            .filter(|found| found.severity == Severity::Error);
        let sources = generated
            .documents
            .as_ref()
            .map(|documents| documents as &dyn Sources);
        console.show_all(&errors.collect::<Vec<Diagnostic>>(), sources);
        return Err(Failure::Unusable);
    };
    let stale = output::check(&client.output, files, generated.manifest)?;
    for one in &stale {
        let kind = match one.kind {
            StaleKind::Missing => "missing",
            StaleKind::Differs => "differs",
            StaleKind::Extra => "extra",
        };
        print(&format!(
            "{kind:<7} {}",
            client.output.join(&one.path).display()
        ));
    }
    Ok(stale.is_empty())
}
