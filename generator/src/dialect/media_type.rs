//! Media types and the encodings of their properties.

use serde_json::{Map, Value};

use super::complete::rename;
use super::{Translator, extension, parameter};
use crate::diagnostics::Location;
use crate::diagnostics::catalogue::dialect as findings;

/// The schema of a sequence's elements, which OpenAPI has since 3.2, becomes an extension.
pub(super) fn complete(part: &mut Map<String, Value>) {
    rename(part, "itemSchema", extension::ITEM_SCHEMA);
}

/// An encoding whose style is one that OpenAPI 3.0 knows, and which says whether `explode` was given.
pub(super) fn encoding(t: &Translator<'_>, part: &mut Map<String, Value>, at: &Location) {
    parameter::check_style(t, part, "query", at);
    let raw = t.raw(at).and_then(|raw| raw.get("headers"));
    let headers = raw.and_then(Value::as_object);
    // The media type of a part is `contentType`: "`Content-Type` is described separately and SHALL be ignored".
    let own = headers.into_iter().flat_map(Map::keys);
    for name in own.filter(|name| !name.eq_ignore_ascii_case("content-type")) {
        let message = format!("the header `{name}` of a part is not sent");
        t.report(
            &findings::UNUSABLE_PARAMETER,
            &at.key("headers").key(name),
            message,
        );
    }
    if let Some(explode) = part.get("explode").cloned() {
        part.insert(extension::EXPLODE.to_owned(), explode);
    }
}
