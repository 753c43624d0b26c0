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
    add(1);
}

/// Counts so many parts.
pub(crate) fn add(parts: usize) {
    UNREAD.set(UNREAD.get().saturating_add(parts));
}

/// The attempt with the least left over.
#[allow(dead_code, reason = "a description may have no union that needs it")]
pub(crate) struct Least<T> {
    /// What was read.
    pub(crate) read: T,
    /// Which attempt it was.
    pub(crate) position: usize,
    /// How much was left over.
    pub(crate) unread: usize,
}

/// Returns the first attempt with nothing left over, or else the one with the least. What it leaves
/// over is not counted yet.
#[allow(dead_code, reason = "a description may have no union that needs it")]
pub(crate) fn least<T>(attempts: impl Iterator<Item = (Option<T>, usize)>) -> Option<Least<T>> {
    let (before, depth) = (UNREAD.get(), DEPTH.get());
    DEPTH.set(depth.saturating_add(1));
    let mut best: Option<Least<T>> = None;
    UNREAD.set(0);
    for (position, (attempt, more)) in attempts.enumerate() {
        let unread = UNREAD.replace(0).saturating_add(more);
        if best.as_ref().is_none_or(|best| unread < best.unread) {
            let attempt = attempt.map(|read| Least {
                read,
                position,
                unread,
            });
            best = attempt.or(best);
        }
        let is_enough = |best: &Least<T>| best.unread == 0 || depth >= MAX_DEPTH;
        if best.as_ref().is_some_and(is_enough) {
            break;
        }
    }
    DEPTH.set(depth);
    UNREAD.set(before);
    best
}

/// Whether attempts are no longer compared, because unions are nested too deeply here.
#[allow(dead_code, reason = "a description may have no union that needs it")]
pub(crate) fn is_deep() -> bool {
    DEPTH.get() >= MAX_DEPTH
}
