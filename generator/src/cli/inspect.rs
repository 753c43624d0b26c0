//! `oasmith inspect`: lists the contents of a description.

mod facts;
mod table;

use clap::{Args, ValueEnum};

use super::console::print_json;
use super::target::{Job, Subject};
use super::{Console, Failure};
use crate::Generator;
use crate::diagnostics::render::Sources;
use crate::diagnostics::{Diagnostic, Severity};
use crate::plan::Earlier;
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
  oasmith inspect - < api.yaml                                  from standard input")]
pub(super) struct Arguments {
    #[command(flatten)]
    subject: Subject,

    /// Output format.
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "table")]
    format: Format,

    /// Print only this part (format `table`).
    #[arg(long, value_enum, value_name = "PART", value_delimiter = ',')]
    only: Vec<Part>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table for each part.
    Table,
    /// One JSON object with a list `descriptions`.
    Json,
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
    let facts: Vec<Facts> = jobs
        .into_iter()
        .map(|job| inspect(&job, console))
        .collect::<Result<_, _>>()?;
    match arguments.format {
        // The facts are strings, numbers and lists, so serialization does not fail.
        Format::Json => print_json(&serde_json::json!({ "descriptions": facts })),
        Format::Table => facts
            .iter()
            .for_each(|facts| table::print_all(facts, &arguments.only)),
    }
    Ok(())
}

fn inspect(job: &Job, console: &Console) -> Result<Facts, Failure> {
    let progress = console.progress(&job.doing("reading"));
    let planned =
        Generator::new(job.client.clone()).plan_crate(job.input.clone(), Earlier::default());
    drop(progress);
    let (errors, others): (Vec<Diagnostic>, Vec<Diagnostic>) = planned
        .diagnostics
        .into_iter()
        .partition(|found| found.severity == Severity::Error);
    let sources = planned.documents.as_ref();
    console.show_all(&errors, sources.map(|documents| documents as &dyn Sources));
    let (Some((api, plan)), Some(documents)) = (&planned.decided, sources) else {
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
    Ok(Facts::new(api, plan, documents))
}
