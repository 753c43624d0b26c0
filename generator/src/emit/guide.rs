//! `src/guide.rs`: the guide to the client, one page of the documentation. The crate's front page links to it.

use super::docs;
use crate::model::SchemeKind;
use crate::plan::{BodyPlan, CratePlan, OperationPlan, RuntimePart, Send};

/// Generates `src/guide.rs`. A crate without operations has none.
pub(super) fn emit(plan: &CratePlan) -> String {
    if !has_guide(plan) {
        return String::new();
    }
    docs::inner(&lines(plan))
        + "\n#[allow(unused_imports, reason = \"the links above\")]\nuse crate::*;\n"
}

/// Whether the crate has a guide.
pub(super) fn has_guide(plan: &CratePlan) -> bool {
    !plan.modules.is_empty()
}

fn lines(plan: &CratePlan) -> Vec<String> {
    let mut schemes = plan.client.authentication.iter();
    let takes_credentials = schemes.any(|one| one.kind != SchemeKind::MutualTls);
    let mut lines = vec!["Guide: what every client does, and how to change it.".to_owned()];
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
