//! Published descriptions, whole: every operation is generated or listed.
//!
//! They are not part of the project. `OASMITH_CORPUS` names their folder; without it, `../shared/corpus` beside the
//! workspace. Where there is none, the suite says so and ends as skipped.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use oasmith::{ClientConfig, Generator};
use oasmith_tests::workspace;

fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("OASMITH_CORPUS").map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| workspace().join("../shared/corpus"));
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!(
        "skipped: there is no folder of descriptions at {}",
        folder.display()
    );
    None
}

/// The descriptions of the folder, and those that are the top of a folder of their own.
fn descriptions(folder: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(folder).expect("the folder can be read");
    let mut found: Vec<PathBuf> = files
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .collect();
    found.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "yaml" || extension == "json")
    });
    for nested in [
        "digitalocean/specification/DigitalOcean-public.v2.yaml",
        "spacetraders/reference/SpaceTraders.json",
    ] {
        let path = folder.join(nested);
        if path.exists() {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn every_operation_is_generated_or_listed() {
    let Some(folder) = corpus() else { return };
    for path in descriptions(&folder) {
        let generated =
            Generator::new(ClientConfig::new(&path, "unused", "corpus")).generate(&BTreeMap::new());
        assert!(
            generated.files.is_some(),
            "{} generates nothing",
            path.display()
        );
        let operations = generated.report.operations;
        assert!(
            operations.described > 0,
            "{} has operations",
            path.display()
        );
        assert_eq!(
            operations.generated + operations.skipped,
            operations.described,
            "{}",
            path.display()
        );
        assert!(
            operations.skipped * 100 <= operations.described,
            "{}: {operations:?}",
            path.display()
        );
    }
}
