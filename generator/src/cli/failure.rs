//! Failures of commands: their messages and exit codes.

use std::path::Path;

use clap::error::ErrorKind;
use clap::{ColorChoice, CommandFactory};

use super::Arguments;
use super::console::Console;
use super::interrupt::INTERRUPTED;
use crate::config::{ConfigError, ConfigFile};
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::render::Sources;
use crate::diagnostics::{Case, Diagnostic, FileId, Location, Span};
use crate::output::OutputError;
use crate::printable::Printable;

/// Why a command failed.
#[derive(Debug)]
pub(super) enum Failure {
    /// The check failed; the reason is already printed.
    Refused,
    /// The description cannot be used; the reason is already printed.
    Unusable,
    /// Invalid arguments.
    Usage(String),
    /// The input cannot be read.
    Unreadable(String),
    /// The output cannot be written.
    Unwritable(String),
    Config(ConfigError),
    Output(OutputError),
}

/// The exit code of a bug in oasmith.
pub(super) const INTERNAL_ERROR: u8 = 4;

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        match error {
            // A name in the file would be `Invalid`: this one is an argument.
            ConfigError::PackageName { .. } => Self::Usage(error.to_string()),
            error => Self::Config(error),
        }
    }
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        Self::Output(error)
    }
}

impl Failure {
    /// The exit code.
    pub fn code(&self) -> u8 {
        match self {
            Self::Refused => 1,
            Self::Usage(_) => 2,
            // The generator creates the paths, so no input should lead here.
            Self::Output(OutputError::Path { .. }) => INTERNAL_ERROR,
            Self::Output(OutputError::Interrupted { .. }) => INTERRUPTED,
            Self::Unusable
            | Self::Unreadable(_)
            | Self::Unwritable(_)
            | Self::Config(_)
            | Self::Output(_) => 3,
        }
    }

    /// Prints the failure of the command of this name, unless it is already printed.
    pub fn show(&self, command: &str, console: &Console) {
        match self {
            Self::Refused | Self::Unusable => {}
            Self::Usage(message) => {
                let colour = if console.colour() {
                    ColorChoice::Always
                } else {
                    ColorChoice::Never
                };
                let mut whole = Arguments::command().color(colour);
                whole.build();
                let of_command = whole.find_subcommand_mut(command).cloned();
                let mut called = of_command.unwrap_or(whole).color(colour);
                // If that cannot be printed, nothing else can be.
                let message = Printable::from(&**message);
                let _ = called.error(ErrorKind::InvalidValue, message).print();
            }
            Self::Unreadable(message) => {
                let problem = Diagnostic::without_place(findings::unreadable_file::FATAL, message);
                console.show(&problem, None);
            }
            Self::Unwritable(message) => {
                let problem =
                    Diagnostic::without_place(findings::unwritable_output::FATAL, message);
                console.show(&problem, None);
            }
            Self::Config(ConfigError::Invalid { file, problems }) => {
                console.show_all(problems, Some(file));
            }
            Self::Config(error) => console.show(&config_problem(error), None),
            Self::Output(error) => console.show(&output_problem(error), None),
        }
    }
}

fn config_problem(error: &ConfigError) -> Diagnostic {
    let case = match error {
        ConfigError::Unreadable { .. } => findings::unreadable_file::FATAL,
        ConfigError::Invalid { .. } | ConfigError::PackageName { .. } => {
            findings::wrong_setting::FATAL
        }
    };
    Diagnostic::without_place(case, error.to_string())
}

fn output_problem(error: &OutputError) -> Diagnostic {
    let diagnostic = Diagnostic::without_place(case(error), error.to_string());
    match error.help() {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

fn case(error: &OutputError) -> Case {
    match error {
        OutputError::Foreign { .. } => findings::foreign_folder::FATAL,
        OutputError::Edited { .. } => findings::edited_file::FATAL,
        OutputError::InTheWay { .. }
        | OutputError::NotRegular { .. }
        | OutputError::TooLong { .. } => findings::file_in_the_way::FATAL,
        OutputError::Manifest { .. } => findings::invalid_manifest::FATAL,
        OutputError::Path { .. }
        | OutputError::Busy { .. }
        | OutputError::Interrupted { .. }
        | OutputError::Io { .. } => findings::unwritable_output::FATAL,
    }
}

/// Problems of the configuration have exact spans, so pointers are not resolved.
impl Sources for ConfigFile {
    fn file(&self, _: FileId) -> Option<(&Path, &str)> {
        Some((&self.path, &self.text))
    }

    fn locate(&self, _: &Location) -> Option<Span> {
        None
    }
}
