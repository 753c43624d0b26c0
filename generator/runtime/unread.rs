//! How much of a value its type did not understand, by which unions compare their variants.
//! Decoding is synchronous, so the count is in a thread-local instead of every signature.

#![allow(dead_code, reason = "a crate uses what its description needs")]

use std::cell::Cell;

thread_local! {
    static UNREAD: Cell<usize> = const { Cell::new(0) };
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// The depth of nested unions up to which variants are compared. Deeper unions take the first
/// match: a comparison decodes a value once for each variant, and the server controls the depth.
const MAX_DEPTH: usize = 3;

/// Counts a part of a value that is skipped, or kept by an enum as unknown.
pub(crate) fn count() {
    add(1);
}

/// Counts several parts.
pub(crate) fn add(parts: usize) {
    UNREAD.set(UNREAD.get().saturating_add(parts));
}

/// The attempt with the fewest parts left.
pub(crate) struct Least<T> {
    /// The decoded value.
    pub(crate) read: T,
    /// The index of the attempt.
    pub(crate) position: usize,
    /// The number of parts left.
    pub(crate) unread: usize,
}

/// Returns the first attempt with no parts left, else the one with the fewest. Its parts are not
/// counted yet.
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

/// Whether unions are nested too deeply to compare attempts.
pub(crate) fn is_deep() -> bool {
    DEPTH.get() >= MAX_DEPTH
}
