//! The long run of the fuzzer in `generator/tests/mutated`.

use crate::steps::Step;

/// The run with these options; `None` if they are invalid.
pub fn step(options: &[&str]) -> Option<Step> {
    let mut step = Step::new(
        "mutated descriptions",
        &[
            "cargo test --release --package oasmith --test mutated -- --ignored --nocapture for_minutes",
        ],
    );
    for option in options.chunks(2) {
        let [name, value] = option else { return None };
        let variable = match *name {
            "--minutes" => "OASMITH_FUZZ_MINUTES",
            "--seed" => "OASMITH_SEED",
            _ => return None,
        };
        let value: u64 = value.parse().ok()?;
        step = step.env(variable, value.to_string());
    }
    Some(step)
}
