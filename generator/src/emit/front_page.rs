//! The front page of the crate's documentation: how to build a client, the first operation, the features.

use std::fmt::Write as _;

use super::builder_example::{builder_lines, imports};
use super::guide;
use crate::plan::{CallExample, CratePlan};

const TAGS: &str = "Without the default features, `reqwest` and the feature of a tag compile only its operations and types:";

/// The lines after the description of the API.
pub(super) fn lines(plan: &CratePlan) -> Vec<String> {
    let mut lines = start(plan);
    if guide::has_guide(plan) {
        lines.extend([
            String::new(),
            "Errors, timeouts, retries, credentials, tests without a server: see the [`guide`]."
                .to_owned(),
        ]);
        lines.extend(features(plan));
    }
    lines
}

/// How a client is built, and a call of the first operation that has an example.
fn start(plan: &CratePlan) -> Vec<String> {
    let library = &plan.package.library;
    let call = first_call(plan);
    let mut lines = ["", "# Getting started", "", "```no_run"]
        .map(str::to_owned)
        .to_vec();
    if let Some((Some(feature), _)) = call {
        lines.push(format!("# #[cfg(feature = {feature:?})]"));
    }
    let parameters = call.map(|(_, example)| example.parameters.join(", "));
    lines.push(format!(
        "# async fn example({}) -> Result<(), Box<dyn std::error::Error>> {{",
        parameters.unwrap_or_default()
    ));
    lines.extend(call.and_then(|(_, example)| example.import.clone()));
    lines.push(format!("use {library}::{};", imports(plan)));
    lines.push(String::new());
    lines.push("let client = Client::builder()".to_owned());
    lines.extend(builder_lines(plan));
    lines.push("    .build()?;".to_owned());
    match call {
        Some((_, example)) => lines.extend(example.statements.iter().cloned()),
        None => lines.push("# drop(client);".to_owned()),
    }
    lines.extend(["# Ok(())", "# }", "```", ""].map(str::to_owned));
    let mut listed = String::new();
    for module in &plan.modules {
        let separator = if listed.is_empty() { "" } else { ", " };
        let _ = write!(listed, "{separator}[`operations::{}`]", module.name);
    }
    if !listed.is_empty() {
        lines.push(format!(
            "Each operation is a method of [`Client`]: {listed}."
        ));
    }
    lines
}

/// The first example of an operation that is not deprecated, and the feature that the operation needs.
fn first_call(plan: &CratePlan) -> Option<(Option<&str>, &CallExample)> {
    let mut modules = plan.modules_with_features();
    modules.find_map(|(module, feature)| {
        let operations = module.operations.iter();
        let mut examples =
            operations.filter_map(|operation| plan.call_examples.get(&operation.source));
        let example = examples.find(|example| !example.deprecated)?;
        Some((feature.map(|feature| feature.name.as_str()), example))
    })
}

/// The section on the features of the crate.
fn features(plan: &CratePlan) -> Vec<String> {
    if plan.features.is_empty() && plan.tag_features.is_none() {
        return Vec::new();
    }
    let mut lines = ["", "# Features", ""].map(str::to_owned).to_vec();
    lines.extend(plan.features.iter().map(|feature| {
        let default = if feature.default {
            " (on by default)"
        } else {
            ""
        };
        format!("- `{}`{default}: {}", feature.name, feature.why)
    }));
    if plan.tag_features.is_some() {
        lines.extend(
            [
                "- `full` (on by default): the operations of all tags, and all types",
                "",
                TAGS,
                "",
            ]
            .map(str::to_owned),
        );
        lines.extend(
            plan.modules_with_features()
                .filter_map(|(module, feature)| {
                    let feature = &feature?.name;
                    Some(format!("- `{feature}`: [`operations::{}`]", module.name))
                }),
        );
    }
    lines
}
