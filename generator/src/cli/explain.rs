//! `oasmith explain`: what a finding means.

use clap::Args;

use super::Failure;
use crate::diagnostics::catalogue;
use crate::source::closest;

/// Explains a finding by its code: how it comes about, what it does to the generated code, what to do about it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  oasmith explain unresolved-reference
  oasmith explain                          list all codes")]
pub(super) struct Arguments {
    /// The code, as shown in brackets: `warning[CODE]`.
    code: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let Some(code) = &arguments.code else {
        for entry in catalogue::all() {
            println!("{:<26} {}", entry.code, entry.title);
        }
        return Ok(());
    };
    let Some(entry) = catalogue::find(code) else {
        let near = closest(code, catalogue::all().map(|entry| entry.code));
        let near = near
            .map(|near| format!(": did you mean `{near}`?"))
            .unwrap_or_default();
        return Err(Failure::Usage(format!(
            "there is no finding `{code}`{near}"
        )));
    };
    println!("{}: {}\n", entry.code, entry.title);
    println!(
        "Cause:  {}\nResult: {}\nRemedy: {}",
        entry.cause, entry.result, entry.remedy
    );
    Ok(())
}
