//! What a call costs beside time, as valgrind counts it: instructions, and how much code it fetches where it finds the caches
//! cold, as a program does that waits between its calls. Of the whole program, the server's part too.

use std::path::Path;
use std::process::Command;

/// What the caches of the simulated machine hold, as those of many do: 32 KiB for code and for data each, and 512 KiB.
const CACHES: [&str; 4] = [
    "--cache-sim=yes",
    "--I1=32768,8,64",
    "--D1=32768,8,64",
    "--LL=524288,8,64",
];

/// Says it for each call, if valgrind is here.
pub fn say(program: &Path) {
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("valgrind is not installed: instructions are not counted");
        return;
    }
    for call in ["get", "put"] {
        let by_hand = format!("{call}-by-hand");
        for (event, caches, what) in [
            ("Ir", "warm", "instructions a call"),
            ("ILmr", "cold", "lines of code a call, from cold caches"),
        ] {
            let [generated, by_hand] =
                [call, &by_hand].map(|call| per_call(program, call, caches, event));
            let name = call.to_uppercase();
            println!("{name:22} {generated:>8} {what}, by hand {by_hand:>6}");
        }
    }
}

/// How often something happens in a call.
fn per_call(program: &Path, call: &str, caches: &str, event: &str) -> u64 {
    // What starting takes is in both.
    const FEW: u64 = 100;
    const MANY: u64 = 300;
    let [few, many] = [FEW, MANY].map(|calls| count(program, call, calls, caches, event));
    (many - few) / (MANY - FEW)
}

/// How often something happens in a run.
fn count(program: &Path, call: &str, calls: u64, caches: &str, event: &str) -> u64 {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .args(CACHES)
        .arg(program)
        .args([call, &calls.to_string(), caches])
        .output()
        .expect("valgrind runs");
    let said = String::from_utf8_lossy(&output.stderr);
    let list = |title: &str| {
        let line = said.lines().find_map(|line| line.split_once(title));
        let (_, values) = line.expect("valgrind counts");
        values.split_whitespace().collect::<Vec<_>>()
    };
    let (events, counts) = (list("Events    :"), list("Collected :"));
    let counted = events.iter().zip(counts).find(|(name, _)| **name == event);
    counted
        .and_then(|(_, count)| count.parse().ok())
        .expect("the event is counted")
}
