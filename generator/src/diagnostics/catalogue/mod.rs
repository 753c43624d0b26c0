//! Every kind of finding, with its stable code and the text of `oasmith explain CODE`.
//!
//! One file a room. To add a kind: a line in that room's table. Codes are never renamed nor reused.

pub mod config;
pub mod dialect;
pub mod lower;
pub mod output;
pub mod own;
pub mod plan;
pub mod source;

use super::Severity;

/// A kind of finding.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// The stable code, as in `oasmith explain unresolved-reference`.
    pub code: &'static str,
    /// How bad findings of this kind are.
    pub severity: Severity,
    /// What a run's report counts it as.
    pub effect: Effect,
    /// What it is, in a few words.
    pub title: &'static str,
    /// How it comes about.
    pub cause: &'static str,
    /// What it does to the generated code.
    pub result: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
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
    /// A key of the description has no influence on the output.
    Ignored,
    /// The output is whole.
    None,
}

/// Every kind of finding, in the order of the rooms.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    [
        config::ALL,
        source::ALL,
        dialect::ALL,
        lower::ALL,
        plan::ALL,
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

/// Declares the findings of one room, and `ALL` of them.
macro_rules! entries {
    ($(
        $(#[$doc:meta])*
        $name:ident = $code:literal, $severity:ident, $effect:ident, $title:literal;
        cause: $cause:literal;
        result: $result:literal;
        remedy: $remedy:literal;
    )*) => {
        $(
            #[doc = $title]
            pub static $name: $crate::diagnostics::catalogue::Entry = $crate::diagnostics::catalogue::Entry {
                code: $code,
                severity: $crate::diagnostics::Severity::$severity,
                effect: $crate::diagnostics::catalogue::Effect::$effect,
                title: $title,
                cause: $cause,
                result: $result,
                remedy: $remedy,
            };
        )*

        /// The findings of this room.
        pub static ALL: &[&$crate::diagnostics::catalogue::Entry] = &[$(&$name),*];
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
