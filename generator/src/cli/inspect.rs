//! `oasmith inspect`: lists the contents of a description.

mod effective;
mod facts;
mod table;

use clap::{Args, ValueEnum};

use super::console::{print_json, print_text};
use super::target::{Job, Subject};
use super::{Console, Failure};
use crate::diagnostics::render::Sources;
use crate::diagnostics::{Diagnostic, Severity};
use crate::plan::Earlier;
use crate::{Generator, Planned};
use facts::Facts;

/// Lists the operations, types, tags and security of a description
///
/// Shows the description with references followed and overlays applied, and every operation that a
/// client would have. Writes nothing, and needs no `oasmith.toml`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  oasmith inspect api.yaml                                      everything
  oasmith inspect api.yaml --only operations                    one part of it
  oasmith inspect api.yaml --only names                         where the name of each type comes from
  oasmith inspect api.yaml --format json | jq '.descriptions[0].operations[].id'
  oasmith inspect api.yaml --overlay fix.yaml --effective       the description that is generated from
  oasmith inspect - < api.yaml                                  from standard input")]
pub(super) struct Arguments {
    #[command(flatten)]
    subject: Subject,

    /// Output format (default: `table`, or `yaml` with `--effective`).
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,

    /// Print only this part (format `table`).
    #[arg(long, value_enum, value_name = "PART", value_delimiter = ',')]
    only: Vec<Part>,

    /// Print the description after overlays, with the settings of the client in `x-oasmith`.
    /// References to other files stay as they are.
    #[arg(long, conflicts_with = "only")]
    effective: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table for each part.
    Table,
    /// One JSON object with a list `descriptions`; with `--effective`, the description.
    Json,
    /// The description in YAML (only with `--effective`).
    Yaml,
}

/// A part of a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Method, path, `operationId`, tags.
    Operations,
    /// The named schemas.
    Types,
    /// The groups of operations.
    Tags,
    /// The ways to authenticate.
    Security,
    /// The Rust types: each with the rule that named it, its key for `rename.types`, and its place.
    /// Printed only if asked for.
    Names,
}

pub(super) fn run(arguments: &Arguments, console: &Console) -> Result<(), Failure> {
    let jobs = arguments.subject.jobs()?;
    if arguments.effective {
        return print_effective(jobs, arguments, console);
    }
    let facts: Vec<Facts> = jobs
        .into_iter()
        .map(|job| inspect(&job, console))
        .collect::<Result<_, _>>()?;
    match arguments.format.unwrap_or(Format::Table) {
        // The facts are strings, numbers and lists, so serialization does not fail.
        Format::Json => print_json(&serde_json::json!({ "descriptions": facts })),
        Format::Yaml => {
            return Err(Failure::Usage(
                "`--format yaml` prints a description: it needs `--effective`".to_owned(),
            ));
        }
        Format::Table => facts
            .iter()
            .for_each(|facts| table::print_all(facts, &arguments.only)),
    }
    Ok(())
}

/// Prints the description of the only client that was selected.
fn print_effective(
    jobs: Vec<Job>,
    arguments: &Arguments,
    console: &Console,
) -> Result<(), Failure> {
    let Ok([job]) = <[Job; 1]>::try_from(jobs) else {
        return Err(Failure::Usage(
            "`--effective` prints one description: name its client by `--client`".to_owned(),
        ));
    };
    let settings = match arguments.subject.settings_path()? {
        Some(path) => effective::settings_of(&path, &job.client.package.name)?,
        None => serde_json::Map::new(),
    };
    let planned = decide(&job, console)?;
    let documents = planned.documents.as_ref().ok_or(Failure::Unusable)?;
    let description = effective::effective(documents, settings);
    match arguments.format.unwrap_or(Format::Yaml) {
        Format::Json => print_json(&description),
        Format::Yaml => match effective::printable_yaml(&description) {
            Some(text) => print_text(&text),
            // JSON is also YAML, and escapes what a terminal or a CI log would obey.
            None => print_json(&description),
        },
        Format::Table => {
            return Err(Failure::Usage(
                "`--effective` prints a description: in `--format yaml` or `json`".to_owned(),
            ));
        }
    }
    Ok(())
}

fn inspect(job: &Job, console: &Console) -> Result<Facts, Failure> {
    let planned = decide(job, console)?;
    let (Some((api, plan)), Some(documents)) = (&planned.decided, &planned.documents) else {
        return Err(Failure::Unusable);
    };
    Ok(Facts::new(api, plan, documents))
}

/// Reads a description, and shows what makes it unusable.
fn decide(job: &Job, console: &Console) -> Result<Planned, Failure> {
    let progress = console.progress(&job.doing("reading"));
    let mut planned =
        Generator::new(job.client.clone()).plan_crate(job.input.clone(), Earlier::default());
    drop(progress);
    let (errors, others): (Vec<Diagnostic>, Vec<Diagnostic>) =
        std::mem::take(&mut planned.diagnostics)
            .into_iter()
            .partition(|found| found.severity == Severity::Error);
    let sources = planned.documents.as_ref();
    console.show_all(&errors, sources.map(|documents| documents as &dyn Sources));
    let Some(documents) = sources.filter(|_| planned.decided.is_some()) else {
        return Err(Failure::Unusable);
    };
    if console.verbose {
        console.show_all(&others, Some(documents as &dyn Sources));
    } else if !others.is_empty() {
        let count = others.len();
        console.print_status(&format!(
            "{}: findings: {count}; `oasmith lint` shows them",
            job.name()
        ));
    }
    Ok(planned)
}
