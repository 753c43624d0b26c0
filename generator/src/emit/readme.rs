//! The `README.md` of the crate.

use crate::plan::CratePlan;
use crate::prose;

/// Explains why the crate does not use serde's derives, and how its tables are read.
const TABLES: &str = include_str!("tables.md");

/// Generates `README.md`.
pub(super) fn emit(plan: &CratePlan) -> String {
    let package = &plan.package;
    let (title, version) = &package.api;
    let operations: usize = plan
        .modules
        .iter()
        .map(|module| module.operations.len())
        .sum();
    let title = prose::one_line(title, 120);
    let version = prose::one_line(version, 40);
    let mut text = format!("# {}\n\n{}\n\n", package.name, inline(&package.description));
    text.push_str(&format!(
        "Made by oasmith from the description of {} (version {}): {operations} operation{}.\nDo not edit it: change the \
         description, or `oasmith.toml`, and generate it again.\n\n",
        inline(&title),
        inline(&version),
        if operations == 1 { "" } else { "s" }
    ));
    text.push_str("```rust\n");
    text.push_str(&start(plan));
    text.push_str("```\n\n## Dependencies\n\n");
    text.push_str(&counted(plan));
    for (name, dependency) in &plan.dependencies {
        let only = if dependency.optional {
            format!(" (feature `{name}`)")
        } else {
            String::new()
        };
        text.push_str(&format!("- `{name}`{only}: {}\n", dependency.why));
    }
    for name in plan.given_dependencies.keys() {
        text.push_str(&format!("- `{name}`: a type from the settings\n"));
    }
    text.push_str(TABLES);
    text
}

/// The number of dependencies, in words.
fn counted(plan: &CratePlan) -> String {
    let all = plan.dependencies.len() + plan.given_dependencies.len();
    let dependencies = plan.dependencies.values();
    match dependencies.filter(|one| one.optional).count() {
        0 => format!("{all} crates:\n\n"),
        optional => format!("{all} crates, {optional} of them behind a feature:\n\n"),
    }
}

/// Text on one line that is safe in Markdown.
fn inline(text: &str) -> String {
    prose::rustdoc(text).join(" ")
}

fn start(plan: &CratePlan) -> String {
    let library = &plan.package.library;
    let imports = super::builder_example::imports(plan);
    let builder = super::builder_example::builder_lines(plan).join("\n");
    format!(
        "use {library}::{imports};\n\nlet client = Client::builder()\n{builder}\n    .build()?;\n"
    )
}
