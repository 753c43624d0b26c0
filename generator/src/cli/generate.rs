//! `oasmith generate`: makes the crates.

use std::collections::BTreeMap;

use clap::{Args, ValueEnum};

use super::console::print;
use super::report::{self, ClientReport, ReportFormat};
use super::target::Target;
use super::{Console, Failure};
use crate::config::ClientConfig;
use crate::diagnostics::catalogue::Effect;
use crate::diagnostics::render::Sources;
use crate::output::{self, Delivered, Files, Manifest, Options};
use crate::{Generated, Generator, Report};

/// Makes client crates from API descriptions
///
/// Only files that differ are written: a second run writes nothing. Files that oasmith did not write are never touched,
/// and those that were edited by hand only with `--force`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  oasmith generate                                              the clients of oasmith.toml
  oasmith generate api.yaml --output client --name api-client   without oasmith.toml
  oasmith generate --dry-run                                    only lists what would change
  oasmith generate --deny skipped,widened                       fails if the client would be less than described")]
pub(super) struct Arguments {
    #[command(flatten)]
    target: Target,

    /// List what would change, and change nothing.
    #[arg(long)]
    dry_run: bool,

    /// Replace generated files even if they were edited by hand.
    #[arg(long)]
    force: bool,

    /// Fail, and write nothing, if anything of the description had this effect.
    #[arg(long, value_enum, value_name = "EFFECT", value_delimiter = ',')]
    deny: Vec<Deny>,

    /// Print what was made of the description, in numbers.
    #[arg(long, value_enum, value_name = "FORMAT")]
    report: Option<ReportFormat>,
}

/// An effect that can be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// A type accepts more than was described.
    Widened,
    /// A part was left out.
    Skipped,
    /// A key had no influence.
    Ignored,
    /// Any of these.
    All,
}

impl Deny {
    fn covers(self, effect: Effect) -> bool {
        match self {
            Self::Widened => effect == Effect::Widened,
            Self::Skipped => effect == Effect::Skipped,
            Self::Ignored => effect == Effect::Ignored,
            Self::All => matches!(effect, Effect::Widened | Effect::Skipped | Effect::Ignored),
        }
    }
}

/// A client that only has to be delivered.
struct Made {
    client: ClientConfig,
    /// `None` when they are there already, as the manifest says.
    files: Option<Files>,
    manifest: Manifest,
    report: Report,
}

pub(super) fn run(arguments: &Arguments, console: &Console) -> Result<(), Failure> {
    // Before the first client is delivered, all of them are made: a fault in the last one leaves nothing half done.
    let clients = arguments.target.clients()?;
    let made: Vec<Made> = clients
        .into_iter()
        .map(|client| make(client, arguments, console))
        .collect::<Result<_, _>>()?;
    let mut reports = Vec::new();
    for made in &made {
        reports.push(deliver(made, arguments, console)?);
    }
    if let Some(format) = arguments.report {
        report::print_all(&reports, format);
    }
    Ok(())
}

fn make(client: ClientConfig, arguments: &Arguments, console: &Console) -> Result<Made, Failure> {
    if let Some(repeated) = repeated(&client, arguments, console) {
        return Ok(repeated);
    }
    let names = names(&client, arguments.force)?;
    let generated = Generator::new(client.clone()).generate(&names);
    let sources = generated
        .documents
        .as_ref()
        .map(|documents| documents as &dyn Sources);
    console.show_all(&generated.diagnostics, sources);
    deny(&generated, &arguments.deny, console)?;
    let Generated {
        files,
        manifest,
        report,
        ..
    } = generated;
    let files = Some(files.ok_or(Failure::Unusable)?);
    Ok(Made {
        client,
        files,
        manifest,
        report,
    })
}

/// The client as the last run made it, if a run would only repeat that, and would have nothing to show that was asked for.
fn repeated(client: &ClientConfig, arguments: &Arguments, console: &Console) -> Option<Made> {
    if arguments.force || console.shows_all() {
        return None;
    }
    let manifest = Generator::new(client.clone()).last_run()?;
    let report = manifest.report.clone()?;
    let effects = [Effect::Widened, Effect::Skipped, Effect::Ignored];
    let is_denied = |effect| arguments.deny.iter().any(|deny| deny.covers(effect));
    let is_shown = effects
        .into_iter()
        .any(|effect| is_denied(effect) && report.count(effect) > 0);
    (!is_shown).then(|| Made {
        client: client.clone(),
        files: None,
        manifest,
        report,
    })
}

/// The names that an earlier run chose. With force, a manifest that cannot be understood is as good as none.
fn names(client: &ClientConfig, force: bool) -> Result<BTreeMap<String, String>, Failure> {
    match Manifest::read(&client.output) {
        Err(output::OutputError::Manifest { .. }) if force => Ok(BTreeMap::new()),
        manifest => Ok(manifest?.unwrap_or_default().names),
    }
}

fn deliver<'a>(
    made: &'a Made,
    arguments: &Arguments,
    console: &Console,
) -> Result<ClientReport<'a>, Failure> {
    let options = Options {
        force: arguments.force,
        dry_run: arguments.dry_run,
    };
    let output = &made.client.output;
    let delivered = match &made.files {
        Some(files) => output::deliver(output, files, made.manifest.clone(), options)?,
        None => Delivered {
            unchanged: made.manifest.files.len(),
            ..Delivered::default()
        },
    };
    say_kept(&delivered, made, console);
    let report = ClientReport {
        name: &made.client.package.name,
        output,
        report: &made.report,
        files: delivered.into(),
    };
    if arguments.dry_run {
        // A report for programs says it too, and must stay one JSON object.
        if arguments.report != Some(ReportFormat::Json) {
            report::list_files(&report, print);
        }
        return Ok(report);
    }
    if console.verbose {
        report::list_files(&report, |line| console.say(line));
    }
    report::say(&report, made.files.is_none(), console);
    Ok(report)
}

fn say_kept(delivered: &Delivered, made: &Made, console: &Console) {
    for path in &delivered.kept_edited {
        let path = made.client.output.join(path);
        console.say(&format!(
            "`{}` is no longer generated; as it was edited by hand, it is kept, and now yours",
            path.display()
        ));
    }
}

/// Refuses findings with the effects that were denied.
fn deny(generated: &Generated, denied: &[Deny], console: &Console) -> Result<(), Failure> {
    let is_denied = |effect| denied.iter().any(|deny| deny.covers(effect));
    let count = generated
        .diagnostics
        .iter()
        .filter(|found| is_denied(found.entry.effect))
        .count();
    if count == 0 {
        return Ok(());
    }
    let findings = if count == 1 {
        "1 finding is".to_owned()
    } else {
        format!("{count} findings are")
    };
    console.say(&format!("error: {findings} denied; nothing was written"));
    Err(Failure::Refused)
}
