//! A structure-aware fuzzer: mutated descriptions of the fixtures, and what holds for every description.
//!
//! What is tried comes from a seed, so each run does the same. `cargo xtask fuzz` runs for as long as it is asked to, with
//! another seed each time. A description that fails is made smaller, and is written to the file that the message names.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

#[path = "../common/contained.rs"]
mod contained;
mod corpus;
#[path = "../common/fixtures.rs"]
mod fixtures;
mod judge;
#[path = "../common/losses.rs"]
mod losses;
mod mutate;
#[path = "../common/shown.rs"]
mod shown;
mod shrink;
#[path = "../common/texts.rs"]
mod texts;
mod tree;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use corpus::Corpus;
use fastrand::Rng;
use judge::{compare, judge};
use mutate::Mutator;
use tree::Node;

/// Descriptions of an ordinary run.
const COUNT: u64 = 300;

/// The description of a seed.
fn description(corpus: &Corpus, seed: u64) -> Node {
    let rng = Rng::with_seed(seed);
    Mutator { corpus, rng }.describe()
}

/// A number of the environment.
fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Tries the description of a seed; writes it down, made smaller, if it fails.
fn attempt(corpus: &Corpus, seed: u64, before: &mut String) -> Result<(), String> {
    let root = description(corpus, seed);
    let text = root.json();
    // JSON is YAML, too, and is read by another reader then.
    let name = if seed.is_multiple_of(4) {
        "api.yaml"
    } else {
        "api.json"
    };
    let tried = judge(name, &text).and_then(|()| compare(before, &text));
    // To generate crates from them, and compile these.
    if let Some(folder) = std::env::var_os("OASMITH_FUZZ_KEEP") {
        std::fs::write(PathBuf::from(folder).join(format!("{seed}.json")), &text).unwrap();
    }
    let Err(wrong) = tried else {
        *before = text;
        return Ok(());
    };
    let kind = kind(&wrong);
    let fails = |node: &Node| {
        let text = node.json();
        let tried = judge(name, &text).and_then(|()| compare(before, &text));
        tried.is_err_and(|wrong| self::kind(&wrong) == kind)
    };
    let small = shrink::shrink(root, fails);
    let path = std::env::temp_dir().join(format!("oasmith-fuzz-{seed}.json"));
    std::fs::write(&path, small.json()).unwrap();
    Err(format!("seed {seed}: {wrong}\nsee {}", path.display()))
}

/// The beginning of a message, which says what is wrong and not where.
fn kind(wrong: &str) -> String {
    let words = wrong.split([' ', ':']);
    words.take(3).collect::<Vec<_>>().join(" ")
}

#[test]
fn mutated_descriptions_keep_every_promise() {
    let corpus = Corpus::read();
    let first = asked("OASMITH_SEED").unwrap_or(1);
    let mut before = String::from("{}");
    for seed in first..first + asked("OASMITH_FUZZ_COUNT").unwrap_or(COUNT) {
        if let Err(wrong) = attempt(&corpus, seed, &mut before) {
            panic!("{wrong}");
        }
    }
}

/// Goes on after a failure: the next may be of another kind.
#[test]
#[ignore = "takes as long as it is asked to: `cargo xtask fuzz`"]
fn for_minutes() {
    let corpus = Corpus::read();
    let minutes = asked("OASMITH_FUZZ_MINUTES").unwrap_or(10);
    let end = Instant::now() + Duration::from_secs(60 * minutes);
    let first = asked("OASMITH_SEED").unwrap_or_else(|| Rng::new().u64(..1 << 32));
    println!("from seed {first}");
    let mut before = String::from("{}");
    let (mut seed, mut failures) = (first, 0);
    while Instant::now() < end {
        let began = Instant::now();
        if let Err(wrong) = attempt(&corpus, seed, &mut before) {
            println!("{wrong}");
            failures += 1;
        } else if began.elapsed() > Duration::from_secs(5) {
            println!("seed {seed}: {:?}", began.elapsed());
        }
        seed += 1;
    }
    println!("{} descriptions", seed - first);
    assert_eq!(failures, 0, "of {} descriptions", seed - first);
}

/// The first part of what is tried does not depend on the machine.
#[test]
fn a_seed_is_one_description() {
    let corpus = Corpus::read();
    assert_eq!(description(&corpus, 7), description(&corpus, 7));
    assert_ne!(description(&corpus, 7), description(&corpus, 8));
}
