//! `oasmith generate`: makes the crates.

use clap::{Args, ValueEnum};

use super::target::Target;
use super::{Failure, show};
use crate::config::ClientConfig;
use crate::diagnostics::catalogue::Effect;
use crate::output::{self, Manifest, Options};
use crate::{Generated, Generator};

/// Makes client crates from their descriptions.
///
/// Only files that differ are written; a second run writes nothing. Files that oasmith did not write are never touched.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  oasmith generate                                            the clients of oasmith.toml
  oasmith generate api.yaml --output client --name api-client   without oasmith.toml
  oasmith generate --dry-run                                  only list what would change")]
pub(super) struct Arguments {
    #[command(flatten)]
    target: Target,

    /// List what would change, and change nothing.
    #[arg(long)]
    dry_run: bool,

    /// Replace generated files even if they were edited by hand.
    #[arg(long)]
    force: bool,

    /// Fail, and write nothing, if a part of the description is widened, skipped or ignored.
    #[arg(long, value_enum, value_name = "EFFECT", value_delimiter = ',')]
    deny: Vec<Deny>,

    /// What to print of each run.
    #[arg(long, value_enum, default_value = "human")]
    report: ReportFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    Widened,
    Skipped,
    Ignored,
    All,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    Human,
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    for client in arguments.target.clients()? {
        one(arguments, &client)?;
    }
    Ok(())
}

fn one(arguments: &Arguments, client: &ClientConfig) -> Result<(), Failure> {
    let old = Manifest::read(&client.output)?.unwrap_or_default();
    let generated = Generator::new(client.clone()).generate(&old.names);
    show::diagnostics(&generated);
    let Some(files) = &generated.files else {
        return Err(Failure::Description {
            what: format!("{}: nothing was generated", client.description.display()),
        });
    };
    deny(arguments, &generated)?;
    let options = Options {
        force: arguments.force,
        dry_run: arguments.dry_run,
    };
    let delivered = output::deliver(&client.output, files, generated.manifest.clone(), options)?;
    for path in &delivered.written {
        eprintln!(
            "  {} {path}",
            if arguments.dry_run {
                "would write"
            } else {
                "wrote"
            }
        );
    }
    for path in &delivered.deleted {
        eprintln!(
            "  {} {path}",
            if arguments.dry_run {
                "would delete"
            } else {
                "deleted"
            }
        );
    }
    match arguments.report {
        ReportFormat::Human => show::report(&client.package.name, &generated.report, &delivered),
        ReportFormat::Json => show::json(&generated.report),
    }
    Ok(())
}

/// Refuses findings with the effects that were denied.
fn deny(arguments: &Arguments, generated: &Generated) -> Result<(), Failure> {
    let denied = |effect: Effect| {
        arguments.deny.iter().any(|deny| match deny {
            Deny::Widened => effect == Effect::Widened,
            Deny::Skipped => effect == Effect::Skipped,
            Deny::Ignored => effect == Effect::Ignored,
            Deny::All => matches!(effect, Effect::Widened | Effect::Skipped | Effect::Ignored),
        })
    };
    let count = generated
        .diagnostics
        .iter()
        .filter(|found| denied(found.entry.effect))
        .count();
    if count == 0 {
        return Ok(());
    }
    eprintln!("error: {count} findings are denied; nothing was written");
    Err(Failure::Stale)
}
