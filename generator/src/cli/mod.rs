//! The command line: one file a command.
//!
//! Data goes to standard output, everything else to standard error. A command reads its arguments, calls the library, and
//! shows what came of it; it decides nothing else.

mod check;
mod console;
mod explain;
mod failure;
mod generate;
mod report;
mod target;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use console::{Console, Output};
use failure::Failure;

/// Makes a Rust client crate from an API description (OpenAPI).
#[derive(Debug, Parser)]
#[command(name = "oasmith", version, max_term_width = 100, arg_required_else_help = true, after_help = HELP)]
struct Arguments {
    #[command(flatten)]
    output: Output,

    #[command(subcommand)]
    command: Command,
}

const HELP: &str = "\
Begin with a description on disk:
  oasmith generate api.yaml --output api-client --name api-client

Exit codes:
  0  all is well
  1  `check` found stale files, or `--deny` refused a finding
  2  the command was called wrongly
  3  the description, the configuration or the output folder cannot be used
  4  a fault of oasmith's own";

#[derive(Debug, Subcommand)]
enum Command {
    Generate(generate::Arguments),
    Check(check::Arguments),
    Explain(explain::Arguments),
}

/// Runs the command that the program's arguments ask for.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let console = Console::new(&arguments.output);
    let code = catch_unwind(AssertUnwindSafe(|| command(&arguments.command, &console))).unwrap_or_else(|_| {
        console.say("This is a fault of oasmith's own. Please report it, with the message above and the description.");
        failure::OWN_FAULT
    });
    ExitCode::from(code)
}

fn command(command: &Command, console: &Console) -> u8 {
    let result = match command {
        Command::Generate(arguments) => generate::run(arguments, console),
        Command::Check(arguments) => check::run(arguments, console),
        Command::Explain(arguments) => explain::run(arguments),
    };
    match result {
        Ok(()) => 0,
        Err(failure) => {
            failure.show(console);
            failure.code()
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_sound() {
        super::Arguments::command().debug_assert();
    }
}
