//! Ctrl-C: ends the program at once, except while it writes files. Then files in preparation are
//! removed, and files that are being moved into place are completed, which takes only a moment.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// The exit code of an interrupted program, by the convention of shells.
pub(super) const INTERRUPTED: u8 = 130;

#[derive(Debug, Default)]
struct Flags {
    /// Set by a signal.
    stop: Arc<AtomicBool>,
    /// Whether a signal ends the program at once.
    ends: Arc<AtomicBool>,
}

static FLAGS: OnceLock<Flags> = OnceLock::new();

/// Runs work that must not be interrupted, and passes it the flag that a signal sets.
pub(super) fn shielded<T>(work: impl FnOnce(&'static AtomicBool) -> T) -> T {
    let flags = FLAGS.get_or_init(Flags::watched);
    flags.ends.store(false, Ordering::SeqCst);
    let done = work(&flags.stop);
    flags.ends.store(true, Ordering::SeqCst);
    done
}

impl Flags {
    /// Flags that signals set. On systems without signals, an interrupt ends the program at once.
    fn watched() -> Self {
        let flags = Self::default();
        for signal in [SIGINT, SIGTERM] {
            let (stop, ends) = (Arc::clone(&flags.stop), Arc::clone(&flags.ends));
            let ending = flag::register_conditional_shutdown(signal, INTERRUPTED.into(), ends);
            let _ = ending.and_then(|_| flag::register(signal, stop));
        }
        flags
    }
}
