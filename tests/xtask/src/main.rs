//! `cargo xtask ready`: the steps that must pass before a change lands, in order. `cargo xtask fuzz`: mutated descriptions,
//! for as long as asked. `cargo xtask miri`: the wakers of the runtime under Miri.
//!
//! Without an option, the steps that take about two minutes; with `--all`, every step. Continuous integration runs the
//! same. A step is a command; this program only runs them, measures them, and stops at the first that fails.

mod fuzz;
mod miri;
mod steps;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use steps::{Extent, Step};

const USAGE: &str = "usage: cargo xtask ready [--all] [--list]
       cargo xtask fuzz [--minutes N] [--seed N]
       cargo xtask miri

  ready          formatting, lints, unit tests, snapshots, the generated client
  ready --all    every step: all test suites, docs, validators, packages
  --list         print the steps instead of running them
  fuzz           generate from mutated descriptions (default: 10 minutes, a random seed)
  miri           the wakers of the runtime, in several schedules (needs a nightly toolchain with Miri)";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (extent, is_list) = match arguments.as_slice() {
        ["ready"] => (Extent::Fast, false),
        ["ready", "--all"] => (Extent::All, false),
        ["ready", "--list"] => (Extent::Fast, true),
        ["ready", "--all", "--list"] => (Extent::All, true),
        ["miri"] if run(&miri::step()) => return ExitCode::SUCCESS,
        ["miri"] => return ExitCode::FAILURE,
        ["fuzz", options @ ..] => match fuzz::step(options) {
            Some(step) if run(&step) => return ExitCode::SUCCESS,
            Some(_) => return ExitCode::FAILURE,
            None => {
                eprintln!("{USAGE}");
                return ExitCode::from(2);
            }
        },
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    let steps = steps::steps(extent);
    if is_list {
        for step in &steps {
            println!("{}", step.name);
        }
        return ExitCode::SUCCESS;
    }
    if steps.iter().all(run) {
        println!("\n== ready");
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The root of the workspace.
fn workspace() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Runs the commands of a step. Prints its name, how long it took, and the command that failed, if one did.
fn run(step: &Step) -> bool {
    println!("\n== {}", step.name);
    let start = Instant::now();
    for (folder, words) in &step.commands {
        let Some((program, arguments)) = words.split_first() else {
            continue;
        };
        let mut command = Command::new(program);
        command
            .args(arguments)
            .current_dir(workspace().join(folder));
        for (name, value) in &step.environment {
            command.env(name, value);
        }
        match command.status() {
            Ok(status) if status.success() => {}
            Ok(status) => {
                eprintln!("{} failed ({status}): {}", step.name, words.join(" "));
                return false;
            }
            Err(error) => {
                eprintln!("{} could not start `{program}`: {error}", step.name);
                return false;
            }
        }
    }
    println!("   {} s", start.elapsed().as_secs());
    true
}
