//! Runs code of a library that may panic.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

/// Runs `work`, and ends quietly if it panics. What it changed up to there stays changed, so each change must be whole.
pub(super) fn contained(work: impl FnOnce()) {
    thread_local! {
        static SILENT: Cell<bool> = const { Cell::new(false) };
    }
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !SILENT.get() {
                before(panic);
            }
        }));
    });
    SILENT.set(true);
    let _ = panic::catch_unwind(AssertUnwindSafe(work));
    SILENT.set(false);
}
