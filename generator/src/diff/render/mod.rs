//! Turns changes into text: for people at a terminal, for a pull request, for programs.
//!
//! The same changes always give the same text. To add a format: a file here, a variant of [`Format`].

mod human;
mod json;
mod markdown;
mod place;

use super::{Change, Reach, Step, Verdict, Versions};
use crate::source::Documents;

/// For whom changes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people at a terminal.
    Human {
        /// Whether verdicts have colours.
        colour: bool,
    },
    /// For a pull request.
    Markdown,
    /// One JSON object, as described at [`Report::render`].
    Json,
}

/// One of the two descriptions, to show places of.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// What was given on the command line.
    pub name: &'a str,
    /// What stands before paths in it: `git:main:`, or nothing.
    pub prefix: &'a str,
    /// What was read.
    pub documents: &'a Documents,
}

/// Everything there is to say of two descriptions.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// The old description.
    pub old: Shown<'a>,
    /// The new description.
    pub new: Shown<'a>,
    /// The changes, sorted.
    pub changes: &'a [Change],
    /// The versions of the crate, where the old one is known.
    pub versions: Option<Versions>,
}

impl Report<'_> {
    /// The text, with the line break at its end.
    ///
    /// For programs it is one JSON object. All keys are always there, `null` where there is nothing to say:
    ///
    /// - `format`: `1`, the shape of the object
    /// - `old`, `new`: the descriptions as they were given
    /// - `breaking`, `compatible`, `documentation`: how many changes have that verdict; `wire`: how many of the compatible
    ///   ones show on the wire only
    /// - `step`: `"none"`, `"patch"`, `"minor"` or `"major"`
    /// - `version`: `null`, or `old`, `new`, `required` (versions) and `enough` (whether `new` will do)
    /// - `changes`: a list, what is worst first, of `verdict` (`"breaking"`, `"compatible"` or `"documentation"`), `reach`
    ///   (`"api"`, `"wire"`, `"docs"` or `"description"`), `kind` (a stable code), `what` (the item of the crate), `was`, `now`, `reason`,
    ///   `hint`, and `old` and `new`, the places: `file`, `line`, `column` (from 1, in characters) and `pointer`
    #[must_use]
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Human { colour } => human::render(self, colour),
            Format::Markdown => markdown::render(self),
            Format::Json => json::render(self),
        }
    }

    fn step(&self) -> Step {
        Step::of(self.changes)
    }

    fn count(&self, verdict: Verdict) -> usize {
        let is_it = |change: &&Change| change.kind.verdict == verdict;
        self.changes.iter().filter(is_it).count()
    }

    fn on_the_wire(&self) -> usize {
        let is_it = |change: &&Change| change.kind.reach == Reach::Wire;
        self.changes.iter().filter(is_it).count()
    }

    /// How many changes there are of each verdict.
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

    /// What becomes of the version.
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
