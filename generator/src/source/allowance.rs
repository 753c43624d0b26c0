//! Limits how much may be read of one description, relative to the length of its text.
//!
//! A YAML alias repeats a value for a few bytes of text, and later stages may build the path of
//! each value. To bound both, each file may expand to a number of values, bytes of text and bytes
//! of paths that is proportional to its length, and all files of a description share a fixed extra
//! amount. Published descriptions need at most a tenth of that.

use std::cell::Cell;

use super::Limits;

/// The amounts that all files of a description share, beyond what each file has by its length.
#[derive(Debug)]
pub(super) struct Allowance(Cell<Amounts>);

/// Amounts of what is read.
#[derive(Debug, Clone, Copy)]
struct Amounts {
    values: usize,
    text: usize,
    paths: usize,
}

/// Values per byte of a file.
const VALUES_BY_BYTE: usize = 1;
/// Bytes of text per byte of a file.
const TEXT_BY_BYTE: usize = 8;
/// Bytes of paths per byte of a file. Published descriptions need 4 at most.
const PATHS_BY_BYTE: usize = 32;

impl Default for Allowance {
    fn default() -> Self {
        Self(Cell::new(Amounts {
            values: 50_000,
            text: 4 << 20,
            paths: 4 << 20,
        }))
    }
}

/// The amounts that are left for one file.
#[derive(Debug)]
pub(super) struct Left(Cell<Amounts>);

impl Allowance {
    /// Returns the amounts for a file of this length.
    pub fn of_file(&self, length: usize, limits: &Limits) -> Left {
        let shared = self.0.get();
        let more =
            |by_byte: usize, shared: usize| length.saturating_mul(by_byte).saturating_add(shared);
        Left(Cell::new(Amounts {
            values: more(VALUES_BY_BYTE, shared.values).min(limits.values),
            text: more(TEXT_BY_BYTE, shared.text),
            paths: more(PATHS_BY_BYTE, shared.paths),
        }))
    }

    /// Deducts from the shared amounts what a file used beyond its own.
    pub fn settle(&self, left: &Left) {
        let (shared, now) = (self.0.get(), left.0.get());
        self.0.set(Amounts {
            values: shared.values.min(now.values),
            text: shared.text.min(now.text),
            paths: shared.paths.min(now.paths),
        });
    }
}

impl Left {
    /// Counts a value whose path has this many bytes. The error names what was exceeded.
    pub fn value(&self, path: usize) -> Result<(), &'static str> {
        let mut now = self.0.get();
        let values = now.values.checked_sub(1);
        now.values = values.ok_or("too many values after YAML aliases are expanded")?;
        let paths = now.paths.checked_sub(path);
        now.paths = paths.ok_or("the keys that lead to its values are too long in all")?;
        self.0.set(now);
        Ok(())
    }

    /// Counts text that is kept.
    pub fn spend_text(&self, text: &str) -> Result<(), &'static str> {
        let mut now = self.0.get();
        let left = now.text.checked_sub(text.len());
        now.text = left.ok_or("too much text after YAML aliases are expanded")?;
        self.0.set(now);
        Ok(())
    }
}
