//! Runs library code that may panic.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

/// Runs `work` and swallows a panic. Changes made before the panic are kept, so each change must
/// leave its data valid.
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
