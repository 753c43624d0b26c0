//! Calls for a profiler: so many of one kind, and nothing else.

use std::future::Future;
use std::hint::black_box;

use tokio::runtime::Runtime;

/// What is read before each call so that it finds nothing of its own in the caches: more than they hold, in words of 8 bytes.
const MEMORY: usize = 2 * 1024 * 1024 / 8;

/// A cache line, in words of 8 bytes.
const LINE: usize = 8;

/// What the arguments ask for: which call, how often, and whether the caches are emptied before each (`cold`).
pub struct Profiled {
    pub call: String,
    calls: usize,
    memory: Vec<u64>,
}

impl Profiled {
    /// None without arguments: then calls are timed.
    pub fn wanted() -> Option<Self> {
        let mut arguments = std::env::args().skip(1);
        let call = arguments.next()?;
        let calls = arguments.next()?.parse().expect("how many calls");
        let is_cold = arguments.next().is_some_and(|caches| caches == "cold");
        let memory = vec![1; if is_cold { MEMORY } else { 0 }];
        Some(Self {
            call,
            calls,
            memory,
        })
    }

    /// Makes the calls.
    pub fn make<F: Future<Output = i64>>(&self, runtime: &Runtime, call: &impl Fn() -> F) {
        for _ in 0..self.calls {
            black_box(black_box(&self.memory).iter().step_by(LINE).sum::<u64>());
            assert_eq!(runtime.block_on(call()), 7);
        }
    }
}
