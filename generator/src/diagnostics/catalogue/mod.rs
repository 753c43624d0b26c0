//! Every kind of finding, with its stable code and the text of `oasmith explain CODE`.
//!
//! There is one file for each subject. To add a kind, add an entry to the table of its subject, with
//! each effect that its findings may have. Codes are never renamed or reused.
//!
//! A finding is reported as one case of its kind: `findings::unresolved_reference::WIDENED` if a
//! schema became any JSON, `SKIPPED` if a parameter was skipped. A kind has only the cases that its
//! entry lists, so every finding has an effect, and one that the catalogue documents.

mod bodies;
mod files;
mod objects;
mod operations;
mod output;
mod overlays;
mod parameters;
mod references;
mod responses;
mod schemas;
mod security;
mod servers;
mod settings;

use super::Severity;

pub use bodies::*;
pub use files::*;
pub use objects::*;
pub use operations::*;
pub use output::*;
pub use overlays::*;
pub use parameters::*;
pub use references::*;
pub use responses::*;
pub use schemas::*;
pub use security::*;
pub use servers::*;
pub use settings::*;

/// A kind of finding.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// The stable code, as in `oasmith explain unresolved-reference`.
    pub code: &'static str,
    /// The severity of findings of this kind.
    pub severity: Severity,
    /// The effects that findings of this kind may have on the output.
    pub effects: &'static [Effect],
    /// A short title.
    pub title: &'static str,
    /// The cause.
    pub cause: &'static str,
    /// The effect on the generated code.
    pub result: &'static str,
    /// The remedy.
    pub remedy: &'static str,
}

/// A kind of finding, with one of its effects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Case {
    /// The kind.
    pub entry: &'static Entry,
    /// The effect, as counted in the report of a run.
    pub effect: Effect,
}

/// The effect of a finding on the generated code. `--deny` rejects effects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Effect {
    /// Nothing is generated.
    Fatal,
    /// The generated type accepts more than described.
    Widened,
    /// An operation, parameter or other part is skipped.
    Skipped,
    /// A key of the description is ignored.
    Ignored,
    /// The output is complete.
    None,
}

impl Effect {
    /// The name in `--deny` and in machine-readable formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Fatal => "fatal",
            Self::Widened => "widened",
            Self::Skipped => "skipped",
            Self::Ignored => "ignored",
            Self::None => "none",
        }
    }
}

/// The findings about one subject.
#[derive(Debug)]
pub struct Subject {
    /// The subject, as a heading.
    pub title: &'static str,
    /// The kinds of findings.
    pub entries: &'static [&'static Entry],
}

/// Every kind of finding, by subject.
pub static SUBJECTS: &[&Subject] = &[
    &settings::SUBJECT,
    &files::SUBJECT,
    &overlays::SUBJECT,
    &objects::SUBJECT,
    &references::SUBJECT,
    &schemas::SUBJECT,
    &operations::SUBJECT,
    &parameters::SUBJECT,
    &bodies::SUBJECT,
    &responses::SUBJECT,
    &security::SUBJECT,
    &servers::SUBJECT,
    &output::SUBJECT,
];

/// Every kind of finding, in the order of the subjects.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    let entries = SUBJECTS.iter().flat_map(|subject| subject.entries);
    entries.copied()
}

/// The kind with this code.
#[must_use]
pub fn find(code: &str) -> Option<&'static Entry> {
    all().find(|entry| entry.code == code)
}

/// Declares the findings about one subject: its title, a module with its cases for each kind, and
/// `SUBJECT`.
macro_rules! entries {
    (@effect FATAL) => { $crate::diagnostics::catalogue::Effect::Fatal };
    (@effect WIDENED) => { $crate::diagnostics::catalogue::Effect::Widened };
    (@effect SKIPPED) => { $crate::diagnostics::catalogue::Effect::Skipped };
    (@effect IGNORED) => { $crate::diagnostics::catalogue::Effect::Ignored };
    (@effect NONE) => { $crate::diagnostics::catalogue::Effect::None };
    ($subject:literal; $(
        $name:ident = $code:literal, $severity:ident, [$($effect:ident),+], $title:literal;
        cause: $cause:literal;
        result: $result:literal;
        remedy: $remedy:literal;
    )*) => {
        $(
            #[doc = $title]
            pub mod $name {
                /// The kind.
                pub static ENTRY: $crate::diagnostics::catalogue::Entry = $crate::diagnostics::catalogue::Entry {
                    code: $code,
                    severity: $crate::diagnostics::Severity::$severity,
                    effects: &[$($crate::diagnostics::catalogue::entries!(@effect $effect)),+],
                    title: $title,
                    cause: $cause,
                    result: $result,
                    remedy: $remedy,
                };

                $(
                    /// A finding of this kind with this effect.
                    pub const $effect: $crate::diagnostics::catalogue::Case = $crate::diagnostics::catalogue::Case {
                        entry: &ENTRY,
                        effect: $crate::diagnostics::catalogue::entries!(@effect $effect),
                    };
                )+
            }
        )*

        /// The findings about this subject.
        pub(super) static SUBJECT: $crate::diagnostics::catalogue::Subject = $crate::diagnostics::catalogue::Subject {
            title: $subject,
            entries: &[$(&$name::ENTRY),*],
        };
    };
}
use entries;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::all;

    #[test]
    fn every_code_has_one_finding() {
        let codes: BTreeSet<&str> = all().map(|entry| entry.code).collect();
        assert_eq!(codes.len(), all().count());
    }
}
