//! What a user of the generated client builds besides it.

use std::collections::BTreeSet;
use std::process::Command;

use oasmith_tests::workspace;

#[test]
fn dependencies_of_the_generated_client() {
    let default = crates(&[]);
    let bare = crates(&["--no-default-features"]);
    let list = |crates: &BTreeSet<String>| {
        crates
            .iter()
            .fold(String::new(), |text, name| text + name + "\n")
    };
    let text = format!(
        "{} without a feature:\n{}\n{} with the features that are on by default; those besides the ones above:\n{}",
        bare.len(),
        list(&bare),
        default.len(),
        list(&(&default - &bare)),
    );
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(".");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("dependencies", text));
}

/// The crates that `geminidb-client` is built with on Linux, itself left out; their versions are the lock file's business.
fn crates(features: &[&str]) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--package", "geminidb-client"])
        .args(["--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .args(["--target", "x86_64-unknown-linux-gnu"])
        .args(features)
        .current_dir(workspace())
        .output()
        .expect("cargo runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let names = text.lines().filter_map(|line| line.split(' ').next());
    let others = names.filter(|name| !name.is_empty() && *name != "geminidb-client");
    others.map(str::to_owned).collect()
}
