//! What a run made of a description, in numbers.

use serde::{Deserialize, Serialize};

use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue::Effect;

/// What a run made of a description, in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The operations.
    pub operations: Count,
    /// The named schemas.
    pub schemas: Count,
    /// How many findings made something wider than described.
    pub widened: usize,
    /// How many findings left something out.
    pub skipped: usize,
    /// The number of ignored keys.
    pub ignored: usize,
}

/// How many there are, and what became of them: `described` is `generated` and `skipped` together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// In the description.
    pub described: usize,
    /// In the crate.
    pub generated: usize,
    /// Left out; each has a diagnostic.
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
    /// How many findings had this effect.
    #[must_use]
    pub fn count(&self, effect: Effect) -> usize {
        match effect {
            Effect::Widened => self.widened,
            Effect::Skipped => self.skipped,
            Effect::Ignored => self.ignored,
            Effect::Fatal | Effect::None => 0,
        }
    }

    /// The same, with the effects of these findings counted.
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
