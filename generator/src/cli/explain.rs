//! `oasmith explain`: explains a finding.

use clap::Args;

use super::Failure;
use super::console::{print, print_text};
use crate::diagnostics::catalogue::{self, Entry};
use crate::source::closest;

/// Explains a finding by its code
///
/// Describes its cause, its effect on the generated code, and its remedy.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  oasmith explain unresolved-reference
  oasmith explain                          lists all codes")]
pub(super) struct Arguments {
    /// The code, as in `warning[CODE]` (default: list all codes).
    code: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.code {
        Some(code) => explain(find(code)?),
        None => print_codes(),
    }
    Ok(())
}

fn find(code: &str) -> Result<&'static Entry, Failure> {
    catalogue::find(code).ok_or_else(|| {
        let near = closest(code, catalogue::all().map(|entry| entry.code));
        let near = near
            .map(|near| format!("; did you mean `{near}`?"))
            .unwrap_or_default();
        Failure::Usage(format!("there is no finding `{code}`{near}"))
    })
}

fn explain(entry: &Entry) {
    let Entry {
        code,
        title,
        cause,
        result,
        effects,
        remedy,
        ..
    } = entry;
    let effects: Vec<_> = effects.iter().map(|effect| effect.name()).collect();
    let effects = effects.join(", ");
    print_text(&format!(
        "{code}: {title}\n\nCause:  {cause}\nResult: {result}\nEffect: {effects}\nRemedy: {remedy}\n"
    ));
}

fn print_codes() {
    let width = catalogue::all()
        .map(|entry| entry.code.len())
        .max()
        .unwrap_or_default();
    for subject in catalogue::SUBJECTS {
        print(&format!("{}:", subject.title));
        for entry in subject.entries {
            print(&format!("  {:width$}  {}", entry.code, entry.title));
        }
    }
}
