//! `[client.pagination.<operationId>]`: operations whose responses are pages.

use std::collections::BTreeMap;

use super::section::Section;
use crate::model::{PageStyle, Pagination};

/// Reads the pagination of operations, by `operationId`.
pub(super) fn read(client: &mut Section<'_>) -> BTreeMap<String, Pagination> {
    let sections = client.named_sections("pagination", "listPets", "the pagination");
    sections
        .into_iter()
        .filter_map(|(id, section)| Some((id, pagination(section)?)))
        .collect()
}

/// Reads the pagination of one operation.
pub(super) fn pagination(mut section: Section<'_>) -> Option<Pagination> {
    let style = section.required_choice("style", PageStyle::WORDS);
    let items = section.pointer("items").unwrap_or_default();
    let next = section.pointer("next");
    let parameter = section.text("parameter");
    let size = section.text("size");
    let has_more = section.pointer("has-more");
    let first = section.number("first");
    section.finish();
    Some(Pagination {
        style: style?,
        items,
        next,
        parameter,
        size,
        has_more,
        first,
    })
}
