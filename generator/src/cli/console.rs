//! Output to the terminal, and its format.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::sync::OnceLock;

use clap::{Args, ColorChoice, ValueEnum};
use serde_json::Value;

use super::Failure;
use super::progress::{PROGRESS_DELAY, Progress};
use crate::diagnostics::render::{MessageFormat, Renderer, Sources, sarif_log};
use crate::diagnostics::{Diagnostic, FileId, Severity};
use crate::printable::{self, Printable};
use crate::source::describe_io;

/// Output options, common to all commands.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct Output {
    /// Diagnostic format.
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "FORMAT",
        default_value = "human"
    )]
    message_format: Format,

    /// When to use color (default: if standard error is a terminal and `NO_COLOR` is not set).
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value = "auto"
    )]
    color: Color,

    /// Print errors only.
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Print all findings including notes, and every file that is written.
    #[arg(long, short, global = true)]
    verbose: bool,
}

impl Output {
    /// Whether the diagnostic format is `human`.
    pub fn is_for_people(&self) -> bool {
        matches!(self.message_format, Format::Human)
    }
}

/// The color choice in arguments that are not parsed yet: help and usage errors are printed while
/// parsing.
pub(super) fn asked_colour(arguments: impl Iterator<Item = OsString>) -> ColorChoice {
    let mut arguments = arguments.map(|argument| argument.to_string_lossy().into_owned());
    let mut choice = ColorChoice::Auto;
    while let Some(argument) = arguments.next() {
        let value = match argument.split_once('=') {
            Some(("--color", value)) => value.to_owned(),
            None if argument == "--color" => arguments.next().unwrap_or_default(),
            _ => continue,
        };
        choice = match value.as_str() {
            "always" => ColorChoice::Always,
            "never" => ColorChoice::Never,
            _ => ColorChoice::Auto,
        };
    }
    choice
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Several lines per finding, with the source text.
    Human,
    /// One JSON object per line, for all findings.
    Json,
    /// Annotations of GitHub Actions.
    Github,
    /// One SARIF 2.1.0 log of all findings, for code scanning.
    Sarif,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

/// The stream of a command's findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    /// The findings are the output of the command.
    Data,
    /// The findings accompany the output of the command.
    Messages,
}

#[derive(Debug)]
pub(super) struct Console {
    renderer: Renderer,
    /// Whether human-readable data is colored.
    pub data_colour: bool,
    stream: Stream,
    quiet: bool,
    pub verbose: bool,
    /// The findings for a SARIF log, which is written at the end.
    results: RefCell<Vec<String>>,
}

/// Prints a line of data for people to standard output. Line breaks in it are escaped.
pub(super) fn print(line: &str) {
    print_text(&format!("{}\n", Printable::from(line)));
}

/// Prints a line of JSON to standard output.
pub(super) fn print_json(value: &Value) {
    print_text(&format!("{}\n", printable::json(&value.to_string())));
}

/// Prints several lines of data to standard output. All text in it must be [`Printable`] already.
pub(super) fn print_text(text: &str) {
    print_bytes(text.as_bytes());
}

/// Prints bytes to standard output.
pub(super) fn print_bytes(bytes: &[u8]) {
    let mut stdout = io::stdout();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        // A reader may close the pipe early (`| head`): that is not a failure.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            LOST.get_or_init(|| error);
        }
        _ => {}
    }
}

/// The first error of writing to standard output. Global, because standard output is.
static LOST: OnceLock<io::Error> = OnceLock::new();

/// The number of findings of one kind that are printed without `--verbose`.
const MAX_SHOWN: usize = 10;

impl Console {
    /// Creates a console from the arguments.
    pub fn new(output: &Output, stream: Stream) -> Self {
        let format = match output.message_format {
            Format::Human => MessageFormat::Human,
            Format::Json => MessageFormat::Json,
            Format::Github => MessageFormat::Github,
            Format::Sarif => MessageFormat::Sarif,
        };
        let has_colour = |stream| match output.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => is_colour_welcome(stream),
        };
        let colour = has_colour(stream);
        Self {
            renderer: Renderer { format, colour },
            data_colour: has_colour(Stream::Data),
            stream,
            quiet: output.quiet,
            verbose: output.verbose,
            results: RefCell::default(),
        }
    }

    /// Prints a status line, except with `--quiet` and in machine-readable formats.
    pub fn print_status(&self, line: &str) {
        if !self.quiet {
            self.print_error(line);
        }
    }

    /// Prints an error line, except in machine-readable formats.
    pub fn print_error(&self, line: &str) {
        if self.renderer.format == MessageFormat::Human {
            let _ = writeln!(io::stderr(), "{}", Printable::from(line));
        }
    }

    /// Prints progress, if standard error is a terminal and the work takes long.
    pub fn progress(&self, what: &str) -> Progress {
        let is_watched = io::stderr().is_terminal()
            && !is_dumb()
            && !self.quiet
            && self.renderer.format == MessageFormat::Human;
        if is_watched {
            Progress::begin(what.into(), PROGRESS_DELAY, io::stderr())
        } else {
            Progress::hidden()
        }
    }

    /// Whether the diagnostic format is `human`.
    pub fn is_for_people(&self) -> bool {
        self.renderer.format == MessageFormat::Human
    }

    /// Whether messages are colored.
    pub fn colour(&self) -> bool {
        self.renderer.colour
    }

    /// Whether the reader relies on getting every finding of every run.
    pub fn shows_all(&self) -> bool {
        self.verbose || self.renderer.format != MessageFormat::Human
    }

    /// Prints one diagnostic.
    pub fn show(&self, diagnostic: &Diagnostic, sources: Option<&dyn Sources>) {
        let text = self.renderer.render(diagnostic, sources);
        if self.renderer.format == MessageFormat::Sarif {
            self.results.borrow_mut().push(text);
        } else {
            self.write(&text);
        }
    }

    /// Prints the diagnostics of a run: all in machine-readable formats, some of each kind in
    /// `human`.
    pub fn show_all(&self, diagnostics: &[Diagnostic], sources: Option<&dyn Sources>) {
        let shown = diagnostics.iter().filter(|found| self.is_shown(found));
        self.show_some(shown, sources);
    }

    /// Prints diagnostics that were hidden, but are the reason of a failure.
    pub fn show_reasons<'d>(
        &self,
        diagnostics: impl Iterator<Item = &'d Diagnostic>,
        sources: Option<&dyn Sources>,
    ) {
        self.show_some(diagnostics.filter(|found| !self.is_shown(found)), sources);
    }

    fn show_some<'d>(
        &self,
        diagnostics: impl Iterator<Item = &'d Diagnostic>,
        sources: Option<&dyn Sources>,
    ) {
        let mut diagnostics: Vec<&Diagnostic> = diagnostics.collect();
        if let Some(sources) = sources {
            // Findings are sorted by pointer; people read files from top to bottom.
            diagnostics.sort_by_cached_key(|found| place(found, sources));
        }
        let limit = if self.is_all() { usize::MAX } else { MAX_SHOWN };
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for diagnostic in diagnostics {
            let count = counts.entry(diagnostic.entry.code).or_default();
            *count += 1;
            if *count <= limit {
                self.show(diagnostic, sources);
            }
        }
        for (code, count) in counts.into_iter().filter(|(_, count)| *count > limit) {
            let more = count.saturating_sub(limit);
            self.print_status(&format!(
                "… and {more} more of `{code}`; `--verbose` shows them all"
            ));
            self.print_status("");
        }
    }

    /// Whether notes are printed, and all findings of each kind.
    fn is_all(&self) -> bool {
        let is_for_programs = matches!(
            self.renderer.format,
            MessageFormat::Json | MessageFormat::Sarif
        );
        self.verbose || is_for_programs
    }

    fn is_shown(&self, found: &Diagnostic) -> bool {
        match found.severity {
            Severity::Error => true,
            Severity::Warning => !self.quiet,
            Severity::Note => self.is_all() && !self.quiet,
        }
    }

    /// Writes the SARIF log, if that is the format.
    ///
    /// # Errors
    ///
    /// Data could not be written.
    pub fn finish(&self) -> Result<(), Failure> {
        if self.renderer.format == MessageFormat::Sarif {
            self.write(&sarif_log(&self.results.take()));
        }
        match LOST.get() {
            Some(error) => {
                let message = format!("standard output cannot be written: {}", describe_io(error));
                // Machine-readable output is lost, so the message is for people.
                let _ = writeln!(io::stderr(), "error: {}", Printable::from(&*message));
                Err(Failure::Unwritable(message))
            }
            None => Ok(()),
        }
    }

    fn write(&self, text: &str) {
        match self.stream {
            Stream::Data => print_text(text),
            // Standard error is lost too, so the failure cannot be reported.
            Stream::Messages => {
                let _ = io::stderr().write_all(text.as_bytes());
            }
        }
    }
}

/// The file and line of a finding, for sorting; findings without a place come first.
fn place(found: &Diagnostic, sources: &dyn Sources) -> Option<(FileId, Option<(usize, usize)>)> {
    let at = found.at.as_ref()?;
    let span = sources.locate_own(found);
    Some((at.file, span.map(|span| (span.line, span.column))))
}

fn is_colour_welcome(stream: Stream) -> bool {
    let is_terminal = match stream {
        Stream::Data => io::stdout().is_terminal(),
        Stream::Messages => io::stderr().is_terminal(),
    };
    let is_refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    is_terminal && !is_refused && !is_dumb()
}

fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb")
}

#[cfg(test)]
mod tests {
    use clap::ColorChoice;

    use super::asked_colour;

    #[test]
    fn colours_are_asked_for_before_arguments_are_understood() {
        let table: [(&[&str], ColorChoice); 5] = [
            (&["oasmith", "--help"], ColorChoice::Auto),
            (
                &["oasmith", "--color", "never", "--help"],
                ColorChoice::Never,
            ),
            (
                &["oasmith", "lint", "--color=always", "-h"],
                ColorChoice::Always,
            ),
            (&["oasmith", "--color", "maybe"], ColorChoice::Auto),
            (&["oasmith", "--color"], ColorChoice::Auto),
        ];
        for (arguments, expected) in table {
            let asked = asked_colour(arguments.iter().map(Into::into));
            assert_eq!(asked, expected, "{arguments:?}");
        }
    }
}
