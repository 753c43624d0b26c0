//! The wakers of the runtime under Miri: data races, and lost wakes in several schedules.

use crate::steps::Step;

/// How many schedules are tried of each test.
const SCHEDULES: u32 = 8;

/// The step, which needs a nightly toolchain with the components `miri` and `rust-src`.
pub fn step() -> Step {
    let line = "cargo +nightly miri test --package oasmith --test runtime -- flights";
    Step::new("the wakers of the runtime under Miri", &[line])
        .env("MIRIFLAGS", format!("-Zmiri-many-seeds=0..{SCHEDULES}"))
        .env("CARGO_TARGET_DIR", "target/miri")
}
