//! What goes to the terminal, and how it looks.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};

use clap::{Args, ValueEnum};

use crate::diagnostics::render::{MessageFormat, Renderer, Sources};
use crate::diagnostics::{Diagnostic, Severity};

/// How output looks; the same for all commands.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct Output {
    /// For whom messages are written.
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "FORMAT",
        default_value = "human"
    )]
    message_format: Format,

    /// When messages have colours; `NO_COLOR` is respected.
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value = "auto"
    )]
    color: Color,

    /// Show all findings, notes too, and every file that is written.
    #[arg(long, short, global = true)]
    verbose: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// People: several lines each, with the source text.
    Human,
    /// Programs: a JSON object a line, all findings.
    Json,
    /// GitHub Actions: annotations.
    Github,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

/// Where commands write to.
#[derive(Debug)]
pub(super) struct Console {
    renderer: Renderer,
    pub verbose: bool,
}

/// A line of data, to standard output.
pub(super) fn print(line: &str) {
    // A reader that has seen enough (`| head`) closes the pipe: no reason to fail, and nobody to tell.
    let _ = writeln!(io::stdout(), "{line}");
}

/// How many findings of one kind people are shown, unless they ask for all.
const SHOWN: usize = 10;

impl Console {
    /// A console as the arguments ask for.
    pub fn new(output: &Output) -> Self {
        let format = match output.message_format {
            Format::Human => MessageFormat::Human,
            Format::Json => MessageFormat::Json,
            Format::Github => MessageFormat::Github,
        };
        let colour = match output.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => is_colour_welcome(),
        };
        Self {
            renderer: Renderer { format, colour },
            verbose: output.verbose,
        }
    }

    /// A line for the person at the terminal. Programs that read messages do not get it.
    pub fn say(&self, line: &str) {
        if self.renderer.format == MessageFormat::Human {
            let _ = writeln!(io::stderr(), "{line}");
        }
    }

    /// One diagnostic.
    pub fn show(&self, diagnostic: &Diagnostic, sources: Option<&dyn Sources>) {
        let _ = io::stderr().write_all(self.renderer.render(diagnostic, sources).as_bytes());
    }

    /// Whether whoever reads this counts on seeing every finding of every run.
    pub fn shows_all(&self) -> bool {
        self.verbose || self.renderer.format != MessageFormat::Human
    }

    /// The diagnostics of a run: for programs all of them, for people a few of each kind.
    pub fn show_all(&self, diagnostics: &[Diagnostic], sources: Option<&dyn Sources>) {
        let is_all = self.verbose || self.renderer.format == MessageFormat::Json;
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for diagnostic in diagnostics
            .iter()
            .filter(|found| is_all || found.severity != Severity::Note)
        {
            let count = counts.entry(diagnostic.entry.code).or_default();
            *count += 1;
            if is_all || *count <= SHOWN {
                self.show(diagnostic, sources);
            }
        }
        for (code, count) in counts
            .into_iter()
            .filter(|(_, count)| !is_all && *count > SHOWN)
        {
            self.say(&format!(
                "… and {} more of `{code}`; `--verbose` shows them all\n",
                count - SHOWN
            ));
        }
    }
}

fn is_colour_welcome() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
    io::stderr().is_terminal() && !is_set("NO_COLOR") && !is_dumb
}
