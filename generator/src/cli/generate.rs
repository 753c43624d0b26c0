//! `oasmith generate`: generates the crates.

use clap::Args;

use super::console::print;
use super::deny::Denied;
use super::report::{self, ClientReport, ReportFormat};
use super::target::{Job, Target};
use super::{Console, Failure, interrupt};
use crate::config::ClientConfig;
use crate::diagnostics::render::Sources;
use crate::output::{self, Delivered, Files, Manifest, Options};
use crate::plan::Earlier;
use crate::source::Input;
use crate::{Generated, Generator, Report, diff};

/// Generates client crates
///
/// Only files that differ are written: a second run writes nothing. Files that oasmith did not
/// write are never touched, and edited files only with `--force`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  oasmith generate                                              the clients of oasmith.toml
  oasmith generate api.yaml --output client --name api-client   without oasmith.toml
  oasmith generate --dry-run                                    only lists what would change
  oasmith generate --prune --dry-run                            lists what only the lock file keeps
  oasmith generate --client pets-client                         one of several clients
  oasmith generate --deny skipped,widened                       fails on such findings")]
pub(super) struct Arguments {
    #[command(flatten)]
    target: Target,

    /// List what would change, and write nothing.
    #[arg(long)]
    dry_run: bool,

    /// Replace generated files that were edited by hand.
    #[arg(long)]
    force: bool,

    /// Remove and list API that the crate has only because earlier versions had it. Names are kept.
    #[arg(long)]
    prune: bool,

    #[command(flatten)]
    denied: Denied,

    /// Print statistics of the run.
    #[arg(long, value_enum, value_name = "FORMAT")]
    report: Option<ReportFormat>,
}

/// A generated client that is ready to be written.
pub(super) struct Made {
    pub client: ClientConfig,
    /// `None` if they are up to date according to the lock file.
    files: Option<Files>,
    manifest: Manifest,
    report: Report,
}

pub(super) fn run(arguments: &Arguments, console: &Console) -> Result<(), Failure> {
    // All clients are generated before the first one is written: a failure in the last one leaves
    // all unchanged.
    let jobs = arguments.target.jobs()?;
    let made: Vec<Made> = jobs
        .into_iter()
        .map(|job| make(job, arguments, console))
        .collect::<Result<_, _>>()?;
    let mut reports = Vec::new();
    for made in &made {
        reports.push(deliver(made, arguments.delivery(), console)?);
    }
    if let Some(format) = arguments.report {
        report::print_all(&reports, format);
    }
    Ok(())
}

/// How files are written.
#[derive(Clone, Copy)]
pub(super) struct Delivery {
    pub dry_run: bool,
    pub force: bool,
    /// Whether nothing else than a JSON report may go to standard output.
    pub is_json: bool,
}

impl Arguments {
    fn delivery(&self) -> Delivery {
        Delivery {
            dry_run: self.dry_run,
            force: self.force,
            is_json: self.report == Some(ReportFormat::Json),
        }
    }
}

fn make(job: Job, arguments: &Arguments, console: &Console) -> Result<Made, Failure> {
    if let Some(repeated) = repeated(&job, arguments, console) {
        return Ok(repeated);
    }
    if arguments.prune {
        list_pruned(&job, arguments, console)?;
    }
    let keeping = Keeping {
        force: arguments.force,
        prune: arguments.prune,
    };
    generate(job, keeping, &arguments.denied, console)
}

/// What is kept of an earlier run.
#[derive(Clone, Copy, Default)]
pub(super) struct Keeping {
    /// Accept an invalid lock file.
    pub force: bool,
    /// Keep only names.
    pub prune: bool,
}

/// Lists what the crate no longer offers if only names are kept.
fn list_pruned(job: &Job, arguments: &Arguments, console: &Console) -> Result<(), Failure> {
    let kept = earlier(&job.client, arguments.force)?;
    let generator = Generator::new(job.client.clone());
    let plan = |earlier: &Earlier| generator.plan_crate(job.input.clone(), earlier);
    let (before, after) = (plan(&kept), plan(&Earlier::from_names(kept.names.clone())));
    let sides = before.side().zip(after.side());
    // Errors of the description are shown by the run that follows.
    let changes = sides.map(|(before, after)| diff::compare(before, after));
    let is_data = arguments.dry_run && !arguments.delivery().is_json;
    for change in changes.iter().flatten() {
        let line = format!("given up: {} {}", change.what, change.kind.code);
        if is_data {
            print(&line);
        } else {
            console.print_status(&line);
        }
    }
    Ok(())
}

/// Generates a client, and shows the findings.
pub(super) fn generate(
    job: Job,
    keeping: Keeping,
    denied: &Denied,
    console: &Console,
) -> Result<Made, Failure> {
    let progress = console.progress(&job.doing("generating"));
    let Job { client, input } = job;
    let mut earlier = earlier(&client, keeping.force)?;
    if keeping.prune {
        earlier = Earlier::from_names(earlier.names);
    }
    let generated = Generator::new(client.clone()).generate_input(input, &earlier);
    drop(progress);
    let sources = generated
        .documents
        .as_ref()
        .map(|documents| documents as &dyn Sources);
    console.show_all(&generated.diagnostics, sources);
    let then = "; nothing was written";
    denied.check(&generated.diagnostics, sources, then, console)?;
    let Generated {
        files,
        manifest,
        report,
        documents,
        ..
    } = generated;
    // The program ends soon. Freeing a large description value by value would only take time.
    std::mem::forget(documents);
    let files = Some(files.ok_or(Failure::Unusable)?);
    Ok(Made {
        client,
        files,
        manifest,
        report,
    })
}

/// Returns the client as the last run generated it, if another run would have the same result and
/// no output that the arguments ask for.
fn repeated(job: &Job, arguments: &Arguments, console: &Console) -> Option<Made> {
    let is_file = matches!(job.input, Input::Path(_));
    if arguments.force || arguments.prune || console.shows_all() || !is_file {
        return None;
    }
    let client = &job.client;
    let manifest = Generator::new(client.clone()).last_run()?;
    let report = manifest.report.clone()?;
    let is_refused = arguments.denied.refuses(&report);
    (!is_refused).then(|| Made {
        client: client.clone(),
        files: None,
        manifest,
        report,
    })
}

/// What an earlier run chose. With `--force`, merge conflicts in the manifest are resolved to the
/// current branch, and a manifest that is unparsable for another reason is treated as missing.
fn earlier(client: &ClientConfig, force: bool) -> Result<Earlier, Failure> {
    match Manifest::read(&client.output) {
        Err(output::OutputError::Manifest { .. }) if force => {
            Ok(Manifest::our_earlier(&client.output)?)
        }
        manifest => Ok(manifest?.unwrap_or_default().earlier()),
    }
}

/// Writes a client.
pub(super) fn deliver<'a>(
    made: &'a Made,
    delivery: Delivery,
    console: &Console,
) -> Result<ClientReport<'a>, Failure> {
    let output = &made.client.output;
    let is_new = !output.join(output::MANIFEST).exists();
    let delivered = match &made.files {
        Some(files) => interrupt::shielded(|stop| {
            let options = Options {
                force: delivery.force,
                dry_run: delivery.dry_run,
                stop: Some(stop),
            };
            output::deliver(output, files, made.manifest.clone(), options)
        })?,
        None => Delivered {
            unchanged: made.manifest.files.len(),
            ..Delivered::default()
        },
    };
    report_kept(&delivered, made, console);
    let report = ClientReport {
        name: &made.client.package.name,
        output,
        report: &made.report,
        files: delivered.into(),
    };
    if delivery.dry_run {
        // A JSON report includes this, and must remain a single object.
        if !delivery.is_json {
            report::list_files(&report, print);
        }
        return Ok(report);
    }
    if console.verbose {
        report::list_files(&report, |line| console.print_status(line));
    }
    report::print_summary(&report, made.files.is_none(), console);
    if is_new {
        let manifest = output.join("Cargo.toml");
        let path = manifest.display();
        console.print_status(&format!("next: cargo doc --open --manifest-path {path}"));
    }
    Ok(report)
}

fn report_kept(delivered: &Delivered, made: &Made, console: &Console) {
    for path in &delivered.kept_edited {
        let path = made.client.output.join(path);
        console.print_status(&format!(
            "`{}` is no longer generated; it was edited by hand, so it is kept, and is now yours",
            path.display()
        ));
    }
}
