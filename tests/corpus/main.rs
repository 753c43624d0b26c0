//! Published descriptions, whole: what is made of each, and that it compiles, is clean under clippy and documented.
//!
//! They are not part of the project. `OASMITH_CORPUS` names their folder; without it, `../shared/corpus` beside the
//! workspace. Where there is none, every trial is listed as ignored. What is expected of each stands in `expected/`: a
//! finding that is new fails as well as one that is gone, until the file says so.
//!
//! Building all crates takes two minutes. `OASMITH_EXTENDED` asks for more damage, and for the examples of the largest descriptions.

#![allow(clippy::expect_used, reason = "a test may panic")]

mod compile;
mod damage;
mod descriptions;
mod examples;
mod expected;
mod history;
mod shapes;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let found = descriptions::all();
    let absent = found.is_none();
    if absent {
        eprintln!("skipped: there is no folder of descriptions (OASMITH_CORPUS)");
    }
    let descriptions = found.unwrap_or_default();
    let mut trials: Vec<Trial> = descriptions
        .iter()
        .map(|one| {
            let one = one.clone();
            Trial::test(format!("expected::{}", one.name), move || {
                expected::holds(&one);
                Ok(())
            })
        })
        .collect();
    trials.extend(descriptions.iter().map(|one| {
        let one = one.clone();
        Trial::test(format!("damage::{}", one.name), move || {
            damage::survives(&one)
        })
    }));
    trials.push(Trial::test("shapes::total", shapes::total).with_ignored_flag(absent));
    let is_unknown = history::folder().is_none();
    trials.push(Trial::test("history::total", history::total).with_ignored_flag(is_unknown));
    let all = descriptions.clone();
    trials
        .push(Trial::test("examples::all", move || examples::all(&all)).with_ignored_flag(absent));
    trials.push(
        Trial::test("compile::all", move || compile::all(&descriptions)).with_ignored_flag(absent),
    );
    libtest_mimic::run(&arguments, trials).exit_code()
}
