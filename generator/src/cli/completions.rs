//! `oasmith completions` and `oasmith man`: completion scripts and manual pages, generated from the
//! arguments.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::Failure;
use super::console::print_bytes;
use super::target::quoted;
use crate::source::closest;

/// Prints a completion script for a shell
///
/// Prints to standard output. Where to install the script depends on the shell.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  oasmith completions bash > ~/.local/share/bash-completion/completions/oasmith
  oasmith completions zsh  > ~/.zfunc/_oasmith
  oasmith completions fish > ~/.config/fish/completions/oasmith.fish")]
pub(super) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints a manual page
///
/// Prints roff, the format of `man`, to standard output.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  oasmith man > oasmith.1
  oasmith man generate > oasmith-generate.1
  oasmith man lint | man -l -                 reads it at once")]
pub(super) struct Manual {
    /// The command to document (default: oasmith itself).
    command: Option<String>,
}

pub(super) fn completions(arguments: &Completions) {
    let mut script = Vec::new();
    let mut command = super::Arguments::command();
    clap_complete::generate(arguments.shell, &mut command, "oasmith", &mut script);
    print_bytes(&script);
}

pub(super) fn manual(arguments: &Manual) -> Result<(), Failure> {
    let mut whole = super::Arguments::command().disable_help_subcommand(true);
    whole.build();
    let command = match &arguments.command {
        None => whole,
        Some(name) => subcommand(&whole, name)?,
    };
    let mut page = Vec::new();
    // Writing to a vector does not fail.
    let _ = clap_mangen::Man::new(command).render(&mut page);
    print_bytes(&page);
    Ok(())
}

/// The command of this name, titled for its own page.
fn subcommand(whole: &clap::Command, name: &str) -> Result<clap::Command, Failure> {
    let names = || whole.get_subcommands().map(clap::Command::get_name);
    let found = whole.get_subcommands().find(|one| one.get_name() == name);
    found
        .cloned()
        .map(|command| command.display_name(format!("oasmith-{name}")))
        .ok_or_else(|| {
            let help = match closest(name, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the commands are {}", quoted(names())),
            };
            Failure::Usage(format!("there is no command `{name}`; {help}"))
        })
}
