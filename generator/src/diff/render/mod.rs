//! Renders changes for terminals, pull requests and programs.
//!
//! The output is deterministic. To add a format, add a file and a variant of [`Format`].

mod human;
mod json;
mod markdown;
mod place;

use super::{Cause, Change, Reach, Step, Verdict, Versions};
use crate::printable::Printable;
use crate::source::Documents;

/// The output format of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text for a terminal.
    Human {
        /// Whether verdicts are colored.
        colour: bool,
    },
    /// Markdown for a pull request.
    Markdown,
    /// One JSON object, as described at [`Report::render`].
    Json,
}

/// One of the two descriptions, to display places.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// Its name on the command line.
    pub name: &'a str,
    /// The prefix of its paths: `git:main:`, or empty.
    pub prefix: &'a str,
    /// The documents that were read.
    pub documents: &'a Documents,
}

/// A report about two descriptions.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// The old description.
    pub old: Shown<'a>,
    /// The new description.
    pub new: Shown<'a>,
    /// The changes, sorted.
    pub changes: &'a [Change],
    /// The versions of the crate, if the old one is known.
    pub versions: Option<Versions>,
}

impl Report<'_> {
    /// Renders the report, with a trailing line break.
    ///
    /// [`Format::Json`] is one JSON object. All keys are always present, `null` if there is no
    /// value:
    ///
    /// - `format`: `1`, the version of this format
    /// - `old`, `new`: the descriptions as named on the command line
    /// - `breaking`, `compatible`, `documentation`: the number of changes with that verdict;
    ///   `wire`: the number of compatible changes that are only visible on the wire
    /// - `step`: `"none"`, `"patch"`, `"minor"` or `"major"`
    /// - `version`: `null`, or an object of `old`, `new`, `required` (versions) and `enough`
    ///   (whether `new` is high enough)
    /// - `changes`: a list, the most severe first, of objects with `verdict` (`"breaking"`,
    ///   `"compatible"` or `"documentation"`), `reach` (`"api"`, `"wire"`, `"docs"` or
    ///   `"description"`), `kind` (a stable code), `what` (the item of the crate), `was`, `now`,
    ///   `reason`, `hint`, `cause` (`"description"` or `"generator"`, of a breaking change),
    ///   `operations` (how many a changed schema reaches), and the places `old` and `new` (`file`, `line`, `column` from 1 in
    ///   characters, `pointer`)
    #[must_use]
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Human { colour } => human::render(self, colour),
            Format::Markdown => markdown::render(self),
            Format::Json => json::render(self),
        }
    }

    fn step(&self) -> Step {
        Step::new(self.changes)
    }

    fn count(&self, verdict: Verdict) -> usize {
        let is_it = |change: &&Change| change.kind.verdict == verdict;
        self.changes.iter().filter(is_it).count()
    }

    fn on_the_wire(&self) -> usize {
        let is_it = |change: &&Change| change.kind.reach == Reach::Wire;
        self.changes.iter().filter(is_it).count()
    }

    /// The number of changes for each verdict.
    fn counts(&self) -> String {
        let wire = match self.on_the_wire() {
            0 => String::new(),
            count => format!(" ({count} on the wire only)"),
        };
        format!(
            "{} breaking, {} compatible{wire}, {} documentation",
            self.count(Verdict::Breaking),
            self.count(Verdict::Compatible),
            self.count(Verdict::Documentation),
        )
    }

    /// The advice about the next version.
    fn advice(&self) -> String {
        let step = self.step();
        let Some(versions) = &self.versions else {
            return match step {
                Step::None => "The version can stay.".to_owned(),
                Step::Patch => "Needs a patch step of the version.".to_owned(),
                Step::Minor => "Needs a minor step of the version (in 0.y.z: of z).".to_owned(),
                Step::Major => "Needs a major step of the version (in 0.y.z: of y).".to_owned(),
            };
        };
        let required = step.after(&versions.old);
        let needed = match step {
            Step::None => format!("The version {required} can stay"),
            _ => format!("{} → needs at least {required}", versions.old),
        };
        match (&versions.new, versions.suffice(step)) {
            (Some(new), Some(false)) => format!("{needed}; the configured {new} is too low."),
            (Some(new), Some(true)) if step != Step::None => {
                format!("{needed}; the configured {new} is sufficient.")
            }
            _ => format!("{needed}."),
        }
    }
}

/// What a change of a schema reaches, and who asks for it if that is not the description.
fn explained(change: &Change) -> Option<String> {
    let reached = match change.operations? {
        0 => "no operation uses it".to_owned(),
        1 => "1 operation uses it".to_owned(),
        count => format!("{count} operations use it"),
    };
    Some(match change.cause {
        Some(Cause::Generator) => {
            format!("{reached}; the description is the same there: the generator asks for it")
        }
        _ => reached,
    })
}

/// Returns a code span of Markdown, which may contain any text.
pub(crate) fn code_span(text: &str) -> String {
    let text = Printable::from(text);
    if text.is_empty() {
        return "nothing".to_owned();
    }
    let longest = text.split(|letter| letter != '`').map(str::len).max();
    match longest.unwrap_or_default() {
        0 => format!("`{text}`"),
        longest => {
            let fence = "`".repeat(longest + 1);
            format!("{fence} {text} {fence}")
        }
    }
}
