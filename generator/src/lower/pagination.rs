//! Operations that answer in pages, where the description itself says so.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use super::parts::Parts;
use crate::diagnostics::catalogue::lower as findings;
use crate::diagnostics::{Diagnostic, Location};
use crate::dialect::extension::PAGINATION;
use crate::model::{PageStyle, Pagination};

/// The extension, by the keys that the settings have.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Given {
    style: Style,
    #[serde(default)]
    items: String,
    next: Option<String>,
    parameter: Option<String>,
    size: Option<String>,
    has_more: Option<String>,
    first: Option<u64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Style {
    Cursor,
    Offset,
    Page,
    Link,
}

/// How the answers of the operation at `at` follow each other, if its extension says so.
pub(super) fn pagination(
    parts: &Parts<'_>,
    extensions: &IndexMap<String, Value>,
    at: &Location,
) -> Option<Pagination> {
    let value = extensions.get(PAGINATION)?;
    match Given::deserialize(value) {
        Ok(given) => Some(given.into()),
        Err(error) => {
            let message = format!("this is not a sound pagination: {error}");
            let at = at.key(PAGINATION);
            parts
                .sink
                .report(Diagnostic::new(&findings::UNSOUND_PART, &at, message));
            None
        }
    }
}

impl From<Given> for Pagination {
    fn from(given: Given) -> Self {
        Self {
            style: match given.style {
                Style::Cursor => PageStyle::Cursor,
                Style::Offset => PageStyle::Offset,
                Style::Page => PageStyle::Page,
                Style::Link => PageStyle::Link,
            },
            items: given.items,
            next: given.next,
            parameter: given.parameter,
            size: given.size,
            has_more: given.has_more,
            first: given.first,
        }
    }
}
