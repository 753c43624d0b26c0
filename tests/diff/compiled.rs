//! The verdicts are true: code that uses the old crate compiles with the new one where nothing is breaking, and does not
//! where something is.
//!
//! `user.rs` beside a pair uses what the change takes away or alters, `mirror.rs` what taking it back does. Each is a crate
//! that depends on one of the two generated ones as `client`; one cargo checks them all.

use std::collections::BTreeSet;

use oasmith::diff::Verdict;
use oasmith_tests::Project;
use serde_json::Value;

use crate::pairs::Pair;

/// The crates that must not compile.
type Refused = BTreeSet<String>;

#[test]
fn what_is_breaking_does_not_compile_and_what_is_compatible_does() {
    let mut project = Project::new("diff").expect("the folder is made");
    let mut refused = Refused::new();
    for pair in Pair::all() {
        let users = [("user", pair.clone()), ("mirror", pair.mirrored())];
        let users = users.map(|(name, pair)| (name, pair.beside(&format!("{name}.rs")), pair));
        if users.iter().all(|(_, text, _)| text.is_none()) {
            continue;
        }
        let versions = ["old", "new"];
        for (version, generated) in versions.iter().zip(pair.generate()) {
            let name = crate_name(&pair, version);
            project.add(&name, generated).expect("it is delivered");
        }
        for (name, text, seen) in &users {
            let Some(text) = text else { continue };
            for version in versions {
                add_user(
                    &mut project,
                    &pair,
                    &format!("{name}-{version}"),
                    version,
                    text,
                );
            }
            let changed = if *name == "user" { "new" } else { "old" };
            if is_breaking(seen) {
                refused.insert(crate_name(&pair, &format!("{name}-{changed}")));
            }
        }
    }
    assert_eq!(not_compiled(&project), refused);
}

fn is_breaking(pair: &Pair) -> bool {
    let changes = pair.changes();
    changes
        .iter()
        .any(|change| change.kind.verdict == Verdict::Breaking)
}

fn crate_name(pair: &Pair, suffix: &str) -> String {
    format!("{}-{suffix}", pair.rule.replace('_', "-"))
}

/// Adds a crate that depends on a version of the generated one.
fn add_user(project: &mut Project, pair: &Pair, suffix: &str, version: &str, text: &str) {
    let (name, client) = (crate_name(pair, suffix), crate_name(pair, version));
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nclient = {{ package = \"{client}\", path = \"../{client}\" }}\n"
    );
    let text = format!("#![allow(clippy::all)]\n{text}");
    project
        .add_written(&name, &manifest, &[("src/lib.rs".to_owned(), text)])
        .expect("it is written");
}

/// The crates in which the compiler finds errors.
fn not_compiled(project: &Project) -> Refused {
    let output = project
        .cargo()
        .expect("the manifest is written")
        .args([
            "check",
            "--workspace",
            "--keep-going",
            "--message-format",
            "json",
            "--quiet",
        ])
        .output()
        .expect("cargo runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let messages = text
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok());
    let text_at = |message: &Value, pointer| message.pointer(pointer)?.as_str().map(str::to_owned);
    let errors = messages.filter(|message| {
        let level = text_at(message, "/message/level");
        level.as_deref() == Some("error")
    });
    let targets = errors.filter_map(|error| text_at(&error, "/target/name"));
    let found: Refused = targets.map(|name| name.replace('_', "-")).collect();
    let has_run = text.contains("\"build-finished\"");
    assert!(has_run, "{}", String::from_utf8_lossy(&output.stderr));
    found
}
