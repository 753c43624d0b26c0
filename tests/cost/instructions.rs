//! How many instructions a run takes, as valgrind counts them: the same on a machine that is busy.
//!
//! Skipped where there is no valgrind, unless `OASMITH_INSTRUCTIONS` is `required`.

use std::path::{Path, PathBuf};
use std::process::Command;

use oasmith_tests::workspace;

/// How much more or less than expected, in percent, is no news: other compilers and libraries count a little differently.
const TOLERANCE: u64 = 15;

/// Millions of instructions of a run with the build that the tests make anyway, from the file to the files of the crate. It is
/// not optimized and takes five times as many as a release build, which takes minutes to build.
const EXPECTED: &[(&str, u64)] = &[("spec/geminidb.yaml", 255), ("qdrant.json", 3346)];

#[test]
fn instructions_of_a_run() {
    let required = std::env::var("OASMITH_INSTRUCTIONS").is_ok_and(|value| value == "required");
    let has_valgrind = Command::new("valgrind").arg("--version").output().is_ok();
    if !has_valgrind && !required {
        eprintln!("skipped: valgrind is not installed");
        return;
    }
    let oasmith = oasmith_tests::tool().expect("the tool is built");
    let mut news = String::new();
    for (description, expected) in EXPECTED {
        let Some(path) = find(description) else {
            eprintln!("skipped: {description} is not here");
            continue;
        };
        let counted = count(&oasmith, &path) / 1_000_000;
        if counted.abs_diff(*expected) * 100 > expected * TOLERANCE {
            news += &format!("{description}: {counted} million instructions, not {expected}\n");
        }
    }
    assert!(
        news.is_empty(),
        "{news}If that was meant, say so in {}",
        file!()
    );
}

/// A description of ours, or a published one.
fn find(description: &str) -> Option<PathBuf> {
    let corpus = std::env::var_os("OASMITH_CORPUS").map(PathBuf::from);
    let corpus = corpus.unwrap_or_else(|| workspace().join("../shared/corpus"));
    [workspace(), corpus]
        .into_iter()
        .map(|folder| folder.join(description))
        .find(|path| path.exists())
}

fn count(oasmith: &Path, description: &Path) -> u64 {
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(oasmith)
        .args(["generate", "--quiet", "--name", "counted"])
        .arg(description)
        .arg("--output")
        .arg(folder.path().join("counted"))
        // How threads wait for one another is chance.
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .expect("valgrind runs");
    let said = String::from_utf8_lossy(&output.stderr);
    let line = said.lines().find_map(|line| line.split_once("Collected :"));
    line.and_then(|(_, number)| number.trim().parse().ok())
        .unwrap_or_else(|| panic!("valgrind did not count:\n{said}"))
}
