//! The command line, with one file per command.
//!
//! Data is written to standard output, everything else to standard error. A command parses its
//! arguments, calls the library and prints the result. It contains no other logic.

mod check;
mod completions;
mod console;
mod deny;
mod diff;
mod explain;
mod failure;
mod generate;
mod given;
mod init;
mod inspect;
mod interrupt;
mod lint;
mod progress;
mod release;
mod report;
mod target;

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue as findings;
use console::{Console, Output, Stream};
use failure::Failure;

/// Generates a Rust client crate from an OpenAPI description.
#[derive(Debug, Parser)]
#[command(name = "oasmith", version, max_term_width = 100, arg_required_else_help = true, after_help = HELP)]
struct Arguments {
    #[command(flatten)]
    output: Output,

    #[command(subcommand)]
    command: Command,
}

const HELP: &str = "\
Start in a folder with a description:
  oasmith init                     write oasmith.toml, with comments
  oasmith generate                 generate the crate; run it again when the description changes
Without settings:
  oasmith generate api.yaml --output api-client --name api-client
Look first:
  oasmith inspect api.yaml         list operations, types, tags and security
  oasmith lint api.yaml            list what would be skipped or widened

Data goes to standard output, everything else to standard error.

Exit codes:
  0  success
  1  `check` found stale files, or `--deny`, `--fail-on` or `--check-version` refused something
  2  invalid arguments
  3  the description, the configuration, the output folder or standard output cannot be used
  4  a bug in oasmith
130  interrupted: the crate is unchanged or complete";

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Arguments),
    Generate(generate::Arguments),
    Check(check::Arguments),
    Lint(lint::Arguments),
    Inspect(inspect::Arguments),
    Diff(diff::Arguments),
    Release(release::Arguments),
    Explain(explain::Arguments),
    Completions(completions::Completions),
    Man(completions::Manual),
}

impl Command {
    /// The stream to which the findings of the command are written.
    fn stream(&self, output: &Output) -> Stream {
        match self {
            Self::Lint(_) => Stream::Data,
            // The lines are data; in machine-readable formats, findings replace them.
            Self::Check(_) if !output.is_for_people() => Stream::Data,
            _ => Stream::Messages,
        }
    }
}

/// Runs the command that the program's arguments ask for.
#[must_use]
pub fn run() -> ExitCode {
    let matches = Arguments::command()
        .color(console::asked_colour(std::env::args_os()))
        .get_matches();
    let name = matches.subcommand_name().unwrap_or_default().to_owned();
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let stream = arguments.command.stream(&arguments.output);
    let console = Console::new(&arguments.output, stream);
    let code = guarded(&console, || command(&name, &arguments.command, &console));
    ExitCode::from(match console.finish() {
        // The worse failure decides the exit code.
        Err(failure) => code.max(failure.code()),
        Ok(()) => code,
    })
}

/// Runs `work`, and reports a panic as a bug in oasmith.
fn guarded(console: &Console, work: impl FnOnce() -> u8) -> u8 {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        console.show(&fault(panic.as_ref()), None);
        failure::INTERNAL_ERROR
    })
}

/// The diagnostic of a panic. Rust itself has printed where it happened.
fn fault(panic: &(dyn Any + Send)) -> Diagnostic {
    let reason = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no reason given");
    let message = format!("bug in oasmith: {reason}");
    Diagnostic::without_place(findings::internal_error::FATAL, message)
        .help("please report it with this output, the command and, if possible, the description")
}

fn command(name: &str, command: &Command, console: &Console) -> u8 {
    let result = match command {
        Command::Init(arguments) => init::run(arguments, console),
        Command::Generate(arguments) => generate::run(arguments, console),
        Command::Check(arguments) => check::run(arguments, console),
        Command::Lint(arguments) => lint::run(arguments, console),
        Command::Inspect(arguments) => inspect::run(arguments, console),
        Command::Diff(arguments) => diff::run(arguments, console),
        Command::Release(arguments) => release::run(arguments, console),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Completions(arguments) => {
            completions::completions(arguments);
            Ok(())
        }
        Command::Man(arguments) => completions::manual(arguments),
    };
    match result {
        Ok(()) => 0,
        Err(failure) => {
            failure.show(name, console);
            failure.code()
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};

    use super::console::{Console, Stream};

    #[test]
    fn the_arguments_are_valid() {
        super::Arguments::command().debug_assert();
    }

    #[test]
    fn a_panic_is_our_fault() {
        let arguments = super::Arguments::parse_from(["oasmith", "explain"]);
        let console = Console::new(&arguments.output, Stream::Messages);
        assert_eq!(super::guarded(&console, || panic!("for the test")), 4);
        assert_eq!(super::guarded(&console, || 0), 0);
        let fault = super::fault(&"the reason");
        assert_eq!(fault.message, "bug in oasmith: the reason");
        assert!(fault.help.unwrap().starts_with("please report it"));
    }
}
