//! `oasmith check`: checks that generated crates are up to date.

use std::path::{Path, PathBuf};

use clap::Args;

use super::console::print;
use super::target::{Job, Target};
use super::{Console, Failure};
use crate::Generator;
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::render::Sources;
use crate::diagnostics::{Diagnostic, FileId, Location, Severity, Span};
use crate::output::{self, MANIFEST, Manifest, Stale, StaleKind};

/// Checks that generated crates are up to date
///
/// Generates each crate in memory, compares it with the files on disk, and writes nothing. If they
/// differ, lists the stale files and exits with 1. Made for continuous integration.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  oasmith check                                               the clients of oasmith.toml
  oasmith check api.yaml --output client --name api-client    without oasmith.toml")]
pub(super) struct Arguments {
    #[command(flatten)]
    target: Target,
}

pub(super) fn run(arguments: &Arguments, console: &Console) -> Result<(), Failure> {
    let mut ways_out: Vec<&'static str> = Vec::new();
    for job in arguments.target.jobs()? {
        for way_out in check(job, console)? {
            if !ways_out.contains(&way_out) {
                ways_out.push(way_out);
            }
        }
    }
    for way_out in &ways_out {
        console.print_status(&format!("help: {way_out}"));
    }
    if ways_out.is_empty() {
        Ok(())
    } else {
        Err(Failure::Refused)
    }
}

/// Lists the stale files of a crate. Returns the remedy, or `None` if the crate is up to date.
fn check(job: Job, console: &Console) -> Result<Vec<&'static str>, Failure> {
    let progress = console.progress(&job.doing("checking"));
    let Job { client, input } = job;
    let old = Manifest::read(&client.output)?.unwrap_or_default();
    let generated = Generator::new(client.clone()).generate_input(input, old.earlier());
    drop(progress);
    let documents = generated.documents.as_ref();
    let is_shown = |found: &&Diagnostic| console.verbose || found.severity == Severity::Error;
    let found: Vec<Diagnostic> = generated
        .diagnostics
        .iter()
        .filter(is_shown)
        .cloned()
        .collect();
    console.show_all(&found, documents.map(|documents| documents as &dyn Sources));
    let files = generated.files.as_ref().ok_or(Failure::Unusable)?;
    let stale = output::check(&client.output, files, generated.manifest)?;
    let is_missing = |one: &&Stale| one.kind == StaleKind::Missing;
    let is_manifest_missing = stale
        .iter()
        .filter(is_missing)
        .any(|one| one.path == MANIFEST);
    // A crate that was never generated has no files at all. If only the manifest is missing,
    // `generate` refuses to run.
    let is_lost =
        is_manifest_missing && stale.iter().filter(is_missing).count() <= files.iter().len();
    show(&stale, &client.output, is_lost, console);
    Ok(stale
        .iter()
        .map(|one| update_command(one, is_lost))
        .collect())
}

/// Shows stale files: as lines in the format `human`, as findings in the others.
fn show(stale: &[Stale], folder: &Path, is_lost: bool, console: &Console) {
    let paths = stale.iter().map(|one| folder.join(&one.path));
    let paths = Paths(paths.collect());
    for (index, (one, path)) in (0..).zip(stale.iter().zip(&paths.0)) {
        let path = path.display();
        if console.is_for_people() {
            print(&format!("{:<7} {path}", word(one.kind)));
            continue;
        }
        let at = Location::top(FileId(index));
        let message = format!("`{path}` {}", describe_kind(one.kind));
        let found = Diagnostic::new(findings::stale_file::NONE, &at, message)
            .help(update_command(one, is_lost));
        console.show(&found, Some(&paths));
    }
}

fn word(kind: StaleKind) -> &'static str {
    match kind {
        StaleKind::Missing => "missing",
        StaleKind::Differs => "differs",
        StaleKind::Edited => "edited",
        StaleKind::Foreign => "foreign",
        StaleKind::Extra => "extra",
    }
}

fn describe_kind(kind: StaleKind) -> &'static str {
    match kind {
        StaleKind::Missing => "is missing",
        StaleKind::Differs => "is not as it would be generated",
        StaleKind::Edited => "was edited by hand",
        StaleKind::Foreign => "is where a generated file should go, and was not written by oasmith",
        StaleKind::Extra => "would not be generated any more",
    }
}

/// The command that updates a file. `generate` does not replace files that it did not write.
fn update_command(stale: &Stale, is_lost: bool) -> &'static str {
    match stale.kind {
        _ if is_lost => {
            "restore `oasmith.lock`, by which oasmith knows its files, from version control"
        }
        StaleKind::Edited => {
            "take back what was edited by hand, or put it elsewhere; `oasmith generate --force` replaces it"
        }
        StaleKind::Foreign => "move away the files that are where generated files should go",
        _ => "run `oasmith generate`, and commit what it writes",
    }
}

/// Displays only the paths of files.
struct Paths(Vec<PathBuf>);

impl Sources for Paths {
    fn file(&self, file: FileId) -> Option<(&Path, &str)> {
        let path = self.0.get(usize::try_from(file.0).ok()?)?;
        Some((path, ""))
    }

    fn locate(&self, _: &Location) -> Option<Span> {
        None
    }
}
