//! `[client.waiters.<operationId>]`: operations that start work which continues after the response.

use std::collections::BTreeMap;

use super::section::Section;
use crate::model::Waiter;

/// Reads how to wait for work, by the `operationId` of the operation that starts it.
pub(super) fn read(client: &mut Section<'_>) -> BTreeMap<String, Waiter> {
    let sections = client.named_sections("waiters", "createJob", "the waiter");
    sections
        .into_iter()
        .map(|(id, section)| (id, waiter(section)))
        .collect()
}

/// Reads the waiter of one operation.
pub(super) fn waiter(mut section: Section<'_>) -> Waiter {
    let waiter = Waiter {
        poll: section.required_text("poll"),
        arguments: section.pointers("arguments"),
        state: section.required_pointer("state"),
        success: section.texts("success"),
        failure: section.texts("failure"),
        pending: section.texts("pending"),
        result: section.pointer("result"),
        interval: section.number("interval"),
        max_interval: section.number("max-interval"),
        deadline: section.number("deadline"),
    };
    section.finish();
    waiter
}
