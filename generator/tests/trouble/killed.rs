//! A run ends at any moment, by a signal that it is told of or by one that it is not: every file is the old or the new one, and
//! the next run completes the work.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::common::{command, folder, run};
use super::{GENERATE, contents, is_completed_by_the_next_run, said};

/// The mark of a run that writes.
const PENDING: &str = "client/.oasmith-pending";

/// A description of which a crate with many files is made, so that writing them takes a while. `word` is in all of them.
fn description(word: &str) -> String {
    let mut text = format!("openapi: 3.0.3\ninfo: {{ title: {word}, version: '1' }}\npaths:\n");
    for tag in 0..60 {
        let _ = writeln!(
            text,
            "  /{word}/{tag}: {{ get: {{ operationId: get{tag}, tags: [tag{tag}], summary: 'The {word} of {tag}.', responses: {{ '200': {{ description: It. }} }} }} }}"
        );
    }
    text
}

/// A crate of one description, in a folder that has another one now; and the files of both crates.
struct Stale {
    folder: TempDir,
    old: BTreeMap<String, String>,
    new: BTreeMap<String, String>,
}

impl Stale {
    fn new() -> Self {
        let folder = folder(&[("clock.yaml", &description("old"))]);
        let crate_of = |word| {
            fs::write(folder.path().join("clock.yaml"), description(word)).unwrap();
            assert_eq!(run(folder.path(), &GENERATE).code, 0);
            contents(&folder.path().join("client"))
        };
        let new = crate_of("new");
        let old = crate_of("old");
        fs::write(folder.path().join("clock.yaml"), description("new")).unwrap();
        Self { folder, old, new }
    }

    /// Makes the crate the old one again.
    fn restore(&self) {
        let client = self.path().join("client");
        fs::remove_dir_all(&client).unwrap();
        for (path, text) in &self.old {
            let path = client.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        fs::write(self.path().join("clock.yaml"), description("new")).unwrap();
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Begins a run, and waits until it writes.
    fn begin(&self) -> Child {
        let child = command(self.path())
            .args(GENERATE)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (began, pending) = (Instant::now(), self.path().join(PENDING));
        while !pending.exists() {
            assert!(
                began.elapsed() < Duration::from_mins(1),
                "nothing is written"
            );
        }
        child
    }

    /// Asserts that each file is the old or the new one; answers how many are new.
    fn count_new(&self) -> usize {
        let now = contents(&self.path().join("client"));
        for path in self.old.keys() {
            let (old, new) = (self.old.get(path), self.new.get(path));
            let now = now.get(path);
            assert!(now == old || now == new, "{path} is half of each");
        }
        let is_new = |(path, text): &(&String, &String)| now.get(*path) == Some(*text);
        self.new.iter().filter(is_new).count()
    }
}

/// The next thousandth of a reproducible sequence (xorshift).
fn next(seed: &mut u64) -> u32 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    u32::try_from(*seed % 1000).unwrap()
}

#[test]
fn a_run_that_is_killed_at_any_moment_is_completed_by_the_next() {
    let stale = Stale::new();
    let mut child = stale.begin();
    let began = Instant::now();
    child.wait().unwrap();
    let took = began.elapsed();
    let mut seed = 0x0a53_117b_u64;
    let mut cut_short = 0;
    for round in 0..16 {
        stale.restore();
        let mut child = stale.begin();
        let moment = took * next(&mut seed) / 1000;
        let began = Instant::now();
        while began.elapsed() < moment {}
        child.kill().unwrap();
        child.wait().unwrap();
        cut_short += usize::from(stale.path().join(PENDING).exists());
        let new = stale.count_new();
        // The description may have changed since: what the killed run wrote is still known to be oasmith's.
        if round % 2 == 0 {
            fs::write(stale.path().join("clock.yaml"), description("newer")).unwrap();
        }
        is_completed_by_the_next_run(stale.path());
        eprintln!("killed {moment:?} after it began to write: {new} files are new");
    }
    assert!(cut_short > 0, "no run was killed while it wrote");
}

#[test]
fn ctrl_c_while_files_are_written_leaves_the_old_crate_whole() {
    let stale = Stale::new();
    for signal in ["INT", "TERM"] {
        let is_interrupted = (0..20).any(|_| {
            stale.restore();
            let child = stale.begin();
            let id = child.id().to_string();
            let sent = Command::new("kill")
                .args([&format!("-{signal}"), &id])
                .status();
            // It may have ended before.
            let _ = sent.unwrap();
            let ended = child.wait_with_output().unwrap();
            let is_interrupted = ended.status.code() == Some(130);
            let now = contents(&stale.path().join("client"));
            if is_interrupted {
                insta::assert_snapshot!("interrupted", said(&ended));
                assert_eq!(now, stale.old, "{signal}");
            } else {
                // Once files are put in place, that is finished.
                assert_eq!(ended.status.code(), Some(0), "{}", said(&ended));
                assert_eq!(now, stale.new, "{signal}");
            }
            is_completed_by_the_next_run(stale.path());
            is_interrupted
        });
        assert!(
            is_interrupted,
            "{signal}: every run had written its files before the signal came"
        );
    }
}
