//! Whether a chain of references ends.

use crate::diagnostics::Location;

/// Tells whether a chain of references goes round, without keeping all of it: a place it has led through is looked out
/// for, and given up for a later one each time as many steps again were made (Brent's algorithm).
#[derive(Debug, Default)]
pub struct Passed {
    place: Option<Location>,
    steps: usize,
    next: usize,
}

/// A chain of references that is longer was made to be so: each part that begins it would follow all of it.
const MAX_REFERENCES: usize = 100;

impl Passed {
    /// Whether the chain, which comes to `at` now, may still end.
    pub fn leads_on(&mut self, at: &Location) -> bool {
        if self.place.as_ref() == Some(at) || self.steps > MAX_REFERENCES {
            return false;
        }
        // Most chains have one step or two, and cost nothing.
        if self.steps > self.next {
            self.place = Some(at.clone());
            self.next = self.steps * 2;
        }
        self.steps += 1;
        true
    }

    /// Why the chain has no end.
    #[must_use]
    pub fn problem(&self) -> &'static str {
        if self.steps > MAX_REFERENCES {
            "this reference leads through more than 100 others"
        } else {
            "this reference leads back to itself"
        }
    }
}
