//! The command line: one file a command.
//!
//! Data goes to standard output, everything else to standard error. Exit codes: 0 well, 1 stale or denied, 2 wrong usage,
//! 3 a description or a setting that cannot be used, 4 the system refused.

mod check;
mod explain;
mod generate;
mod show;
mod target;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::ConfigError;
use crate::output::OutputError;

/// Makes a Rust client crate from an API description (OpenAPI).
#[derive(Debug, Parser)]
#[command(
    name = "oasmith",
    version,
    about,
    max_term_width = 100,
    arg_required_else_help = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Generate(generate::Arguments),
    Check(check::Arguments),
    Explain(explain::Arguments),
}

/// Why a command did not do what it was asked to.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// What was asked about is not as it should be, and that has been shown.
    #[error("")]
    Stale,
    /// The description has errors, which have been shown.
    #[error("{what}")]
    Description { what: String },
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Output(#[from] OutputError),
    #[error("{0}")]
    Usage(String),
}

impl Failure {
    fn code(&self) -> u8 {
        match self {
            Self::Stale => 1,
            Self::Usage(_) => 2,
            Self::Description { .. } | Self::Config(_) => 3,
            Self::Output(
                OutputError::Busy { .. } | OutputError::Io { .. } | OutputError::Path { .. },
            ) => 4,
            Self::Output(_) => 3,
        }
    }
}

/// Runs the command that the program's arguments ask for.
#[must_use]
pub fn run() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let message = failure.to_string();
            if !message.is_empty() {
                eprintln!("error: {message}");
            }
            ExitCode::from(failure.code())
        }
    }
}
