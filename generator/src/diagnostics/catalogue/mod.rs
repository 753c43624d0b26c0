//! Every kind of finding, with its stable code and the text of `oasmith explain CODE`.
//!
//! One file a room. To add a kind: an entry in that room's table, with each effect that its findings may have. Codes are
//! never renamed nor reused.
//!
//! A finding is reported as one case of its kind: `findings::unresolved_reference::WIDENED` where a schema became any
//! JSON, `SKIPPED` where a parameter was left out. A kind has no other cases than its entry lists, so no report can leave
//! out what it did to the output, nor say what the catalogue does not.

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
    /// How bad findings of this kind are.
    pub severity: Severity,
    /// What findings of this kind may do to the output.
    pub effects: &'static [Effect],
    /// What it is, in a few words.
    pub title: &'static str,
    /// Its cause.
    pub cause: &'static str,
    /// What it does to the generated code.
    pub result: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
}

/// A kind of finding, and what this one does to the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Case {
    /// The kind.
    pub entry: &'static Entry,
    /// What a run's report counts it as.
    pub effect: Effect,
}

/// What a finding does to the generated code: what `--deny` can be told to refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Effect {
    /// Nothing is generated.
    Fatal,
    /// A type or value is generated in a wider form than the description says.
    Widened,
    /// An operation, parameter or other part is left out.
    Skipped,
    /// A key of the description is ignored.
    Ignored,
    /// The output is whole.
    None,
}

impl Effect {
    /// What programs and `--deny` call it.
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

/// Every kind of finding, in the order of the rooms.
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

/// Declares the findings of one room, a module with its cases for each, and `ALL` of them.
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

        /// The findings of this room.
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
