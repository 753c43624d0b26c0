//! Detects cycles in chains of references.

use crate::diagnostics::Location;

/// Detects a cycle in a chain of references in constant memory (Brent's algorithm): each new place
/// is compared with one remembered place, which is replaced at steps 1, 3, 7, and so on.
#[derive(Debug, Default)]
pub struct Passed {
    place: Option<Location>,
    steps: usize,
    next: usize,
}

/// The maximum length of a chain of references. Longer chains do not occur in practice, and would
/// take quadratic time: each part of the chain is followed to its end.
const MAX_REFERENCES: usize = 100;

impl Passed {
    /// Records that the chain reaches `at`. Returns `false` if it is a cycle or too long.
    pub fn leads_on(&mut self, at: &Location) -> bool {
        if self.place.as_ref() == Some(at) || self.steps > MAX_REFERENCES {
            return false;
        }
        // Most chains have only one or two steps, so nothing is cloned at the first one.
        if self.steps > self.next {
            self.place = Some(at.clone());
            self.next = self.steps * 2;
        }
        self.steps += 1;
        true
    }

    /// Why the chain does not end.
    #[must_use]
    pub fn problem(&self) -> &'static str {
        if self.steps > MAX_REFERENCES {
            "this reference leads through more than 100 others"
        } else {
            "this reference refers to itself"
        }
    }
}
