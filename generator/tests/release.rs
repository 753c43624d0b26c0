//! `oasmith release` on the command line: which version it chooses, what it writes, and what it
//! leaves alone.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::fs;

use common::{CLOCK, Ended, command, folder, git};
use tempfile::TempDir;

const SETTINGS: &str = "# Ours.
[[client]]
description = 'api.yaml'
output = 'client'

[client.package]
name = 'clock-client'
version = '0.1.0' # raised by `oasmith release`
";

/// A description with a new operation.
fn grown() -> String {
    CLOCK.replace(
        "components:",
        "  /zones:\n    get:\n      operationId: zones\n      responses: { '204': { description: None. } }\ncomponents:",
    )
}

/// A description with a property of another type.
fn broken() -> String {
    CLOCK.replace("time: { type: string,", "time: { type: integer,")
}

fn commit(folder: &TempDir) {
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "--message", "Next"]);
}

/// A repository in which version 0.1.0 was released.
fn repository() -> TempDir {
    let folder = folder(&[("api.yaml", CLOCK), ("oasmith.toml", SETTINGS)]);
    git(folder.path(), &["init", "--quiet"]);
    let ended = release(&folder, &[]);
    assert_eq!(ended.code, 0, "{ended:?}");
    commit(&folder);
    folder
}

fn release(folder: &TempDir, arguments: &[&str]) -> Ended {
    let output = command(folder.path())
        .env("SOURCE_DATE_EPOCH", "1796083200")
        .arg("release")
        .args(arguments)
        .output()
        .unwrap();
    Ended {
        code: output.status.code().unwrap(),
        data: String::from_utf8(output.stdout).unwrap(),
        messages: String::from_utf8(output.stderr).unwrap(),
    }
}

fn read(folder: &TempDir, path: &str) -> String {
    fs::read_to_string(folder.path().join(path)).unwrap()
}

fn write(folder: &TempDir, path: &str, text: &str) {
    fs::write(folder.path().join(path), text).unwrap();
}

#[test]
fn the_first_release_has_the_configured_version() {
    let folder = repository();
    assert_eq!(read(&folder, "oasmith.toml"), SETTINGS);
    insta::assert_snapshot!("first_release", read(&folder, "client/CHANGELOG.md"));
    assert!(read(&folder, "client/Cargo.toml").contains("version = \"0.1.0\""));
}

#[test]
fn nothing_is_released_without_changes() {
    let folder = repository();
    let ended = release(&folder, &[]);
    assert_eq!(ended.code, 0);
    assert!(ended.messages.contains("nothing to release"), "{ended:?}");
    assert_eq!(read(&folder, "oasmith.toml"), SETTINGS);
}

#[test]
fn a_breaking_change_raises_the_minor_version_before_1_0() {
    let folder = repository();
    write(&folder, "api.yaml", &broken());
    let ended = release(&folder, &[]);
    assert_eq!(ended.code, 0, "{ended:?}");
    let expected = SETTINGS.replace("'0.1.0'", "\"0.2.0\"");
    assert_eq!(read(&folder, "oasmith.toml"), expected);
    assert!(read(&folder, "client/Cargo.toml").contains("version = \"0.2.0\""));
    insta::assert_snapshot!("breaking_release", read(&folder, "client/CHANGELOG.md"));
}

#[test]
fn a_second_run_before_the_commit_changes_nothing() {
    let folder = repository();
    write(&folder, "api.yaml", &grown());
    release(&folder, &[]);
    let after_first = ["oasmith.toml", "client/CHANGELOG.md", "client/Cargo.toml"]
        .map(|path| read(&folder, path));
    let ended = release(&folder, &[]);
    assert_eq!(ended.code, 0, "{ended:?}");
    assert!(
        ended.messages.contains("already has a section 0.1.1"),
        "{ended:?}"
    );
    let after_second = ["oasmith.toml", "client/CHANGELOG.md", "client/Cargo.toml"]
        .map(|path| read(&folder, path));
    assert_eq!(after_first, after_second);
}

#[test]
fn releases_follow_each_other() {
    let folder = repository();
    write(&folder, "api.yaml", &grown());
    release(&folder, &[]);
    commit(&folder);
    // A commit that does not change the version is not a release.
    write(&folder, "notes.txt", "later");
    commit(&folder);
    assert!(
        release(&folder, &[])
            .messages
            .contains("nothing to release")
    );
    write(&folder, "api.yaml", &broken());
    let ended = release(&folder, &[]);
    assert!(
        ended.messages.contains("clock-client: 0.1.1 to 0.2.0"),
        "{ended:?}"
    );
    let changelog = read(&folder, "client/CHANGELOG.md");
    let positions = ["## [0.2.0]", "## [0.1.1]", "## [0.1.0]"].map(|title| changelog.find(title));
    assert!(
        positions.is_sorted() && positions.iter().all(Option::is_some),
        "{changelog}"
    );
}

#[test]
fn a_higher_version_and_text_by_hand_are_kept() {
    let folder = repository();
    let settings = SETTINGS.replace("'0.1.0'", "'1.0.0'");
    write(&folder, "oasmith.toml", &settings);
    write(
        &folder,
        "client/CHANGELOG.md",
        "# Ours\n\n## Unreleased\n\nBy hand.\n",
    );
    write(&folder, "api.yaml", &grown());
    let ended = release(&folder, &[]);
    assert_eq!(ended.code, 0, "{ended:?}");
    assert_eq!(read(&folder, "oasmith.toml"), settings);
    let changelog = read(&folder, "client/CHANGELOG.md");
    assert!(
        changelog.starts_with("# Ours\n\n## Unreleased\n\nBy hand.\n\n## [1.0.0]"),
        "{changelog}"
    );
}

#[test]
fn a_dry_run_shows_the_section_and_writes_nothing() {
    let folder = repository();
    write(&folder, "api.yaml", &grown());
    let before = read(&folder, "client/CHANGELOG.md");
    let ended = release(&folder, &["--dry-run"]);
    let transcript = ended.transcript();
    let (text, revision) = transcript.rsplit_once(" since ").unwrap();
    assert!(revision.len() > 7, "{revision}");
    insta::assert_snapshot!("release_dry_run", text);
    assert_eq!(read(&folder, "oasmith.toml"), SETTINGS);
    assert_eq!(read(&folder, "client/CHANGELOG.md"), before);
}

#[test]
fn the_revision_can_be_named() {
    let folder = repository();
    git(folder.path(), &["tag", "v0.1.0"]);
    write(&folder, "api.yaml", &grown());
    commit(&folder);
    let ended = release(&folder, &["--since", "v0.1.0", "--dry-run"]);
    assert!(ended.messages.contains("since v0.1.0"), "{ended:?}");
    let ended = release(&folder, &["--since", "v9"]);
    assert_eq!(ended.code, 3, "{ended:?}");
    assert!(
        ended.messages.contains("git knows no revision `v9` here"),
        "{ended:?}"
    );
}

#[test]
fn an_invalid_date_is_refused() {
    let folder = folder(&[("api.yaml", CLOCK), ("oasmith.toml", SETTINGS)]);
    git(folder.path(), &["init", "--quiet"]);
    let output = command(folder.path())
        .env("SOURCE_DATE_EPOCH", "yesterday")
        .arg("release")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let messages = String::from_utf8(output.stderr).unwrap();
    assert!(messages.contains("`yesterday`"), "{messages}");
    assert!(!folder.path().join("client").exists());
}

#[test]
fn a_folder_outside_of_a_repository_is_an_error_with_a_way_out() {
    let folder = folder(&[("api.yaml", CLOCK), ("oasmith.toml", SETTINGS)]);
    let ended = release(&folder, &[]);
    assert_eq!(ended.code, 2, "{ended:?}");
    assert!(ended.messages.contains("`--since`"), "{ended:?}");
    assert!(!folder.path().join("client").exists());
}
