//! The front page of the crate's documentation: how to build a client, the first operation, the features.

use std::fmt::Write as _;

use super::builder_example::{builder_lines, imports};
use super::guide;
use crate::plan::{CratePlan, OperationPlan};

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
    lines.extend(call.attributes);
    lines.push(format!(
        "# async fn example({}) -> Result<(), Box<dyn std::error::Error>> {{",
        call.parameters
    ));
    lines.extend(call.imports);
    lines.push(format!("use {library}::{};", imports(plan)));
    lines.push(String::new());
    lines.push("let client = Client::builder()".to_owned());
    lines.extend(builder_lines(plan));
    lines.push("    .build()?;".to_owned());
    lines.extend(call.statements);
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

/// The parts of an example that calls an operation, without the function around it.
#[derive(Default)]
struct Call {
    /// Hidden attributes of the function.
    attributes: Vec<String>,
    /// The parameters of the function beside the client.
    parameters: String,
    imports: Vec<String>,
    statements: Vec<String>,
}

/// The example of the first operation that is not deprecated. The first line of an example that is not hidden is an import,
/// if it has one.
fn first_call(plan: &CratePlan) -> Call {
    let mut operations = plan.modules.iter().flat_map(|module| {
        let feature = module.feature.as_deref();
        module.operations.iter().map(move |one| (feature, one))
    });
    let is_shown = |one: &OperationPlan| !one.example.is_empty() && !one.deprecated;
    let Some((feature, operation)) = operations.find(|(_, one)| is_shown(one)) else {
        return Call {
            statements: vec!["# drop(client);".to_owned()],
            ..Call::default()
        };
    };
    let client = format!("client: {}::Client", plan.package.library);
    let hidden = operation
        .example
        .iter()
        .filter_map(|line| line.strip_prefix("# "));
    let function = hidden
        .clone()
        .find_map(|line| line.strip_prefix("async fn example("));
    let parameters = function.and_then(|line| line.split_once(") ->"));
    let parameters = parameters.map_or("", |(parameters, _)| parameters);
    let parameters = parameters.strip_prefix(client.as_str()).unwrap_or_default();
    let shown = operation
        .example
        .iter()
        .filter(|line| !line.starts_with("# ") && !line.starts_with("```") && !line.is_empty());
    let (imports, statements) = shown.cloned().partition(|line| line.starts_with("use "));
    Call {
        attributes: feature
            .map(|name| format!("# #[cfg(feature = {name:?})]"))
            .into_iter()
            .collect(),
        parameters: parameters.trim_start_matches(", ").to_owned(),
        imports,
        statements,
    }
}

/// The section on the features of the crate.
fn features(plan: &CratePlan) -> Vec<String> {
    if plan.features.is_empty() && plan.placements.is_none() {
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
    if plan.placements.is_some() {
        lines.extend(
            [
                "- `full` (on by default): the operations of all tags, and all types",
                "",
                TAGS,
                "",
            ]
            .map(str::to_owned),
        );
        lines.extend(plan.modules.iter().filter_map(|module| {
            let feature = module.feature.as_ref()?;
            Some(format!("- `{feature}`: [`operations::{}`]", module.name))
        }));
    }
    lines
}
