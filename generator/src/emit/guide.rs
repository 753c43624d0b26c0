//! The guide in the crate-level docs: first steps, and the features of every client.

use std::fmt::Write as _;

use super::library::{builder_lines, imports};
use crate::model::SchemeKind;
use crate::plan::{BodyPlan, CratePlan, OperationPlan, RuntimePart, Send};

/// The lines of the guide.
pub(super) fn lines(plan: &CratePlan) -> Vec<String> {
    let mut lines = start(plan);
    if plan.modules.is_empty() {
        return lines;
    }
    let mut schemes = plan.client.authentication.iter();
    let takes_credentials = schemes.any(|one| one.kind != SchemeKind::MutualTls);
    lines.extend(chapter(ERRORS, plan));
    lines.extend(chapter(STATUS_AND_HEADERS, plan));
    lines.extend(chapter(TIMEOUTS_AND_RETRIES, plan));
    if takes_credentials {
        lines.extend(chapter(CREDENTIALS, plan));
    }
    let parts = PARTS.iter().filter(|(part, _)| plan.runtime.contains(part));
    lines.extend(parts.flat_map(|(_, text)| chapter(text, plan)));
    let mut operations = plan.modules.iter().flat_map(|module| &module.operations);
    if operations.any(takes_streams) {
        lines.extend(chapter(STREAMS, plan));
    }
    lines.extend(chapter(EXTENSION_POINTS, plan));
    let of_features = OF_FEATURES
        .iter()
        .filter(|(name, _)| plan.has_feature(name));
    lines.extend(of_features.flat_map(|(_, text)| chapter(text, plan)));
    lines.extend(features(plan));
    lines
}

const ERRORS: &str = include_str!("guide/errors.md");
const STATUS_AND_HEADERS: &str = include_str!("guide/status_and_headers.md");
const TIMEOUTS_AND_RETRIES: &str = include_str!("guide/timeouts_and_retries.md");
const CREDENTIALS: &str = include_str!("guide/credentials.md");
const STREAMS: &str = include_str!("guide/request_streams.md");
const EXTENSION_POINTS: &str = include_str!("guide/extension_points.md");

/// The chapters about features.
const OF_FEATURES: &[(&str, &str)] = &[
    ("reqwest", include_str!("guide/connection.md")),
    ("testing", include_str!("guide/testing.md")),
    ("blocking", include_str!("guide/blocking.md")),
    ("tracing", include_str!("guide/tracing.md")),
];

/// The chapters for crates that have a part of the runtime.
const PARTS: &[(RuntimePart, &str)] = &[
    (
        RuntimePart::ClientCredentials,
        include_str!("guide/client_credentials.md"),
    ),
    (RuntimePart::Header, include_str!("guide/headers.md")),
    (RuntimePart::Multipart, include_str!("guide/files.md")),
    (RuntimePart::Stream, include_str!("guide/binary.md")),
    (RuntimePart::JsonLines, include_str!("guide/json_lines.md")),
    (
        RuntimePart::EventStream,
        include_str!("guide/server_sent_events.md"),
    ),
    (RuntimePart::Pagination, include_str!("guide/pagination.md")),
    (RuntimePart::Waiter, include_str!("guide/waiters.md")),
];

const TAGS: &str = "Without the default features, `reqwest` and the feature of a tag compile only its operations and types:";

/// Whether the body of an operation may be a stream.
fn takes_streams(operation: &OperationPlan) -> bool {
    let mut arguments = operation.arguments.iter().map(|argument| &argument.send);
    let mut setters = operation.setters.iter().map(|setter| &setter.send);
    let mut choices = operation.body.iter().flat_map(|body| &body.variants);
    let is_stream = |send: &Send| matches!(send, Send::Body(BodyPlan::Raw(_)));
    arguments.any(is_stream)
        || setters.any(is_stream)
        || choices.any(|choice| matches!(choice.send, BodyPlan::Raw(_)))
}

/// A chapter that is the same for all crates, except for the crate's name.
fn chapter(text: &str, plan: &CratePlan) -> Vec<String> {
    let text = text.replace("CRATE", &plan.package.library);
    std::iter::once(String::new())
        .chain(text.lines().map(str::to_owned))
        .collect()
}

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

fn start(plan: &CratePlan) -> Vec<String> {
    let library = &plan.package.library;
    let mut lines = vec![
        String::new(),
        "# Getting started".to_owned(),
        String::new(),
        "```no_run".to_owned(),
    ];
    lines.push(format!(
        "# fn main() -> Result<(), {library}::BuildError> {{"
    ));
    lines.push(format!("use {library}::{};", imports(plan)));
    lines.push(String::new());
    lines.push("let client = Client::builder()".to_owned());
    lines.extend(builder_lines(plan));
    lines.push("    .build()?;".to_owned());
    lines.extend([
        "# drop(client);".to_owned(),
        "# Ok(())".to_owned(),
        "# }".to_owned(),
        "```".to_owned(),
    ]);
    lines.push(String::new());
    let mut listed = String::new();
    for module in &plan.modules {
        let _ = write!(
            listed,
            "{}[`operations::{}`]",
            if listed.is_empty() { "" } else { ", " },
            module.name
        );
    }
    if !listed.is_empty() {
        lines.push(format!(
            "Each operation is a method of [`Client`]: {listed}."
        ));
    }
    lines
}
