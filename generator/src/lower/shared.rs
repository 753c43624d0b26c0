//! Request bodies and responses that operations share by reference, and what they are called.
//!
//! A schema that stands inside one has no name of its own, but the part has: `#/components/responses/NotFound`, or the
//! file that holds it. The type is named after that rather than after the operation that happens to come first.

use super::parts::Parts;
use crate::diagnostics::Location;
use crate::model::Context;

/// Under which keys the description names such parts.
const SHARED_UNDER: &[&str] = &["requestBodies", "responses", "parameters"];

/// Where the types of a part stand: in the operation, or in what is shared, when the operation only refers to it.
pub(super) fn context(
    parts: &Parts<'_>,
    own: Context,
    standing: &Location,
    found: &Location,
) -> Context {
    if standing == found {
        return own;
    }
    match name(parts, found) {
        Some(name) => Context::Shared(name, Box::new(own)),
        None => own,
    }
}

/// The name of the part at a place: its key, or its file's name without the extension.
fn name(parts: &Parts<'_>, at: &Location) -> Option<String> {
    let Some(holder) = at.pointer.parent() else {
        let stem = parts.file_path(at).file_stem()?;
        return Some(stem.to_string_lossy().into_owned());
    };
    let is_named = SHARED_UNDER.contains(&holder.last().as_str());
    let by_all = holder.parent()?;
    let by_all = by_all.as_str().is_empty() || by_all.last() == "components";
    (is_named && by_all).then(|| at.pointer.last())
}
