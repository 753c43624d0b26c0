//! What `oasmith diff` says of changes, that it says the truth, and how it looks.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod compiled;
mod listed;
mod pairs;
mod rendered;
mod verdicts;

/// A text that was read by a person once, and is held to since.
fn assert_snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snaps");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
