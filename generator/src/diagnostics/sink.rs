//! Where rooms leave their diagnostics. To forget them is a bug, and a sink says so when it is dropped unread.

use std::cell::RefCell;

use super::{Diagnostic, Severity};

/// Collects diagnostics of one run. Must be read with [`Sink::finish`].
#[derive(Debug, Default)]
pub struct Sink {
    found: RefCell<Vec<Diagnostic>>,
}

impl Sink {
    /// An empty sink.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Leaves a diagnostic.
    pub fn report(&self, diagnostic: Diagnostic) {
        self.found.borrow_mut().push(diagnostic);
    }

    /// Whether an error was reported so far: the barrier between two rooms.
    pub fn has_errors(&self) -> bool {
        self.found
            .borrow()
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Everything that was reported, sorted by place, each finding once.
    #[must_use]
    pub fn finish(self) -> Vec<Diagnostic> {
        let mut found = self.found.take();
        found.sort_by(|a, b| {
            (&a.at, a.severity, a.entry.code, &a.message).cmp(&(
                &b.at,
                b.severity,
                b.entry.code,
                &b.message,
            ))
        });
        found.dedup();
        found
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        debug_assert!(
            self.found.borrow().is_empty() || std::thread::panicking(),
            "a sink with diagnostics was dropped unread"
        );
    }
}
