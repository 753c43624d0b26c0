//! `[client.waiters.<operationId>]`: operations that start work which goes on after their answer.

use std::collections::BTreeMap;

use super::section::Section;
use crate::model::Waiter;

/// How it is found out that work is done, by the `operationId` of what starts it.
pub(super) fn read(client: &mut Section<'_>) -> BTreeMap<String, Waiter> {
    let sections = client.named_sections("waiters", "createJob", "the waiter");
    sections
        .into_iter()
        .map(|(id, section)| (id, waiter(section)))
        .collect()
}

/// How to wait for the work of one operation.
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
