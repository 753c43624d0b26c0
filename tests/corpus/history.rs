//! What updates of published descriptions do to their crates: breaking changes of the last steps of each history.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use libtest_mimic::Failed;
use oasmith::diff::{self, Cause, Verdict};
use oasmith::source::Input;
use oasmith::{ClientConfig, Earlier, Generator, Planned};
use oasmith_tests::workspace;

use crate::expected;

/// The histories, git bundles of one file each, with the number of steps that are compared. A step of the largest
/// description takes seconds.
const HISTORIES: &[(&str, usize)] = &[
    ("adyen-management", 6),
    ("twilio-conversations", 6),
    ("xero-accounting", 4),
];

/// The folder of the histories: `history` beside that of the descriptions.
pub fn folder() -> Option<PathBuf> {
    let corpus = std::env::var_os("OASMITH_CORPUS").map(PathBuf::from);
    let corpus = corpus.unwrap_or_else(|| workspace().join("../shared/corpus"));
    let folder = corpus.parent()?.join("history");
    folder.is_dir().then_some(folder)
}

/// Compares the steps of all histories with what is expected.
pub fn total() -> Result<(), Failed> {
    let folder = folder().ok_or("there is no folder of histories")?;
    let mut text = String::new();
    for (name, steps) in HISTORIES {
        let copy = tempfile::tempdir()?;
        let bundle = folder.join(format!("{name}.bundle"));
        let bundle = bundle.to_string_lossy();
        git(
            copy.path(),
            &["clone", "--quiet", "--branch", "main", &bundle, "."],
        )?;
        let _ = write!(text, "{}", counts(copy.path(), name, *steps)?);
    }
    expected::settings().bind(|| insta::assert_snapshot!("histories", text));
    Ok(())
}

/// The breaking changes of the last steps, by who asks for them and kind.
fn counts(folder: &Path, name: &str, steps: usize) -> Result<String, Failed> {
    let files = git(folder, &["ls-tree", "--name-only", "HEAD"])?;
    let file = files.lines().next().ok_or("the history has a file")?;
    let last = format!("-{}", steps + 1);
    let revisions = git(folder, &["log", "--reverse", "--format=%H", &last])?;
    let mut kinds: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let (mut compared, mut breaking) = (0, 0);
    let mut before: Option<Planned> = None;
    for revision in revisions.lines() {
        git(folder, &["checkout", "--quiet", revision])?;
        // Names and offer are those of the revision before, which took those of its own.
        let earlier = before.as_ref().and_then(|before| before.decided.as_ref());
        let earlier = earlier.map_or_else(Earlier::default, |(_, plan)| plan.earlier());
        let config = ClientConfig::new(folder.join(file), "unused", name);
        let after = Generator::new(config).plan_crate(Input::Path(folder.join(file)), earlier);
        let sides = before.as_ref().and_then(Planned::side).zip(after.side());
        if let Some((old, new)) = sides {
            let mut changes = diff::compare(old, new);
            changes.retain(|change| change.kind.verdict == Verdict::Breaking);
            compared += 1;
            breaking += usize::from(!changes.is_empty());
            for change in changes {
                let cause = change.cause.map_or("", Cause::word);
                *kinds.entry((cause, change.kind.code)).or_default() += 1;
            }
        }
        before = Some(after);
    }
    let mut text = format!("{name}: {compared} steps, {breaking} breaking\n");
    for ((cause, kind), count) in kinds {
        let _ = writeln!(text, "  {cause}: {count} {kind}");
    }
    Ok(text)
}

fn git(folder: &Path, arguments: &[&str]) -> Result<String, Failed> {
    let output = Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .output()?;
    if !output.status.success() {
        return Err(format!("git {arguments:?}: {output:?}").into());
    }
    Ok(String::from_utf8(output.stdout)?)
}
