//! How much of a value its type did not understand: what unions compare their variants by.
//!
//! Reading is synchronous, so the count of what is being read stands beside the thread, not in every signature.

use std::cell::Cell;

thread_local! {
    static UNREAD: Cell<usize> = const { Cell::new(0) };
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// How many unions inside each other are compared. Deeper ones take the first variant that fits: each comparison reads a
/// value once for every variant, and a server says how deep its values are.
const MAX_DEPTH: usize = 3;

/// Counts a part of a value that is skipped, or that an enum only keeps.
pub(crate) fn count() {
    UNREAD.set(UNREAD.get().saturating_add(1));
}

/// The first of what is read with nothing left over, or else the one with the least.
#[allow(dead_code, reason = "a description may have no union that needs it")]
pub(crate) fn least<T>(attempts: impl Iterator<Item = (Option<T>, usize)>) -> Option<T> {
    let (before, depth) = (UNREAD.get(), DEPTH.get());
    DEPTH.set(depth.saturating_add(1));
    let mut best: Option<(T, usize)> = None;
    UNREAD.set(0);
    for (attempt, more) in attempts {
        let unread = UNREAD.replace(0).saturating_add(more);
        if best.as_ref().is_none_or(|(_, least)| unread < *least) {
            best = attempt.map(|read| (read, unread)).or(best);
        }
        let is_enough = |(_, least): &(T, usize)| *least == 0 || depth >= MAX_DEPTH;
        if best.as_ref().is_some_and(is_enough) {
            break;
        }
    }
    DEPTH.set(depth);
    let (read, unread) = best.map_or((None, 1), |(read, unread)| (Some(read), unread));
    UNREAD.set(before.saturating_add(unread));
    read
}
