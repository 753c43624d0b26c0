//! Statistics of a run.

use serde::{Deserialize, Serialize};

use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue::Effect;

/// Statistics of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The operations.
    pub operations: Count,
    /// The named schemas.
    pub schemas: Count,
    /// The number of findings that widened something.
    pub widened: usize,
    /// The number of findings that skipped something.
    pub skipped: usize,
    /// The number of ignored keys.
    pub ignored: usize,
}

/// A count of described things. `described` is the sum of `generated` and `skipped`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// In the description.
    pub described: usize,
    /// In the crate.
    pub generated: usize,
    /// Skipped, each with a finding.
    pub skipped: usize,
}

impl Count {
    pub(crate) fn new(described: usize, generated: usize) -> Self {
        Self {
            described,
            generated,
            skipped: described.saturating_sub(generated),
        }
    }
}

impl Report {
    /// The number of findings that had this effect.
    #[must_use]
    pub fn count(&self, effect: Effect) -> usize {
        match effect {
            Effect::Widened => self.widened,
            Effect::Skipped => self.skipped,
            Effect::Ignored => self.ignored,
            Effect::Fatal | Effect::None => 0,
        }
    }

    /// Adds the effects of these findings.
    pub(crate) fn with_effects(mut self, diagnostics: &[Diagnostic]) -> Self {
        let count = |effect| {
            diagnostics
                .iter()
                .filter(|found| found.effect == effect)
                .count()
        };
        self.widened = count(Effect::Widened);
        self.skipped = count(Effect::Skipped);
        self.ignored = count(Effect::Ignored);
        self
    }
}
