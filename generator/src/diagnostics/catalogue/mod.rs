//! Every kind of finding, with its stable code and the text of `oasmith explain CODE`.
//!
//! There is one file per stage. To add a kind, add an entry to the table of its stage, with each
//! effect that its findings may have. Codes are never renamed or reused.
//!
//! A finding is reported as one case of its kind: `findings::unresolved_reference::WIDENED` if a
//! schema became any JSON, `SKIPPED` if a parameter was skipped. A kind has only the cases that its
//! entry lists, so every finding has an effect, and one that the catalogue documents.

pub mod config;
pub mod decide;
pub mod dialect;
pub mod lower;
pub mod output;
pub mod own;
pub mod source;

use super::Severity;

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

/// Every kind of finding, in the order of the stages.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    [
        config::ALL,
        source::ALL,
        dialect::ALL,
        lower::ALL,
        decide::ALL,
        output::ALL,
        own::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The kind with this code.
#[must_use]
pub fn find(code: &str) -> Option<&'static Entry> {
    all().find(|entry| entry.code == code)
}

/// Declares the findings of one stage: a module with its cases for each kind, and `ALL` kinds.
macro_rules! entries {
    (@effect FATAL) => { $crate::diagnostics::catalogue::Effect::Fatal };
    (@effect WIDENED) => { $crate::diagnostics::catalogue::Effect::Widened };
    (@effect SKIPPED) => { $crate::diagnostics::catalogue::Effect::Skipped };
    (@effect IGNORED) => { $crate::diagnostics::catalogue::Effect::Ignored };
    (@effect NONE) => { $crate::diagnostics::catalogue::Effect::None };
    ($(
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

        /// The findings of this stage.
        pub static ALL: &[&$crate::diagnostics::catalogue::Entry] = &[$(&$name::ENTRY),*];
    };
}
use entries;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::all;

    #[test]
    fn every_code_stands_for_one_finding() {
        let codes: BTreeSet<&str> = all().map(|entry| entry.code).collect();
        assert_eq!(codes.len(), all().count());
    }
}
