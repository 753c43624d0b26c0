//! Media types and the encodings of their properties.

use serde_json::{Map, Value};

use super::complete::rename;
use super::{Translator, extension, parameter};
use crate::diagnostics::Location;

/// The schema of a sequence's elements, which OpenAPI has since 3.2, becomes an extension.
pub(super) fn complete(part: &mut Map<String, Value>) {
    rename(part, "itemSchema", extension::ITEM_SCHEMA);
}

/// An encoding whose style is one that OpenAPI 3.0 knows, and which says whether `explode` was given.
pub(super) fn encoding(t: &Translator<'_>, part: &mut Map<String, Value>, at: &Location) {
    parameter::check_style(t, part, "query", at);
    if let Some(explode) = part.get("explode").cloned() {
        part.insert(extension::EXPLODE.to_owned(), explode);
    }
}
